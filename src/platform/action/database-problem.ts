import { Problem } from './problem.ts';

/** Two writers that meet in the database are tried again; what they do is decided anew each time. */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 4 || !['40001', '40P01'].includes(sqlState(error))) throw error;
    }
  }
}

const sqlState = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Database refusals as problems: what a policy forbids reads like any other refusal, without the rows' values. */
export function asProblem(error: unknown, action: string): unknown {
  if (error instanceof Problem) return error;
  const state = sqlState(error);
  if (state === '42501') return new Problem('not-permitted');
  if (state === '23505') return new Problem('already-exists');
  if (state === '23503' || state === '23514')
    return new Problem('rule-broken', { rule: (error as { constraint?: string }).constraint ?? action });
  if (['22P05', '22021', '22003', '22008'].includes(state))
    return new Problem('invalid-input', {
      fields: [{ field: 'body', message: 'holds a value the database cannot keep' }],
    });
  if (['40001', '40P01', '53300', '57014'].includes(state)) return new Problem('busy');
  return error;
}
