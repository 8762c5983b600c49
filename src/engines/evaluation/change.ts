/** Percentage changes, always with the figure they start from. */
import { exactOf, type YearFigure } from './figures.ts';

export interface Change {
  readonly base: number;
  readonly value: number;
  readonly difference: number;
  /** Per cent of the base; null where the base is zero, of which nothing is a share. */
  readonly percent: number | null;
}

export interface YearChange extends Change {
  readonly fromYear: number;
  readonly toYear: number;
  /** Years without an exact figure in between: the change is over more than one year. */
  readonly skipped: number;
}

/** The change from one figure to another: 361 to 752 is +108.3%. */
export const change = (base: number, value: number): Change => ({
  base,
  value,
  difference: value - base,
  percent: base === 0 ? null : ((value - base) / base) * 100,
});

/** The change from each exact figure of a series to the next. */
export function yearlyChanges(figures: readonly YearFigure[]): readonly YearChange[] {
  const exact = exactOf(figures);
  return exact.slice(1).map((figure, at) => {
    const base = exact[at] ?? figure;
    return {
      fromYear: base.year,
      toYear: figure.year,
      skipped: figure.year - base.year - 1,
      ...change(base.value, figure.value),
    };
  });
}
