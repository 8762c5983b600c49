import { protectLattice, type Alike } from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';

// Loaded in a thread of its own: the solver blocks while it thinks.

export interface ProtectionTask {
  readonly fields: readonly string[];
  readonly alike: readonly Alike[];
  readonly threshold: number;
}

/** Every cell with its count, null where it is withheld. */
export type ToldCells = readonly { readonly values: readonly (string | null)[]; readonly count: number | null }[];

const solve = await linearSolver();

/** The lattice of one question. */
export function protectTask({ fields, alike, threshold }: ProtectionTask): ToldCells {
  const { table, withheld } = protectLattice(fields, alike, { threshold }, solve);
  return table.cells.map(({ values, count }, at) => ({ values, count: withheld.has(at) ? null : count }));
}
