import type { FullTable } from './cells.ts';
import { programmeText, type Solve } from './programme.ts';

/** What an outsider can infer of a withheld count from everything published. */
export interface Inferred {
  readonly cell: number;
  readonly low: number;
  /** Infinity where nothing published bounds it. */
  readonly high: number;
}

export interface Attacker {
  /** The least and the most that these atoms together can be. */
  range(atoms: readonly number[]): { readonly low: number; readonly high: number };
  infer(cell: number): Inferred;
  /**
   * Tries all of these cells; where tables already found prove the width asked for, what they prove is answered, so that
   * the true interval can only be wider.
   */
  inferAll(cells: Iterable<number>, width: (cell: number) => number): Inferred[];
}

/**
 * An outsider who knows every published cell and sum, which combinations there are, that nobody is counted where there
 * is nobody, and that sums are sums. The interval of each withheld cell is the answer of two linear programmes over the
 * atoms that no published cell tells alone.
 */
export function attacker(
  { atoms, cells, least = 1 }: FullTable,
  withheld: ReadonlySet<number>,
  solve: Solve,
): Attacker {
  const known = new Map<number, number>();
  for (const [at, { parts, count }] of cells.entries()) {
    if (parts.length === 1 && !withheld.has(at)) known.set(parts[0] ?? 0, count);
  }
  const fixedSum = (parts: readonly number[]) => parts.reduce((sum, part) => sum + (known.get(part) ?? 0), 0);
  const terms = (parts: readonly number[]) =>
    parts.filter((part) => !known.has(part)).map((part) => ({ factor: 1, variable: `x${part}` }));
  const equations = cells.flatMap(({ parts, count }, at) => {
    if (withheld.has(at)) return [];
    const open = terms(parts);
    return open.length === 0 ? [] : [{ terms: open, equals: count - fixedSum(parts) }];
  });
  const bounds = atoms.flatMap((_, atom) =>
    known.has(atom) ? [] : [{ variable: `x${atom}`, low: least, high: Number.POSITIVE_INFINITY }],
  );
  const openAtoms = [...atoms.keys()].filter((atom) => !known.has(atom));
  // Tables that an outsider cannot tell from each other: the true one, and every answer of the solver.
  const tables: ReadonlyMap<number, number>[] = [new Map(atoms.entries())];
  const range = (parts: readonly number[]) => {
    const [objective, fixed] = [terms(parts), fixedSum(parts)];
    if (objective.length === 0) return { low: fixed, high: fixed };
    const [low, high] = (['Minimize', 'Maximize'] as const).map((direction) => {
      const solved = solve(programmeText({ direction, objective, equations, bounds }));
      if (solved.isOptimal)
        tables.push(new Map(bounds.map(({ variable }, at) => [openAtoms[at] ?? 0, solved.value(variable)])));
      return solved;
    });
    return {
      low: fixed + (low?.isOptimal ? low.objective : least * objective.length),
      high: fixed + (high?.isOptimal ? high.objective : Number.POSITIVE_INFINITY),
    };
  };
  const infer = (cell: number): Inferred => ({ cell, ...range(cells[cell]?.parts ?? []) });
  const inferAll = (wanted: Iterable<number>, width: (cell: number) => number): Inferred[] =>
    [...wanted].map((cell) => {
      const parts = cells[cell]?.parts ?? [];
      const seen = tables.map((table) =>
        parts.reduce((sum, part) => sum + (known.get(part) ?? table.get(part) ?? 1), 0),
      );
      const [low, high] = [Math.min(...seen), Math.max(...seen)];
      return high - low >= width(cell) - 1e-6 ? { cell, low, high } : infer(cell);
    });
  return { range, infer, inferAll };
}
