import { sql } from 'kysely';
import { z } from 'zod';
import { may, type Actor } from '../../../platform/access/actor.ts';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Action,
  type Services,
  type Subject,
} from '../../../platform/action/index.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import type { Store } from '../../../platform/store/index.ts';
import { LINKAGE_JOB } from '../job.ts';
import { linkageFields, runId, runInput, runPairs, runReport, runsInput, runView, type RunReport } from '../schema.ts';
import { pairsOfRuns } from '../pair-store.ts';
import { addRun, agreementsOf, findRun, runsOf, type NewRun, type RunRow } from '../store.ts';

type RunSubject = Subject & { readonly row: RunRow & { readonly report: RunReport | null } };

async function runSubject({ input, store }: LoadContext<{ runId: string }, Actor>): Promise<RunSubject | null> {
  const row = await findRun(store, input.runId);
  return row && { kind: 'linkage-run', id: row.id, row };
}

/** False when the same records wait to be compared or are being compared, whoever asked for it. */
async function queueRun(store: Store, services: Services, actor: Actor, asked: NewRun): Promise<boolean> {
  if (!(await addRun(store, asked))) return false;
  await services.jobs.enqueue(store, actor, LINKAGE_JOB, asked.id, { runId: asked.id });
  return true;
}

/**
 * After an import was applied: compares its records with those already there, where the agency's rule says so and the
 * person who brought them in may. Only who may know of a pair then sees it proposed.
 */
export async function compareImported(
  store: Store,
  services: Services,
  actor: Actor,
  asked: { readonly importId: string; readonly newId: () => string },
): Promise<void> {
  if (!may(actor, 'linkage.run') || !actor.reads.includes('identity') || actor.scope !== 'agency') return;
  const { rows } = await sql<{ onImport: boolean }>`select on_import from linkage_rule
    where agency_id = ${actor.agencyId}`.execute(store);
  if (rows[0]?.onImport === false) return;
  const { rows: named } = await sql`select 1 from person_record r join person_name n on n.record_id = r.id
    where r.import_id = ${asked.importId} limit 1`.execute(store);
  if (named.length === 0) return;
  const agreements = (await agreementsOf(store)).filter(({ state }) => state === 'holds');
  const runs = [
    { agreementId: null, fields: linkageFields },
    ...agreements.map(({ id, fields }) => ({ agreementId: id, fields })),
  ];
  for (const { agreementId, fields } of runs)
    await queueRun(store, services, actor, {
      id: asked.newId(),
      agreementId,
      importId: asked.importId,
      fields,
      seed: 1,
    });
}

export const startRun = defineAction({
  name: 'linkage.run',
  method: 'POST',
  path: '/api/linkage/runs',
  summary: 'Compare the records of the own agency, or of agencies that agreed, to find those of one person',
  input: runInput,
  output: runView,
  permission: 'linkage.run',
  dataClass: 'identity',
  subject: collection('linkage-runs'),
  purpose: 'case-work',
  audit: 'asked for records to be compared',
  auditHits: ({ id }) => [id],
  auditDetail: ({ agreementId, seed }) => ({ agreement: agreementId, seed }),
  limits: { perMinute: 6 },
  command: 'linkage run',
  run: async ({ store, services, actor, input, newId }) => {
    if (actor.scope !== 'agency') throw new Problem('not-permitted', { permission: 'linkage.run' });
    const [agreement] = input.agreementId === null ? [] : await agreementsOf(store, input.agreementId);
    if (input.agreementId !== null && agreement?.state !== 'holds')
      throw new Problem('not-allowed-now', { reason: 'Not all agencies agree to this any more, or not yet.' });
    const id = newId();
    const queued = await queueRun(store, services, actor, {
      id,
      agreementId: input.agreementId,
      importId: null,
      fields: agreement?.fields ?? linkageFields,
      seed: input.seed,
    });
    if (!queued)
      throw new Problem('not-allowed-now', {
        reason: 'These records are being compared already, or wait for it. Look at that comparison, or stop it first.',
      });
    return orNotFound(await findRun(store, id));
  },
});

