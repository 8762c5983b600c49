import { protectLattice } from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import type { Family, ToldCell } from './tabulate.ts';

// Loaded in a thread of its own: the solver blocks while it thinks.

export interface Protecting {
  readonly family: Pick<Family, 'fields'> & { readonly rows: readonly Omit<Family['rows'][number], 'key'>[] };
  readonly threshold: number;
}

const solve = await linearSolver();

/**
 * The cells of a family with small counts withheld, and with them whatever would give one away. The whole is decided before
 * any part, so that tables that share it agree whether it is told.
 */
export function withheldCells({ family: { fields, rows }, threshold }: Protecting): ToldCell[] {
  const alike = rows.map(({ values, count }) => ({ combinations: [values], count }));
  const { table, withheld } = protectLattice(fields, alike, { threshold }, solve);
  return table.cells.map(({ values, count }, at) => ({ values, count: withheld.has(at) ? null : count }));
}
