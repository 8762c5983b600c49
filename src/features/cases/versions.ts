import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import { camel, type HistoryVersion } from './rules.ts';

/** Tables whose rows are records of a case, with history. */
const kinds = [
  'person_record',
  'person_identity',
  'person_name',
  'person_document',
  'person_contact',
  'perpetrator',
  'perpetrator_identity',
  'organisation',
  'event',
  'event_participant',
  'movement_leg',
  'note',
  'task',
  'attachment',
  'case_link',
] as const;

const keys: Readonly<Record<string, string>> = { person_identity: 'record_id', perpetrator_identity: 'perpetrator_id' };

/** Versions at once, so that no case however long lived fills the memory. */
const MOST_VERSIONS = 20_000;

const versionColumns = (
  kind: string,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`select ${kind}::text as kind,
  t.${sql.ref(keys[kind] ?? 'id')} as id, t.version, t.updated_at as valid_from, coalesce(t.updated_by, t.created_by) as by,
  null::timestamptz as valid_to, false as deleted, null::uuid as ended_by, to_jsonb(t) as row
  from ${sql.table(kind)} t where ${condition}`;

interface VersionRow {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly validFrom: string;
  readonly by: string | null;
  readonly validTo: string | null;
  readonly deleted: boolean;
  readonly endedBy: string | null;
  readonly row: Record<string, unknown>;
}

/** Present rows and past ones of a case, as far as the reader's classes go: the policies decide row by row. */
async function versionRows(
  store: Store,
  caseId: string,
  past: RawBuilder<unknown>,
  present: RawBuilder<unknown>,
): Promise<VersionRow[]> {
  const tables = [
    versionColumns('case_file', sql`t.id = ${caseId} and ${present}`),
    ...kinds.map((kind) => versionColumns(kind, sql`t.case_id = ${caseId} and ${present}`)),
  ];
  const { rows } = await sql<VersionRow>`select * from (${sql.join(tables, sql` union all `)}
    union all select kind, id, version, valid_from, changed_by, valid_to, deleted, ended_by, row from history h
      where h.case_id = ${caseId} and h.kind <> 'case_grant' and ${past}) v order by kind, id, version limit ${MOST_VERSIONS}`.execute(
    store,
  );
  return rows;
}

/** Every version of everything in a case that the reader may see. */
export async function caseVersions(store: Store, caseId: string): Promise<HistoryVersion[]> {
  const rows = await versionRows(store, caseId, sql`true`, sql`true`);
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    version: row.version,
    from: row.validFrom,
    by: row.by,
    removedAt: row.deleted ? row.validTo : null,
    removedBy: row.endedBy,
    row: row.row,
  }));
}

type Picture = Record<string, unknown>;

/** The case and its contents as they were at an instant: for each record the one version valid then. */
export async function caseAt(
  store: Store,
  caseId: string,
  moment: string,
): Promise<{ case: Picture | null; records: Record<string, Picture[]> }> {
  const rows = await versionRows(
    store,
    caseId,
    sql`h.valid_from <= ${moment}::timestamptz and h.valid_to > ${moment}::timestamptz`,
    sql`t.updated_at <= ${moment}::timestamptz`,
  );
  const records: Record<string, Picture[]> = {};
  for (const { kind, row } of rows) {
    const { storage_key: _storageKey, ...told } = row;
    (records[camel(kind)] ??= []).push(
      Object.fromEntries(Object.entries(told).map(([name, value]) => [camel(name), value])),
    );
  }
  const { caseFile, ...contents } = records;
  return { case: caseFile?.[0] ?? null, records: contents };
}