const reading = { permission: 'person.join', dataClass: 'identity', purpose: 'case-work' } as const;

export const listRuns = defineAction({
  ...reading,
  name: 'linkage.runs',
  method: 'GET',
  path: '/api/linkage/runs',
  summary: 'Comparisons of records, the latest first',
  input: runsInput,
  output: z.object({
    runs: z.array(runView.extend({ pairs: runPairs.nullable().describe('Told where one import is asked for') })),
  }),
  subject: collection('linkage-runs'),
  audit: 'listed comparisons of records',
  command: 'linkage runs',
  run: async ({ store, input: { importId } }) => {
    const runs = await runsOf(store, importId ?? null);
    const pairs = importId === undefined ? new Map<string, never>() : await pairsOfRuns(store, runs);
    return { runs: runs.map((row) => ({ ...row, pairs: pairs.get(row.id) ?? null })) };
  },
});

export const openRun = defineAction({
  ...reading,
  name: 'linkage.opened',
  method: 'GET',
  path: '/api/linkage/runs/:runId',
  summary: 'How far a comparison is, and what it learned',
  input: runId,
  output: runView.extend({ report: runReport.nullable(), pairs: runPairs.nullable() }),
  subject: runSubject,
  audit: 'looked at a comparison of records',
  limits: { perMinute: 600 },
  command: 'linkage opened',
  run: async ({ store, subject: { row } }) => ({
    ...row,
    pairs: row.state === 'done' ? ((await pairsOfRuns(store, [row])).get(row.id) ?? null) : null,
  }),
});

export const cancelRun = defineAction({
  name: 'linkage.cancel',
  method: 'POST',
  path: '/api/linkage/runs/:runId/cancel',
  summary: 'Stop a comparison; what it proposed so far stays',
  input: runId,
  output: runView,
  permission: 'linkage.run',
  dataClass: 'identity',
  subject: runSubject,
  purpose: 'case-work',
  audit: 'stopped a comparison of records',
  command: 'linkage cancel',
  run: async ({ store, subject: { row } }) => {
    const { rows } = await sql`update linkage_run set cancel_asked = true,
        state = case when state = 'queued' then 'cancelled' else state end, finished_at = case when state = 'queued' then now() end
      where id = ${row.id} and finished_at is null returning id`.execute(store);
    if (rows.length === 0) throw new Problem('not-allowed-now', { reason: 'This comparison has ended already.' });
    return orNotFound(await findRun(store, row.id));
  },
});

export const resumeRun = defineAction({
  name: 'linkage.resume',
  method: 'POST',
  path: '/api/linkage/runs/:runId/resume',
  summary: 'Take a comparison up again that was stopped or failed; what it proposed already is not proposed twice',
  input: runId,
  output: runView,
  permission: 'linkage.run',
  dataClass: 'identity',
  subject: runSubject,
  purpose: 'case-work',
  audit: 'took a comparison of records up again',
  limits: { perMinute: 6 },
  command: 'linkage resume',
  run: async ({ store, services, actor, subject: { row }, newId }) => {
    if (actor.scope !== 'agency' || row.agencyId !== actor.agencyId)
      throw new Problem('not-permitted', { permission: 'linkage.run' });
    const jobId = newId();
    const { rows } = await sql<{ resumed: boolean }>`select linkage_resume(${row.id}, ${jobId}) as resumed`.execute(
      store,
    );
    if (rows[0]?.resumed !== true)
      throw new Problem('not-allowed-now', {
        reason:
          'This comparison was neither stopped nor did it fail, the agreement no longer holds, or the same records are being compared by another.',
      });
    await services.jobs.enqueue(store, actor, LINKAGE_JOB, jobId, { runId: row.id });
    return orNotFound(await findRun(store, row.id));
  },
});

export const runActions: readonly Action[] = [startRun, listRuns, openRun, cancelRun, resumeRun];
