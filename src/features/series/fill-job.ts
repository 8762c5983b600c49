import { basename } from 'node:path';
import { may } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import type { JobKind, RunningJob } from '../../platform/jobs/index.ts';
import { asActor } from '../../platform/store/index.ts';
import { openTable } from '../../platform/tables/index.ts';
import type { Batch } from './contract.ts';
import { countRecords } from './ctdc-counts.ts';
import { seriesLayouts } from './layouts/index.ts';
import { shippedTables, type ShippedTable } from './shipped.ts';
import { seriesTarget } from './target.ts';

export const FILL_JOB = 'series.fill';
const folder = new URL('../../../data/', import.meta.url);
const rowsAtOnce = 2000;

type Rows = Batch['rows'];

/**
 * Brings in the published tables the product ships, one after the other. What is in already stays as it is, so a crash goes
 * on with the table it was at.
 */
export const fillJob: JobKind<object> = {
  kind: FILL_JOB,
  run: async (job) => {
    if (!may(job.actor, 'series.manage')) throw new Problem('not-permitted', { permission: 'series.manage' });
    for (let done = job.progress.done ?? 0; done < shippedTables.length; done += 1) {
      const table = shippedTables[done];
      if (table) await bring(job, table);
      await job.report({ stage: 'writing', done: done + 1, total: shippedTables.length });
    }
  },
};

async function bring(job: RunningJob<object>, shipped: ShippedTable): Promise<void> {
  for await (const rows of batchesOf(shipped)) {
    await asActor(job.services.database, job.actor, (store) =>
      seriesTarget.applyBatch(store, { importId: job.id, rows }),
    );
    await job.report({ ...job.progress, stage: 'writing', total: shippedTables.length });
  }
}

/** The drafts of a table, some rows at a time. */
async function* batchesOf({ source, file, layout, release }: ShippedTable): AsyncGenerator<Rows> {
  const path = new URL(file, folder).pathname;
  const table = await openTable(path, { fileName: basename(path) });
  try {
    if (layout === null) {
      const records: (readonly string[])[] = [];
      for await (const { values } of table.rows()) records.push(values);
      const drafts = countRecords(table.columns, records, { source, release: release ?? '' });
      for (let at = 0; at < drafts.length; at += rowsAtOnce)
        yield [{ row: 1, drafts: drafts.slice(at, at + rowsAtOnce) }];
      return;
    }
    const reader = seriesLayouts
      .find(({ id }) => id === layout)
      ?.open({ columns: table.columns, fileName: basename(path), releaseDate: release, mapping: null });
    if (!reader) throw new Error(`there is no layout ${layout}`);
    let rows: Rows[number][] = [];
    for await (const row of table.rows()) {
      const { drafts } = reader.read(row);
      if (drafts.length > 0) rows.push({ row: row.row, drafts });
      if (rows.length < rowsAtOnce) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  } finally {
    await table.close();
  }
}
