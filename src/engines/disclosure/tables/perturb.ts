/**
 * Counts that are changed a little in place of being withheld.
 *
 * Rounding: each count becomes a multiple of a base next to it. Where everything stands in one cell alone, so that parts add up
 * to their sum, so do the rounded ones (controlled rounding: round.ts). Where somebody stands in several cells nothing adds up
 * before either, and each count becomes the nearest multiple (conventional rounding; Willenborg and de Waal 2001, Elements of
 * Statistical Disclosure Control, chapter 9). Cell-key noise: every thing has a lasting random key, the keys
 * of a cell are summed, and the sum picks the noise, so that the same people always get the same noise whatever is asked
 * (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013). The noise has mean zero and, among all such on the whole
 * numbers allowed, the most entropy for its variance (Giessing 2016).
 */
import { attacker } from './attack.ts';
import { keyRange, mergeAlike, tableOfAlike, type Alike, type FullTable, type Range } from './cells.ts';
import type { Solve } from './programme.ts';
import { roundControlled } from './round.ts';

export interface PerturbOptions {
  readonly method: 'round' | 'cell-key';
  /** Rounding: the multiples that are told. */
  readonly base: number;
  /** Counts below this are small. */
  readonly threshold: number;
}

export interface PerturbedCell {
  readonly values: readonly (string | null)[];
  readonly count: number;
  readonly told: number;
}

export interface PerturbedTable {
  readonly cells: readonly PerturbedCell[];
  /** Whether parts add up to their sums. */
  readonly additive: boolean;
  /** Mean absolute difference of what is told from what is. */
  readonly meanError: number;
  /** Small counts that an outsider knows exactly from all that is told; a release with any must not leave. */
  readonly exposed: readonly {
    readonly values: readonly (string | null)[];
    readonly low: number;
    readonly high: number;
  }[];
  /** The narrowest interval left of a small count; null when there is none. */
  readonly narrowest: number | null;
}

/** The largest noise, and its variance, where the noise is by key. */
export const cellKeyNoise = { most: 5, variance: 3 } as const;

/** Tells every cell and sum with its noise, and attacks what is told. */
export function perturbTable(
  alike: readonly Alike[],
  fields: readonly string[],
  options: PerturbOptions,
  solve: Solve,
): PerturbedTable {
  const groups = mergeAlike(alike);
  const table = tableOfAlike(fields, groups);
  const { cells } = table;
  const tables = new Map<number, readonly number[]>();
  const additive = options.method === 'round' && groups.every(({ combinations }) => combinations.length === 1);
  const rounded = additive ? roundControlled(table, options.base, solve) : null;
  const told = cells.map(({ values, count, parts }, at) => {
    const key = parts.reduce((sum, part) => (sum + (groups[part]?.key ?? 0)) % keyRange, 0);
    return { values, count, parts, told: rounded?.[at] ?? tell(count, key, options, tables) };
  });
  const [below, above] = spreadOf(options, additive);
  const known: FullTable = {
    ...table,
    cells: told.map((cell) => ({ ...cell, range: around(cell.count, cell.told - below, cell.told + above) })),
  };
  // An outsider who knows the method: every count told stands for those that could have been told so.
  const outsider = attacker(known, new Set(cells.keys()), solve);
  const small = told.filter(({ count }) => count < options.threshold);
  const ranges = outsider.ranges(small.map(({ parts }) => ({ parts, width: 2 })));
  const intervals = small.map(({ values }, at) => ({ values, ...(ranges[at] ?? { low: 0, high: 0 }) }));
  return {
    additive,
    cells: told.map(({ values, count, told: shown }) => ({ values, count, told: shown })),
    meanError:
      told.reduce((sum, { count, told: shown }) => sum + Math.abs(count - shown), 0) / Math.max(1, told.length),
    exposed: intervals.filter(({ low, high }) => Math.floor(high + 1e-6) - Math.ceil(low - 1e-6) < 1),
    narrowest: intervals.length === 0 ? null : Math.min(...intervals.map(({ low, high }) => high - low)),
  };
}

/** By how much a count may be more, or less, than what is told of it. */
function spreadOf({ method, base }: PerturbOptions, additive: boolean): readonly [number, number] {
  if (method === 'cell-key') return [cellKeyNoise.most, cellKeyNoise.most];
  return additive ? [base - 1, base - 1] : [Math.floor(base / 2), Math.ceil(base / 2) - 1];
}

const around = (count: number, low: number, high: number): Range => ({
  low: Math.min(count, Math.max(1, low)),
  high: Math.max(count, high),
});

function tell(
  count: number,
  key: number,
  { method, base }: PerturbOptions,
  tables: Map<number, readonly number[]>,
): number {
  if (method === 'round') return Math.round(count / base) * base;
  const at = Math.min(count, cellKeyNoise.most);
  const chances = tables.get(at) ?? noiseTable(at);
  tables.set(at, chances);
  let left = key / keyRange;
  const drawn = chances.findIndex((chance) => (left -= chance) < 0);
  return Math.max(0, count + (drawn < 0 ? 0 : drawn - cellKeyNoise.most));
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
