import { attacker, type Inferred } from './attack.ts';
import { isInner, mostCells, type FullTable } from './cells.ts';
import { programmeText, type Programme, type Solve, type Term } from './programme.ts';

export interface TableRelease {
  readonly table: FullTable;
  /** Cells (positions) withheld because they are small. */
  readonly primary: ReadonlySet<number>;
  /** All cells withheld: the small ones and those that would give them away. */
  readonly withheld: ReadonlySet<number>;
  /** By withheld cell, what an outsider can still infer. */
  readonly inferred: readonly Inferred[];
  /** Withheld cells an outsider can know too well; a release with any must not leave. */
  readonly exposed: readonly Inferred[];
}

export interface SuppressOptions {
  readonly threshold: number;
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Withholds counts from 1 to threshold - 1 and, beside them, the cells that cost least and leave every small count an
 * interval of at least the threshold: for each small cell too well known, the linear programme finds the cheapest other
 * table with the same published figures in which that cell is larger by the threshold (Kelly, Golden and Assad 1992,
 * Networks 22:397), and what differs there is withheld too. The attacker then tries every withheld cell.
 */
export function suppress(table: FullTable, { threshold, onProgress }: SuppressOptions, solve: Solve): TableRelease {
  if (table.cells.length > mostCells) {
    throw new RangeError(
      `the table has ${table.cells.length} cells with its sums; at most ${mostCells} can be protected at once`,
    );
  }
  const primary = new Set(table.cells.flatMap(({ count }, at) => (count < threshold ? [at] : [])));
  const withheld = new Set(primary);
  const moved = new Map<number, number>();
  const small = [...primary].toSorted((a, b) => (table.cells[b]?.count ?? 0) - (table.cells[a]?.count ?? 0));
  for (const [done, cell] of small.entries()) {
    onProgress?.(done, small.length);
    if ((moved.get(cell) ?? 0) >= threshold) continue;
    for (const { at, by } of cheapestMove(table, withheld, cell, threshold, solve)) {
      withheld.add(at);
      moved.set(at, Math.max(moved.get(at) ?? 0, Math.abs(by)));
    }
  }
  const outsider = attacker(table, withheld, solve);
  const inferred = [...withheld].map((cell) => outsider.infer(cell));
  return { table, primary, withheld, inferred, exposed: inferred.filter((one) => isExposed(one, primary, threshold)) };
}

/** A small count needs room for the threshold; one withheld for another's sake must only not be known. */
function isExposed({ cell, low, high }: Inferred, primary: ReadonlySet<number>, threshold: number): boolean {
  return high - low < (primary.has(cell) ? threshold : 1) - 1e-6;
}

interface Move {
  readonly at: number;
  readonly by: number;
}

/** Withholding a sum hides more than withholding a cell. */
const sumCostsMore = 20;
/** What is withheld already costs next to nothing, but not nothing, so that detours are not taken for free. */
const withheldCost = 1e-3;

function cheapestMove(table: FullTable, withheld: ReadonlySet<number>, cell: number, by: number, solve: Solve): Move[] {
  const solved = solve(programmeText(moveProgramme(table, withheld, cell, by)));
  if (!solved.isOptimal) return [{ at: cell, by: 0 }];
  return table.cells.flatMap((_, at) => {
    const move = solved.value(`u${at}`) - solved.value(`d${at}`);
    return Math.abs(move) > 1e-6 ? [{ at, by: move }] : [];
  });
}

/** Every cell may rise (u) or fall (d); sums move with their parts; the cell asked for rises by what is asked. */
function moveProgramme({ cells }: FullTable, withheld: ReadonlySet<number>, cell: number, by: number): Programme {
  const cost = (at: number): number => {
    const { count } = cells[at] ?? { count: 0 };
    if (withheld.has(at)) return withheldCost;
    return (1 + Math.log2(1 + count)) * (isInner(cells[at] ?? { values: [], count: 0, parts: [] }) ? 1 : sumCostsMore);
  };
  const change = (at: number): Term[] => [
    { factor: 1, variable: `u${at}` },
    { factor: -1, variable: `d${at}` },
  ];
  const minus = (terms: readonly Term[]): Term[] =>
    terms.map(({ factor, variable }) => ({ factor: -factor, variable }));
  return {
    direction: 'Minimize',
    objective: cells.flatMap((_, at) => [
      { factor: cost(at), variable: `u${at}` },
      { factor: cost(at), variable: `d${at}` },
    ]),
    equations: [
      { terms: change(cell), equals: by },
      ...cells.flatMap((sum, at) =>
        isInner(sum) ? [] : [{ terms: [...sum.parts.flatMap(change), ...minus(change(at))], equals: 0 }],
      ),
    ],
    bounds: cells.flatMap(({ count, parts }, at) => [
      { variable: `u${at}`, low: 0, high: Number.POSITIVE_INFINITY },
      { variable: `d${at}`, low: 0, high: Math.max(0, count - parts.length) },
    ]),
  };
}
