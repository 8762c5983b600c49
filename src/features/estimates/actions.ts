import { collection, defineAction, Problem, type Action } from '../../platform/action/index.ts';
import { compareMethods } from './compare.ts';
import { publishedTables } from './published.ts';
import { tableFrom } from './rules.ts';
import { comparisonInput, comparisonOutput, publishedOutput } from './schema.ts';
import { z } from 'zod';

export const compare = defineAction({
  name: 'estimates.compare',
  method: 'POST',
  path: '/api/estimates',
  summary: 'How many people no list holds: every method side by side, with what each assumes',
  input: comparisonInput,
  output: comparisonOutput,
  permission: 'statistics.read',
  limits: { perMinute: 12, bodyBytes: 65_536 },
  asks: true,
  prepare: async ({ input }) => {
    const read = tableFrom(input.table);
    if ('problems' in read) {
      const fields = read.problems.map(({ line, column, problem, remedy }) => ({
        field: line < 2 ? `table.lists` : `table.rows.${line - 2}`,
        message: `${column === '' ? '' : `${column}: `}${problem}; ${remedy}`,
      }));
      throw new Problem('invalid-input', { fields });
    }
    return await compareMethods(read.table, input);
  },
  subject: collection('estimate'),
  purpose: 'statistics',
  audit: 'estimated a hidden number from a capture table',
  auditDetail: (_, { checksum, lists }) => ({ checksum, lists: lists.length }),
  run: async ({ prepared }) => prepared,
});

export const published = defineAction({
  name: 'estimates.published',
  method: 'GET',
  path: '/api/estimates/published',
  summary: 'Capture tables of published studies',
  input: z.object({}),
  output: publishedOutput,
  permission: 'statistics.read',
  prepare: publishedTables,
  subject: collection('estimate'),
  purpose: 'reference',
  audit: 'read published capture tables',
  run: async ({ prepared }) => ({ tables: prepared }),
});

export const estimateActions: readonly Action[] = [compare, published];
