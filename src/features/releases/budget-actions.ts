import { sql } from 'kysely';
import { z } from 'zod';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Action,
  type Subject,
} from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { budgetShown, raiseAsked, raiseDecided, raiseShown, type RaiseShown } from './schema.ts';

const raiseColumns = sql`q.id, q.data_set, q.epsilon, q.delta, q.reason, q.asked_at, q.state, q.decided_at, q.decision_reason, q.version,
  q.asked_by = actor_user() as is_own, (select name from app_user u where u.id = q.asked_by) as asked_by,
  (select name from app_user u where u.id = q.decided_by) as decided_by`;

async function findRaise(store: Store, id: string): Promise<RaiseShown | null> {
  const { rows } = await sql<RaiseShown>`select ${raiseColumns} from privacy_budget_raise q where q.id = ${id}`.execute(
    store,
  );
  return rows[0] ?? null;
}

export const listBudgets = defineAction({
  name: 'privacy-budgets.list',
  method: 'GET',
  path: '/api/privacy-budgets',
  summary: 'What releases with noise have told of each data set, how much is left, and what was asked on top',
  input: z.object({}),
  output: z.object({ budgets: z.array(budgetShown) }),
  permission: 'release.prepare',
  subject: collection('privacy-budgets'),
  purpose: 'statistics',
  audit: 'read the privacy budgets',
  command: 'release budgets',
  run: async ({ store }) => {
    const { rows } = await sql<Omit<z.output<typeof budgetShown>, 'raises'>>`select b.data_set, b.epsilon, b.delta,
        coalesce(sum(s.epsilon), 0) as spent_epsilon, coalesce(sum(s.delta), 0) as spent_delta
      from privacy_budget b left join privacy_spending s on s.agency_id = b.agency_id and s.data_set = b.data_set
      group by b.data_set, b.epsilon, b.delta order by b.data_set`.execute(store);
    const raises =
      await sql<RaiseShown>`select ${raiseColumns} from privacy_budget_raise q order by q.asked_at desc, q.id limit 200`.execute(
        store,
      );
    return {
      budgets: rows.map((row) => ({ ...row, raises: raises.rows.filter(({ dataSet }) => dataSet === row.dataSet) })),
    };
  },
});

export const askRaise = defineAction({
  name: 'privacy-budgets.ask-raise',
  method: 'POST',
  path: '/api/privacy-budgets/raises',
  summary: 'Ask for a larger privacy budget of a data set, with a reason; another person decides',
  input: raiseAsked,
  output: raiseShown,
  permission: 'release.prepare',
  subject: collection('privacy-budgets'),
  purpose: 'statistics',
  audit: 'asked for a larger privacy budget',
  auditHits: ({ id }) => [id],
  auditDetail: ({ dataSet, epsilon, reason }) => ({ dataSet, epsilon, reason }),
  command: 'release ask-budget',
  run: async ({ store, actor, input: { dataSet, epsilon, delta, reason }, newId }) => {
    const { rows } = await sql<{ epsilon: number; delta: number; asked: boolean }>`select epsilon, delta,
        exists (select 1 from privacy_budget_raise q where q.agency_id = b.agency_id and q.data_set = b.data_set and q.state = 'asked') as asked
      from privacy_budget b where agency_id = ${actor.agencyId} and data_set = ${dataSet}`.execute(store);
    const budget = orNotFound(rows[0] ?? null);
    if (budget.asked) throw new Problem('not-allowed-now', { reason: 'A larger budget was asked for already.' });
    const [asked, most] = [delta ?? budget.delta, budget.epsilon];
    if (epsilon < most || asked < budget.delta || (epsilon === most && asked === budget.delta))
      throw new Problem('invalid-input', { fields: [{ field: 'epsilon', message: `must be more than ${most}` }] });
    const id = newId();
    await sql`insert into privacy_budget_raise (id, agency_id, data_set, epsilon, delta, reason)
      values (${id}, ${actor.agencyId}, ${dataSet}, ${epsilon}, ${asked}, ${reason})`.execute(store);
    return orNotFound(await findRaise(store, id));
  },
});

type RaiseSubject = Subject & { readonly raise: RaiseShown };

export const decideRaise = defineAction({
  name: 'privacy-budgets.decide-raise',
  method: 'POST',
  path: '/api/privacy-budgets/raises/:raiseId/decision',
  summary: 'Grant or refuse a larger privacy budget, with a reason; never by who asked for it',
  input: raiseDecided,
  output: raiseShown,
  permission: 'release.approve',
  subject: async ({ store, input }): Promise<RaiseSubject | null> => {
    const raise = await findRaise(store, input.raiseId);
    return raise && { kind: 'privacy-budget-raise', id: raise.id, version: raise.version, raise };
  },
  purpose: 'statistics',
  audit: 'decided on a larger privacy budget',
  auditDetail: ({ grant, reason }, { dataSet, epsilon }) => ({ grant, reason, dataSet, epsilon }),
  versioned: true,
  command: 'release decide-budget',
  run: async ({ store, actor, input: { grant, reason }, subject: { raise }, now }) => {
    if (raise.state !== 'asked') throw new Problem('not-allowed-now', { state: raise.state, needed: 'asked' });
    if (raise.isOwn)
      throw new Problem('rule-broken', {
        rule: 'second-person',
        reason: 'Who asked for a budget does not decide on it.',
      });
    await sql`update privacy_budget_raise set state = ${grant ? 'granted' : 'refused'}, decided_by = ${actor.userId},
      decided_at = ${now.toISOString()}, decision_reason = ${reason}, version = version + 1 where id = ${raise.id}`.execute(
      store,
    );
    return orNotFound(await findRaise(store, raise.id));
  },
});

export const budgetActions: readonly Action[] = [listBudgets, askRaise, decideRaise];
