import { suppress, type FullTable } from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import type { Histories } from './own.ts';
import type { Comparison } from './schema.ts';

/** Which counts beside an estimate may be told to who may not see small ones. */
export interface ToldOverlap {
  readonly agency: (id: string) => boolean;
  /** By positions of two lists; a list with itself is its whole. */
  readonly pair: (first: number, second: number) => boolean;
}

/** Sizes are told to who may not see small counts as multiples of this: two questions set against each other then tell of nobody. */
export const sizeStep = 10;

/** The nearest multiple of the step, as told to who may not see small counts. */
export const roundedSize = (count: number): number => Math.round(count / sizeStep) * sizeStep;

/** A comparison whose numbers of people seen are rounded; overlaps that are withheld stay so. */
export const roundedComparison = (comparison: Comparison): Comparison => ({
  ...comparison,
  observed: roundedSize(comparison.observed),
  overlap: comparison.overlap.map((row) => row.map((count) => (count === null ? null : roundedSize(count)))),
  links: comparison.links && {
    ...comparison.links,
    methods: comparison.links.methods.map(({ method, pooled }) => ({
      method,
      pooled: pooled && {
        ...pooled,
        observed: [roundedSize(pooled.observed[0]), roundedSize(pooled.observed[1])] as [number, number],
      },
    })),
  },
});

const everything: ToldOverlap = { agency: () => true, pair: () => true };

/**
 * Withholds small counts of agencies and of pairs of lists and, beside them, those that would give one away: of two lists, the
 * two wholes and all together tell how many are on both. All together is always told, for every method begins with it.
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
    agency: (id) => !hidden.has(id),
    pair: (first, second) => !hidden.has(`${Math.min(first, second)} ${Math.max(first, second)}`),
  };
}
