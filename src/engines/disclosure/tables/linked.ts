import { attacker } from './attack.ts';
import { keyOf, mergeAlike, type Alike, type Cell, type FullTable } from './cells.ts';
import { hideTargets } from './hide.ts';
import type { Solve } from './programme.ts';

/** One table among several that count the same things: by which of the fields, and of those known up to when. */
export interface LinkedTable {
  /** Positions of its fields among all. */
  readonly fields: readonly number[];
  /** Things first known in a later period are not in it. */
  readonly period: number;
}

/** A table that is out already; what it told cannot be taken back. */
export interface EarlierTable extends LinkedTable {
  readonly id: string;
  /** What it withheld as small stays withheld, whatever the new table's threshold. */
  readonly threshold: number;
  readonly isTold: (values: readonly (string | null)[]) => boolean;
}

export interface LinkedTask {
  /** Combinations of all fields with, as last, the period in which each was first known. */
  readonly alike: readonly Alike[];
  readonly own: LinkedTable;
  readonly earlier: readonly EarlierTable[];
  readonly threshold: number;
  /** Withhold also what would give earlier releases away, in place of refusing. */
  readonly spare: boolean;
}

/** A cell of the new table, with what an outsider can still infer where it is withheld. */
export interface BuiltCell {
  readonly values: readonly (string | null)[];
  readonly count: number;
  readonly withheld: boolean;
  readonly isSmall: boolean;
  readonly low: number;
  readonly high: number;
}

/** A small group that somebody with all releases in hand could know too well. */
export interface Exposure {
  /** Null where the new table gives it away alone. */
  readonly release: string | null;
  readonly kind: 'small' | 'difference';
  readonly values: readonly (string | null)[];
  readonly low: number;
  readonly high: number;
}

export interface LinkedBuild {
  readonly cells: readonly BuiltCell[];
  readonly exposed: readonly Exposure[];
}

interface Watched extends Omit<Exposure, 'low' | 'high'> {
  readonly parts: readonly number[];
  /** How wide an interval must be left of it. */
  readonly width: number;
}

/**
 * Builds a table beside those that are out: what is common to them is common to the attacker too, who holds all of them,
 * knows which was made of which time, and subtracts. Every small count of any of them, and every small difference between
 * two times, must keep an interval of at least the threshold.
 */
export function buildLinked({ alike, own, earlier, threshold, spare }: LinkedTask, solve: Solve): LinkedBuild {
  const groups = mergeAlike(alike);
  const ownCells = cellsOf(groups, own);
  const tables = earlier.map((table) => ({ table, cells: cellsOf(groups, table) }));
  const cells = [...ownCells, ...tables.flatMap((one) => one.cells)];
  const joint: FullTable = { fields: [], atoms: groups.map(({ count }) => count), cells };
  const small = ownCells.flatMap(({ count }, at) => (count < threshold ? [at] : []));
  const told = new Set<number>();
  let at = ownCells.length;
  for (const { table, cells: of } of tables) {
    for (const { values } of of) {
      if (table.isTold(values)) told.add(at);
      at += 1;
    }
  }
  const outside = [...cells.keys()].slice(ownCells.length);
  const hiddenOutside = outside.filter((place) => !told.has(place));
  const watched = watchedOf(groups, own, ownCells, tables, threshold);
  const alone = watched.filter(({ release }) => release === null);
  const withheld = new Set([...small, ...(spare ? hiddenOutside : outside)]);
  const state = { withheld, fixed: spare ? told : new Set<number>() };
  for (const [width, members] of Map.groupBy(spare ? watched : alone, (one) => one.width)) {
    const targets = members.map(({ parts }) => parts);
    hideTargets(joint, state, targets, { threshold: width }, solve);
  }
  const hidden = new Set([...withheld].filter((place) => place < ownCells.length));
  const outsider = attacker(joint, new Set([...hidden, ...hiddenOutside]), solve);
  const isSmall = new Set(small);
  const inferred = new Map(
    outsider.inferAll(hidden, (cell) => (isSmall.has(cell) ? threshold : 1)).map((one) => [one.cell, one]),
  );
  return {
    cells: ownCells.map(({ values, count }, place) => {
      const { low, high } = inferred.get(place) ?? { low: count, high: count };
      return { values, count, withheld: hidden.has(place), isSmall: isSmall.has(place), low, high };
    }),
    exposed: watched.flatMap(({ parts, width, ...one }) => {
      const { low, high } = outsider.range(parts);
      return high - low < width - 1e-6 ? [{ ...one, low, high }] : [];
    }),
  };
}

