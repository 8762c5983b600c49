import { meetTogether, needsOf } from './batches.ts';
import type { FullTable, Range } from './cells.ts';
import { programmeText, type Bound, type Programme, type Solve } from './programme.ts';
import { changesOf, possibleMoves, seenRanges, type Move } from './witness.ts';

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

export interface AttackOptions {
  /** Changes found while withholding; each that is shown to be possible spares programmes. */
  readonly moves?: readonly Move[];
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/**
 * An outsider who knows every published cell and sum, whatever else is known of cells (that somebody is in them, what their
 * rounding tells), and that sums are sums. An interval is the answer of two linear programmes over the atoms that no
 * published cell tells alone; many are first proved wide by tables that meet several needs at once.
 */
export function attacker(
  table: FullTable,
  withheld: ReadonlySet<number>,
  solve: Solve,
  { moves = [], onProgress }: AttackOptions = {},
): Attacker {
  const { atoms, cells, least = 1 } = table;
  const known = knownAtoms(table, withheld);
  const { equations, bounds, terms, fixedSum } = knowledge(table, withheld, known);
  const openAtoms = [...atoms.keys()].filter((atom) => !known.has(atom));
  // By how much tables differ from the true one that an outsider cannot tell from it.
  const possible: Move[] = possibleMoves(table, withheld, moves);
  const rangeBy = (parts: readonly number[], onMoved: (move: Move) => void): Range => {
    const [objective, fixed] = [terms(parts), fixedSum(parts)];
    if (objective.length === 0) return { low: fixed, high: fixed };
    const [low, high] = (['Minimize', 'Maximize'] as const).map((direction) => {
      const solved = solve(programmeText({ direction, objective, equations, bounds }));
      if (solved.isOptimal) onMoved(changesOf(openAtoms, (atom) => solved.value(`x${atom}`) - (atoms[atom] ?? 0)));
      return solved;
    });
    return {
      low: fixed + (low?.isOptimal ? low.objective : least * objective.length),
      high: fixed + (high?.isOptimal ? high.objective : Number.POSITIVE_INFINITY),
    };
  };
  const ranges = (aims: readonly Aim[]): Range[] => {
    const seen = seenRanges(table, aims);
    const note = (move: Move): void => {
      possible.push(move);
      seen.note(move);
    };
    for (const move of possible) seen.note(move);
    const isProved = (at: number): boolean => seen.width(at) >= (aims[at]?.width ?? 0) - 1e-6;
    const needs = aims.flatMap(({ parts, width }, at) =>
      isProved(at) || !isOpen(parts, known) ? [] : needsOf(table, parts, width),
    );
    meetTogether(table, withheld, needs, solve, (moved) =>
      note(changesOf(atoms.keys(), (atom) => moved.get(atom) ?? 0)),
    );
    return aims.map(({ parts }, at) => {
      onProgress?.(at, aims.length);
      return isProved(at) ? seen.range(at) : rangeBy(parts, note);
    });
  };
  const range = (parts: readonly number[]): Range => rangeBy(parts, (move) => possible.push(move));
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
