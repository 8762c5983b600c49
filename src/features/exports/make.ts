import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { sql } from 'kysely';
import { may } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import { appendAudit } from '../../platform/audit/index.ts';
import type { Round } from '../../platform/files/sweep.ts';
import type { JobKind, RunningJob } from '../../platform/jobs/index.ts';
import { sealWithPassphrase } from '../../platform/seal/index.ts';
import { asActor, asOwner } from '../../platform/store/index.ts';
import { csvStream, jsonStream, xlsxStream, type Rows } from '../../platform/tables/index.ts';
import { columnsFor, isSensitive, type ExportColumn } from './columns.ts';
import { htcdsWriter, type HtcdsWriter } from './htcds.ts';
import { exportPage, findExport, type StoredExport } from './store.ts';

export const EXPORT_JOB = 'exports.make';

/** What the queue keeps of an export: the passphrase only as sealed with this installation's key. */
export interface ExportJobInput {
  readonly exportId: string;
  readonly passphraseSealed: string | null;
}

/** Makes the file of an export page by page; begun again from the start after a crash. */
export const exportJob: JobKind<ExportJobInput> = {
  kind: EXPORT_JOB,
  run: async (job) => {
    const { services, actor, input } = job;
    const asked = await asActor(services.database, actor, (store) => findExport(store, input.exportId));
    if (!asked || asked.storageKey !== null) return;
    const columns = columnsFor(asked.subject, actor.reads);
    // The rights are those of now: who lost the verb, or gained a class since the passphrase was asked for, exports nothing.
    if (!may(actor, 'case.export')) throw new Problem('not-permitted', { permission: 'case.export' });
    if (isSensitive(columns) && !asked.sensitive)
      throw new Problem('not-allowed-now', {
        reason: 'Your rights changed since you asked. Ask for the export again.',
      });
    const htcds = asked.format === 'htcds' ? htcdsWriter(columns.map((column) => column.name)) : null;
    const count = { rows: 0 };
    const plain = fileStream(asked.format, htcds, columns, exportRows(job, asked, columns, htcds, count));
    const sealed = asked.encrypted
      ? await sealWithPassphrase(plain, await services.keys.unseal(input.passphraseSealed ?? ''))
      : plain;
    const measured = measure(sealed);
    const storageKey = await services.files.putStream(measured.stream);
    const { bytes, sha256 } = measured.result();
    const names = [...(htcds?.columns ?? columns.map((column) => column.name))];
    const lost = htcds ? JSON.stringify(Object.fromEntries(htcds.lost)) : null;
    const kept = await asActor(services.database, actor, (store) =>
      sql`update export_file set storage_key = ${storageKey}, rows = ${count.rows}, columns = ${names}::text[], lost = ${lost}::jsonb,
        bytes = ${bytes}, sha256 = ${sha256}, made_at = now() where id = ${asked.id} returning id`.execute(store),
    );
    // Removed while it was being made.
    if (kept.rows.length === 0) await services.files.remove(storageKey);
    await forgetPassphrase(job);
  },
};

function fileStream(
  format: StoredExport['format'],
  htcds: HtcdsWriter | null,
  columns: readonly ExportColumn[],
  rows: Rows,
): Readable {
  const names = htcds?.columns ?? columns.map((column) => column.name);
  if (format === 'xlsx') return xlsxStream('Palermo', names, rows);
  return Readable.from(format === 'json' ? jsonStream(names, rows) : csvStream(names, rows, { byteOrderMark: true }));
}

/** Each page is read and put on the trail in one transaction: what left is known, record by record. */
async function* exportRows(
  { services, actor, report }: RunningJob<ExportJobInput>,
  asked: StoredExport,
  columns: readonly ExportColumn[],
  htcds: HtcdsWriter | null,
  count: { rows: number },
): AsyncGenerator<string[]> {
  let after: string | null = null;
  do {
    const page = await asActor(services.database, actor, async (store) => {
      const read = await exportPage(store, actor, asked.subject, htcds !== null, columns, asked.filter, after);
      await appendAudit(store, {
        at: new Date().toISOString(),
        actor: actor.userId,
        agency: actor.agencyId,
        membership: actor.membershipId,
        action: EXPORT_JOB,
        outcome: 'done',
        subjectKind: 'export',
        subjectId: asked.id,
        caseId: null,
        purpose: 'case-work',
        ...(read.ids.length > 0 ? { hits: read.ids } : {}),
        detail: { subject: asked.subject, format: asked.format, encrypted: asked.encrypted, records: read.ids.length },
      });
      return read;
    });
    for (const row of page.rows) yield htcds ? htcds.row(row) : row;
    count.rows += page.rows.length;
    after = page.next;
    await report({ stage: 'reading', done: count.rows, total: null });
  } while (after !== null);
}

function measure(source: Readable): { stream: Readable; result: () => { bytes: number; sha256: string } } {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  source.on('error', (error) => through.destroy(error));
  const stream = source.pipe(through);
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

async function forgetPassphrase({ services, id }: RunningJob<ExportJobInput>): Promise<void> {
  await asOwner(services.database, (store) =>
    sql`update job set input = input - 'passphraseSealed' where id = ${id}`.execute(store),
  );
}

/** Removes exports whose day is over; their files follow. */
export const removeExpiredExports: Round = ({ database }) =>
  asOwner(database, (store) => sql`delete from export_file where expires_at < now()`.execute(store));
