import { attacker, type Inferred } from './attack.ts';
import { mostCells, type FullTable } from './cells.ts';
import { hideTargets, targetsOf } from './hide.ts';
import type { Solve } from './programme.ts';
import type { Move } from './witness.ts';

export interface TableRelease {
  readonly table: FullTable;
  /** Cells (positions) withheld because they are small (or one contributor dominates them). */
  readonly primary: ReadonlySet<number>;
  /** All cells withheld: the small ones and those that would give them away. */
  readonly withheld: ReadonlySet<number>;
  /** By withheld cell, what an outsider can still infer. */
  readonly inferred: readonly Inferred[];
  /** Withheld cells an outsider can know too well; a release with any must not leave. */
  readonly exposed: readonly Inferred[];
}

/** How far it is: counts that are safe already of those that must be, then cells that were attacked. */
export interface SuppressProgress {
  readonly stage: 'withholding' | 'attacking';
  readonly done: number;
  readonly of: number;
}

export interface SuppressOptions {
  readonly threshold: number;
  /** Cells (positions) to withhold whatever their count. */
  readonly also?: ReadonlySet<number>;
  /** Cells (positions) that are told whatever their count. */
  readonly fixed?: ReadonlySet<number>;
  readonly onProgress?: ((progress: SuppressProgress) => void) | undefined;
}

/**
 * Withholds counts from 1 to threshold - 1 and, beside them, the cells that cost least and leave every small count an
 * interval of at least the threshold. The attacker then tries every withheld cell.
 */
export function suppress(
  table: FullTable,
  { threshold, also, fixed = new Set(), onProgress }: SuppressOptions,
  solve: Solve,
): TableRelease {
  if (table.cells.length > mostCells) {
    throw new RangeError(
      `the table has ${table.cells.length} cells with its sums; at most ${mostCells} can be protected at once`,
    );
  }
  // A cell nobody is in has nobody to give away.
  const isPrimary = (count: number, at: number): boolean =>
    (count > 0 && count < threshold) || (also?.has(at) ?? false);
  const primary = new Set(table.cells.flatMap(({ count }, at) => (isPrimary(count, at) && !fixed.has(at) ? [at] : [])));
  const withheld = new Set(primary);
  const moves: Move[] = [];
  const at = (stage: SuppressProgress['stage']) => (done: number, of: number) => onProgress?.({ stage, done, of });
  hideTargets(
    table,
    { withheld, fixed },
    targetsOf(table, primary),
    { threshold, onMoved: (move) => moves.push(move), onProgress: at('withholding') },
    solve,
  );
  const outsider = attacker(table, withheld, solve, { moves, onProgress: at('attacking') });
  const inferred = outsider.inferAll(withheld, (cell) => (primary.has(cell) ? threshold : 1));
  return { table, primary, withheld, inferred, exposed: inferred.filter((one) => isExposed(one, primary, threshold)) };
}

/** A small count needs room for the threshold; one withheld for another's sake must only not be known. */
function isExposed({ cell, low, high }: Inferred, primary: ReadonlySet<number>, threshold: number): boolean {
  return high - low < (primary.has(cell) ? threshold : 1) - 1e-6;
}
