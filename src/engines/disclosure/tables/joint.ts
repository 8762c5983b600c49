import { attacker, type Aim, type Attacker } from './attack.ts';
import { keyOf, type Cell, type FullTable, type Range } from './cells.ts';
import { hideTargets } from './hide.ts';
import { cellsOf, type Profile } from './profiles.ts';
import type { Solve } from './programme.ts';
import type { Move } from './witness.ts';
import { subtractions, type ToldSum } from './subtract.ts';

/** What a table tells of one of its cells: its count (exact), bounds of it, or only that it is there (low 1). */
export interface KnownCell extends Range {
  readonly values: readonly (string | null)[];
  readonly exact: boolean;
}

/** A table that is out already; what it told cannot be taken back. Its place among the stands is its place among all, from 1. */
export interface EarlierTable {
  readonly id: string;
  /** What it withheld as small stays withheld, whatever the new table's threshold. */
  readonly threshold: number;
  /** Which sums there are, by the fields kept (bits); null for all. */
  readonly masks: readonly number[] | null;
  readonly known: readonly KnownCell[];
}

/** The table to be built: withheld where it must be, or given as it is told and only attacked. */
export interface OwnTable {
  readonly threshold: number;
  readonly masks: readonly number[] | null;
  readonly given: readonly KnownCell[] | null;
  /** How wide what is left of its small counts must be. */
  readonly width: number;
  /** Where not all sums are printed, those that are; those withheld before the build. */
  readonly printed: readonly (readonly (string | null)[])[] | null;
  readonly hidden: readonly (readonly (string | null)[])[];
}

export interface JointTask {
  /** Stands by table: the new one first, then the earlier ones in their order. */
  readonly profiles: readonly Profile[];
  readonly own: OwnTable;
  readonly earlier: readonly EarlierTable[];
  /** Withhold also what would give earlier releases away, in place of refusing. */
  readonly spare: boolean;
}

/** A cell of the new table, with what an outsider can still infer where it is withheld. */
export interface BuiltCell extends Range {
  readonly values: readonly (string | null)[];
  readonly count: number;
  readonly withheld: boolean;
  readonly isSmall: boolean;
}

/** A small group that somebody with all releases in hand could know too well. */
export interface Exposure extends Range {
  /** Null where the new table gives it away alone, or together with several. */
  readonly release: string | null;
  readonly kind: 'small' | 'difference' | 'together';
  readonly values: readonly (string | null)[];
}

export interface JointBuild {
  readonly cells: readonly BuiltCell[];
  readonly exposed: readonly Exposure[];
}

interface Watched extends Aim {
  readonly release: string | null;
  readonly kind: Exposure['kind'];
  readonly values: readonly (string | null)[];
}

/**
 * Builds a table beside those that are out: what is common to them is common to the attacker too, who holds all of them,
 * knows how each was counted, and subtracts. Every small count of any of them, and every small difference between two of
 * their cells, must keep an interval of at least the threshold, or all that earlier releases had left of it.
 */
export function buildJoint({ profiles, own, earlier, spare }: JointTask, solve: Solve): JointBuild {
  const sheet = layOut(profiles, own, earlier);
  const { joint, size, outside, told, small } = sheet;
  const watched = watchedOf(profiles, sheet, own, earlier);
  const withheld = new Set([...sheet.hidden, ...small, ...(spare ? outside.filter((at) => !told.has(at)) : outside)]);
  const moves: Move[] = [];
  if (own.given === null) {
    const state = { withheld, fixed: spare ? told : new Set<number>() };
    const protect = spare ? watched : watched.filter(({ release, kind }) => release === null && kind === 'small');
    for (const [width, members] of Map.groupBy(protect, (one) => one.width)) {
      const targets = members.map(({ parts }) => parts);
      hideTargets(joint, state, targets, { threshold: width, onMoved: (move) => moves.push(move) }, solve);
    }
  } else for (let at = 0; at < size; at += 1) if (!sheet.exact.has(at)) withheld.add(at);
  const hidden = new Set([...withheld].filter((at) => at < size));
  const hiddenOutside = outside.filter((at) => !told.has(at));
  const outsider = attacker(joint, new Set([...hidden, ...hiddenOutside]), solve, { moves });
  return {
    cells: cellsTold(sheet, hidden, own, outsider),
    exposed: exposedOf(watched, outsider, {
      before: () => attacker(withoutOwn(joint, size), new Set([...Array(size).keys(), ...hiddenOutside]), solve),
      alone: () => attacker({ ...joint, cells: sheet.own }, hidden, solve),
    }),
  };
}

