import { keyOf, type Cell } from './cells.ts';

/** Where one thing stands in a table: the combinations of its fields it has. */
export type Stand = readonly (readonly string[])[];

/** People who stand alike in every table: by table, each thing of theirs that it counts (a person once, or each record). */
export interface Profile {
  readonly stands: readonly (readonly Stand[])[];
  readonly count: number;
}

/** Every cell and sum of one table over the common groups; who counts twice in one stands twice in its parts. */
export function cellsOf(profiles: readonly Profile[], table: number, masks: readonly number[] | null): Cell[] {
  const cells = new Map<string, { values: (string | null)[]; count: number; parts: number[] }>();
  for (const [atom, { stands, count }] of profiles.entries()) {
    for (const thing of stands[table] ?? []) {
      for (const values of sumsOf(thing, masks)) {
        const key = keyOf(values);
        const cell = cells.get(key) ?? { values, count: 0, parts: [] };
        cell.count += count;
        cell.parts.push(atom);
        cells.set(key, cell);
      }
    }
  }
  // Innermost cells first, as in any table.
  const nulls = (values: readonly (string | null)[]): number => values.filter((value) => value === null).length;
  return [...cells.values()].toSorted((a, b) => nulls(a.values) - nulls(b.values));
}

function sumsOf(thing: Stand, masks: readonly number[] | null): (string | null)[][] {
  const fields = thing[0]?.length ?? 0;
  const found = new Map<string, (string | null)[]>();
  for (const kept of masks ?? Array.from({ length: 2 ** fields }, (_, mask) => mask)) {
    for (const combination of thing) {
      const values = combination.map((value, at) => (kept & (1 << at) ? value : null));
      found.set(keyOf(values), values);
    }
  }
  return [...found.values()];
}
