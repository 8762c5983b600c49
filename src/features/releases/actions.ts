import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { z } from 'zod';
import { may, type Actor } from '../../platform/access/actor.ts';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Action,
  type Subject,
} from '../../platform/action/index.ts';
import type { Context } from '../../platform/action/define.ts';
import { opensRecords, smallestShown } from '../statistics/index.ts';
import { BUILD_JOB } from './build-job.ts';
import { draftActions, inState, releaseId, releaseSubject } from './draft-actions.ts';
import { budgetActions } from './budget-actions.ts';
import { spend } from './budget.ts';
import { publicWindowActions } from './window-actions.ts';
import { mayBuildAgain } from './attempts.ts';
import { epsilonOffered, faultOf, kindOf, othersFault } from './rules.ts';
import { releaseAsked, releaseOpened, releaseShown, type ReleaseAsked, type ReleaseOpened } from './schema.ts';
import { asListed, asSeen, mayBeSeen } from './seen.ts';
import { tableCsv } from './table-csv.ts';
import { findRelease, listReleases, recordsOf } from './store.ts';

export const listReleasesAction = defineAction({
  name: 'releases.list',
  method: 'GET',
  path: '/api/releases',
  summary: 'The releases of the own agency: what is being made, what is out, what was refused',
  input: z.object({}),
  output: z.object({ releases: z.array(releaseShown) }),
  permission: 'release.prepare',
  dataClass: 'statistical',
  subject: collection('releases'),
  purpose: 'statistics',
  audit: 'listed releases',
  command: 'releases list',
  run: async ({ store, actor }) => ({ releases: (await listReleases(store)).map((one) => asListed(one, actor)) }),
});

export const openRelease = defineAction({
  name: 'releases.open',
  method: 'GET',
  path: '/api/releases/:releaseId',
  summary: 'One release: what it tells, and the report of the attacks on it',
  input: releaseId,
  output: releaseOpened,
  permission: 'release.prepare',
  dataClass: 'statistical',
  subject: releaseSubject,
  purpose: 'statistics',
  audit: 'read a release and its report',
  command: 'release show',
  run: async ({ subject, actor }) => asSeen(subject.release, actor),
});

export const buildRelease = defineAction({
  name: 'releases.build',
  method: 'POST',
  path: '/api/releases',
  summary: 'Build a release in the background: count, protect, attack alone and together with all that is out',
  input: releaseAsked,
  output: releaseShown,
  permission: 'release.prepare',
  subject: collection('releases'),
  purpose: 'statistics',
  audit: 'asked for a release',
  auditHits: (output) => [output.id],
  auditDetail: (input) => ({
    method: input.method,
    fields: input.fields.join(','),
    unit: input.unit,
    cutOff: input.cutOff,
  }),
  limits: { perMinute: 10 },
  command: 'release build',
  run: async ({ store, services, actor, input, newId, now }) => {
    if (!actor.reads.includes('statistical')) throw new Problem('not-permitted', { dataClass: 'statistical' });
    const fault = faultOf(input);
    if (fault) throw new Problem('invalid-input', { fields: [fault] });
    if (input.cutOff > now.toISOString().slice(0, 10))
      throw new Problem('invalid-input', { fields: [{ field: 'cutOff', message: 'is a day to come' }] });
    if (input.threshold < (await smallestShown(store)) && !may(actor, 'statistics.internal'))
      throw new Problem('not-permitted', { permission: 'statistics.internal' });
    const stepped = !opensRecords(actor);
    if (stepped) {
      const offered = othersFault(input, await smallestShown(store));
      if (offered) throw new Problem('invalid-input', { fields: [offered] });
      await mayBuildAgain(store, actor, now);
    }
    const revised = input.revises === undefined ? null : orNotFound(await findRelease(store, input.revises));
    if (revised && revised.publishedAt === null)
      throw new Problem('not-allowed-now', { state: revised.state, reason: 'Only what was published is revised.' });
    const id = newId();
    await insert({ store, actor, input, id, revised, stepped });
    if (input.method === 'dp-synthetic')
      await spend(store, actor, {
        releaseId: id,
        // Victims, persons and cases are the same people: they share one budget, whatever is counted.
        dataSet: reachOf(actor),
        ...input,
        ...(stepped ? { most: epsilonOffered.together } : {}),
      });
    await services.jobs.enqueue(store, actor, BUILD_JOB, newId(), { releaseId: id });
    return orNotFound(await findRelease(store, id));
  },
});

