import type { FullTable } from './cells.ts';
import { freeMove } from './move.ts';
import type { Solve } from './programme.ts';

/** That a sum of atoms can be larger (or smaller) by this much, for all an outsider can know. */
export interface Need {
  readonly parts: readonly number[];
  readonly by: number;
}

/** What must be possible for a count to stay as wide as the threshold: to fall as far as it can, and to rise by the rest. */
export function needsOf({ atoms, least = 1 }: FullTable, parts: readonly number[], threshold: number): Need[] {
  const count = parts.reduce((sum, part) => sum + (atoms[part] ?? 0), 0);
  // Where a group may be empty for all that is known of its parts, that it is named somewhere still tells of one.
  const floor = Math.max(least * parts.length, Math.min(1, count));
  const down = Math.max(0, Math.min(count - floor, threshold - 1));
  return [
    { parts, by: threshold - down },
    { parts, by: -down },
  ].filter(({ by }) => by !== 0);
}

/** Whether a table that an outsider cannot tell from the true one meets the need. */
export function isMet({ parts, by }: Need, moved: (atom: number) => number): boolean {
  const moves = parts.reduce((sum, part) => sum + moved(part), 0);
  return by > 0 ? moves >= by - 1e-6 : moves <= by + 1e-6;
}

/**
 * Asks again and again for a table with the same published figures in which as many as can be of a part of the needs are met;
 * answers those left unmet. A few programmes settle hundreds of needs that would each cost one.
 */
export function meetTogether(
  table: FullTable,
  withheld: ReadonlySet<number>,
  needs: readonly Need[],
  solve: Solve,
  onMoved: (moved: ReadonlyMap<number, number>) => void = () => undefined,
): readonly Need[] {
  let open = needs;
  let idle = 0;
  for (let round = 0; open.length > 0 && idle < 2; round += 1) {
    // Not all can rise at once: each round asks for another half, told apart by a multiplicative hash.
    const asked = open.filter(
      (_, at) => open.length < 3 || (Math.imul(at + 1, 2_654_435_761 + round * 97) >>> 16) % 2 === 0,
    );
    const moved = freeMove(table, withheld, asked, solve);
    if (moved) onMoved(moved);
    const left = moved ? open.filter((need) => !isMet(need, (atom) => moved.get(atom) ?? 0)) : open;
    idle = left.length > open.length * 0.9 ? idle + 1 : 0;
    open = left;
  }
  return open;
}
