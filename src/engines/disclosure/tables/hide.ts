import { isMet, meetTogether, needsOf, type Need } from './batches.ts';
import type { FullTable } from './cells.ts';
import { cheapestMove, farthestMove, freeMove, type Moved } from './move.ts';
import type { Solve } from './programme.ts';
import { changesOf, type Move } from './witness.ts';

/** What is withheld (the set grows) and what may not be. */
export interface Withholding {
  readonly withheld: Set<number>;
  readonly fixed: ReadonlySet<number>;
}

export interface HideOptions {
  /** How wide what an outsider can infer of each target must stay. */
  readonly threshold: number;
  /** Told every other table that was found to be possible, for the attacker, who need not find it again. */
  readonly onMoved?: ((move: Move) => void) | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** With more open needs than these it is first found out together how far they can be met at all. */
const mostSingle = 60;

/**
 * So many open needs are met by one programme: with few each gets its own, which withholds least; with thousands one each would
 * take hours.
 */
const atOnce = (open: number): number => (open <= mostSingle ? 1 : Math.min(mostAtOnce, 2 + Math.floor(open / 300)));
const mostAtOnce = 32;

/** Moves for single counts between which all that is left is tried again at once. */
const betweenBatches = 20;

/**
 * Withholds beside what is withheld already until each target may be anything from its least to the threshold more.
 * First asks for moves of many targets at once among what is withheld; only what cannot move there costs a cell. Answers
 * the targets for which nothing helps.
 */
export function hideTargets(
  table: FullTable,
  state: Withholding,
  targets: readonly (readonly number[])[],
  { threshold, ...told }: HideOptions,
  solve: Solve,
): (readonly number[])[] {
  const needs = targets.flatMap((parts) => needsOf(table, parts, threshold));
  return hideNeeds(table, state, needs, told, solve);
}

/** The same for sums that must be able to rise (or fall) by amounts of their own. */
export function hideNeeds(
  table: FullTable,
  state: Withholding,
  all: readonly Need[],
  { onMoved, onProgress }: Omit<HideOptions, 'threshold'>,
  solve: Solve,
): (readonly number[])[] {
  const failed: Need[] = [];
  const tell = (moved: Move): void => onMoved?.(changesOf(moved.keys(), (atom) => moved.get(atom) ?? 0));
  let open = meetTogether(table, state.withheld, all, solve, tell);
  if (open.length > mostSingle)
    open = meetTogether(table, state.withheld, withinReach(table, state, open, solve), solve, tell);
  let untilBatch = betweenBatches;
  for (let need = open[0]; need; need = open[0]) {
    onProgress?.(all.length - open.length, all.length);
    const together = apart(open, atOnce(open.length));
    const found =
      (together.length > 1 ? cheapestMove(table, state, together, solve) : null) ??
      cheapestMove(table, state, [need], solve) ??
      asFarAsCanBe(table, state, need, solve);
    if (!found?.isWhole) failed.push(need);
    for (const at of found?.cells ?? []) state.withheld.add(at);
    if (found) tell(found.atoms);
    const left = open.slice(1);
    open = found ? left.filter((other) => !isMet(other, (atom) => found.atoms.get(atom) ?? 0)) : left;
    untilBatch -= 1;
    if (untilBatch === 0) {
      open = meetTogether(table, state.withheld, open, solve, tell);
      untilBatch = betweenBatches;
    }
  }
  return [...new Set(failed.map(({ parts }) => parts))];
}

/** The first need and more that share no atom with it nor with each other. */
function apart(open: readonly Need[], most: number): Need[] {
  const chosen: Need[] = [];
  const taken = new Set<number>();
  for (const need of open) {
    if (chosen.length === most) break;
    if (need.parts.some((part) => taken.has(part))) continue;
    chosen.push(need);
    for (const part of need.parts) taken.add(part);
  }
  return chosen;
}

/** What must not be known: the atoms of each cell named, and atoms smaller than `smallAtoms` that no cell shows alone. */
export function targetsOf({ atoms, cells }: FullTable, of: ReadonlySet<number>, smallAtoms = 0): number[][] {
  const alone = new Set(cells.flatMap(({ parts }) => (parts.length === 1 ? parts : [])));
  const hidden = atoms.flatMap((count, atom) => (count < smallAtoms && !alone.has(atom) ? [[atom]] : []));
  const named = [...of].map((at) => [...(cells[at]?.parts ?? [])]);
  const distinct = new Map([...named, ...hidden].map((parts) => [parts.join(','), parts]));
  const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + (atoms[part] ?? 0), 0);
  return [...distinct.values()].toSorted((a, b) => sum(b) - sum(a));
}

/** What is fixed may leave less room than is asked for; then what room there is. */
function asFarAsCanBe(table: FullTable, state: Withholding, need: Need, solve: Solve): Moved | null {
  const by = farthestMove(table, state.fixed, need, solve);
  // A hair less than the very end, which a solver may miss.
  const found = Math.abs(by) < 1e-3 ? null : cheapestMove(table, state, [{ ...need, by: by * (1 - 1e-6) }], solve);
  return found && { ...found, isWhole: false };
}

/** Rounds in which is tried how far needs can be met at all. */
const reachRounds = 12;

/**
 * Needs that nothing withheld could meet ask for as much as they were seen to get with everything withheld that may be; those
 * that get nothing ask for nothing.
 */
function withinReach(table: FullTable, { fixed }: Withholding, needs: readonly Need[], solve: Solve): readonly Need[] {
  const everything = new Set([...table.cells.keys()].filter((at) => !fixed.has(at)));
  const reached = new Map(needs.map((need) => [need, 0]));
  const keep = (moved: ReadonlyMap<number, number>): void => {
    for (const [need, best] of reached) {
      const by = need.parts.reduce((sum, part) => sum + (moved.get(part) ?? 0), 0) * Math.sign(need.by);
      if (by > best) reached.set(need, Math.min(by, Math.abs(need.by)));
    }
  };
  let stuck = meetTogether(table, everything, needs, solve, keep);
  for (let round = 0; round < reachRounds && stuck.length > 0; round += 1) {
    const asked = stuck.filter((_, at) => (Math.imul(at + 1, 2_654_435_761 + round * 8191) >>> 16) % 3 === 0);
    const moved = freeMove(table, everything, asked, solve);
    if (moved) keep(moved);
    stuck = stuck.filter((need) => (reached.get(need) ?? 0) < Math.abs(need.by) - 1e-6);
  }
  return [...reached].flatMap(([{ parts, by }, best]) => {
    if (best < 1e-3) return [];
    // A hair less than the very end, which a solver may miss.
    return [{ parts, by: best < Math.abs(by) - 1e-6 ? Math.sign(by) * best * (1 - 1e-6) : by }];
  });
}
