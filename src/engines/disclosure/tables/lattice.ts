import { isInner, keyOf, mergeAlike, tableOfAlike, type Alike, type FullTable } from './cells.ts';
import { hideTargets, targetsOf } from './hide.ts';
import type { Solve } from './programme.ts';

/** Which cells of a table may be told, decided so that every question about the same fields gets the same answer. */
export interface Lattice {
  readonly table: FullTable;
  /** Positions of the cells that must not be told. */
  readonly withheld: ReadonlySet<number>;
  /** False where a table of fields told none of its innermost cells because it has too many small groups. */
  readonly isWhole: boolean;
}

export interface LatticeOptions {
  readonly threshold: number;
  /** A table of fields with more small groups than this tells none of its innermost cells: where an answer is waited for. */
  readonly mostTargets?: number;
}

/**
 * Protects the table of each set of fields upon what is already told of its smaller sets: the total, then each field
 * alone, then pairs, then all. What one set tells does not hang on which larger set asked, so that a filtered count, a
 * row of a table and a sum can never be set against each other. Each small count keeps an interval of the threshold, or
 * all the room that the sums already told leave it.
 */
export function protectLattice(
  fields: readonly string[],
  alike: readonly Alike[],
  { threshold, mostTargets = Number.POSITIVE_INFINITY }: LatticeOptions,
  solve: Solve,
): Lattice {
  const hidden = new Set<string>();
  let isWhole = true;
  const masks = Array.from({ length: 2 ** fields.length }, (_, mask) => mask).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  for (const mask of masks) {
    const kept = fields.flatMap((_, field) => (mask & (1 << field) ? [field] : []));
    const part = tableOfAlike(
      kept.map((field) => fields[field] ?? ''),
      inOrder(
        alike.map(({ combinations, count }) => ({
          combinations: combinations.map((values) => kept.map((field) => values[field] ?? '')),
          count,
        })),
      ),
    );
    const wide = (values: readonly (string | null)[]): string =>
      keyOf(fields.map((_, field) => (kept.includes(field) ? (values[kept.indexOf(field)] ?? null) : null)));
    const found = innermostWithheld(part, (values) => hidden.has(wide(values)), { threshold, mostTargets }, solve);
    isWhole &&= found.isWhole;
    for (const at of found.withheld) hidden.add(wide(part.cells[at]?.values ?? []));
  }
  const table = tableOfAlike(fields, inOrder(alike));
  return {
    table,
    isWhole,
    withheld: new Set(table.cells.flatMap(({ values }, at) => (hidden.has(keyOf(values)) ? [at] : []))),
  };
}

const sizeOf = (mask: number): number => mask.toString(2).replaceAll('0', '').length;

/** The same groups always come in the same order, for where several answers are as good the solver takes the first. */
const inOrder = (alike: readonly Alike[]): Alike[] =>
  mergeAlike(alike)
    .map((group) => ({ group, key: group.combinations.map(keyOf).toSorted().join('\u0002') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ group }) => group);

function innermostWithheld(
  table: FullTable,
  isHidden: (values: readonly (string | null)[]) => boolean,
  { threshold, mostTargets }: Required<LatticeOptions>,
  solve: Solve,
): { withheld: readonly number[]; isWhole: boolean } {
  const positions = [...table.cells.keys()];
  const inner = positions.filter((at) => isInner(table.cells[at] ?? { values: [], count: 0, parts: [] }));
  const innermost = new Set(inner);
  const isSmall = (at: number): boolean => (table.cells[at]?.count ?? 0) < threshold;
  const withheld = new Set(
    positions.filter((at) => (innermost.has(at) ? isSmall(at) : isHidden(table.cells[at]?.values ?? []))),
  );
  if (table.fields.length === 0) return { withheld: [...withheld], isWhole: true };
  const fixed = new Set(positions.filter((at) => !innermost.has(at) && !withheld.has(at)));
  const targets = targetsOf(table, new Set([...withheld].filter(isSmall)), threshold);
  if (targets.length > mostTargets) return { withheld: inner, isWhole: false };
  // Where the smaller sets leave less room than the threshold, withholding all of this one would leave no more.
  hideTargets(table, { withheld, fixed }, targets, { threshold }, solve);
  return { withheld: inner.filter((at) => withheld.has(at)), isWhole: true };
}
