import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { fullTable, suppress } from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import { drawOverlap, middleOf, type Lists } from './rules.ts';

const draws = 400;
const seed = 1;
/** The first draws of a generator seeded with a small number are far from random. */
const warmUp = 64;

interface Counted {
  readonly persons: number | null;
  readonly withheld: boolean;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export interface Overlap {
  readonly lists: readonly Counted[];
  readonly cells: readonly (Counted & { readonly on: readonly boolean[] })[];
  readonly all: Counted;
  readonly draws: number;
}

const holds = (mask: number, list: number): boolean => Math.floor(mask / 2 ** list) % 2 === 1;

/**
 * How many persons each list and each combination of lists holds, with what open pairs leave open; counts below the
 * threshold withheld, and others that would give them away. Null: nothing is withheld.
 */
export async function overlapOf(lists: Lists, threshold: number | null): Promise<Overlap> {
  const generator = xoroshiro128plus(seed);
  for (let skipped = 0; skipped < warmUp; skipped += 1) generator.next();
  const drawn = drawOverlap(lists, draws, () => uniformFloat64(generator));
  const hidden = threshold === null || lists.counts.length === 0 ? () => false : await hiddenCells(lists, threshold);
  const counted = (persons: number, withheld: boolean, values: readonly number[]): Counted =>
    withheld ? { persons: null, withheld, interval: null } : { persons, withheld, interval: middleOf(values) };
  const known = new Map(lists.counts);
  const masks = [...drawn.masks.keys()].toSorted((a, b) => a - b).filter((mask) => mask > 0);
  const names = lists.lists.map((_, at) => at);
  const everybody = lists.counts.reduce((sum, [, persons]) => sum + persons, 0);
  return {
    lists: names.map((list) => {
      const own = masks.filter((mask) => holds(mask, list));
      const persons = own.reduce((sum, mask) => sum + (known.get(mask) ?? 0), 0);
      const values = Array.from({ length: draws }, (_, draw) =>
        own.reduce((sum, mask) => sum + (drawn.masks.get(mask)?.[draw] ?? 0), 0),
      );
      return counted(persons, hidden(names.map((one) => (one === list ? true : null))), values);
    }),
    cells: masks.map((mask) => {
      const on = names.map((list) => holds(mask, list));
      return { on, ...counted(known.get(mask) ?? 0, hidden(on), drawn.masks.get(mask) ?? []) };
    }),
    all: counted(everybody, hidden(names.map(() => null)), drawn.totals),
    draws,
  };
}

/** Whether a cell is withheld: by list in it, not in it, or either. A combination that nobody has is no secret. */
async function hiddenCells(
  { lists, counts }: Lists,
  threshold: number,
): Promise<(on: readonly (boolean | null)[]) => boolean> {
  const word = (on: boolean | null): string | null => (on === null ? null : on ? '1' : '0');
  const rows = counts.map(([mask, count]) => ({ values: lists.map((_, at) => word(holds(mask, at)) ?? ''), count }));
  const { table, withheld } = suppress(fullTable(lists, rows), { threshold }, await linearSolver());
  const hidden = new Set([...withheld].map((at) => JSON.stringify(table.cells[at]?.values)));
  return (on) => hidden.has(JSON.stringify(on.map(word)));
}
