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
  'screening',
] as const;

/** Tables whose rows are added and never changed: their first version is their last. */
const lasting = ['screening_decision', 'law_assessment'] as const;

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

const lastingColumns = (
  kind: string,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`select ${kind}::text as kind,
  t.id, 1 as version, t.created_at as valid_from, t.created_by as by, null::timestamptz as valid_to, false as deleted,
  null::uuid as ended_by, to_jsonb(t) as row from ${sql.table(kind)} t where ${condition}`;

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

/** Of records that hold much more than a line can say, what is told; names that other records use otherwise get their own. */
const told: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  screening: {
    mode: 'screening_mode',
    state: 'screening_state',
    level: 'screening_level',
    treat_as: 'treat_as',
    started_at: 'started_at',
    ended_at: 'ended_at',
    danger: 'danger',
    protection_told_at: 'protection_told_at',
    modes: 'national_modes',
  },
  screening_decision: {
    step: 'proof_step',
    outcome: 'screening_outcome',
    grounds: 'grounds',
    decided_by_body: 'decided_by_body',
    decided_on: 'decided_on',
    differs: 'differs',
  },
  law_assessment: { number: 'number', packs: 'laws', remark: 'remark' },
};

function toldOf({ kind, row }: VersionRow): VersionRow['row'] {
  const names = told[kind];
  if (!names) return row;
  return Object.fromEntries(Object.entries(names).map(([name, shown]) => [shown, row[name] ?? null]));
}

/** Present rows and past ones of a case, as far as the reader's classes go: the policies decide row by row. */
async function versionRows(
  store: Store,
  caseId: string,
  past: RawBuilder<unknown>,
  until: string | null,
): Promise<VersionRow[]> {
  const before = (column: string): RawBuilder<unknown> =>
    until === null ? sql`true` : sql`t.${sql.ref(column)} <= ${until}::timestamptz`;
  const tables = [
    versionColumns('case_file', sql`t.id = ${caseId} and ${before('updated_at')}`),
    ...kinds.map((kind) => versionColumns(kind, sql`t.case_id = ${caseId} and ${before('updated_at')}`)),
    ...lasting.map((kind) => lastingColumns(kind, sql`t.case_id = ${caseId} and ${before('created_at')}`)),
  ];
  const { rows } = await sql<VersionRow>`select * from (${sql.join(tables, sql` union all `)}
    union all select kind, id, version, valid_from, changed_by, valid_to, deleted, ended_by, row from history h
      where h.case_id = ${caseId} and h.kind not in ('case_grant', 'screening_answers') and ${past}) v order by kind, id, version limit ${MOST_VERSIONS}`.execute(
    store,
  );
  return rows.map((row) => ({ ...row, row: toldOf(row) }));
}

/** Every version of everything in a case that the reader may see. */
export async function caseVersions(store: Store, caseId: string): Promise<HistoryVersion[]> {
  const rows = await versionRows(store, caseId, sql`true`, null);
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
    moment,
  );
  const records: Record<string, Picture[]> = {};
  for (const { kind, row } of rows) {
    const { storage_key: _storageKey, ...shown } = row;
    (records[camel(kind)] ??= []).push(
      Object.fromEntries(Object.entries(shown).map(([name, value]) => [camel(name), value])),
    );
  }
  const { caseFile, ...contents } = records;
  return { case: caseFile?.[0] ?? null, records: contents };
}
