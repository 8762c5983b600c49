/** Whether the answer hangs on the choice of years, on one year, or on years of which nothing is known. */
import { compare, type Comparison, type Verdict } from './before-after.ts';
import { exactOf, type Range, type YearFigure, type YearSpan } from './figures.ts';

export type Variation = 'window' | 'without-year' | 'missing-as-highest-before' | 'missing-as-lowest-before';

export interface Variant {
  readonly what: Variation;
  readonly before: YearSpan;
  readonly after: YearSpan;
  readonly withoutYear: number | null;
  readonly ratio: number | null;
  readonly ratioCi95: Range | null;
  readonly verdict: Verdict;
}

export interface Sensitivity {
  readonly variants: readonly Variant[];
  /** How many of the variants come to each verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** True when every variant agrees with the answer itself. */
  readonly stable: boolean;
}

/** Asks the same with windows one year longer or shorter, without each year, and with missing years at the extremes. */
export function sensitivity(figures: readonly YearFigure[], asked: Comparison): Sensitivity {
  const before = spanOf(asked.before);
  const after = spanOf(asked.after);
  const variants = [
    ...windows(figures, before, after).map((spans) => variant('window', figures, spans.before, spans.after)),
    ...leftOut(figures, asked),
    ...filledIn(figures, asked),
  ];
  const count = (verdict: Verdict): number => variants.filter((one) => one.verdict === verdict).length;
  return {
    variants,
    verdicts: { decrease: count('decrease'), increase: count('increase'), 'not-shown': count('not-shown') },
    stable: variants.every(({ verdict }) => verdict === asked.verdict),
  };
}

const spanOf = ({ from, to }: YearSpan): YearSpan => ({ from, to });

function variant(
  what: Variation,
  figures: readonly YearFigure[],
  before: YearSpan,
  after: YearSpan,
  withoutYear: number | null = null,
): Variant {
  const { ratio, ratioCi95, verdict } = compare(figures, before, after);
  return { what, before, after, withoutYear, ratio, ratioCi95, verdict };
}

/** Each edge one year out and one year in, where that brings or takes a year with a figure and leaves two in each. */
function windows(
  figures: readonly YearFigure[],
  before: YearSpan,
  after: YearSpan,
): readonly { before: YearSpan; after: YearSpan }[] {
  const moved = [-1, 1].flatMap((step) => [
    { before: { ...before, from: before.from + step }, after },
    { before: { ...before, to: before.to + step }, after },
    { before, after: { ...after, from: after.from + step } },
    { before, after: { ...after, to: after.to + step } },
  ]);
  const years = (span: YearSpan): number =>
    figures.filter(({ year, value, censoredBelow }) => {
      return year >= span.from && year <= span.to && (value !== null || censoredBelow !== null);
    }).length;
  const [own, other] = [years(before), years(after)];
  return moved.filter(
    (spans) =>
      spans.before.to < spans.after.from &&
      (years(spans.before) !== own || years(spans.after) !== other) &&
      years(spans.before) >= 2 &&
      years(spans.after) >= 2,
  );
}

function leftOut(figures: readonly YearFigure[], { before, after }: Comparison): readonly Variant[] {
  return [before, after].flatMap((period) =>
    period.years.length < 3
      ? []
      : period.years.map((year) =>
          variant(
            'without-year',
            figures.filter((figure) => figure.year !== year),
            spanOf(before),
            spanOf(after),
            year,
          ),
        ),
  );
}

/** Missing years at the highest figure of the series before and the lowest after, and the other way round. */
function filledIn(figures: readonly YearFigure[], { before, after }: Comparison): readonly Variant[] {
  const values = exactOf(figures).map(({ value }) => value);
  if (before.missingYears.length + after.missingYears.length === 0 || values.length === 0) return [];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const filled = (earlier: number, later: number): readonly YearFigure[] => {
    const gaps = new Set([...before.missingYears, ...after.missingYears]);
    return [
      ...figures.filter(({ year }) => !gaps.has(year)),
      ...before.missingYears.map((year) => ({ year, value: earlier, censoredBelow: null })),
      ...after.missingYears.map((year) => ({ year, value: later, censoredBelow: null })),
    ];
  };
  return [
    variant('missing-as-highest-before', filled(highest, lowest), spanOf(before), spanOf(after)),
    variant('missing-as-lowest-before', filled(lowest, highest), spanOf(before), spanOf(after)),
  ];
}
