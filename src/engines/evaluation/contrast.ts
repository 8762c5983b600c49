/**
 * Against a comparison series: difference in differences on the scale of ratios (Card and Krueger, American Economic Review
 * 84 (1994) 772, for the design): the ratio after/before of the series over that of the comparison. Both variances are those of
 * rate-ratio.ts and add; degrees of freedom after Welch and Satterthwaite (Biometrics Bulletin 2 (1946) 110). It holds only if
 * both would have moved alike; the slopes of the years before are compared to show where they did not.
 */
import { compare, judge, type Comparison, type Ground, type Verdict } from './before-after.ts';
import { exactOf, within, type Range, type YearFigure, type YearSpan } from './figures.ts';
import { intervalOf, levelRatio } from './rate-ratio.ts';
import { trend } from './trend.ts';

export interface Contrast {
  readonly comparison: Comparison;
  /** The ratio of the series over the ratio of the comparison. */
  readonly ratio: number | null;
  readonly ratioCi95: Range | null;
  readonly degreesOfFreedom: number;
  readonly verdict: Verdict;
  readonly ground: Ground;
  /** Whether both moved alike in the years before; unknown with fewer than four of them. */
  readonly alikeBefore: 'alike' | 'not-alike' | 'not-known';
}

/** Compares two series over the same spans. Censored years are left out here and named in the comparisons. */
export function contrast(
  figures: readonly YearFigure[],
  other: readonly YearFigure[],
  before: YearSpan,
  after: YearSpan,
): Contrast {
  const comparison = compare(other, before, after);
  const own = ratioOf(figures, before, after);
  const its = ratioOf(other, before, after);
  const alikeBefore = alike(figures, other, before);
  if (
    own?.ratio === null ||
    its?.ratio === null ||
    !own ||
    !its ||
    own.degreesOfFreedom < 1 ||
    its.degreesOfFreedom < 1
  )
    return {
      comparison,
      ratio: own?.ratio && its?.ratio ? own.ratio / its.ratio : null,
      ratioCi95: null,
      degreesOfFreedom: 0,
      verdict: 'not-shown',
      ground: own && its ? 'too-few-years' : 'no-figures',
      alikeBefore,
    };
  const variance = own.variance + its.variance;
  const degreesOfFreedom =
    variance ** 2 / (own.variance ** 2 / own.degreesOfFreedom + its.variance ** 2 / its.degreesOfFreedom);
  const ratioCi95 = intervalOf(own.log - its.log, variance, degreesOfFreedom);
  return {
    comparison,
    ratio: its.ratio === 0 ? null : own.ratio / its.ratio,
    ratioCi95,
    degreesOfFreedom,
    ...judge(ratioCi95),
    alikeBefore,
  };
}

function ratioOf(figures: readonly YearFigure[], before: YearSpan, after: YearSpan) {
  const counts = (span: YearSpan): readonly number[] => exactOf(within(figures, span)).map(({ value }) => value);
  const [earlier, later] = [counts(before), counts(after)];
  return earlier.length === 0 || later.length === 0 ? null : levelRatio(earlier, later);
}

/** Two slopes whose intervals do not meet were not alike. */
function alike(
  figures: readonly YearFigure[],
  other: readonly YearFigure[],
  before: YearSpan,
): Contrast['alikeBefore'] {
  const own = trend(within(figures, before))?.percentPerYearCi95;
  const its = trend(within(other, before))?.percentPerYearCi95;
  if (!own || !its) return 'not-known';
  return own[0] <= its[1] && its[0] <= own[1] ? 'alike' : 'not-alike';
}
