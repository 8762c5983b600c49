/**
 * The yearly rate of change of counts: a log-linear quasi-Poisson regression on the year (sources: rate-ratio.ts), fitted
 * by iteratively reweighted least squares, with Student's t intervals. Missing and censored years are left out.
 */
import { exactOf, meanOf, sumOf, type Range, type YearFigure } from './figures.ts';
import { quantile95 } from './student.ts';

export interface Trend {
  /** Change of the level a year, per cent. */
  readonly percentPerYear: number;
  readonly percentPerYearCi95: Range;
  readonly direction: 'rising' | 'falling' | 'not-shown';
  /** The fitted level of each year from first to last, with its 95% interval. */
  readonly line: readonly {
    readonly year: number;
    readonly level: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly dispersion: number;
  readonly years: number;
}

const FEWEST_YEARS = 4;
const MOST_STEPS = 100;
const TOLERANCE = 1e-12;

interface Fit {
  readonly intercept: number;
  readonly slope: number;
  readonly variances: { readonly intercept: number; readonly slope: number; readonly both: number };
  readonly means: readonly number[];
}

/** The trend of a series; null with fewer than four exact figures, or none above zero. */
export function trend(figures: readonly YearFigure[]): Trend | null {
  const exact = exactOf(figures);
  const counts = exact.map(({ value }) => value);
  if (exact.length < FEWEST_YEARS || counts.filter((count) => count > 0).length < 2) return null;
  const middle = meanOf(exact.map(({ year }) => year));
  const times = exact.map(({ year }) => year - middle);
  const fit = fitted(times, counts);
  if (fit === null) return null;
  const degreesOfFreedom = exact.length - 2;
  const residual = sumOf(
    counts.map((count, at) => {
      const mean = fit.means[at] ?? 1;
      return (count - mean) ** 2 / mean;
    }),
  );
  const dispersion = Math.max(1, residual / degreesOfFreedom);
  const reach = quantile95(degreesOfFreedom) * Math.sqrt(dispersion);
  const slopeReach = reach * Math.sqrt(fit.variances.slope);
  const percent = (slope: number): number => (Math.exp(slope) - 1) * 100;
  const interval: Range = [percent(fit.slope - slopeReach), percent(fit.slope + slopeReach)];
  const [first, last] = [exact[0]?.year ?? 0, exact.at(-1)?.year ?? 0];
  return {
    percentPerYear: percent(fit.slope),
    percentPerYearCi95: interval,
    direction: interval[0] > 0 ? 'rising' : interval[1] < 0 ? 'falling' : 'not-shown',
    line: Array.from({ length: last - first + 1 }, (_, at) => levelAt(fit, first + at, middle, reach)),
    dispersion,
    years: exact.length,
  };
}

function levelAt(fit: Fit, year: number, middle: number, reach: number): Trend['line'][number] {
  const time = year - middle;
  const log = fit.intercept + fit.slope * time;
  const { intercept, slope, both } = fit.variances;
  const away = reach * Math.sqrt(intercept + 2 * time * both + time * time * slope);
  return { year, level: Math.exp(log), low: Math.exp(log - away), high: Math.exp(log + away) };
}

function fitted(times: readonly number[], counts: readonly number[]): Fit | null {
  let [intercept, slope] = [Math.log(meanOf(counts)), 0];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const means = times.map((time) => Math.exp(intercept + slope * time));
    const weights = { one: sumOf(means), time: 0, square: 0, left: 0, leftTime: 0 };
    times.forEach((time, at) => {
      const mean = means[at] ?? 0;
      const left = (counts[at] ?? 0) - mean;
      weights.time += mean * time;
      weights.square += mean * time * time;
      weights.left += left;
      weights.leftTime += left * time;
    });
    const determinant = weights.one * weights.square - weights.time ** 2;
    if (!(determinant > 0)) return null;
    const byIntercept = (weights.square * weights.left - weights.time * weights.leftTime) / determinant;
    const bySlope = (weights.one * weights.leftTime - weights.time * weights.left) / determinant;
    intercept += byIntercept;
    slope += bySlope;
    if (Math.abs(byIntercept) + Math.abs(bySlope) < TOLERANCE) {
      const variances = {
        intercept: weights.square / determinant,
        slope: weights.one / determinant,
        both: -weights.time / determinant,
      };
      return { intercept, slope, variances, means };
    }
  }
  return null;
}
