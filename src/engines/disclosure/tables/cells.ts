/** A table of counts with all its sums: cells of every field, and of every field left out in turn. */
export interface FullTable {
  readonly fields: readonly string[];
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** By field, the value; null stands for all values together. */
  readonly values: readonly (string | null)[];
  readonly count: number;
  /** The innermost cells (positions in `cells`) whose counts add up to this one; itself for an innermost cell. */
  readonly parts: readonly number[];
}

/** Above this many cells the protection is not begun: it would take hours. */
export const mostCells = 20_000;

/** Counts by the fields, with all sums. Innermost cells come first; a combination that nobody has is no cell. */
export function fullTable(
  fields: readonly string[],
  rows: Iterable<{ readonly values: readonly string[]; readonly count: number }>,
): FullTable {
  const inner = new Map<string, { values: readonly string[]; count: number }>();
  for (const { values, count } of rows) {
    const known = inner.get(values.join('\u0000'));
    if (known) known.count += count;
    else inner.set(values.join('\u0000'), { values, count });
  }
  const cells: Cell[] = [...inner.values()]
    .filter(({ count }) => count > 0)
    .map(({ values, count }, at) => ({ values, count, parts: [at] }));
  const innermost = cells.length;
  for (let kept = 2 ** fields.length - 2; kept >= 0; kept -= 1) cells.push(...sums(cells.slice(0, innermost), kept));
  return { fields, cells };
}

/** The sums over the fields that are not kept (a bit each). */
function sums(inner: readonly Cell[], kept: number): Cell[] {
  const found = new Map<string, { values: (string | null)[]; count: number; parts: number[] }>();
  for (const [at, { values, count }] of inner.entries()) {
    const sum = values.map((value, field) => (kept & (1 << field) ? value : null));
    const key = sum.map((value) => (value === null ? '\u0001' : value)).join('\u0000');
    const known = found.get(key) ?? { values: sum, count: 0, parts: [] };
    known.count += count;
    known.parts.push(at);
    found.set(key, known);
  }
  return [...found.values()];
}

/** Whether the cell is no sum. */
export const isInner = ({ values }: Cell): boolean => values.every((value) => value !== null);
