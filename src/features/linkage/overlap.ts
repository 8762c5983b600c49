import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  fullTable,
  keyRange,
  linksWithNoise,
  suppress,
  toldWithNoise,
  withNoise,
} from '../../engines/disclosure/index.ts';
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
  readonly openPairs: number;
  readonly draws: number;
}

const holds = (mask: number, list: number): boolean => Math.floor(mask / 2 ** list) % 2 === 1;

/**
 * How many persons each list and each combination of lists holds, with what open pairs leave open; counts below the
 * threshold withheld, and others that would give them away. Null: nothing is withheld. With noise what is told carries that of
 * the persons in it, the same as wherever else they are counted, and intervals come of numbers with noise alone.
 */
export async function overlapOf(
  lists: Lists,
  { threshold, noise }: { readonly threshold: number | null; readonly noise: boolean },
): Promise<Overlap> {
  const generator = xoroshiro128plus(seed);
  for (let skipped = 0; skipped < warmUp; skipped += 1) generator.next();
  const drawnFrom = noise ? listsWithNoise(lists) : lists;
  const drawn = drawOverlap(drawnFrom, draws, () => uniformFloat64(generator));
  const hidden = threshold === null || lists.counts.length === 0 ? () => false : await hiddenCells(lists, threshold);
  const base = new Map(drawnFrom.counts.map(([mask, persons]) => [mask, persons]));
  const counted = (own: readonly number[], withheld: boolean, values: readonly number[]): Counted => {
    if (withheld) return { persons: null, withheld, interval: null };
    const inIt = lists.counts.filter(([mask]) => own.includes(mask));
    const exact = inIt.reduce((sum, [, persons]) => sum + persons, 0);
    const key = inIt.reduce((sum, [, , of]) => (sum + of) % keyRange, 0);
    const persons = noise && exact > 0 ? toldWithNoise(exact, key, threshold ?? 0) : exact;
    const moved = persons - own.reduce((sum, mask) => sum + (base.get(mask) ?? 0), 0);
    const { low, high } = middleOf(values);
    return { persons, withheld, interval: { low: Math.max(0, low + moved), high: high + moved } };
  };
  const masks = [...drawn.masks.keys()].toSorted((a, b) => a - b).filter((mask) => mask > 0);
  const names = lists.lists.map((_, at) => at);
  return {
    lists: names.map((list) => {
      const own = masks.filter((mask) => holds(mask, list));
      const values = Array.from({ length: draws }, (_, draw) =>
        own.reduce((sum, mask) => sum + (drawn.masks.get(mask)?.[draw] ?? 0), 0),
      );
      return counted(own, hidden(names.map((one) => (one === list ? true : null))), values);
    }),
    cells: masks.map((mask) => {
      const on = names.map((list) => holds(mask, list));
      return { on, ...counted([mask], hidden(on), drawn.masks.get(mask) ?? []) };
    }),
    all: counted(masks, hidden(names.map(() => null)), drawn.totals),
    openPairs: drawnFrom.edges.length,
    draws,
  };
}

/** The lists as they are told to who may not see small counts: numbers of persons and of open pairs with noise. */
function listsWithNoise({ lists, counts, nodes, keys, edges }: Lists): Lists {
  const told = linksWithNoise({ kinds: nodes, keys, links: edges });
  return {
    lists,
    counts: counts.map(([mask, persons, key]) => [mask, withNoise(persons, key), key]),
    nodes: told.kinds,
    keys: [],
    edges: told.links,
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
