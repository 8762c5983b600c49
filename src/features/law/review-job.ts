import { sql } from 'kysely';
import { differences, evaluate, type Facts, type Law } from '../../engines/law/index.ts';
import { may } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import type { JobKind } from '../../platform/jobs/index.ts';
import { asActor, type Store } from '../../platform/store/index.ts';
import { lawWith } from './laws.ts';
import { factsFromRecords } from './rules.ts';
import { casesAfter, findReview, latestAssessments, recordsOf, type ReviewRow } from './store.ts';

export const REVIEW_JOB = 'law.review';
const PAGE = 200;

/** Evaluates every case in reach under two versions of a law, page by page; a crash goes on after the last page. */
export const reviewJob: JobKind<{ readonly reviewId: string }> = {
  kind: REVIEW_JOB,
  run: async ({ input, actor, services, progress, report }) => {
    if (!may(actor, 'case.read')) throw new Problem('not-permitted', { permission: 'case.read' });
    const inStore = <T>(work: (store: Store) => Promise<T>): Promise<T> => asActor(services.database, actor, work);
    const review = await inStore((store) => findReview(store, input.reviewId));
    if (!review || review.finishedAt !== null) return;
    const laws = await inStore(async (store) => ({
      before: await lawWith(store, review.pack, review.beforeVersion),
      after: await lawWith(store, review.pack, review.afterVersion),
    }));
    if (!laws.before || !laws.after) throw new Problem('not-found');
    const [before, after] = [laws.before, laws.after];
    let last = typeof progress['after'] === 'string' ? progress['after'] : null;
    let done = progress.done ?? 0;
    await inStore((store) => countCases(store, review.id));
    for (;;) {
      const page = await inStore((store) => examine(store, review, { before, after }, last));
      done += page.length;
      if (!(await inStore((store) => keepCount(store, review.id, done, page.length === 0)))) return;
      if (page.length === 0) return;
      last = page.at(-1) ?? last;
      await report({ stage: 'examining', done, total: null, after: last });
    }
  },
};

async function countCases(store: Store, id: string): Promise<void> {
  await sql`update law_review set total = (select count(*) from case_file where erased_at is null)
    where id = ${id} and finished_at is null`.execute(store);
}

/** Keeps how far it is. False when the person who asked stopped it meanwhile. */
async function keepCount(store: Store, id: string, done: number, ends: boolean): Promise<boolean> {
  const { rows } = await sql`update law_review set examined = ${done}, finished_at = case when ${ends} then now() end,
      differing = (select count(distinct case_id) from law_difference d where d.review_id = law_review.id)
    where id = ${id} and finished_at is null returning id`.execute(store);
  return rows.length > 0;
}

interface Laws {
  readonly before: Law;
  readonly after: Law;
}

/** One page: facts of the latest assessment of each subject, or those the records tell, under both versions. */
async function examine(store: Store, review: ReviewRow, laws: Laws, after: string | null): Promise<string[]> {
  const ids = await casesAfter(store, after, PAGE);
  if (ids.length === 0) return ids;
  const records = await recordsOf(store, ids);
  const assessed = Map.groupBy(await latestAssessments(store, ids), ({ caseId }) => caseId);
  const found = ids.flatMap((caseId) => {
    const own = assessed.get(caseId);
    if (own)
      return own.map(({ aboutKind, aboutId, facts }) => ({
        caseId,
        aboutKind,
        aboutId,
        assessed: true,
        changes: changed(laws, facts, review.pack),
      }));
    const file = records.get(caseId);
    if (!file) return [];
    const facts = factsFromRecords(file, null);
    return [
      {
        caseId,
        aboutKind: 'case' as const,
        aboutId: caseId,
        assessed: false,
        changes: changed(laws, facts, review.pack),
      },
    ];
  });
  const differing = found.filter(({ changes }) => changes.length > 0);
  if (differing.length > 0)
    await sql`insert into law_difference (review_id, case_id, about_kind, about_id, assessed, changes)
      select ${review.id}, d."caseId", d."aboutKind", d."aboutId", d.assessed, d.changes
      from jsonb_to_recordset(${JSON.stringify(differing)}::jsonb)
        as d ("caseId" uuid, "aboutKind" text, "aboutId" uuid, assessed boolean, changes jsonb)
      on conflict do nothing`.execute(store);
  return ids;
}

function changed({ before, after }: Laws, facts: Facts, pack: string) {
  const [old, present] = [before, after].map((law) => evaluate(law, facts, { packs: [pack] }).result);
  return old && present ? differences(old, present) : [];
}
