/**
 * Cell-key noise: every thing has a lasting random key, the keys of a cell are summed, and the sum picks the noise, so that the
 * same people always get the same noise whatever is asked (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013). The
 * noise has mean zero and, among all such on the whole numbers allowed, the most entropy for its variance (Giessing 2016).
 */
import { keyRange } from './cells.ts';

/** The largest noise, and its variance, where the noise is by key. */
export const cellKeyNoise = { most: 5, variance: 3 } as const;

/** By counts up to the largest noise; above it nothing hangs on the count. */
let tables: readonly (readonly number[])[] | undefined;

/**
 * A count with the noise of its key (the sum of its things' keys, below `keyRange`): at most `cellKeyNoise.most` more or less,
 * never below zero, right on average.
 */
export function withNoise(count: number, key: number): number {
  tables ??= Array.from({ length: cellKeyNoise.most + 1 }, (_, small) => noiseTable(small));
  const chances = tables[Math.min(count, cellKeyNoise.most)] ?? [];
  let left = key / keyRange;
  const drawn = chances.findIndex((chance) => (left -= chance) < 0);
  return Math.max(0, count + (drawn < 0 ? 0 : drawn - cellKeyNoise.most));
}

/**
 * The same for a count that may be told because it is not small. Where noise would carry it below the threshold it is told as
 * the threshold: that it is not smaller is known from its being told.
 */
export const toldWithNoise = (count: number, key: number, threshold: number): number =>
  Math.max(threshold, withNoise(count, key));

/** Two who may be one: of which kind each is, how likely, and the sum of their keys. */
interface PossiblePair {
  readonly one: number;
  readonly other: number;
  readonly probability: number;
  readonly key: number;
}

/**
 * Pairs in which nobody is told apart: of each two kinds as many as their noise makes of them, each as likely as those pairs
 * are on average, and none of them with another in a third pair.
 */
export function pairsWithNoise(pairs: readonly PossiblePair[]): Omit<PossiblePair, 'key'>[] {
  const alike = Map.groupBy(pairs, ({ one, other }) => [one, other].toSorted((a, b) => a - b).join());
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const key = same.reduce((sum, pair) => (sum + pair.key) % keyRange, 0);
    const probability = same.reduce((sum, pair) => sum + pair.probability, 0) / same.length;
    const { one, other } = first;
    return Array.from({ length: withNoise(same.length, key) }, () => ({ one, other, probability }));
  });
}

/**
 * By noise from -most to most, its chance for a count (at most `most`): no count falls below zero. Mean zero and the
 * variance are met by Newton's method on the two multipliers of the entropy; where a small count leaves no room for the
 * whole variance, the most even of those of mean zero.
 */
export function noiseTable(count: number): number[] {
  const { most, variance } = cellKeyNoise;
  const allowed = Array.from({ length: 2 * most + 1 }, (_, at) => at - most).filter((noise) => noise >= -count);
  // With a count of one, noise of -1 must carry all that rises: the variance it allows is bounded by it.
  const aim = Math.min(variance, count === 0 ? 0 : count * 1.5);
  if (count === 0) return Array.from({ length: 2 * most + 1 }, (_, at) => (at === most ? 1 : 0));
  let [tilt, curve] = [0, -0.5 / aim];
  for (let step = 0; step < 200; step += 1) {
    const weights = allowed.map((noise) => Math.exp(tilt * noise + curve * noise * noise));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const moment = (power: number) =>
      allowed.reduce((sum, noise, at) => sum + noise ** power * (weights[at] ?? 0), 0) / total;
    const [m1, m2, m3, m4] = [moment(1), moment(2), moment(3), moment(4)];
    const [f, g] = [m1, m2 - aim];
    if (Math.abs(f) + Math.abs(g) < 1e-12) break;
    const [a, b, d] = [m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2];
    const determinant = a * d - b * b;
    const limit = (value: number) => Math.max(-0.3, Math.min(0.3, value));
    tilt -= limit((d * f - b * g) / determinant);
    curve -= limit((a * g - b * f) / determinant);
  }
  const weights = allowed.map((noise) => Math.exp(tilt * noise + curve * noise * noise));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: 2 * most + 1 }, (_, at) => {
    const place = allowed.indexOf(at - most);
    return place < 0 ? 0 : (weights[place] ?? 0) / total;
  });
}
