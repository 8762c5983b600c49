import { sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { attempts } from './rules.ts';

/**
 * Throws where an agency built too often in vain: that a build is refused, or is not, tells by yes or no of the counts beneath.
 * What was opened is in the ledger and does not count; noise with a promise has a budget of its own.
 */
export async function mayBuildAgain(store: Store, actor: Actor, now: Date): Promise<void> {
  const since = new Date(now.getTime() - attempts.days * 86_400_000).toISOString();
  // Two builds at once cannot both take the last.
  await sql`select pg_advisory_xact_lock(hashtext('release attempts'), hashtext(${actor.agencyId}))`.execute(store);
  const { rows } = await sql<{ built: number }>`select count(*)::integer as built from release
    where agency_id = ${actor.agencyId} and stepped and opened_at is null and approved_at is null
      and not (method = 'dp-synthetic' and state in ('built', 'discarded')) and created_at > ${since}`.execute(store);
  if ((rows[0]?.built ?? 0) >= attempts.most)
    throw new Problem('not-allowed-now', {
      reason:
        'Too many builds were refused or left unopened in thirty days. Open the drafts there are, or ask a disclosure control officer to build.',
    });
}
