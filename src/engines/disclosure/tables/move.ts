import type { Cell, FullTable, Range } from './cells.ts';
import { programmeText, type Bound, type Solve, type Solved, type Term } from './programme.ts';

/** What must move, and by how much: the atoms of a small count. */
export interface Target {
  readonly parts: readonly number[];
  readonly by: number;
}

export interface Moved {
  /** By atom, the change. */
  readonly atoms: ReadonlyMap<number, number>;
  /** Cells (positions) whose published count this would change. */
  readonly cells: readonly number[];
  /** False where less was found than asked for. */
  readonly isWhole: boolean;
}

/** Withholding a sum hides more than withholding a cell. */
const sumCostsMore = 20;
/** What is hidden already costs next to nothing, but not nothing, so that detours are not taken for free. */
const hiddenCost = 1e-3;

/** How far a withheld cell of which something is known may move at all. */
function roomOf({ count, range }: Cell): Range | null {
  return range ? { low: Math.min(0, range.low - count), high: Math.max(0, range.high - count) } : null;
}

/**
 * The cheapest other table in which each target has moved and everything fixed stands as it is (Kelly, Golden and Assad
 * 1992, Networks 22:397): the cells that differ in it are those to withhold. Null when there is none.
 */
export function cheapestMove(
  table: FullTable,
  { withheld, fixed }: { readonly withheld: ReadonlySet<number>; readonly fixed: ReadonlySet<number> },
  targets: readonly Target[],
  solve: Solve,
): Moved | null {
  const { objective, equations, bounds } = priced(table, withheld, fixed);
  for (const { parts, by } of targets) equations.push({ terms: parts.flatMap(changeOf), equals: by });
  const solved = solve(programmeText({ direction: 'Minimize', objective, equations, bounds }));
  return solved.isOptimal ? movedBy(table, withheld, solved) : null;
}

function movedBy(table: FullTable, withheld: ReadonlySet<number>, solved: Solved): Moved {
  const atoms = new Map<number, number>();
  for (const atom of table.atoms.keys()) {
    const change = solved.value(`u${atom}`) - solved.value(`d${atom}`);
    if (Math.abs(change) > 1e-6) atoms.set(atom, change);
  }
  const cells = table.cells.flatMap(({ parts }, at) => {
    if (withheld.has(at)) return [];
    return Math.abs(parts.reduce((sum, part) => sum + (atoms.get(part) ?? 0), 0)) > 1e-6 ? [at] : [];
  });
  return { atoms, cells, isWhole: true };
}

/**
 * How far the target can move at all while everything fixed stands as it is and all else is withheld: `by` or what is left
 * of it.
 */
export function farthestMove(
  { atoms, cells, least = 1 }: FullTable,
  fixed: ReadonlySet<number>,
  { parts, by }: Target,
  solve: Solve,
): number {
  const terms = (of: readonly number[]): Term[] => of.map((part) => ({ factor: 1, variable: `m${part}` }));
  const equations = cells.flatMap(({ parts: of }, at) => (fixed.has(at) ? [{ terms: terms(of), equals: 0 }] : []));
  const bounds: Bound[] = atoms.map((count, atom) => ({
    variable: `m${atom}`,
    low: Math.min(0, least - count),
    high: Number.POSITIVE_INFINITY,
  }));
  for (const [at, cell] of cells.entries()) {
    const room = fixed.has(at) ? null : roomOf(cell);
    if (room === null) continue;
    equations.push({ terms: [...terms(cell.parts), { factor: -1, variable: `r${at}` }], equals: 0 });
    bounds.push({ variable: `r${at}`, ...room });
  }
  const direction = by > 0 ? 'Maximize' : 'Minimize';
  const solved = solve(programmeText({ direction, objective: terms(parts), equations, bounds }));
  if (!solved.isOptimal) return by;
  return by > 0 ? Math.min(by, solved.objective) : Math.max(by, solved.objective);
}

const changeOf = (atom: number): Term[] => [
  { factor: 1, variable: `u${atom}` },
  { factor: -1, variable: `d${atom}` },
];

