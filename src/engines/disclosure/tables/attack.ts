import { isInner, type FullTable } from './cells.ts';
import { programmeText, type Solve } from './programme.ts';

/** What an outsider can infer of a withheld count from everything published. */
export interface Inferred {
  readonly cell: number;
  readonly low: number;
  /** Infinity where nothing published bounds it. */
  readonly high: number;
}

export interface Attacker {
  infer(cell: number): Inferred;
}

/**
 * An outsider who knows every published cell and sum, that withheld cells are 1 or more, and that sums are sums. The
 * interval of each withheld cell is the answer of two linear programmes over the withheld innermost cells.
 */
export function attacker({ cells }: FullTable, withheld: ReadonlySet<number>, solve: Solve): Attacker {
  const hidden = cells.flatMap((cell, at) => (isInner(cell) && withheld.has(at) ? [at] : []));
  const equations = cells.flatMap((cell, at) => {
    if (isInner(cell) || withheld.has(at)) return [];
    const open = cell.parts.filter((part) => withheld.has(part));
    if (open.length === 0) return [];
    const published = cell.parts.reduce((sum, part) => (withheld.has(part) ? sum : sum + (cells[part]?.count ?? 0)), 0);
    return [{ terms: open.map((part) => ({ factor: 1, variable: `x${part}` })), equals: cell.count - published }];
  });
  const bounds = hidden.map((part) => ({ variable: `x${part}`, low: 1, high: Number.POSITIVE_INFINITY }));
  return {
    infer(cell) {
      const parts = cells[cell]?.parts ?? [];
      const open = parts.filter((part) => withheld.has(part));
      const fixed = parts.reduce((sum, part) => (withheld.has(part) ? sum : sum + (cells[part]?.count ?? 0)), 0);
      if (open.length === 0) return { cell, low: fixed, high: fixed };
      const objective = open.map((part) => ({ factor: 1, variable: `x${part}` }));
      const low = solve(programmeText({ direction: 'Minimize', objective, equations, bounds }));
      const high = solve(programmeText({ direction: 'Maximize', objective, equations, bounds }));
      return {
        cell,
        low: fixed + (low.isOptimal ? low.objective : open.length),
        high: fixed + (high.isOptimal ? high.objective : Number.POSITIVE_INFINITY),
      };
    },
  };
}
