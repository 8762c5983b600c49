/**
 * Counts that are changed a little in place of being withheld.
 *
 * Rounding: each count becomes a multiple of a base next to it. Where everything stands in one cell alone, so that parts add up
 * to their sum, so do the rounded ones (controlled rounding: round.ts). Where somebody stands in several cells nothing adds up
 * before either, and each count becomes the nearest multiple (conventional rounding; Willenborg and de Waal 2001, Elements of
 * Statistical Disclosure Control, chapter 9). Cell-key noise: noise.ts.
 */
import { attacker } from './attack.ts';
import { cellKey, mergeAlike, tableOfAlike, type Alike, type FullTable, type Range } from './cells.ts';
import { cellKeyNoise, withNoise } from './noise.ts';
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
  const additive = options.method === 'round' && groups.every(({ combinations }) => combinations.length === 1);
  const rounded = additive ? roundControlled(table, options.base, solve) : null;
  const told = cells.map((cell, at) => {
    const { values, count, parts } = cell;
    return { values, count, parts, told: rounded?.[at] ?? tell(count, cellKey(table, cell), options) };
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

const tell = (count: number, key: number, { method, base }: PerturbOptions): number =>
  method === 'round' ? Math.round(count / base) * base : withNoise(count, key);
