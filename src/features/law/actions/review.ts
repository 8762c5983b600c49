import { sql } from 'kysely';
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
import { differencesOf, findReview, type ReviewRow } from '../store.ts';

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

export const reviewActions: readonly Action[] = [askReview, openReview];