/** Every atom may rise (u) or fall (d) but not vanish; a published sum of several moves (U, D) at its cost. */
function priced(
  { atoms, cells, least = 1 }: FullTable,
  withheld: ReadonlySet<number>,
  fixed: ReadonlySet<number>,
): { objective: Term[]; equations: { terms: Term[]; equals: number }[]; bounds: Bound[] } {
  const atomCost = atoms.map(() => hiddenCost);
  const equations: { terms: Term[]; equals: number }[] = [];
  const objective: Term[] = [];
  const bounds: Bound[] = atoms.flatMap((count, atom) => [
    { variable: `u${atom}`, low: 0, high: Number.POSITIVE_INFINITY },
    { variable: `d${atom}`, low: 0, high: Math.max(0, count - least) },
  ]);
  for (const [at, cell] of cells.entries()) {
    const { parts, count, values } = cell;
    const room = fixed.has(at) ? null : roomOf(cell);
    if (room !== null) {
      equations.push({ terms: [...parts.flatMap(changeOf), { factor: -1, variable: `r${at}` }], equals: 0 });
      bounds.push({ variable: `r${at}`, ...room });
    }
    if (withheld.has(at)) continue;
    const cost = (1 + Math.log2(1 + count)) * sumCostsMore ** (values.includes(null) ? 1 : 0);
    if (fixed.has(at)) equations.push({ terms: parts.flatMap(changeOf), equals: 0 });
    else if (parts.length === 1) atomCost[parts[0] ?? 0] = (atomCost[parts[0] ?? 0] ?? 0) + cost;
    else {
      const sum: Term[] = [
        { factor: -1, variable: `U${at}` },
        { factor: 1, variable: `D${at}` },
      ];
      equations.push({ terms: [...parts.flatMap(changeOf), ...sum], equals: 0 });
      objective.push({ factor: cost, variable: `U${at}` }, { factor: cost, variable: `D${at}` });
    }
  }
  for (const [atom, cost] of atomCost.entries()) {
    objective.push({ factor: cost, variable: `u${atom}` }, { factor: cost, variable: `d${atom}` });
  }
  return { objective, equations, bounds };
}

/**
 * A table with the same published counts in which as much as can be of what is asked has moved as far as it is asked to;
 * null when nothing is asked or the solver gives up.
 */
export function freeMove(
  { atoms, cells, least = 1 }: FullTable,
  withheld: ReadonlySet<number>,
  asked: readonly Target[],
  solve: Solve,
): ReadonlyMap<number, number> | null {
  const told = new Set(cells.flatMap(({ parts }, at) => (parts.length === 1 && !withheld.has(at) ? parts : [])));
  const terms = (parts: readonly number[], factor = 1): Term[] =>
    parts.filter((part) => !told.has(part)).map((part) => ({ factor, variable: `m${part}` }));
  const bounds: Bound[] = atoms.flatMap((count, atom) =>
    told.has(atom) ? [] : [{ variable: `m${atom}`, low: Math.min(0, least - count), high: Number.POSITIVE_INFINITY }],
  );
  const equations = cells.flatMap((cell, at) => {
    const open = terms(cell.parts);
    if (open.length === 0) return [];
    if (!withheld.has(at)) return [{ terms: open, equals: 0 }];
    const room = roomOf(cell);
    if (room === null) return [];
    bounds.push({ variable: `r${at}`, ...room });
    return [{ terms: [...open, { factor: -1, variable: `r${at}` }], equals: 0 }];
  });
  const objective: Term[] = [];
  for (const [at, { parts, by }] of asked.entries()) {
    const sum = terms(parts, Math.sign(by));
    if (sum.length === 0) continue;
    equations.push({
      terms: [...sum, { factor: -1, variable: `s${at}` }, { factor: -1, variable: `e${at}` }],
      equals: 0,
    });
    bounds.push(
      { variable: `s${at}`, low: -1e6, high: Math.abs(by) },
      { variable: `e${at}`, low: 0, high: Number.POSITIVE_INFINITY },
    );
    objective.push({ factor: 1 / Math.abs(by), variable: `s${at}` });
  }
  if (objective.length === 0) return null;
  const solved = solve(programmeText({ direction: 'Maximize', objective, equations, bounds }));
  return solved.isOptimal
    ? new Map([...atoms.keys()].map((atom) => [atom, told.has(atom) ? 0 : solved.value(`m${atom}`)]))
    : null;
}
