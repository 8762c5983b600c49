import { normalProbability } from '../../shared/normal.ts';
import {
  codesOf,
  countShape,
  keyOf,
  shapesOf,
  tooMany,
  withValues,
  type Marginal,
  type Shape,
} from './combinations.ts';
import type { RecordSet } from './dataset.ts';
import { discreteGaussian, rhoOf, roundedVariance, type SecureUniform } from './noise.ts';

/** Counts that may leave: every combination in them, and no other, may appear in a record made from them. */
export interface Aggregates {
  readonly length: number;
  readonly marginals: readonly Marginal[];
  readonly records: number;
}

/** Combinations that at least k records share, their counts rounded down to a multiple of k. */
export function groupedAggregates(source: RecordSet, length: number, k: number): Aggregates {
  const round = (count: number): number => Math.floor(count / k) * k;
  // What fewer than k have alone, fewer than k have with anything else.
  const common = keptIn(
    shapesOf(source, 1).map((shape) => countShape(source, shape)),
    (count) => count >= k,
  );
  const told = withValues(source, common);
  const marginals = shapesOf(source, length).map((shape) => {
    const kept = new Map<number, number>();
    for (const [key, count] of countShape(told, shape).counts) if (count >= k) kept.set(key, round(count));
    return { shape, counts: kept };
  });
  return { length, marginals, records: round(source.records) };
}

/** Which single values have a count that passes. */
function keptIn(
  singles: readonly Marginal[],
  passes: (count: number) => boolean,
): (column: number, code: number) => boolean {
  const byColumn = new Map(singles.map(({ shape, counts }) => [shape.columns[0] ?? 0, counts]));
  return (column, code) => passes(byColumn.get(column)?.get(code) ?? 0);
}

export interface PrivacyPromise {
  readonly epsilon: number;
  readonly delta: number;
}

export interface NoisyAggregates extends Aggregates {
  /** What was spent: zero-concentrated budget of the noise, and the chance taken at the first length. */
  readonly rho: number;
  readonly sigma: number;
  /** By length, the least noisy count that leaves. */
  readonly thresholds: readonly number[];
}

/** Combinations that are not in the data may make up this share of those released, by length (the first has none). */
const fabricatedShare = [0, 0.002, 0.004, 0.01] as const;
/** The part of delta kept for values that only one record has; the rest turns rho into epsilon. */
const deltaOfValues = 0.5;

/**
 * Differentially private counts of all combinations of up to `length` attributes, for one record more or less.
 *
 * Each set of columns is one histogram that a record changes by one, so Gaussian noise of variance m/(2 rho) on m
 * histograms (and the number of records) spends rho in all (Bun and Steinke 2016, lemma 2.3 and proposition 1.6). Single
 * values are released only above a bound that a value of one record passes with a chance below delta/2 over all columns
 * (Korolova and others 2009). Longer combinations are asked of the noise for every join of shorter released ones, present
 * in the data or not, so what is asked depends on released counts alone; the bound is then the least at which those
 * expected from noise alone stay below a small share of those released, which is post-processing.
 */
export function noisyAggregates(
  source: RecordSet,
  length: number,
  promise: PrivacyPromise,
  uniform: SecureUniform,
): NoisyAggregates {
  const shapes = shapesOf(source, length);
  const rho = rhoOf(promise.epsilon, promise.delta * (1 - deltaOfValues));
  const variance = roundedVariance((shapes.length + 1) / (2 * rho));
  const sigma = Math.sqrt(variance);
  const noise = (): number => discreteGaussian(variance, uniform);
  const first = firstBound(sigma, source.columns.length, promise.delta * deltaOfValues);
  const thresholds = [first];
  const ofSize = (size: number, of: RecordSet): Marginal[] =>
    shapes.filter(({ columns }) => columns.length === size).map((shape) => countShape(of, shape));
  const marginals: Marginal[] = ofSize(1, source).map(({ shape, counts }) => ({
    shape,
    counts: new Map([...counts].map(([key, count]) => [key, count + noise()] as const).filter(([, n]) => n >= first)),
  }));
  // Only values that were released are asked for in combinations.
  const told = withValues(
    source,
    keptIn(marginals, (count) => count > 0),
  );
  for (let size = 2; size <= length; size += 1) {
    const asked = ofSize(size, told).map(({ shape, counts }) => {
      const keys = joinsOf(shape, marginals);
      return { shape, counts: new Map(keys.map((key) => [key, (counts.get(key) ?? 0) + noise()])) };
    });
    const bound = boundOf(asked, sigma, fabricatedShare[size - 1] ?? 0.01);
    thresholds.push(bound);
    marginals.push(
      ...asked.map(({ shape, counts }) => ({ shape, counts: new Map([...counts].filter(([, n]) => n >= bound)) })),
    );
  }
  return { length, marginals, records: Math.max(0, source.records + noise()), rho, sigma, thresholds };
}

/** The bound that noise on a count of one passes in none of the columns but with chance delta. */
function firstBound(sigma: number, columns: number, delta: number): number {
  let bound = 1;
  while (columns * upperTail((bound - 1 - 0.5) / sigma) > delta) bound += 1;
  return bound;
}

function boundOf(asked: readonly Marginal[], sigma: number, share: number): number {
  const noisy = asked.flatMap(({ counts }) => [...counts.values()]).toSorted((a, b) => b - a);
  let released = noisy.length;
  for (let bound = 1; ; bound += 1) {
    while (released > 0 && (noisy[released - 1] ?? 0) < bound) released -= 1;
    if (noisy.length * upperTail((bound - 0.5) / sigma) <= share * released || released === 0) return bound;
  }
}

const upperTail = (z: number): number => normalProbability(-z);

const mostJoins = 50_000_000;

/** Every combination whose parts, one attribute less, were all released. */
function joinsOf(shape: Shape, released: readonly Marginal[]): number[] {
  const byColumns = new Map(released.map((marginal) => [marginal.shape.columns.join(','), marginal]));
  const last = shape.columns.length - 1;
  const head = byColumns.get(shape.columns.slice(0, last).join(','));
  const tail = byColumns.get(String(shape.columns[last]));
  const parts = shape.columns.map((left) => byColumns.get(shape.columns.filter((at) => at !== left).join(',')));
  if (!head || !tail || parts.some((part) => !part)) return [];
  // Two columns of thousands of values have millions of joins, each of which would need noise of its own.
  if (head.counts.size * tail.counts.size > mostJoins) throw tooMany;
  const keys: number[] = [];
  const record = new Int32Array(Math.max(...shape.columns) + 1);
  for (const start of head.counts.keys()) {
    for (const [index, code] of codesOf(head.shape, start).entries()) record[shape.columns[index] ?? 0] = code;
    for (const end of tail.counts.keys()) {
      record[shape.columns[last] ?? 0] = end;
      if (parts.every((part) => part?.counts.has(keyOf(part.shape, record)))) keys.push(keyOf(shape, record));
    }
  }
  return keys;
}
