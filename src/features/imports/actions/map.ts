import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, orNotFound, Problem, type Services } from '../../../platform/action/index.ts';
import { loadPlaces } from '../../../words/gazetteer.ts';
import { layoutOf } from '../layouts.ts';
import { ownListLayout } from '../own-list/own-list.ts';
import { meaningsOf, proposeMapping } from '../own-list/propose.ts';
import { shareRead } from '../own-list/share-read.ts';
import { isUnknown } from '../own-list/values.ts';
import { importId, importView, listMapping, mappingChange, mappingView, type ListMapping } from '../schema.ts';
import { changeImport, findImport, viewOf, type ImportRow } from '../store.ts';
import { withTable } from '../work/working-file.ts';
import { importSubject, mayQuote, requireKind } from './subject.ts';

const SAMPLE_ROWS = 100;
/** So many rows are looked through to count the values of a column. */
const COUNTED_ROWS = 5000;
const MOST_VALUES = 100;

export const readMappingAction = defineAction({
  name: 'imports.mapping',
  command: 'imports mapping',
  method: 'GET',
  path: '/api/imports/:importId/mapping',
  summary: 'How the columns of a list are read now, beside what Palermo proposes and why',
  input: z.object({ importId }),
  output: mappingView,
  permission: 'import.run',
  subject: importSubject,
  purpose: 'case-work',
  audit: 'read how the columns of an import are read',
  run: async ({ store, services, actor, subject: { found }, now }) => {
    await loadPlaces();
    const today = now.toISOString().slice(0, 10);
    const present = listMapping.safeParse(found.mapping).data ?? { columns: [] };
    const sample = found.layout === ownListLayout.id ? await sampleOf(services, found) : [];
    const columns =
      found.layout === ownListLayout.id
        ? merged(proposeMapping(found.columns, sample.slice(0, SAMPLE_ROWS)), present).map((column, at) => {
            const counts = valueCounts(sample, at);
            const meanings = meaningsOf(
              column.field,
              counts.map(({ value }) => value),
            );
            const read = { ...column, values: { ...meanings, ...column.values } };
            return { ...read, counts, confidence: column.confidence * shareRead(read, counts, today) };
          })
        : [];
    const quote = mayQuote(actor, found);
    const { rows } =
      await sql`select 1 from import_mapping where agency_id = ${found.agencyId} and header_signature = ${found.headerSignature}`.execute(
        store,
      );
    return {
      importId: found.id,
      version: found.version,
      layout: found.layout,
      releaseDate: found.releaseDate,
      remembered: rows.length > 0,
      columns: quote ? columns : columns.map((column) => ({ ...column, samples: [], values: {}, counts: [] })),
      counted: sample.length,
      corrections: quote ? (present.corrections ?? []) : [],
      unmapped: columns.filter(({ field }) => field === null).map(({ column }) => column),
    };
  },
});

async function sampleOf(services: Services, row: ImportRow): Promise<(readonly string[])[]> {
  if (row.storageKey === null) return [];
  return withTable(services, row, async (table) => {
    const sample: (readonly string[])[] = [];
    for await (const { values, problems } of table.rows()) {
      if (problems.length === 0) sample.push(values);
      if (sample.length >= COUNTED_ROWS) break;
    }
    return sample;
  });
}

/** The values of a column, the most frequent first; what says that nothing is known needs no meaning. */
function valueCounts(sample: readonly (readonly string[])[], at: number): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of sample) {
    const value = (row[at] ?? '').trim().slice(0, 500);
    if (!isUnknown(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => other.count - one.count || one.value.localeCompare(other.value))
    .slice(0, MOST_VALUES);
}

/** The proposal, with what stands now in its place. */
function merged(proposal: ReturnType<typeof proposeMapping>, present: ListMapping): ReturnType<typeof proposeMapping> {
  return proposal.map((proposed) => {
    const now = present.columns.find(({ column }) => column === proposed.column);
    if (!now || (now.field === proposed.field && now.dateOrder === proposed.dateOrder))
      return { ...proposed, ...(now?.values ? { values: { ...proposed.values, ...now.values } } : {}) };
    return { ...proposed, ...now, confidence: 1, reason: 'Said by a person.' };
  });
}

export const mapImport = defineAction({
  name: 'imports.map',
  method: 'PUT',
  path: '/api/imports/:importId/mapping',
  summary: 'Correct how a file is read; it is checked anew, and the agency’s next list with these columns is read so',
  input: mappingChange,
  output: importView,
  permission: 'import.run',
  subject: importSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'changed how an import is read',
  auditDetail: (_, output) => ({ layout: output.layout }),
  run: async ({ store, services, actor, subject: { found }, input, newId, now }) => {
    if (found.erasedAt !== null || (!['drafted', 'failed'].includes(found.state) && found.jobAlive))
      throw new Problem('not-allowed-now', { state: found.state });
    if (!['drafted', 'failed', 'received', 'drafting'].includes(found.state))
      throw new Problem('not-allowed-now', { state: found.state });
    await loadPlaces();
    const layout = layoutOf(input.layout ?? found.layout);
    requireKind(actor, layout.kind);
    if (layout.kind === 'records' && found.agencyId === null)
      throw new Problem('invalid-input', {
        fields: [
          { field: 'layout', message: 'needs an agency: bring the file in again and say whose records these are' },
        ],
      });
    const releaseDate = input.releaseDate ?? found.releaseDate;
    const mapping =
      input.mapping ??
      (layout.id === found.layout
        ? found.mapping
        : layout.id === ownListLayout.id
          ? { columns: proposeMapping(found.columns, []) }
          : null);
    layout.open({
      columns: found.columns,
      contentDigest: found.sha256,
      fileName: found.fileName,
      releaseDate,
      mapping,
    });
    if (layout.id === ownListLayout.id && input.mapping)
      await remember(store, found, { columns: input.mapping.columns });
    const jobId = newId();
    await changeImport(store, found.id, {
      layout: sql`${layout.id}`,
      kind: sql`${layout.kind}`,
      releaseDate: sql`${releaseDate}::date`,
      mapping: sql`${mapping === null ? null : JSON.stringify(mapping)}::jsonb`,
      state: sql`'received'`,
      cancelAsked: sql`false`,
      problem: sql`null`,
      finishedAt: sql`null`,
      jobId: sql`${jobId}::uuid`,
    });
    await services.jobs.enqueue(store, actor, 'imports.draft', jobId, { importId: found.id });
    return viewOf(orNotFound(await findImport(store, found.id, false)), now);
  },
});

async function remember(store: Parameters<typeof findImport>[0], row: ImportRow, mapping: unknown): Promise<void> {
  await sql`insert into import_mapping (agency_id, header_signature, mapping) values (${row.agencyId}, ${row.headerSignature}, ${JSON.stringify(mapping)}::jsonb)
    on conflict (agency_id, header_signature) do update set mapping = excluded.mapping, updated_at = now(), updated_by = actor_user()`.execute(
    store,
  );
}
