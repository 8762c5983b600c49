import { suppress, type FullTable } from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import type { Histories } from './own.ts';

/** Which counts beside an estimate may be told to who may not see small ones. */
export interface ToldOverlap {
  /** Everybody together. */
  readonly all: boolean;
  readonly agency: (id: string) => boolean;
  /** By positions of two lists; a list with itself is its whole. */
  readonly pair: (first: number, second: number) => boolean;
}

const everything: ToldOverlap = { all: true, agency: () => true, pair: () => true };

/**
 * Withholds small counts of agencies and of pairs of lists and, beside them, those that would give one away: of two lists, the
 * two wholes and all together tell how many are on both. All together is told of as many as the threshold, for every method
 * begins with it.
 */
export async function toldOverlap(
  { agencies, known }: Histories,
  lists: readonly (readonly string[])[],
  threshold: number | null,
): Promise<ToldOverlap> {
  if (threshold === null) return everything;
  const cells: { name: string; is: (by: readonly string[]) => boolean }[] = [
    { name: 'all', is: (by) => lists.some((ids) => ids.some((id) => by.includes(id))) },
    ...agencies.map(({ id }) => ({ name: id, is: (by: readonly string[]) => by.includes(id) })),
    ...lists.flatMap((first, at) =>
      lists.slice(at).map((second, place) => ({
        name: `${at} ${at + place}`,
        is: (by: readonly string[]) => first.some((id) => by.includes(id)) && second.some((id) => by.includes(id)),
      })),
    ),
  ];
  const table: FullTable = {
    fields: [],
    // Nobody says which histories there are; a pair that is named has somebody on it.
    least: 0,
    atoms: known.map(({ persons }) => persons),
    cells: cells.map(({ name, is }) => {
      const parts = known.flatMap(({ by }, at) => (is(by) ? [at] : []));
      const count = parts.reduce((sum, part) => sum + (known[part]?.persons ?? 0), 0);
      return { values: [name], count, parts, range: { low: Math.min(1, count), high: Number.POSITIVE_INFINITY } };
    }),
  };
  const { withheld } = suppress(table, { threshold, fixed: new Set([0]) }, await linearSolver());
  const hidden = new Set([...withheld].map((at) => cells[at]?.name));
  return {
    all: (table.cells[0]?.count ?? 0) >= threshold,
    agency: (id) => !hidden.has(id),
    pair: (first, second) => !hidden.has(`${Math.min(first, second)} ${Math.max(first, second)}`),
  };
}
