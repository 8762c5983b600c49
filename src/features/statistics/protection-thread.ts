import { protectLattice, type Alike } from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';

// Loaded in a thread of its own: the solver blocks while it thinks.

export interface ProtectionTask {
  readonly fields: readonly string[];
  readonly alike: readonly Alike[];
  readonly threshold: number;
  /** Tables with more small groups tell none of their innermost cells; left out: all are decided, which may take minutes. */
  readonly mostTargets?: number;
}

/** Every cell with its count, null where it is withheld. */
export type ToldCells = readonly { readonly values: readonly (string | null)[]; readonly count: number | null }[];

const solve = await linearSolver();

export interface Protected {
  readonly told: ToldCells;
  readonly isWhole: boolean;
}

/** The lattice of one question. */
export function protectTask({ fields, alike, ...options }: ProtectionTask): Protected {
  const { table, withheld, isWhole } = protectLattice(fields, alike, options, solve);
  return {
    told: table.cells.map(({ values, count }, at) => ({ values, count: withheld.has(at) ? null : count })),
    isWhole,
  };
}
