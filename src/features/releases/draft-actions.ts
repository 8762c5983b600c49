import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import { defineAction, orNotFound, Problem, type Action, type Subject } from '../../platform/action/index.ts';
import type { LoadContext } from '../../platform/action/define.ts';
import type { Store } from '../../platform/store/index.ts';
import { releaseOpened, releaseShown, type ReleaseOpened, type ReleaseShown } from './schema.ts';
import { asListed, asSeen, mayBeSeen } from './seen.ts';
import { findRelease, wasAttackedWithAll } from './store.ts';

export const releaseId = z.object({ releaseId: z.uuid() });
export type ReleaseSubject = Subject & { readonly release: ReleaseOpened };

/** The release an action is about, in the reader's reach. */
export async function releaseSubject({
  input,
  store,
  forUpdate,
}: LoadContext<{ releaseId: string }, Actor>): Promise<ReleaseSubject | null> {
  const release = await findRelease(store, input.releaseId, forUpdate);
  return release && { kind: 'release', id: release.id, version: release.version, release };
}

/** Throws unless the release is as far as an act needs it. */
export function inState(release: ReleaseShown, state: ReleaseShown['state']): void {
  if (release.state !== state) throw new Problem('not-allowed-now', { state: release.state, needed: state });
}

/** Throws unless a draft was attacked together with all that is known by now. Noise with a promise holds beside anything. */
async function mustBeAttackedWithAll(store: Store, release: ReleaseOpened): Promise<void> {
  // What was built after an opened draft was attacked together with it.
  if (release.method === 'dp-synthetic' || release.openedAt !== null) return;
  if (!(await wasAttackedWithAll(store, release)))
    throw new Problem('not-allowed-now', {
      reason: 'Another release of the same people became known since. Build this one again.',
    });
}

export const openDraft = defineAction({
  name: 'releases.open-draft',
  method: 'POST',
  path: '/api/releases/:releaseId/opening',
  summary: 'Open a draft: it counts as told from then on, and what is built next is attacked together with it',
  input: releaseId,
  output: releaseOpened,
  permission: 'release.prepare',
  subject: releaseSubject,
  purpose: 'statistics',
  audit: 'opened a draft of a release',
  versioned: true,
  command: 'release open-draft',
  run: async ({ store, actor, subject: { release }, now }) => {
    if (!actor.reads.includes('statistical')) throw new Problem('not-permitted', { dataClass: 'statistical' });
    if (mayBeSeen(release, actor)) return asSeen(release, actor);
    inState(release, 'built');
    await mustBeAttackedWithAll(store, release);
    await sql`update release set opened_by = ${actor.userId}, opened_at = ${now.toISOString()}, version = version + 1
      where id = ${release.id}`.execute(store);
    return asSeen(orNotFound(await findRelease(store, release.id)), actor);
  },
});

export const approveRelease = defineAction({
  name: 'releases.approve',
  method: 'POST',
  path: '/api/releases/:releaseId/approval',
  summary:
    'Approve a draft one has seen; never one of the own, nor one that was not attacked with all that is known by now',
  input: releaseId,
  output: releaseShown,
  permission: 'release.approve',
  subject: releaseSubject,
  purpose: 'statistics',
  audit: 'approved a release',
  versioned: true,
  command: 'release approve',
  run: async ({ store, actor, subject: { release }, now }) => {
    inState(release, 'built');
    if (release.isOwn)
      throw new Problem('rule-broken', { rule: 'second-person', reason: 'Who built a release does not approve it.' });
    if (!mayBeSeen(release, actor))
      throw new Problem('not-allowed-now', {
        reason: 'Open the draft first: nobody approves what nobody has looked at.',
      });
    await mustBeAttackedWithAll(store, release);
    await sql`update release set state = 'approved', approved_by = ${actor.userId}, approved_at = ${now.toISOString()}, version = version + 1
      where id = ${release.id}`.execute(store);
    return asListed(orNotFound(await findRelease(store, release.id)), actor);
  },
});

export const discardRelease = defineAction({
  name: 'releases.discard',
  method: 'POST',
  path: '/api/releases/:releaseId/discarding',
  summary: 'Throw a draft away; one that was opened still counts as known',
  input: releaseId,
  output: releaseShown,
  permission: 'release.prepare',
  subject: releaseSubject,
  purpose: 'statistics',
  audit: 'threw a draft of a release away',
  versioned: true,
  command: 'release discard',
  run: async ({ store, actor, subject: { release } }) => {
    inState(release, 'built');
    await sql`update release set state = 'discarded', version = version + 1 where id = ${release.id}`.execute(store);
    return asListed(orNotFound(await findRelease(store, release.id)), actor);
  },
});

export const draftActions: readonly Action[] = [openDraft, approveRelease, discardRelease];
