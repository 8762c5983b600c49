import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { JobKind, RunningJob } from '../../../platform/jobs/index.ts';
import { asActor } from '../../../platform/store/index.ts';
import { compareImported } from '../../linkage/index.ts';
import { openReader, targetOf } from '../layouts.ts';
import { auditStep, changeImport, findImport, type ImportRow } from '../store.ts';
import type { Counts } from '../target.ts';
import type { ImportJob } from './draft.ts';
import { failureOf, retryClashes } from './failure.ts';
import { takeBack } from './undo.ts';
import { withTable } from './working-file.ts';

const CHUNK = 2_000;

interface ReadRow {
  readonly row: number;
  readonly drafts: readonly unknown[];
}

/**
 * Writes the rows of a drafted file, a chunk a transaction. How far it came is written in the same transaction as the
 * chunk, so that every row goes in exactly once whatever happens. Stopped by a person or by the file, it takes back
 * what it wrote.
 */
export const applyJob: JobKind<ImportJob> = {
  kind: 'imports.apply',
  run: async (job) => {
    const row = await asActor(job.services.database, job.actor, (store) =>
      findImport(store, job.input.importId, false),
    );
    if (row?.state === 'applying') await writeRows(job, row);
    await takeBack(job);
  },
};

async function writeRows(job: RunningJob<ImportJob>, row: ImportRow): Promise<void> {
  try {
    await withTable(job.services, row, async (table) => {
      const reader = openReader(job.services, row, table.columns, row.contentDigest ?? '');
      let chunk: ReadRow[] = [];
      let from = row.rowsDone;
      for await (const tableRow of table.rows()) {
        // Rows already in are read again, for a reader may need what it saw before.
        const { drafts, problems } = reader.read(tableRow);
        if (tableRow.row <= from) continue;
        const refused = problems.some(({ severity }) => severity === 'error');
        chunk.push({ row: tableRow.row, drafts: refused ? [] : drafts });
        if (chunk.length < CHUNK) continue;
        if (!(await writeChunk(job, row.id, from, chunk, false))) return;
        from += chunk.length;
        chunk = [];
      }
      await writeChunk(job, row.id, from, chunk, true);
    });
  } catch (error) {
    const problem = failureOf(error);
    if (!problem) throw error;
    await asActor(job.services.database, job.actor, (store) => turnBack(store, row.id, 'failed', problem));
  }
}

/** False when the import is no longer to be written: the rows stay out. */
async function writeChunk(
  job: RunningJob<ImportJob>,
  importId: string,
  from: number,
  rows: readonly ReadRow[],
  last: boolean,
): Promise<boolean> {
  const { services, actor } = job;
  const total = await retryClashes(() =>
    asActor(services.database, actor, async (store) => {
      const row = await findImport(store, importId, true);
      if (!row || row.state !== 'applying' || row.rowsDone !== from) return null;
      if (row.cancelAsked) {
        await turnBack(store, importId, 'cancelled', null);
        return null;
      }
      const now = new Date();
      const counts = sum(
        row.counts,
        await targetOf(row.kind).applyBatch(store, {
          importId,
          actor,
          now,
          rows,
          agencyId: row.agencyId ?? actor.agencyId,
          layout: row.layout,
          fileName: row.fileName,
          contentDigest: row.contentDigest ?? '',
          releaseDate: row.releaseDate,
        }),
      );
      await services.beforeCommit(store);
      await sql`update import set rows_done = ${from + rows.length}, counts = ${JSON.stringify(counts)}::jsonb where id = ${importId}`.execute(
        store,
      );
      if (last) {
        await changeImport(store, importId, { state: sql`'applied'`, finishedAt: sql`now()` });
        await auditStep(store, actor, row, 'imports.applied', 'done', counts, now);
        if (row.kind === 'records')
          await compareImported(store, services, actor, { importId, newId: () => randomUUID() });
      }
      return row.rowsTotal ?? 0;
    }),
  );
  if (total === null) return false;
  await job.report({ stage: 'writing', done: from + rows.length, total });
  return true;
}

async function turnBack(
  store: Parameters<typeof changeImport>[0],
  importId: string,
  endsAs: 'failed' | 'cancelled',
  problem: unknown,
): Promise<void> {
  await changeImport(store, importId, {
    state: sql`'undoing'`,
    endsAs: sql`${endsAs}`,
    rowsTotal: sql`rows_done`,
    rowsDone: sql`0`,
    stageStartedAt: sql`now()`,
    problem: sql`${problem === null ? null : JSON.stringify(problem)}::jsonb`,
  });
}

const sum = (known: Counts, more: Counts): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(known), ...Object.keys(more)])].map((name) => [
      name,
      (known[name] ?? 0) + (more[name] ?? 0),
    ]),
  );
