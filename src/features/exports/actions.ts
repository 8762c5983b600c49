import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Action,
  type Subject,
} from '../../platform/action/index.ts';
import type { LoadContext } from '../../platform/action/define.ts';
import { columnsFor, isSensitive } from './columns.ts';
import { EXPORT_JOB } from './make.ts';
import { exportAsked, exportShown } from './schema.ts';
import { findExport, listExports, type StoredExport } from './store.ts';

const HOURS_KEPT = 24;
const exportId = z.object({ exportId: z.uuid() });

async function exportSubject({
  input,
  store,
}: LoadContext<{ exportId: string }, Actor>): Promise<(Subject & { row: StoredExport }) | null> {
  const row = await findExport(store, input.exportId);
  return row && { kind: 'export', id: row.id, row };
}

const kinds = {
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8' },
  htcds: { ending: 'htcds.csv', mediaType: 'text/csv; charset=utf-8' },
  json: { ending: 'json', mediaType: 'application/json' },
  xlsx: { ending: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

export const askExport = defineAction({
  name: 'exports.create',
  method: 'POST',
  path: '/api/exports',
  summary: 'Ask for a file of what the reader reads; encrypted when identity is inside, kept a day',
  input: exportAsked,
  output: exportShown,
  permission: 'case.export',
  subject: collection('exports'),
  purpose: 'case-work',
  audit: 'asked for an export',
  auditHits: (output) => [output.id],
  auditDetail: (input, output) => ({
    subject: input.subject,
    format: input.format,
    sensitive: output.sensitive,
    encrypted: output.encrypted,
  }),
  limits: { perMinute: 10 },
  command: 'export',
  run: async ({ store, services, actor, input, now, newId }) => {
    const columns = columnsFor(input.subject, actor.reads);
    if (columns.length === 0)
      throw new Problem('not-permitted', { reason: 'Your role reads no class of what would be exported.' });
    if (input.format === 'htcds' && input.subject !== 'persons') throw field('subject', 'HTCDS is of persons');
    const sensitive = isSensitive(columns);
    const encrypted = input.passphrase !== undefined;
    if (encrypted && input.encrypt === false) throw field('passphrase', 'leave it out, or leave encrypt out');
    if (!encrypted && input.encrypt === true) throw field('passphrase', 'choose a passphrase to encrypt with');
    if (sensitive && !encrypted && input.encrypt !== false)
      throw field('passphrase', 'identity is inside: choose a passphrase, or set encrypt to false and give a reason');
    if (sensitive && !encrypted && !input.reason) throw field('reason', 'say why identity must leave unencrypted');
    const id = newId();
    const kind = kinds[input.format];
    const fileName = `palermo-${input.subject}-${now.toISOString().slice(0, 10)}.${kind.ending}${encrypted ? '.age' : ''}`;
    await sql`insert into export_file (id, user_id, agency_id, subject, format, filter, sensitive, encrypted, plain_reason, columns, file_name, media_type, created_at, expires_at)
      values (${id}, ${actor.userId}, ${actor.agencyId}, ${input.subject}, ${input.format}, ${JSON.stringify(input.filter)}::jsonb, ${sensitive}, ${encrypted},
        ${encrypted ? null : (input.reason ?? null)}, ${columns.map((column) => column.name)}::text[], ${fileName},
        ${encrypted ? 'application/octet-stream' : kind.mediaType}, ${now.toISOString()}, ${new Date(now.getTime() + HOURS_KEPT * 3_600_000).toISOString()})`.execute(
      store,
    );
    const passphraseSealed = input.passphrase === undefined ? null : await services.keys.seal(input.passphrase);
    await services.jobs.enqueue(store, actor, EXPORT_JOB, id, { exportId: id, passphraseSealed });
    return orNotFound(await findExport(store, id));
  },
});

const field = (name: string, message: string): Problem =>
  new Problem('invalid-input', { fields: [{ field: name, message }] });

export const listExportsAction = defineAction({
  name: 'exports.list',
  method: 'GET',
  path: '/api/exports',
  summary: 'The own exports of the last day',
  input: z.object({}),
  output: z.object({ exports: z.array(exportShown) }),
  permission: 'case.export',
  subject: collection('exports'),
  purpose: 'case-work',
  audit: 'listed own exports',
  command: 'exports list',
  run: async ({ store }) => ({ exports: await listExports(store) }),
});

export const openExport = defineAction({
  name: 'exports.open',
  method: 'GET',
  path: '/api/exports/:exportId',
  summary: 'How far an export is, and what the format could not say',
  input: exportId,
  output: exportShown,
  permission: 'case.export',
  subject: exportSubject,
  purpose: 'case-work',
  audit: 'looked after an export',
  run: async ({ subject }) => subject.row,
});

export const downloadExport = defineAction({
  name: 'exports.download',
  method: 'GET',
  path: '/api/exports/:exportId/content',
  summary: 'The file of an export',
  input: exportId,
  output: z.null(),
  permission: 'case.export',
  subject: exportSubject,
  purpose: 'case-work',
  audit: 'downloaded an export',
  reply: 'file',
  run: async ({ services, subject: { row } }) => {
    if (row.storageKey === null)
      throw new Problem('not-allowed-now', { state: row.state, reason: 'The file is not made yet.' });
    return { stream: await services.files.open(row.storageKey), mediaType: row.mediaType, fileName: row.fileName };
  },
});

export const removeExport = defineAction({
  name: 'exports.remove',
  method: 'DELETE',
  path: '/api/exports/:exportId',
  summary: 'Remove an export before its day is over',
  input: exportId,
  output: z.object({ id: z.uuid() }),
  permission: 'case.export',
  subject: exportSubject,
  purpose: 'case-work',
  audit: 'removed an export',
  run: async ({ store, input }) => {
    await sql`delete from export_file where id = ${input.exportId}`.execute(store);
    return { id: input.exportId };
  },
});

export const exportActions: readonly Action[] = [
  askExport,
  listExportsAction,
  openExport,
  downloadExport,
  removeExport,
];
