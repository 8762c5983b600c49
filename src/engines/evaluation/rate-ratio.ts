/**
 * The ratio of two yearly levels of counts under an over-dispersed Poisson model (quasi-Poisson with log link, a factor
 * for the period and one year of exposure an observation).
 *
 * Wedderburn, Biometrika 61 (1974) 439; McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, 4.5 and 6.2:
 * the variance is dispersion x mean, the dispersion Pearson's X2 over its degrees of freedom (years less two levels), never
 * taken below 1. The log ratio has variance dispersion x (1/sum before + 1/sum after); its interval uses Student's t with
 * those degrees of freedom, as yearly series are short. Why quasi-Poisson rather than negative binomial for such counts:
 * Ver Hoef and Boveng, Ecology 88 (2007) 2766.
 */
import { meanOf, sumOf, type Range } from './figures.ts';
import { quantile95 } from './student.ts';

/** Where a period counts nothing, its logarithm does not exist; the interval then rests on half a count more in both. */
const HALF = 0.5;

export interface LevelRatio {
  /** Level after over level before, per year with a figure; null where nothing was counted before. */
  readonly ratio: number | null;
  /** Null where there are too few years to know the variation. */
  readonly ratioCi95: Range | null;
  /** The natural logarithm of the ratio with half counts where needed, and its variance. */
  readonly log: number;
  readonly variance: number;
  /** How many times more the counts vary than chance alone would make them; at least 1. */
  readonly dispersion: number | null;
  readonly degreesOfFreedom: number;
}

/** Pearson's X2 of counts about their own mean. */
function pearson(counts: readonly number[]): number {
  const mean = meanOf(counts);
  return mean > 0 ? sumOf(counts.map((count) => (count - mean) ** 2 / mean)) : 0;
}

/** Compares yearly counts before and after. Both lists hold at least one year. */
export function levelRatio(before: readonly number[], after: readonly number[]): LevelRatio {
  const degreesOfFreedom = before.length + after.length - 2;
  const [sumBefore, sumAfter] = [sumOf(before), sumOf(after)];
  const lift = sumBefore === 0 || sumAfter === 0 ? HALF : 0;
  const log = Math.log((sumAfter + lift) / after.length) - Math.log((sumBefore + lift) / before.length);
  const dispersion = degreesOfFreedom > 0 ? Math.max(1, (pearson(before) + pearson(after)) / degreesOfFreedom) : null;
  const variance = (dispersion ?? 1) * (1 / (sumBefore + lift) + 1 / (sumAfter + lift));
  return {
    ratio: sumBefore === 0 ? null : sumAfter / after.length / (sumBefore / before.length),
    ratioCi95: dispersion === null ? null : intervalOf(log, variance, degreesOfFreedom),
    log,
    variance,
    dispersion,
    degreesOfFreedom,
  };
}

/** The 95% interval of exp(log). */
export function intervalOf(log: number, variance: number, degreesOfFreedom: number): Range {
  const reach = quantile95(degreesOfFreedom) * Math.sqrt(variance);
  return [Math.exp(log - reach), Math.exp(log + reach)];
}
