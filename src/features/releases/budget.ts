import { sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { firstBudget } from './rules.ts';

interface Spending {
  readonly releaseId: string;
  readonly dataSet: string;
  readonly epsilon: number;
  readonly delta: number;
  /** The most that may be spent in all, where it is less than the budget. */
  readonly most?: number;
}

/**
 * Writes what a release will tell into the ledger, before any noise is drawn. Epsilons and deltas of one data set add up
 * (basic composition: Dwork and Roth 2014, theorem 3.16). Throws when the budget would be passed. The row of the budget is
 * locked, so that two releases at once cannot both take the last of it.
 */
export async function spend(
  store: Store,
  actor: Actor,
  { releaseId, dataSet, epsilon, delta, most = Number.POSITIVE_INFINITY }: Spending,
): Promise<void> {
  await sql`insert into privacy_budget (agency_id, data_set, epsilon, delta)
    values (${actor.agencyId}, ${dataSet}, ${firstBudget.epsilon}, ${firstBudget.delta}) on conflict do nothing`.execute(
    store,
  );
  const { rows } = await sql<{ epsilon: number; delta: number }>`select epsilon, delta from privacy_budget
    where agency_id = ${actor.agencyId} and data_set = ${dataSet} for update`.execute(store);
  const spent = await spentOn(store, actor.agencyId, dataSet);
  const [budget] = rows;
  const allowed = Math.min(budget?.epsilon ?? 0, most);
  if (!budget || spent.epsilon + epsilon > allowed + 1e-9 || spent.delta + delta > budget.delta + 1e-15) {
    throw new Problem('rule-broken', {
      rule: 'privacy-budget',
      reason: 'The privacy budget of these data is spent. Nothing was released.',
      spent: spent.epsilon,
      budget: allowed,
      asked: epsilon,
    });
  }
  await sql`insert into privacy_spending (release_id, agency_id, data_set, epsilon, delta)
    values (${releaseId}, ${actor.agencyId}, ${dataSet}, ${epsilon}, ${delta})`.execute(store);
}

/** All that was told of a data set so far. */
async function spentOn(store: Store, agencyId: string, dataSet: string): Promise<{ epsilon: number; delta: number }> {
  const { rows } = await sql<{
    epsilon: number;
    delta: number;
  }>`select coalesce(sum(epsilon), 0) as epsilon, coalesce(sum(delta), 0) as delta
    from privacy_spending where agency_id = ${agencyId} and data_set = ${dataSet}`.execute(store);
  return rows[0] ?? { epsilon: 0, delta: 0 };
}
