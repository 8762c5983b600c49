import { sql } from 'kysely';
import { appendAudit } from '../../platform/audit/index.ts';
import type { Round } from '../../platform/files/sweep.ts';
import { asOwner } from '../../platform/store/index.ts';

/** At once, so that a round stays short; what is left goes with the next. */
const MOST_FORGOTTEN = 500;

/** Forgets screenings that came to no case and whose day is over, with their answers and history, and says so in the trail. */
export const forgetDueScreenings: Round = ({ database }, now) =>
  asOwner(database, async (store) => {
    const { rows } = await sql<{
      agencyId: string;
      ids: string[];
    }>`select agency_id, ids from forget_due_screenings(${MOST_FORGOTTEN})`.execute(store);
    for (const { agencyId, ids } of rows)
      await appendAudit(store, {
        at: now.toISOString(),
        actor: null,
        agency: agencyId,
        membership: null,
        action: 'screenings.forget-due',
        outcome: 'done',
        subjectKind: 'screening',
        subjectId: null,
        caseId: null,
        purpose: 'administration',
        hits: ids,
      });
  });
