/**
 * Controlled rounding: every cell becomes a multiple of a base next to it, so that parts still add up to their sums (Cox and
 * Ernst 1982, Controlled Rounding, INFOR 20:423). For tables of one or two fields the linear programme has a whole answer;
 * for three it may leave fractions, which are rounded and mended one by one.
 */
import type { FullTable } from './cells.ts';
import { programmeText, type Bound, type Solve, type Term } from './programme.ts';

/** By cell, the rounded count; sums are exactly the sums of their rounded parts. Atoms must stand in one innermost cell each. */
export function roundControlled({ atoms, cells }: FullTable, base: number, solve: Solve): number[] {
  const low = atoms.map((count) => Math.floor(count / base));
  const share = atoms.map((count) => (count % base) / base);
  const objective: Term[] = [];
  const bounds: Bound[] = [];
  for (const [atom, part] of share.entries()) {
    bounds.push({ variable: `y${atom}`, low: 0, high: part === 0 ? 0 : 1 });
    objective.push({ factor: 1 - 2 * part, variable: `y${atom}` });
  }
  const equations = cells.flatMap(({ parts, count }, at) => {
    if (parts.length < 2) return [];
    const floor = parts.reduce((sum, part) => sum + (low[part] ?? 0), 0);
    bounds.push(
      { variable: `z${at}`, low: Math.floor(count / base) - floor, high: Math.ceil(count / base) - floor },
      { variable: `p${at}`, low: 0, high: Number.POSITIVE_INFINITY },
      { variable: `q${at}`, low: 0, high: Number.POSITIVE_INFINITY },
    );
    objective.push({ factor: 1 - 2 * ((count % base) / base), variable: `z${at}` });
    objective.push({ factor: worthOfNear, variable: `p${at}` }, { factor: worthOfNear, variable: `q${at}` });
    const terms = parts.map((part) => ({ factor: 1, variable: `y${part}` }));
    const rest = [
      { factor: -1, variable: `z${at}` },
      { factor: -1, variable: `p${at}` },
      { factor: 1, variable: `q${at}` },
    ];
    return [{ terms: [...terms, ...rest], equals: 0 }];
  });
  const solved = solve(programmeText({ direction: 'Minimize', objective, equations, bounds }));
  const up = atoms.map((_, atom) => (solved.isOptimal ? solved.value(`y${atom}`) : (share[atom] ?? 0)));
  const whole = mend(
    { atoms, cells },
    base,
    up.map((value) => (value > 0.5 ? 1 : 0)),
    share,
  );
  const told = low.map((floor, atom) => base * (floor + (whole[atom] ?? 0)));
  return cells.map(({ parts }) => parts.reduce((sum, part) => sum + (told[part] ?? 0), 0));
}

/** What it is worth that a sum stays next to its count, beside that a cell does. */
const worthOfNear = 100;
const mostMends = 2000;

/** Turns single cells the other way while that brings sums nearer that are a base or more away. */
function mend(
  { atoms, cells }: Pick<FullTable, 'atoms' | 'cells'>,
  base: number,
  up: number[],
  share: readonly number[],
): number[] {
  const whole = [...up];
  const off = cells.map(({ parts, count }) =>
    parts.reduce((sum, part) => sum + base * (Math.floor((atoms[part] ?? 0) / base) + (whole[part] ?? 0)), -count),
  );
  const cellsOf: number[][] = atoms.map(() => []);
  for (const [at, { parts }] of cells.entries()) for (const part of parts) cellsOf[part]?.push(at);
  const badness = (value: number): number => Math.max(0, Math.abs(value) - base + 1);
  for (let mends = 0; mends < mostMends; mends += 1) {
    let best = { atom: -1, gain: 0 };
    for (const at of off.flatMap((value, cell) => (badness(value) > 0 ? [cell] : []))) {
      for (const atom of cells[at]?.parts ?? []) {
        if (share[atom] === 0) continue;
        const step = whole[atom] === 1 ? -base : base;
        const gain = (cellsOf[atom] ?? []).reduce(
          (sum, cell) => sum + badness(off[cell] ?? 0) - badness((off[cell] ?? 0) + step),
          0,
        );
        if (gain > best.gain) best = { atom, gain };
      }
    }
    if (best.atom < 0) break;
    const step = whole[best.atom] === 1 ? -base : base;
    whole[best.atom] = whole[best.atom] === 1 ? 0 : 1;
    for (const cell of cellsOf[best.atom] ?? []) off[cell] = (off[cell] ?? 0) + step;
  }
  return whole;
}
