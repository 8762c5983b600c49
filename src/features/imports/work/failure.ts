import { Problem } from '../../../platform/action/index.ts';
import { TableError } from '../../../platform/tables/index.ts';
import type { ImportView } from '../schema.ts';

/**
 * What a person is told of work that cannot go on, or null when the error is not about the file: then the work stays
 * as it is and can be taken up again. Quotes no cell.
 */
export function failureOf(error: unknown): ImportView['problem'] {
  if (error instanceof TableError) {
    const { code, message, remedy, row, line } = error.problem;
    return { code, message, remedy, ...(row === undefined ? {} : { row }), ...(line === undefined ? {} : { line }) };
  }
  if (error instanceof Problem) return error.body();
  const state = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (/^(22|23|42501)/.test(state)) {
    return {
      code: 'database-refused',
      message: 'The database refused what the file holds.',
      remedy: 'Nothing of this import was kept. Report this with the name of the layout.',
    };
  }
  return null;
}

/** Case numbers are drawn at random: two that meet are drawn again. */
export async function retryClashes<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const state = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
      if (attempt >= 4 || !['23505', '40001', '40P01'].includes(state)) throw error;
    }
  }
}
