/** A table of counts with all its sums: cells of every field, and of every field left out in turn. */
export interface FullTable {
  readonly fields: readonly string[];
  /** How many people (or things) stand together in all fields: the groups of which every cell is a sum. */
  readonly atoms: readonly number[];
  /** Of each group the sum of its lasting random keys, where noise is by key. */
  readonly keys?: readonly number[];
  /** The least a group that is there can be: 1 of people (when absent), 0 of amounts. */
  readonly least?: number;
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** By field, the value; null stands for all values together. */
  readonly values: readonly (string | null)[];
  readonly count: number;
  /** The atoms (positions) whose counts add up to this one; one that counts twice in it stands twice. */
  readonly parts: readonly number[];
  /** What is known of the cell even where it is not told: that somebody is in it, say, or what its rounding tells. */
  readonly range?: Range;
}

export interface Range {
  readonly low: number;
  /** Infinity where nothing bounds it. */
  readonly high: number;
}

/**
 * Things that are alike: each stands in all these combinations at once. One combination where fields have one value a
 * thing; several where a person has two citizenships, or two records of different years.
 */
export interface Alike {
  readonly combinations: readonly (readonly string[])[];
  readonly count: number;
  /** The sum of their lasting random keys, below `keyRange`, where noise is by key. */
  readonly key?: number;
}

/** Keys are whole numbers below this. */
export const keyRange = 2 ** 32;

/** Above this many cells the protection is not begun: it would take hours. */
export const mostCells = 20_000;

/** Counts by the fields, with all sums. Innermost cells come first; a combination that nobody has is no cell. */
export function fullTable(
  fields: readonly string[],
  rows: Iterable<{ readonly values: readonly string[]; readonly count: number }>,
): FullTable {
  const alike = [...rows].map(({ values, count }) => ({ combinations: [values], count }));
  return tableOfAlike(fields, alike);
}

/** The same where one thing may stand in several cells, which then add up to more than their sum. */
export function tableOfAlike(fields: readonly string[], alike: readonly Alike[]): FullTable {
  const groups = mergeAlike(alike);
  const cells: Cell[] = [];
  for (let kept = 2 ** fields.length - 1; kept >= 0; kept -= 1) {
    const found = new Map<string, { values: (string | null)[]; count: number; parts: number[] }>();
    for (const [atom, { combinations, count }] of groups.entries()) addTo(found, combinations, kept, atom, count);
    // One by one: a table has more cells than a call takes arguments.
    for (const cell of found.values()) cells.push(cell);
  }
  return { fields, atoms: groups.map(({ count }) => count), keys: groups.map(({ key = 0 }) => key), cells };
}

/** The key of a cell: that of all who stand in it together. */
export const cellKey = ({ keys = [] }: FullTable, { parts }: Cell): number =>
  parts.reduce((sum, part) => (sum + (keys[part] ?? 0)) % keyRange, 0);

/** The keys of all cells of these fields and their sums, by `keyOf` their values. */
export function cellKeys(fields: readonly string[], alike: readonly Alike[]): ReadonlyMap<string, number> {
  const table = tableOfAlike(fields, alike);
  return new Map(table.cells.map((cell) => [keyOf(cell.values), cellKey(table, cell)]));
}

/** Things alike in all fields are one group; a group of nobody is none. */
export function mergeAlike(alike: readonly Alike[]): Alike[] {
  const found = new Map<string, { combinations: readonly (readonly string[])[]; count: number; key: number }>();
  for (const { combinations, count, key: own = 0 } of alike) {
    if (count <= 0) continue;
    const distinct = new Map(combinations.map((values) => [keyOf(values), values]));
    const key = [...distinct.keys()].toSorted().join('\u0002');
    const known = found.get(key);
    if (known) {
      known.count += count;
      known.key = (known.key + own) % keyRange;
    } else found.set(key, { combinations: [...distinct.values()], count, key: own });
  }
  return [...found.values()];
}

function addTo(
  found: Map<string, { values: (string | null)[]; count: number; parts: number[] }>,
  combinations: readonly (readonly string[])[],
  kept: number,
  atom: number,
  count: number,
): void {
  const own = new Map<string, (string | null)[]>();
  for (const values of combinations) {
    const sum = values.map((value, field) => (kept & (1 << field) ? value : null));
    own.set(keyOf(sum), sum);
  }
  for (const [key, values] of own) {
    const cell = found.get(key) ?? { values, count: 0, parts: [] };
    cell.count += count;
    cell.parts.push(atom);
    found.set(key, cell);
  }
}

/** One text for the values of a cell, no two cells alike. */
export const keyOf = (values: readonly (string | null)[]): string =>
  values.map((value) => (value === null ? '\u0001' : value)).join('\u0000');

/** Whether the cell is no sum. */
export const isInner = ({ values }: Cell): boolean => values.every((value) => value !== null);
