import type { ReleaseAsked, ReleaseMethod, ReleaseShown } from './schema.ts';

const ofTables: readonly string[] = ['suppress', 'round', 'cell-key'];

/** Whether a method protects a table of counts, or makes records. */
export const kindOf = (method: ReleaseMethod): 'table' | 'records' => (ofTables.includes(method) ? 'table' : 'records');

const mostDimensions = 3;

/** What is wrong with what is asked, by field; null when it can be built. */
export function faultOf(asked: ReleaseAsked): { readonly field: string; readonly message: string } | null {
  if (new Set(asked.fields).size < asked.fields.length) return { field: 'fields', message: 'names a field twice' };
  if (kindOf(asked.method) === 'table' && asked.fields.length > mostDimensions)
    return { field: 'fields', message: `a table has at most ${mostDimensions} dimensions` };
  if (asked.revises !== undefined && asked.changes === undefined)
    return { field: 'changes', message: 'say what has changed since the last version' };
  return null;
}

/** The budget of a data set that has none yet. */
export const firstBudget = { epsilon: 12, delta: 0.000_01 } as const;

/** The people a release with noise tells of: the same people share one budget whatever is asked of them. */
export const dataSetOf = ({ unit, reach }: Pick<ReleaseShown, 'unit' | 'reach'>): string => `${reach}:${unit}`;
