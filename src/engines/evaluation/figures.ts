/**
 * A yearly series of counts. A figure is exact, or censored (printed as `<5`: below a bound, and not known more closely),
 * or missing. A missing year is never a zero and a censored one never a middle value.
 */
export interface YearFigure {
  readonly year: number;
  /** The count; null where it is censored or missing. */
  readonly value: number | null;
  /** The bound of a censored count: 5 for `<5`. */
  readonly censoredBelow: number | null;
}

/** Years from and to, both included. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
}

/** A lowest and a highest value. */
export type Range = readonly [low: number, high: number];

/** What a count can have been: itself, or any whole number below the bound it was printed with. */
export const rangeOf = ({ value, censoredBelow }: YearFigure): Range | null =>
  value !== null ? [value, value] : censoredBelow !== null ? [0, Math.max(0, Math.ceil(censoredBelow) - 1)] : null;

/** The figures of a span in the order of years. */
export const within = (figures: readonly YearFigure[], { from, to }: YearSpan): readonly YearFigure[] =>
  figures.filter(({ year }) => year >= from && year <= to).toSorted((one, other) => one.year - other.year);

/** All years of a span. */
export const yearsOf = ({ from, to }: YearSpan): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** The exact counts with their years. */
export const exactOf = (figures: readonly YearFigure[]): readonly { year: number; value: number }[] =>
  figures
    .flatMap(({ year, value }) => (value === null ? [] : [{ year, value }]))
    .toSorted((one, other) => one.year - other.year);
