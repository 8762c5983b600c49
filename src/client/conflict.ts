import { CallProblem } from './call.ts';

/** Two people changed the same record: what the other one saved, and when. */
export interface Conflict {
  /** What this reader tried to save, and which version they had read. */
  readonly yours: { readonly version: number; readonly input: Record<string, unknown> };
  readonly current: {
    readonly version: number;
    readonly changedAt: string | null;
    readonly changedBy: { readonly id: string | null; readonly name: string | null };
    /** The record as it stands now, as far as the reader may see it. */
    readonly record: unknown;
  };
}

/** Both versions, when a write was refused because somebody else was faster; null for every other problem. */
export function conflictOf(problem: unknown): Conflict | null {
  if (!(problem instanceof CallProblem) || problem.code !== 'conflict' || problem.details === undefined) return null;
  return problem.details as unknown as Conflict;
}
