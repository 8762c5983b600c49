import { sql } from 'kysely';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { collection, defineAction, notFound, Problem, Refusal, type Action } from '../../../platform/action/index.ts';
import { loadRecord } from '../../people/index.ts';
import { emergencyReview, emergencyRow } from '../schema.ts';

type Opened = { readonly caseId: string; readonly already: boolean; readonly informed: boolean };

/** Longer than either answer takes to make, so that its time does not tell whether a number is known. */
const ANSWER_AFTER_MILLISECONDS = 150;

export const openEmergency = defineAction({
  name: 'emergency.open',
  method: 'POST',
  path: '/api/break-glass',
  summary: 'Open a hidden case for four hours in an emergency; a second person is told and it is reviewed',
  input: z.object({ caseNumber: z.string().trim().min(3).max(100), reason: z.string().trim().min(20).max(2000) }),
  output: z.object({
    caseId: z.uuid(),
    grantId: z.uuid(),
    informed: z.boolean().describe('Whether there was a second person to tell'),
  }),
  permission: 'case.break-glass',
  subject: collection('case'),
  purpose: 'case-work',
  audit: 'opened a case in an emergency',
  auditHits: (output) => [output.caseId, output.grantId],
  limits: { perMinute: 3 },
  run: async ({ store, input, newId }) => {
    const grantId = newId();
    const answered = wait(ANSWER_AFTER_MILLISECONDS);
    const { rows } = await sql<{
      opened: Opened | null;
    }>`select open_emergency(${input.caseNumber}, ${input.reason}, ${grantId}, ${newId()}) as opened`.execute(store);
    await answered;
    const opened = rows[0]?.opened;
    // An unknown number ends like a known one, with one commit and one line on the trail.
    if (!opened) return new Refusal(notFound());
    if (opened.already)
      return new Refusal(
        new Problem('not-allowed-now', { reason: 'You can open this case already.', caseId: opened.caseId }),
      );
    return { caseId: opened.caseId, grantId, informed: opened.informed };
  },
});

export const listEmergencies = defineAction({
  name: 'emergency.list',
  method: 'GET',
  path: '/api/break-glass',
  summary: 'Emergency openings I am to review, and those reviewed',
  input: z.object({ reviewed: z.boolean().default(false), limit: z.number().int().min(1).max(200).default(100) }),
  output: z.object({ openings: z.array(emergencyRow) }),
  permission: 'signed-in',
  subject: collection('emergency openings'),
  purpose: 'oversight',
  audit: 'listed emergency openings',
  auditHits: (output) => output.openings.map((opening) => opening.caseId),
  run: async ({ store, actor, input }) => {
    const { rows } = await sql<
      z.output<typeof emergencyRow>
    >`select g.id, g.version, g.case_id, (select number from case_file c where c.id = g.case_id) as case_number,
        g.to_user as user_id, o.user_name, o.agency_name as user_agency_name, g.reason, g.classes, g.starts_at, g.expires_at,
        coalesce(g.informed_user = ${actor.userId}, false) as informed_me, g.reviewed_at, g.reviewed_by, g.review_outcome
      from case_grant g left join lateral emergency_openers(array[g.id]) o on true
      where g.kind = 'break-glass' and (g.reviewed_at is not null) = ${input.reviewed} and g.to_user <> ${actor.userId}
        and (g.informed_user = ${actor.userId} or actor_may('case.review-break-glass') and is_own_case(g.case_id))
      order by g.starts_at desc, g.id limit ${input.limit}`.execute(store);
    return { openings: rows };
  },
});

export const reviewEmergency = defineAction({
  name: 'emergency.review',
  method: 'POST',
  path: '/api/break-glass/:grantId/review',
  summary:
    'Say whether an emergency opening was justified; by the person told of it or a reviewer, never by who opened',
  input: emergencyReview,
  output: z.object({ id: z.uuid(), version: z.number().int() }),
  permission: 'signed-in',
  subject: async ({ input, store, actor }) => {
    const grant = await loadRecord(store, 'case_grant', input.grantId, false);
    if (!grant || grant.row['kind'] !== 'break-glass') return null;
    if (grant.row['toUser'] === actor.userId)
      throw new Problem('not-permitted', { reason: 'Nobody reviews their own opening.' });
    return grant;
  },
  versioned: true,
  purpose: 'oversight',
  audit: 'reviewed an emergency opening',
  auditDetail: ({ outcome, end }) => ({ outcome, end }),
  run: async ({ store, actor, subject, input }) => {
    if (subject.row['reviewedAt'])
      throw new Problem('not-allowed-now', { reason: 'This opening was reviewed already.' });
    const result =
      await sql`update case_grant set reviewed_at = now(), reviewed_by = ${actor.userId}, review_outcome = ${input.outcome}
        ${input.end ? sql`, revoked_at = coalesce(revoked_at, now())` : sql``}
      where id = ${subject.id} and reviewed_at is null and (informed_user = ${actor.userId} or actor_may('case.review-break-glass') and is_own_case(case_id))`.execute(
        store,
      );
    if (!result.numAffectedRows) throw new Problem('not-permitted');
    return { id: subject.id, version: subject.version + 1 };
  },
});

export const emergencyActions: readonly Action[] = [openEmergency, listEmergencies, reviewEmergency];