/** Every cell and sum of one table over the common groups. */
function cellsOf(groups: readonly Alike[], { fields, period }: LinkedTable): Cell[] {
  const cells = new Map<string, { values: (string | null)[]; count: number; parts: number[] }>();
  for (let kept = 2 ** fields.length - 1; kept >= 0; kept -= 1) {
    for (const [atom, { combinations, count }] of groups.entries()) {
      for (const values of standsIn(combinations, fields, kept, period)) {
        const key = keyOf(values);
        const cell = cells.get(key) ?? { values, count: 0, parts: [] };
        cell.count += count;
        cell.parts.push(atom);
        cells.set(key, cell);
      }
    }
  }
  return [...cells.values()];
}

function standsIn(
  combinations: Alike['combinations'],
  fields: readonly number[],
  kept: number,
  period: number,
): (string | null)[][] {
  const known = combinations.filter((values) => Number(values.at(-1)) <= period);
  const sums = known.map((values) => fields.map((field, at) => (kept & (1 << at) ? (values[field] ?? '') : null)));
  return [...new Map(sums.map((values) => [keyOf(values), values])).values()];
}

function watchedOf(
  groups: readonly Alike[],
  own: LinkedTable,
  ownCells: readonly Cell[],
  tables: readonly { readonly table: EarlierTable; readonly cells: readonly Cell[] }[],
  threshold: number,
): Watched[] {
  const smallOf = (cells: readonly Cell[], release: string | null, width: number): Watched[] =>
    cells.flatMap(({ values, count, parts }) =>
      count < width ? [{ release, kind: 'small' as const, values, parts, width }] : [],
    );
  return [
    ...smallOf(ownCells, null, threshold),
    ...smallGroups(groups, own, threshold),
    ...tables.flatMap(({ table, cells }) => [
      ...smallOf(cells, table.id, table.threshold),
      ...(table.period === own.period
        ? []
        : differences(own, ownCells, table, cells, groups, Math.max(threshold, table.threshold))),
    ]),
  ];
}

/** People alike in all fields of the new table who stand in several cells: what a code has over its parts, say. */
function smallGroups(groups: readonly Alike[], own: LinkedTable, threshold: number): Watched[] {
  const found = new Map<string, { values: (string | null)[]; count: number; parts: number[] }>();
  for (const [atom, { combinations, count }] of groups.entries()) {
    const stands = standsIn(combinations, own.fields, 2 ** own.fields.length - 1, own.period);
    if (stands.length < 2) continue;
    const key = stands.map(keyOf).toSorted().join('\u0002');
    const group = found.get(key) ?? { values: stands[0] ?? [], count: 0, parts: [] };
    group.count += count;
    group.parts.push(atom);
    found.set(key, group);
  }
  return [...found.values()].flatMap(({ values, count, parts }) =>
    count < threshold ? [{ release: null, kind: 'small' as const, values, parts, width: threshold }] : [],
  );
}

/** Those in a cell of one table and not in the same cell of the other. */
function differences(
  own: LinkedTable,
  ownCells: readonly Cell[],
  table: EarlierTable,
  cells: readonly Cell[],
  groups: readonly Alike[],
  threshold: number,
): Watched[] {
  const byName = new Map(cells.map((cell) => [nameOf(table.fields, cell.values), cell]));
  return ownCells.flatMap(({ values, parts }) => {
    const before = new Set(byName.get(nameOf(own.fields, values))?.parts);
    // Where the earlier table has no such cell because it has not these fields, there is nothing to subtract.
    const isShared = own.fields.every((field, at) => values[at] === null || table.fields.includes(field));
    if (!isShared) return [];
    const now = new Set(parts);
    const [come, gone] = [parts.filter((part) => !before.has(part)), [...before].filter((part) => !now.has(part))];
    return [come, gone].flatMap((moved) => {
      const count = moved.reduce((sum, part) => sum + (groups[part]?.count ?? 0), 0);
      return count > 0 && count < threshold
        ? [{ release: table.id, kind: 'difference' as const, values, parts: moved, width: threshold }]
        : [];
    });
  });
}

const nameOf = (fields: readonly number[], values: readonly (string | null)[]): string =>
  fields
    .flatMap((field, at) => (values[at] === null ? [] : [`${field}\u0003${values[at]}`]))
    .toSorted()
    .join('\u0002');