/** All tables over the common groups of people, the new one first. */
interface Sheet {
  readonly joint: FullTable;
  readonly size: number;
  readonly own: readonly Cell[];
  readonly tables: readonly (readonly Cell[])[];
  readonly outside: readonly number[];
  /** Positions of cells that earlier tables tell. */
  readonly told: ReadonlySet<number>;
  readonly small: readonly number[];
  /** Of the new table: what is never printed or was withheld before, and what is given exactly. */
  readonly hidden: ReadonlySet<number>;
  readonly exact: ReadonlySet<number>;
}

function layOut(profiles: readonly Profile[], own: OwnTable, earlier: readonly EarlierTable[]): Sheet {
  const atoms = profiles.map(({ count }) => count);
  const printed = own.printed && new Set(own.printed.map(keyOf));
  const before = new Set(own.hidden.map(keyOf));
  const given = new Map(own.given?.map((one) => [keyOf(one.values), one]));
  const exact = new Set<number>();
  const hidden = new Set<number>();
  const ownCells = cellsOf(profiles, 0, own.masks).map((cell, at): Cell => {
    const key = keyOf(cell.values);
    if (own.given !== null) {
      const known = given.get(key);
      if (known?.exact) exact.add(at);
      return known && !known.exact ? { ...cell, range: around(known, cell.count) } : cell;
    }
    const isNamed = printed === null || printed.has(key);
    if (!isNamed || before.has(key)) hidden.add(at);
    return isNamed ? { ...cell, range: named } : cell;
  });
  const told = new Set<number>();
  let at = ownCells.length;
  const tables = earlier.map(({ known, masks }, place) => {
    const byKey = new Map(known.map((one) => [keyOf(one.values), one]));
    return cellsOf(profiles, place + 1, masks).map((cell): Cell => {
      const one = byKey.get(keyOf(cell.values));
      if (one && isStill(one, cell)) told.add(at);
      at += 1;
      return one && !one.exact ? { ...cell, range: around(one, cell.count) } : cell;
    });
  });
  const cells = [...ownCells, ...tables.flat()];
  const size = ownCells.length;
  const isWatched = (place: number): boolean => printed === null || printed.has(keyOf(ownCells[place]?.values ?? []));
  return {
    joint: { fields: [], atoms, least: 0, cells },
    size,
    own: ownCells,
    tables,
    outside: [...cells.keys()].slice(size),
    told,
    small: ownCells.flatMap(({ count }, place) => (count < own.threshold && isWatched(place) ? [place] : [])),
    hidden,
    exact,
  };
}

/** Whether what was told of a cell is still so: records are corrected, and some are entered late. */
const isStill = ({ exact, low }: KnownCell, { count }: Cell): boolean => exact && low === count;

/** A group that a table names has somebody in it. */
const named: Range = { low: 1, high: Number.POSITIVE_INFINITY };

/** What was told of a count that has changed since must not contradict what it is now. */
const around = ({ low, high }: Range, count: number): Range => ({
  low: Math.min(low, count),
  high: Math.max(high, count),
});

/**
 * What was known before the new table told any figure. That it names its groups, and so tells that somebody is in each, is
 * granted; what it tells of their number in place of a figure is not.
 */
const withoutOwn = (joint: FullTable, size: number): FullTable => ({
  ...joint,
  cells: joint.cells.map((cell, at) => {
    if (at >= size || !cell.range || cell.range === named) return cell;
    const { range: _range, ...bare } = cell;
    return bare;
  }),
});

