/**
 * Before and after: do yearly counts differ between two periods by more than they vary from year to year? See
 * rate-ratio.ts for the model. A censored year takes every value it can have, and the widest answer is given.
 */
import { change } from './change.ts';
import { rangeOf, sumOf, within, yearsOf, type Range, type YearFigure, type YearSpan } from './figures.ts';
import { levelRatio } from './rate-ratio.ts';

export type Verdict = 'decrease' | 'increase' | 'not-shown';
/** Why nothing is shown: the interval holds "no change", or there is no interval. */
export type Ground = 'variation' | 'too-few-years' | 'no-figures' | 'outside-the-interval';

export interface Period extends YearSpan {
  /** Of the years with an exact figure. */
  readonly sum: number;
  /** With censored years at their lowest and at their highest. */
  readonly sumRange: Range;
  /** Years with a figure, censored ones included. */
  readonly years: readonly number[];
  readonly missingYears: readonly number[];
  readonly censoredYears: readonly number[];
}

export interface Comparison {
  readonly before: Period;
  readonly after: Period;
  /** Of the sums; null where a censored year leaves them open, see `ranges`. */
  readonly difference: number | null;
  readonly percent: number | null;
  /** Level after over level before, each per year with a figure. */
  readonly ratio: number | null;
  readonly ratioCi95: Range | null;
  /** With censored years at their extremes; the ratio's where it exists. */
  readonly ranges: { readonly difference: Range; readonly ratio: Range | null };
  readonly dispersion: number | null;
  readonly degreesOfFreedom: number;
  readonly verdict: Verdict;
  readonly ground: Ground;
}

/** Sums a span and says what is missing and what is censored in it. */
function periodOf(figures: readonly YearFigure[], span: YearSpan): Period {
  const known = within(figures, span).filter((figure) => rangeOf(figure) !== null);
  const ranges = known.flatMap((figure) => [rangeOf(figure) ?? [0, 0]] as Range[]);
  const years = known.map(({ year }) => year);
  return {
    ...span,
    sum: sumOf(known.map(({ value }) => value ?? 0)),
    sumRange: [sumOf(ranges.map(([low]) => low)), sumOf(ranges.map(([, high]) => high))],
    years,
    missingYears: yearsOf(span).filter((year) => !years.includes(year)),
    censoredYears: known.filter(({ value }) => value === null).map(({ year }) => year),
  };
}

/** Compares two spans of a series. */
export function compare(figures: readonly YearFigure[], before: YearSpan, after: YearSpan): Comparison {
  const periods = { before: periodOf(figures, before), after: periodOf(figures, after) };
  const [b, a] = [periods.before, periods.after];
  const censored = b.censoredYears.length + a.censoredYears.length > 0;
  const differences: Range = [a.sumRange[0] - b.sumRange[1], a.sumRange[1] - b.sumRange[0]];
  const exact = change(b.sum, a.sum);
  const known = {
    ...periods,
    difference: censored ? null : exact.difference,
    percent: censored ? null : exact.percent,
  };
  if (b.years.length === 0 || a.years.length === 0)
    return {
      ...known,
      difference: null,
      percent: null,
      ratio: null,
      ratioCi95: null,
      ranges: { difference: differences, ratio: null },
      dispersion: null,
      degreesOfFreedom: 0,
      verdict: 'not-shown',
      ground: 'no-figures',
    };
  const corners = cornersOf(figures, before, after);
  const ratios = corners.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
  const intervals = corners.flatMap(({ ratioCi95 }) => (ratioCi95 === null ? [] : [ratioCi95]));
  const ratioCi95 = intervals.length < corners.length ? null : widest(intervals);
  const [first] = corners;
  return {
    ...known,
    ratio: censored ? null : (first?.ratio ?? null),
    ratioCi95,
    ranges: {
      difference: differences,
      ratio: ratios.length < corners.length ? null : [Math.min(...ratios), Math.max(...ratios)],
    },
    dispersion: ratioCi95 === null ? null : Math.max(...corners.map(({ dispersion }) => dispersion ?? 1)),
    degreesOfFreedom: first?.degreesOfFreedom ?? 0,
    ...judge(ratioCi95),
  };
}

/** The comparison with the censored years of each period at their lowest and at their highest. */
function cornersOf(figures: readonly YearFigure[], before: YearSpan, after: YearSpan) {
  const counts = (span: YearSpan, end: 0 | 1): readonly number[] =>
    within(figures, span).flatMap((figure) => rangeOf(figure)?.[end] ?? []);
  const ends = figures.some(({ censoredBelow, value }) => value === null && censoredBelow !== null)
    ? ([0, 1] as const)
    : ([0] as const);
  return ends.flatMap((low) => ends.map((high) => levelRatio(counts(before, low), counts(after, high))));
}

const widest = (intervals: readonly Range[]): Range => [
  Math.min(...intervals.map(([low]) => low)),
  Math.max(...intervals.map(([, high]) => high)),
];

/** What an interval of a ratio allows to say. */
export function judge(interval: Range | null): { verdict: Verdict; ground: Ground } {
  if (interval === null) return { verdict: 'not-shown', ground: 'too-few-years' };
  if (interval[1] < 1) return { verdict: 'decrease', ground: 'outside-the-interval' };
  return interval[0] > 1
    ? { verdict: 'increase', ground: 'outside-the-interval' }
    : { verdict: 'not-shown', ground: 'variation' };
}
