import { meetTogether, needsOf } from './batches.ts';
import type { FullTable, Range } from './cells.ts';
import { programmeText, type Bound, type Programme, type Solve } from './programme.ts';

/** What an outsider can infer of a withheld count from everything published. */
export interface Inferred extends Range {
  readonly cell: number;
}

/** A sum of atoms, and how wide an interval must be left of it. */
export interface Aim {
  readonly parts: readonly number[];
  readonly width: number;
}

export interface Attacker {
  /** The least and the most that these atoms together can be. */
  range(parts: readonly number[]): Range;
  /**
   * The same for many. Where tables that are found on the way prove the width aimed at, what they prove is answered, so that
   * the true interval can only be wider.
   */
  ranges(aims: readonly Aim[]): Range[];
  infer(cell: number): Inferred;
  inferAll(cells: Iterable<number>, width: (cell: number) => number): Inferred[];
}

/**
 * An outsider who knows every published cell and sum, whatever else is known of cells (that somebody is in them, what their
 * rounding tells), and that sums are sums. An interval is the answer of two linear programmes over the atoms that no
 * published cell tells alone; many are first proved wide by tables that meet several needs at once.
 */
export function attacker(table: FullTable, withheld: ReadonlySet<number>, solve: Solve): Attacker {
  const { atoms, cells, least = 1 } = table;
  const known = knownAtoms(table, withheld);
  const { equations, bounds, terms, fixedSum } = knowledge(table, withheld, known);
  const openAtoms = [...atoms.keys()].filter((atom) => !known.has(atom));
  // Tables that an outsider cannot tell from each other: the true one, and every answer of the solver.
  const tables: Float64Array[] = [Float64Array.from(atoms)];
  const range = (parts: readonly number[]): Range => {
    const [objective, fixed] = [terms(parts), fixedSum(parts)];
    if (objective.length === 0) return { low: fixed, high: fixed };
    const [low, high] = (['Minimize', 'Maximize'] as const).map((direction) => {
      const solved = solve(programmeText({ direction, objective, equations, bounds }));
      if (solved.isOptimal) {
        const found = Float64Array.from(atoms);
        for (const atom of openAtoms) found[atom] = solved.value(`x${atom}`);
        tables.push(found);
      }
      return solved;
    });
    return {
      low: fixed + (low?.isOptimal ? low.objective : least * objective.length),
      high: fixed + (high?.isOptimal ? high.objective : Number.POSITIVE_INFINITY),
    };
  };
  const seen = (parts: readonly number[]): Range => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const one of tables) {
      const sum = parts.reduce((total, part) => total + (one[part] ?? 0), 0);
      if (sum < low) low = sum;
      if (sum > high) high = sum;
    }
    return { low, high };
  };
  const ranges = (aims: readonly Aim[]): Range[] => {
    const needs = aims.flatMap(({ parts, width }) => (isOpen(parts, known) ? needsOf(table, parts, width) : []));
    meetTogether(table, withheld, needs, solve, (moved) => {
      tables.push(Float64Array.from(atoms, (count, atom) => count + (moved.get(atom) ?? 0)));
    });
    return aims.map(({ parts, width }) => {
      const proved = seen(parts);
      return proved.high - proved.low >= width - 1e-6 ? proved : range(parts);
    });
  };
  const partsOf = (cell: number): readonly number[] => cells[cell]?.parts ?? [];
  return {
    range,
    ranges,
    infer: (cell) => ({ cell, ...range(partsOf(cell)) }),
    inferAll: (wanted, width) => {
      const all = [...wanted];
      const found = ranges(all.map((cell) => ({ parts: partsOf(cell), width: width(cell) })));
      return all.map((cell, at) => ({ cell, ...(found[at] ?? { low: 0, high: Number.POSITIVE_INFINITY }) }));
    },
  };
}

const isOpen = (parts: readonly number[], known: ReadonlyMap<number, number>): boolean =>
  parts.some((part) => !known.has(part));

/** Atoms that a published cell tells alone. */
function knownAtoms({ cells }: FullTable, withheld: ReadonlySet<number>): Map<number, number> {
  const known = new Map<number, number>();
  for (const [at, { parts, count }] of cells.entries()) {
    if (parts.length === 1 && !withheld.has(at)) known.set(parts[0] ?? 0, count);
  }
  return known;
}

/** All that an outsider can write down of the atoms still open. */
function knowledge(
  { atoms, cells, least = 1 }: FullTable,
  withheld: ReadonlySet<number>,
  known: ReadonlyMap<number, number>,
) {
  const fixedSum = (parts: readonly number[]) => parts.reduce((sum, part) => sum + (known.get(part) ?? 0), 0);
  const terms = (parts: readonly number[]) =>
    parts.filter((part) => !known.has(part)).map((part) => ({ factor: 1, variable: `x${part}` }));
  const bounds: Bound[] = atoms.flatMap((_, atom) =>
    known.has(atom) ? [] : [{ variable: `x${atom}`, low: least, high: Number.POSITIVE_INFINITY }],
  );
  const equations: Programme['equations'][number][] = [];
  for (const [at, { parts, count, range }] of cells.entries()) {
    const open = terms(parts);
    if (open.length === 0) continue;
    const fixed = fixedSum(parts);
    if (!withheld.has(at)) equations.push({ terms: open, equals: count - fixed });
    else if (range) {
      equations.push({ terms: [...open, { factor: -1, variable: `r${at}` }], equals: 0 });
      bounds.push({ variable: `r${at}`, low: range.low - fixed, high: range.high - fixed });
    }
  }
  return { equations, bounds, terms, fixedSum };
}