function watchedOf(
  profiles: readonly Profile[],
  { own, tables, small }: Sheet,
  { threshold, given, width: ownWidth }: OwnTable,
  earlier: readonly EarlierTable[],
): Watched[] {
  const found: Watched[] = small.flatMap((at) => {
    const { values = [], parts = [] } = own[at] ?? {};
    return [{ release: null, kind: 'small' as const, values, parts, width: ownWidth }];
  });
  if (given === null) found.push(...smallGroups(profiles, threshold));
  const sums: ToldSum[] = own.map(({ values, parts, count }) => ({ table: 0, values, parts, count }));
  for (const [place, cells] of tables.entries()) {
    const { id = '', threshold: width = 0, known = [] } = earlier[place] ?? {};
    const byKey = new Map(known.map((one) => [keyOf(one.values), one]));
    for (const cell of cells) {
      const { values, parts, count } = cell;
      const one = byKey.get(keyOf(values));
      if (!one) continue;
      if (isStill(one, cell)) sums.push({ table: place + 1, values, parts, count });
      else if (!one.exact && count < width) found.push({ release: id, kind: 'small', values, parts, width });
      // Told then and now, it would tell of the few who were corrected or entered late.
      else if (one.exact && Math.abs(one.low - count) < threshold)
        found.push({ release: id, kind: 'difference', values, parts, width: threshold });
    }
  }
  for (const { table, values, parts } of subtractions(sums, threshold)) {
    const other = earlier[table - 1];
    found.push({ release: other?.id ?? null, kind: 'difference', values, parts, width: threshold });
  }
  // The same group twice is watched once, as what it was called first.
  const distinct = new Map(found.toReversed().map((one) => [`${one.release} ${one.width} ${one.parts.join()}`, one]));
  return [...distinct.values()].toReversed();
}

/** People alike in all of the new table who stand in several of its cells: what a code has over its parts, say. */
function smallGroups(profiles: readonly Profile[], threshold: number): Watched[] {
  const found = new Map<string, { values: readonly string[]; count: number; parts: number[] }>();
  for (const [atom, { stands, count }] of profiles.entries()) {
    const things = stands[0] ?? [];
    if (things.every((thing) => thing.length < 2)) continue;
    const key = JSON.stringify(things);
    const group = found.get(key) ?? { values: things[0]?.[0] ?? [], count: 0, parts: [] };
    group.count += count;
    group.parts.push(atom);
    found.set(key, group);
  }
  return [...found.values()].flatMap(({ values, count, parts }) =>
    count < threshold ? [{ release: null, kind: 'small' as const, values, parts, width: threshold }] : [],
  );
}

function cellsTold(
  { own, small }: Sheet,
  hidden: ReadonlySet<number>,
  { width: ownWidth }: OwnTable,
  outsider: Attacker,
): BuiltCell[] {
  const isSmall = new Set(small);
  const width = (at: number): number => (isSmall.has(at) ? ownWidth : 1);
  const inferred = new Map(outsider.inferAll(hidden, width).map((one) => [one.cell, one]));
  return own.map(({ values, count }, at) => {
    const { low, high } = inferred.get(at) ?? { low: count, high: count };
    return { values, count, withheld: hidden.has(at), isSmall: isSmall.has(at), low, high };
  });
}

/** What is known too well, unless it was so before the new table, which adds nothing to it. */
function exposedOf(
  watched: readonly Watched[],
  outsider: Attacker,
  { before, alone }: { readonly before: () => Attacker; readonly alone: () => Attacker },
): Exposure[] {
  const ranges = outsider.ranges(watched);
  const narrow = watched.flatMap((one, at) => {
    const { low, high } = ranges[at] ?? { low: 0, high: 0 };
    return high - low < one.width - 1e-6 ? [{ ...one, low, high }] : [];
  });
  if (narrow.length === 0) return [];
  const [was, byItself] = [before().ranges(narrow), alone().ranges(narrow)];
  return narrow.flatMap(({ parts: _parts, width, ...one }, at) => {
    const earlier = was[at] ?? { low: 0, high: Number.POSITIVE_INFINITY };
    const own = byItself[at] ?? { low: 0, high: 0 };
    if (earlier.high - earlier.low <= one.high - one.low + 1e-6) return [];
    const isTogether = one.release === null && own.high - own.low >= width - 1e-6;
    return [isTogether ? { ...one, kind: 'together' as const } : one];
  });
}
