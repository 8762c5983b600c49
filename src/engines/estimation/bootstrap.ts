import type { CaptureTable } from './capture-table.ts';
import { normalProbability, normalQuantile } from '../shared/normal.ts';

/** A source of uniform numbers from 0 to below 1. */
export type Uniform = () => number;

/** Estimates the number of people from a table, its choice of model included; null when no model can be fitted. */
export type Estimator = (table: CaptureTable) => number | null;

/** As many people drawn from those seen, with replacement. */
export function resample(table: CaptureTable, uniform: Uniform): CaptureTable {
  const cumulative: number[] = [];
  let sum = 0;
  for (const count of table.counts) cumulative.push((sum += count));
  const counts = Array.from({ length: table.counts.length }, () => 0);
  for (let person = 0; person < sum; person += 1) {
    const history = firstAbove(cumulative, uniform() * sum);
    counts[history] = (counts[history] ?? 0) + 1;
  }
  return { lists: table.lists, counts };
}

function firstAbove(cumulative: readonly number[], value: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * How the spread of the estimate changes with its size: from leaving out one person of each history in turn
 * (Efron 1987, J. Am. Stat. Assoc. 82:171, equation 6.6; weights are the people of the history).
 */
export function accelerationOf(table: CaptureTable, estimate: Estimator): number {
  const left: { weight: number; value: number }[] = [];
  for (const [history, weight] of table.counts.entries()) {
    if (weight === 0) continue;
    const value = estimate({ lists: table.lists, counts: table.counts.map((n, at) => (at === history ? n - 1 : n)) });
    if (value !== null) left.push({ weight, value });
  }
  const total = left.reduce((sum, { weight }) => sum + weight, 0);
  const mean = left.reduce((sum, { weight, value }) => sum + weight * value, 0) / total;
  const moment = (power: number) => left.reduce((sum, { weight, value }) => sum + weight * (mean - value) ** power, 0);
  const spread = moment(2);
  return spread === 0 ? 0 : moment(3) / (6 * spread ** 1.5);
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Bias-corrected and accelerated limits (Efron 1987) of the resampled estimates, by quantiles of type 8. */
export function bcaInterval(
  resampled: readonly number[],
  estimate: number,
  acceleration: number,
  confidence: number,
): Interval {
  const sorted = resampled.toSorted((a, b) => a - b);
  const below = sorted.filter((value) => value <= estimate).length;
  const share = Math.min(Math.max(below, 0.5), sorted.length - 0.5) / sorted.length;
  const bias = normalQuantile(share);
  const limit = (probability: number) => {
    const z = bias + normalQuantile(probability);
    return quantile(sorted, normalProbability(bias + z / (1 - acceleration * z)));
  };
  return { low: limit((1 - confidence) / 2), high: limit((1 + confidence) / 2) };
}

/** The quantile of sorted values, median-unbiased (Hyndman and Fan 1996, type 8). */
function quantile(sorted: readonly number[], probability: number): number {
  const at = (sorted.length + 1 / 3) * probability + 1 / 3;
  const whole = Math.floor(at);
  const value = (index: number) => sorted[Math.min(Math.max(index, 1), sorted.length) - 1] ?? Number.NaN;
  return value(whole) + (at - whole) * (value(whole + 1) - value(whole));
}