/** What counts a part of an agency only could not be held against anything else. */
function reachOf(actor: Actor): 'agency' | 'all' {
  if (actor.scope === 'all' || actor.scope === 'agency') return actor.scope;
  throw new Problem('not-permitted', { scope: actor.scope });
}

async function insert({
  store,
  actor,
  input,
  id,
  revised,
  stepped,
}: Pick<Context<ReleaseAsked, Subject>, 'store' | 'actor' | 'input'> & {
  readonly id: string;
  readonly revised: ReleaseOpened | null;
  readonly stepped: boolean;
}): Promise<void> {
  const { threshold, base, epsilon, delta, length } = input;
  const settings = JSON.stringify({ threshold, base, epsilon, delta, length });
  await sql`insert into release (id, agency_id, series_id, number, kind, title, unit, fields, reach, cut_off, method, settings, spare, stepped, note,
      licence, citation, changes)
    values (${id}, ${actor.agencyId}, ${revised?.seriesId ?? id},
      (select coalesce(max(number), 0) + 1 from release where series_id = ${revised?.seriesId ?? id}), ${kindOf(input.method)}, ${input.title},
      ${input.unit}, ${[...input.fields]}::text[], ${reachOf(actor)}, ${input.cutOff}::date, ${input.method}, ${settings}::jsonb, ${input.spare}, ${stepped},
      ${input.note ?? null}, ${input.licence}, ${input.citation}, ${input.changes ?? null})`.execute(store);
}

export const publishRelease = defineAction({
  name: 'releases.publish',
  method: 'POST',
  path: '/api/releases/:releaseId/publication',
  summary: 'Publish an approved release',
  input: releaseId,
  output: releaseShown,
  permission: 'release.approve',
  subject: releaseSubject,
  purpose: 'statistics',
  audit: 'published a release',
  versioned: true,
  command: 'release publish',
  run: async ({ store, actor, subject: { release }, now }) => {
    inState(release, 'approved');
    await sql`update release set state = 'published', published_at = ${now.toISOString()}, version = version + 1 where id = ${release.id}`.execute(
      store,
    );
    return asListed(orNotFound(await findRelease(store, release.id)), actor);
  },
});

export const withdrawRelease = defineAction({
  name: 'releases.withdraw',
  method: 'POST',
  path: '/api/releases/:releaseId/withdrawal',
  summary:
    'Withdraw a published release at once and alone, with a reason that colleagues are shown; what it told still counts as known',
  input: releaseId.extend({ reason: z.string().trim().min(5).max(500) }),
  output: releaseShown,
  permission: 'release.approve',
  subject: releaseSubject,
  purpose: 'statistics',
  audit: 'withdrew a release',
  versioned: true,
  command: 'release withdraw',
  run: async ({ store, actor, input, subject: { release }, now }) => {
    inState(release, 'published');
    await sql`update release set state = 'withdrawn', withdrawn_at = ${now.toISOString()}, withdrawn_reason = ${input.reason},
      withdrawn_by = ${actor.userId}, version = version + 1
      where id = ${release.id}`.execute(store);
    return asListed(orNotFound(await findRelease(store, release.id)), actor);
  },
});

export const downloadRelease = defineAction({
  name: 'releases.download',
  method: 'GET',
  path: '/api/releases/:releaseId/content',
  summary: 'What a release tells, as CSV',
  input: releaseId,
  output: z.null(),
  permission: 'release.prepare',
  dataClass: 'statistical',
  subject: releaseSubject,
  purpose: 'statistics',
  audit: 'downloaded a release',
  reply: 'file',
  run: async ({ store, actor, subject: { release } }) => {
    if (!mayBeSeen(release, actor))
      throw new Problem('not-allowed-now', { state: release.state, reason: 'It is a draft nobody has opened yet.' });
    const content = release.kind === 'records' ? await recordsOf(store, release.id) : tableCsv(release);
    if (content === null) throw new Problem('not-allowed-now', { state: release.state, reason: 'Nothing was built.' });
    return {
      stream: Readable.from([content]),
      mediaType: 'text/csv; charset=utf-8',
      fileName: `release-${release.number}.csv`,
    };
  },
});

export const releaseActions: readonly Action[] = [
  listReleasesAction,
  openRelease,
  buildRelease,
  ...draftActions,
  publishRelease,
  withdrawRelease,
  downloadRelease,
  ...budgetActions,
  ...publicWindowActions,
];
