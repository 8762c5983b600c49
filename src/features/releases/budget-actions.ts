import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, type Action } from '../../platform/action/index.ts';
import { budgetShown } from './schema.ts';

export const listBudgets = defineAction({
  name: 'privacy-budgets.list',
  method: 'GET',
  path: '/api/privacy-budgets',
  summary: 'What releases with noise have told of each data set, and how much is left',
  input: z.object({}),
  output: z.object({ budgets: z.array(budgetShown) }),
  permission: 'release.prepare',
  subject: collection('privacy-budgets'),
  purpose: 'statistics',
  audit: 'read the privacy budgets',
  command: 'release budgets',
  run: async ({ store }) => {
    const { rows } = await sql<z.output<typeof budgetShown>>`select b.data_set, b.epsilon, b.delta,
        coalesce(sum(s.epsilon), 0) as spent_epsilon, coalesce(sum(s.delta), 0) as spent_delta
      from privacy_budget b left join privacy_spending s on s.agency_id = b.agency_id and s.data_set = b.data_set
      group by b.data_set, b.epsilon, b.delta order by b.data_set`.execute(store);
    return { budgets: rows };
  },
});

export const budgetActions: readonly Action[] = [listBudgets];
