/**
 * Counts that are changed a little in place of being withheld.
 *
 * Rounding: each count becomes the nearest multiple of a base (conventional rounding; Willenborg and de Waal 2001,
 * Elements of Statistical Disclosure Control, chapter 9). Cell-key noise: every thing has a lasting random key, the keys
 * of a cell are summed, and the sum picks the noise, so that the same people always get the same noise whatever is asked
 * (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013). The noise has mean zero and, among all such on the whole
 * numbers allowed, the most entropy for its variance (Giessing 2016).
 */
import { keyRange, mergeAlike, tableOfAlike, type Alike } from './cells.ts';
import { programmeText, type Solve } from './programme.ts';

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
  const { cells } = tableOfAlike(fields, groups);
  const tables = new Map<number, readonly number[]>();
  const told = cells.map(({ values, count, parts }) => {
    const key = parts.reduce((sum, part) => (sum + (groups[part]?.key ?? 0)) % keyRange, 0);
    return { values, count, parts, told: tell(count, key, options, tables) };
  });
  const spread = options.method === 'round' ? options.base : null;
  const intervals = told
    .filter(({ count }) => count < options.threshold)
    .map(({ values, parts, told: shown }) => ({
      values,
      ...rangeOf(parts, told, spread, shown, groups.length, solve),
    }));
  return {
    cells: told.map(({ values, count, told: shown }) => ({ values, count, told: shown })),
    meanError:
      told.reduce((sum, { count, told: shown }) => sum + Math.abs(count - shown), 0) / Math.max(1, told.length),
    exposed: intervals.filter(({ low, high }) => Math.floor(high + 1e-6) - Math.ceil(low - 1e-6) < 1),
    narrowest: intervals.length === 0 ? null : Math.min(...intervals.map(({ low, high }) => high - low)),
  };
}

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

interface ToldSum {
  readonly parts: readonly number[];
  readonly told: number;
}

/** What an outsider who knows the method infers: every count told stands for those within its rounding or its most noise. */
function rangeOf(
  parts: readonly number[],
  sums: readonly ToldSum[],
  base: number | null,
  shown: number,
  atoms: number,
  solve: Solve,
): { low: number; high: number } {
  const [below, above] =
    base === null ? [cellKeyNoise.most, cellKeyNoise.most] : [Math.floor(base / 2), Math.ceil(base / 2) - 1];
  const terms = (of: readonly number[]) => of.map((part) => ({ factor: 1, variable: `x${part}` }));
  const equations = sums.map(({ parts: of }, at) => ({
    terms: [...terms(of), { factor: -1, variable: `t${at}` }],
    equals: 0,
  }));
  const bounds = [
    ...Array.from({ length: atoms }, (_, atom) => ({ variable: `x${atom}`, low: 1, high: Number.POSITIVE_INFINITY })),
    ...sums.map(({ told }, at) => ({ variable: `t${at}`, low: Math.max(0, told - below), high: told + above })),
  ];
  const bound = (direction: 'Minimize' | 'Maximize') =>
    solve(programmeText({ direction, objective: terms(parts), equations, bounds }));
  const [low, high] = [bound('Minimize'), bound('Maximize')];
  return {
    low: low.isOptimal ? low.objective : Math.max(0, shown - below),
    high: high.isOptimal ? high.objective : shown + above,
  };
}
