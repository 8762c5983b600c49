import type { FullTable, Range } from './cells.ts';

/** By atom, how much another table differs from the true one; atoms that do not differ are left out. */
export type Move = ReadonlyMap<number, number>;

/** To so much of a person two published counts are the same, and a bound is kept. */
const tolerance = 1e-5;

/** The changes that are any. */
export function changesOf(atoms: Iterable<number>, change: (atom: number) => number): Move {
  const found = new Map<number, number>();
  for (const atom of atoms) {
    const by = change(atom);
    if (Math.abs(by) > 1e-9) found.set(atom, by);
  }
  return found;
}

/**
 * Those changes after which every published count is the same and nobody is missing where somebody is known to be: tables that
 * an outsider cannot tell from the true one. Whoever found them is not believed.
 */
export function possibleMoves(table: FullTable, withheld: ReadonlySet<number>, moves: readonly Move[]): Move[] {
  if (moves.length === 0) return [];
  const { atoms, cells, least = 1 } = table;
  const standsIn = placesOf(atoms.length, cells);
  return moves.filter((move) => {
    const sums = new Map<number, number>();
    for (const [atom, by] of move) {
      const count = atoms[atom] ?? 0;
      if (count + by < Math.min(count, least) - tolerance) return false;
      for (const at of standsIn[atom] ?? []) sums.set(at, (sums.get(at) ?? 0) + by);
    }
    return [...sums].every(([at, by]) => {
      if (!withheld.has(at)) return Math.abs(by) <= tolerance;
      const { count = 0, range } = cells[at] ?? {};
      return !range || (count + by >= range.low - tolerance && count + by <= range.high + tolerance);
    });
  });
}

/** The least and the most that sums of atoms are in the tables noted so far, the true one first. */
export function seenRanges(
  { atoms }: Pick<FullTable, 'atoms'>,
  sums: readonly { readonly parts: readonly number[] }[],
): { note: (move: Move) => void; range: (at: number) => Range; width: (at: number) => number } {
  const low = sums.map(({ parts }) => parts.reduce((sum, part) => sum + (atoms[part] ?? 0), 0));
  const [truth, high] = [[...low], [...low]];
  const standsIn = placesOf(atoms.length, sums);
  const note = (move: Move): void => {
    const moved = new Map<number, number>();
    for (const [atom, by] of move) for (const at of standsIn[atom] ?? []) moved.set(at, (moved.get(at) ?? 0) + by);
    for (const [at, by] of moved) {
      const value = (truth[at] ?? 0) + by;
      low[at] = Math.min(low[at] ?? value, value);
      high[at] = Math.max(high[at] ?? value, value);
    }
  };
  const range = (at: number): Range => ({ low: low[at] ?? 0, high: high[at] ?? 0 });
  return { note, range, width: (at) => (high[at] ?? 0) - (low[at] ?? 0) };
}

/** By atom, the sums it stands in; one in which it counts twice, twice. */
function placesOf(atoms: number, sums: readonly { readonly parts: readonly number[] }[]): number[][] {
  const found: number[][] = Array.from({ length: atoms }, () => []);
  for (const [at, { parts }] of sums.entries()) for (const part of parts) found[part]?.push(at);
  return found;
}
