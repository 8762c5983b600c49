import type { FullTable } from './cells.ts';
import { cheapestMove, farthestMove, freeMove, type Moved } from './move.ts';
import type { Solve } from './programme.ts';

/** What is withheld (the set grows) and what may not be. */
export interface Withholding {
  readonly withheld: Set<number>;
  readonly fixed: ReadonlySet<number>;
}

export interface HideOptions {
  /** How wide what an outsider can infer of each target must stay. */
  readonly threshold: number;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** That a sum of atoms can be larger (or smaller) by this much, for all an outsider can know. */
export interface Need {
  readonly parts: readonly number[];
  readonly by: number;
}

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
  { threshold, onProgress }: HideOptions,
  solve: Solve,
): (readonly number[])[] {
  const needs = targets.flatMap((parts) => needsOf(table, parts, threshold));
  return hideNeeds(table, state, needs, { onProgress }, solve);
}

/** The same for sums that must be able to rise (or fall) by amounts of their own. */
export function hideNeeds(
  table: FullTable,
  state: Withholding,
  all: readonly Need[],
  { onProgress }: Pick<HideOptions, 'onProgress'>,
  solve: Solve,
): (readonly number[])[] {
  const failed: Need[] = [];
  let open = inBatches(table, state, all, solve);
  let untilBatch = betweenBatches;
  for (let need = open[0]; need; need = open[0]) {
    onProgress?.(all.length - open.length, all.length);
    const found = cheapestMove(table, state, need, solve) ?? asFarAsCanBe(table, state, need, solve);
    if (!found?.isWhole) failed.push(need);
    for (const at of found?.cells ?? []) state.withheld.add(at);
    const left = open.slice(1);
    open = found ? left.filter((other) => !isMet(other, found.atoms)) : left;
    untilBatch -= 1;
    if (untilBatch === 0) {
      open = inBatches(table, state, open, solve);
      untilBatch = betweenBatches;
    }
  }
  return [...new Set(failed.map(({ parts }) => parts))];
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

function needsOf({ atoms }: FullTable, parts: readonly number[], threshold: number): Need[] {
  const count = parts.reduce((sum, part) => sum + (atoms[part] ?? 0), 0);
  const down = Math.min(count - parts.length, threshold - 1);
  return [
    { parts, by: threshold - down },
    { parts, by: -down },
  ].filter(({ by }) => by !== 0);
}

function isMet({ parts, by }: Need, moved: ReadonlyMap<number, number>): boolean {
  const moves = parts.reduce((sum, part) => sum + (moved.get(part) ?? 0), 0);
  return by > 0 ? moves >= by - 1e-6 : moves <= by + 1e-6;
}

/** What is fixed may leave less room than is asked for; then what room there is. */
function asFarAsCanBe(table: FullTable, state: Withholding, need: Need, solve: Solve): Moved | null {
  const by = farthestMove(table, state.fixed, need, solve);
  // A hair less than the very end, which a solver may miss.
  const found = Math.abs(by) < 1e-3 ? null : cheapestMove(table, state, { ...need, by: by * (1 - 1e-6) }, solve);
  return found && { ...found, isWhole: false };
}

/** Asks again and again for a move that meets as many of a part of the needs as can be; answers those left unmet. */
function inBatches(table: FullTable, state: Withholding, needs: readonly Need[], solve: Solve): readonly Need[] {
  let open = needs;
  let idle = 0;
  for (let round = 0; open.length > 0 && idle < 2; round += 1) {
    // Not all can rise at once: each round asks for another half, told apart by a multiplicative hash.
    const asked = open.filter(
      (_, at) => open.length < 3 || (Math.imul(at + 1, 2_654_435_761 + round * 97) >>> 16) % 2 === 0,
    );
    const moved = freeMove(table, state.withheld, asked, solve);
    const left = moved ? open.filter((need) => !isMet(need, moved)) : open;
    idle = left.length > open.length * 0.9 ? idle + 1 : 0;
    open = left;
  }
  return open;
}
