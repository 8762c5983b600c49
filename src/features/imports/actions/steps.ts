import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, orNotFound, Problem } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { targetOf } from '../layouts.ts';
import { applyInput, importId, importView, undoInput } from '../schema.ts';
import { changeImport, findImport, sameContent, viewOf, type ImportRow } from '../store.ts';
import { importSubject } from './subject.ts';

const OBSTACLES_SHOWN = 100;

const wrongState = (row: ImportRow, reason: string): Problem =>
  new Problem('not-allowed-now', { state: row.state, reason });

export const applyImport = defineAction({
  name: 'imports.apply',
  method: 'POST',
  path: '/api/imports/:importId/apply',
  summary: 'Write a checked file; a file that is already in changes nothing',
  input: applyInput,
  output: importView,
  permission: 'import.run',
  subject: importSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'applied an import',
  auditDetail: (input, output) => ({
    layout: output.layout,
    sha256: output.sha256,
    skipErrors: input.skipErrors,
    already: output.alreadyApplied !== null,
  }),
  run: async ({ store, services, actor, subject: { found }, input, newId, now }) => {
    if (found.state === 'applied') return viewOf(found, now);
    const resumed = found.state === 'applying' && !found.jobAlive;
    if (found.state !== 'drafted' && !resumed) throw wrongState(found, 'Only a file that was checked can be applied.');
    if (!resumed && found.errors > 0 && !input.skipErrors) {
      throw new Problem('rule-broken', {
        reason: 'Rows have errors. Correct them, or leave them out with skipErrors.',
        errors: found.errors,
        rowsRefused: found.rowsRefused,
      });
    }
    const earlier = resumed ? null : await claimContent(store, found);
    const jobId = newId();
    if (earlier !== null) {
      const counts = { unchanged: found.rowsTotal ?? 0 };
      await changeImport(store, found.id, {
        state: sql`'applied'`,
        alreadyApplied: sql`${earlier}::uuid`,
        counts: sql`${JSON.stringify(counts)}::jsonb`,
        finishedAt: sql`now()`,
      });
    } else {
      await changeImport(store, found.id, {
        state: sql`'applying'`,
        skipErrors: sql`${input.skipErrors}`,
        alreadyApplied: sql`null`,
        stageStartedAt: sql`now()`,
        finishedAt: sql`null`,
        jobId: sql`${jobId}::uuid`,
        ...(resumed ? {} : { rowsDone: sql`0`, counts: sql`'{}'::jsonb` }),
      });
      await services.jobs.enqueue(store, actor, 'imports.apply', jobId, { importId: found.id });
    }
    return viewOf(orNotFound(await findImport(store, found.id, false)), now);
  },
});

/** Two imports of one content wait for each other here; the second learns of the first. */
async function claimContent(store: Store, row: ImportRow): Promise<string | null> {
  const digest = row.contentDigest ?? row.sha256;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${row.agencyId ?? ''} ${digest}`}, 0))`.execute(
    store,
  );
  return sameContent(store, row, digest);
}

export const cancelImport = defineAction({
  name: 'imports.cancel',
  method: 'POST',
  path: '/api/imports/:importId/cancel',
  summary: 'Stop an import; what an apply has written is taken back',
  input: z.object({ importId }),
  output: importView,
  permission: 'import.run',
  subject: importSubject,
  purpose: 'case-work',
  audit: 'cancelled an import',
  run: async ({ store, services, actor, subject: { found }, newId, now }) => {
    if (!['received', 'drafting', 'drafted', 'applying', 'undoing', 'cancelled', 'failed'].includes(found.state))
      throw wrongState(found, 'This import has ended. To take it away, undo it.');
    if (['cancelled', 'failed'].includes(found.state)) return viewOf(found, now);
    const working = found.state !== 'drafted';
    await changeImport(
      store,
      found.id,
      working
        ? { cancelAsked: sql`true` }
        : { cancelAsked: sql`true`, state: sql`'cancelled'`, finishedAt: sql`now()` },
    );
    if (working && !found.jobAlive) {
      const jobId = newId();
      await changeImport(store, found.id, { jobId: sql`${jobId}::uuid` });
      await services.jobs.enqueue(
        store,
        actor,
        found.state === 'applying' || found.state === 'undoing' ? 'imports.apply' : 'imports.draft',
        jobId,
        { importId: found.id },
      );
    }
    return viewOf(orNotFound(await findImport(store, found.id, false)), now);
  },
});

export const undoImport = defineAction({
  name: 'imports.undo',
  method: 'POST',
  path: '/api/imports/:importId/undo',
  summary: 'Take away everything an import wrote',
  input: undoInput,
  output: importView,
  permission: 'import.run',
  subject: importSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'undid an import',
  auditDetail: (input, output) => ({ layout: output.layout, sha256: output.sha256, forced: input.force }),
  run: async ({ store, services, actor, subject: { found }, input, newId, now }) => {
    const resumed = found.state === 'undoing' && !found.jobAlive;
    if (found.state !== 'applied' && !resumed)
      throw wrongState(found, 'Only an import that was applied can be undone.');
    const against = resumed ? [] : await targetOf(found.kind).obstacles(store, found.id, OBSTACLES_SHOWN);
    const fixed = against.filter(({ reason }) => reason === 'attachment');
    if (fixed.length > 0 || (against.length > 0 && !input.force)) {
      const reason =
        fixed.length > 0
          ? 'Cases of this import hold attachments. Remove them first.'
          : 'Somebody went on working with what this import brought. Undo it with force only if that work may be lost.';
      throw new Problem('rule-broken', {
        reason,
        obstacles: fixed.length > 0 ? fixed : against,
        more: against.length === OBSTACLES_SHOWN,
      });
    }
    const jobId = newId();
    await changeImport(store, found.id, {
      state: sql`'undoing'`,
      endsAs: sql`'undone'`,
      undoReason: sql`${input.reason}`,
      undoForced: sql`${input.force && against.length > 0}`,
      jobId: sql`${jobId}::uuid`,
      finishedAt: sql`null`,
      stageStartedAt: sql`now()`,
      ...(resumed ? {} : { rowsDone: sql`0` }),
    });
    await services.jobs.enqueue(store, actor, 'imports.undo', jobId, { importId: found.id });
    return viewOf(orNotFound(await findImport(store, found.id, false)), now);
  },
});
