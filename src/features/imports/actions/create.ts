import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.ts';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Context,
  type Subject,
  type Upload,
} from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import {
  DEFAULT_LIMITS,
  openTable,
  TableError,
  type OpenTableOptions,
  type Table,
} from '../../../platform/tables/index.ts';
import { foldName } from '../../../words/fold.ts';
import { loadPlaces } from '../../../words/gazetteer.ts';
import { releaseInPreamble } from '../../series/index.ts';
import { detectLayout, layoutOf } from '../layouts.ts';
import { ownListLayout } from '../own-list/own-list.ts';
import { proposeMapping } from '../own-list/propose.ts';
import { createInput, importView } from '../schema.ts';
import { findImport, viewOf } from '../store.ts';
import type { Layout } from '../target.ts';
import { requireKind } from './subject.ts';

const SAMPLE_ROWS = 100;
const LONGEST_FILE_NAME = 200;

export const createImport = defineAction({
  name: 'imports.create',
  method: 'POST',
  path: '/api/imports',
  summary: 'Bring in a file: it is stored encrypted and every row is checked; nothing is written until it is applied',
  input: createInput,
  output: importView,
  permission: 'import.run',
  prepare: async ({ input, upload, keepFile }) => {
    if (!upload)
      throw new Problem('invalid-input', {
        fields: [{ field: 'body', message: 'send the file itself as application/octet-stream' }],
      });
    const look = await lookInto(upload, readingOf(input), input.layout);
    return { ...look, upload, storageKey: await keepFile(upload.path) };
  },
  subject: collection('imports'),
  purpose: 'case-work',
  audit: 'brought in a file to be checked',
  auditHits: (output) => [output.id],
  auditDetail: (_, output) => ({ layout: output.layout, sha256: output.sha256, bytes: output.bytes }),
  limits: { bodyBytes: DEFAULT_LIMITS.maxBytes, perMinute: 60 },
  body: 'file',
  command: 'import',
  run: record,
});

interface Prepared extends Look {
  readonly upload: Upload;
  readonly storageKey: string;
}

/** Writes down a file that was looked into, and queues the check of its rows. */
async function record(
  context: Context<z.output<typeof createInput>, Subject, Actor, Prepared>,
): Promise<z.input<typeof importView>> {
  const { store, services, actor, input, prepared, newId, now } = context;
  const { table, layout, sample, upload, storageKey } = prepared;
  const reading = readingOf(input);
  await loadPlaces();
  requireKind(actor, layout.kind);
  const agencyId = await agencyOf(store, actor, input.agency, layout);
  const signature = createHash('sha256')
    .update(JSON.stringify(table.columns.map(foldName)))
    .digest('hex');
  const mapping = await mappingOf(store, layout, agencyId, signature, table, sample, input.mapping);
  const releaseDate = input.releaseDate ?? (layout.kind === 'series' ? releaseInPreamble(table.preamble) : null);
  layout.open({
    columns: table.columns,
    contentDigest: upload.sha256,
    fileName: upload.fileName,
    releaseDate,
    mapping,
  });
  const [id, jobId] = [newId(), newId()];
  await sql`insert into import (id, agency_id, kind, layout, state, file_name, file_format, storage_key, sha256, bytes, reading, columns, header_signature, release_date, mapping, job_id)
        values (${id}, ${agencyId}, ${layout.kind}, ${layout.id}, 'received', ${upload.fileName.slice(0, LONGEST_FILE_NAME)}, ${table.format}, ${storageKey}, ${upload.sha256}, ${upload.bytes},
          ${JSON.stringify(reading)}::jsonb, ${[...table.columns]}::text[], ${signature}, ${releaseDate}, ${mapping === null ? null : JSON.stringify(mapping)}::jsonb, ${jobId})`.execute(
    store,
  );
  await services.jobs.enqueue(store, actor, 'imports.draft', jobId, { importId: id });
  return viewOf(orNotFound(await findImport(store, id, false)), now);
}

function readingOf({ sheet, headerRow, encoding, delimiter }: z.output<typeof createInput>): OpenTableOptions {
  const position = sheet !== undefined && /^\d+$/.test(sheet) ? Number(sheet) : sheet;
  const all = { sheet: position, headerRow, encoding, delimiter };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

interface Look {
  readonly table: Table;
  readonly layout: Layout;
  readonly sample: readonly (readonly string[])[];
}

/** Reads the header and the first rows. A file that cannot be read is refused here and leaves nothing behind. */
async function lookInto(upload: Upload, reading: OpenTableOptions, layoutId: string | undefined): Promise<Look> {
  try {
    const table = await openTable(upload.path, { ...reading, fileName: upload.fileName });
    try {
      const sample: (readonly string[])[] = [];
      for await (const row of table.rows()) {
        if (row.problems.length === 0) sample.push(row.values);
        if (sample.length >= SAMPLE_ROWS || row.row > SAMPLE_ROWS * 10) break;
      }
      return {
        table,
        sample,
        layout: layoutId === undefined ? detectLayout(table.columns, sample) : layoutOf(layoutId),
      };
    } finally {
      await table.close();
    }
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const { code, message, remedy, row, line, column } = error.problem;
    throw new Problem('file-unreadable', { code, message, remedy, row, line, column });
  }
}

/** The agency the records will belong to; published tables belong to none when the local operator brings them. */
async function agencyOf(store: Store, actor: Actor, code: string | undefined, layout: Layout): Promise<string | null> {
  const wanted = code === undefined ? sql`id = ${actor.agencyId}` : sql`lower(code) = lower(${code})`;
  const { rows } = await sql<{ id: string }>`select id from agency where ${wanted} and active`.execute(store);
  const id = rows[0]?.id;
  if (id !== undefined && (id === actor.agencyId || actor.scope === 'all')) return id;
  if (id === undefined && code === undefined && layout.kind === 'series') return null;
  const message =
    code === undefined
      ? 'say with the code of an agency whose records these are'
      : id === undefined
        ? 'is the code of no agency here'
        : 'is another agency; you bring in for your own';
  throw new Problem('invalid-input', { fields: [{ field: 'agency', message }] });
}

/** The mapping sent along, the one remembered for these columns, or Palermo's own proposal. */
async function mappingOf(
  store: Store,
  layout: Layout,
  agencyId: string | null,
  signature: string,
  table: Table,
  sample: Look['sample'],
  sent: string | undefined,
): Promise<unknown> {
  if (sent !== undefined) return parseJson(sent);
  if (layout.id !== ownListLayout.id) return null;
  const { rows } = await sql<{
    mapping: unknown;
  }>`select mapping from import_mapping where agency_id = ${agencyId} and header_signature = ${signature}`.execute(
    store,
  );
  return (
    rows[0]?.mapping ?? {
      columns: proposeMapping(table.columns, sample).map(({ column, field, values, dateOrder }) => ({
        column,
        field,
        ...(values ? { values } : {}),
        ...(dateOrder ? { dateOrder } : {}),
      })),
    }
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('invalid-input', { fields: [{ field: 'mapping', message: 'must be JSON' }] });
  }
}
