import { sql } from 'kysely';
import type { JobKind, RunningJob } from '../../../platform/jobs/index.ts';
import { asActor } from '../../../platform/store/index.ts';
import { targetOf } from '../layouts.ts';
import { auditStep, changeImport, findImport } from '../store.ts';
import type { ImportJob } from './draft.ts';
import { retryClashes } from './failure.ts';

const CHUNK = 2_000;

/** Takes away all that an import wrote, a chunk a transaction; taken up again after a crash where it stood. */
export const undoJob: JobKind<ImportJob> = { kind: 'imports.undo', run: (job) => takeBack(job) };

export async function takeBack(job: RunningJob<ImportJob>): Promise<void> {
  for (;;) {
    const step = await retryClashes(() => takeBackChunk(job));
    if (!step) return;
    await job.report({ stage: 'undoing', ...step });
  }
}

async function takeBackChunk({
  services,
  actor,
  input,
}: RunningJob<ImportJob>): Promise<{ done: number; total: number | null } | null> {
  return asActor(services.database, actor, async (store) => {
    const row = await findImport(store, input.importId, true);
    if (row?.state !== 'undoing') return null;
    const removed = await targetOf(row.kind).undoBatch(store, row.id, CHUNK);
    if (removed > 0) {
      await sql`update import set rows_done = rows_done + ${removed} where id = ${row.id}`.execute(store);
      return { done: row.rowsDone + removed, total: row.rowsTotal };
    }
    const endsAs = row.endsAs ?? 'undone';
    await changeImport(store, row.id, {
      state: sql`${endsAs}`,
      counts: sql`${JSON.stringify(endsAs === 'undone' ? { undone: row.rowsDone } : {})}::jsonb`,
      finishedAt: sql`now()`,
    });
    await auditStep(store, actor, row, `imports.${endsAs}`, 'done', { taken: row.rowsDone }, new Date());
    return null;
  });
}
