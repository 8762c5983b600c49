import { sql } from 'kysely';
import { z } from 'zod';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Action,
  type Subject,
} from '../../../platform/action/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import { lawsInUse, packAt } from '../laws.ts';
import { REVIEW_JOB } from '../review-job.ts';
import { reviewAsked, reviewInput, reviewOpened, reviewShown } from '../schema.ts';
import { differencesOf, findReview, reviewsOf, type ReviewRow } from '../store.ts';

async function reviewSubject({
  input,
  store,
}: LoadContext<{ reviewId: string }, Actor>): Promise<(Subject & { row: ReviewRow }) | null> {
  const row = await findReview(store, input.reviewId);
  return row && { kind: 'law-review', id: row.id, row };
}

export const askReview = defineAction({
  name: 'law.review',
  method: 'POST',
  path: '/api/law/reviews',
  summary: 'Evaluate anew every case in reach under another version of a law, and list those that differ',
  input: reviewAsked,
  output: reviewShown,
  permission: 'case.read',
  dataClass: 'testimony',
  subject: collection('law-reviews'),
  purpose: 'case-work',
  audit: 'asked for cases to be evaluated anew',
  auditHits: (output) => [output.id],
  auditDetail: (input, output) => ({ pack: input.pack, before: output.beforeVersion, after: output.afterVersion }),
  limits: { perMinute: 6 },
  command: 'law review',
  run: async ({ store, services, actor, input, newId }) => {
    const { versions } = await lawsInUse(store);
    const present = orNotFound(versions[input.pack] ?? null);
    const [before, after] = [input.before ?? Math.max(0, present - 1), input.after ?? present];
    for (const [field, version] of [
      ['before', before],
      ['after', after],
    ] as const)
      if (!(await packAt(store, input.pack, version)))
        throw new Problem('invalid-input', { fields: [{ field, message: 'is no version of this law' }] });
    const id = newId();
    await sql`insert into law_review (id, user_id, agency_id, pack, before_version, after_version)
      values (${id}, ${actor.userId}, ${actor.agencyId}, ${input.pack}, ${before}, ${after})`.execute(store);
    await services.jobs.enqueue(store, actor, REVIEW_JOB, id, { reviewId: id });
    return orNotFound(await findReview(store, id));
  },
});

export const openReview = defineAction({
  name: 'law.reviewed',
  method: 'GET',
  path: '/api/law/reviews/:reviewId',
  summary: 'How far an evaluation anew is, and the cases that differ',
  input: reviewInput,
  output: reviewOpened,
  permission: 'case.read',
  dataClass: 'testimony',
  subject: reviewSubject,
  purpose: 'case-work',
  audit: 'read which cases differ under a changed law',
  auditHits: (output) => output.differences.slice(0, 200).map(({ caseId }) => caseId),
  command: 'law reviewed',
  run: async ({ store, subject: { row } }) => ({ ...row, differences: await differencesOf(store, row.id) }),
});

export const listReviews = defineAction({
  name: 'law.reviews',
  method: 'GET',
  path: '/api/law/reviews',
  summary: 'Evaluations anew that one asked for, the latest first',
  input: z.object({}),
  output: z.object({ reviews: z.array(reviewShown) }),
  permission: 'case.read',
  dataClass: 'testimony',
  subject: collection('law-reviews'),
  purpose: 'case-work',
  audit: 'listed evaluations anew',
  command: 'law reviews',
  run: async ({ store }) => ({ reviews: await reviewsOf(store) }),
});

export const cancelReview = defineAction({
  name: 'law.review-cancel',
  method: 'POST',
  path: '/api/law/reviews/:reviewId/cancel',
  summary: 'Stop an evaluation anew; what it found so far stays',
  input: reviewInput,
  output: reviewShown,
  permission: 'case.read',
  dataClass: 'testimony',
  subject: reviewSubject,
  purpose: 'case-work',
  audit: 'stopped an evaluation anew',
  command: 'law review-cancel',
  run: async ({ store, subject: { row } }) => {
    const { rows } = await sql`update law_review set cancelled_at = now(), finished_at = now()
      where id = ${row.id} and finished_at is null returning id`.execute(store);
    if (rows.length === 0) throw new Problem('not-allowed-now', { reason: 'This evaluation has ended already.' });
    return orNotFound(await findReview(store, row.id));
  },
});

export const reviewActions: readonly Action[] = [askReview, listReviews, openReview, cancelReview];
