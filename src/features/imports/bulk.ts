import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** The tables a record is spread over, in the order their foreign keys ask for, with the columns imports fill. */
export const recordTables = {
  case_file: {
    id: 'uuid',
    number: 'text',
    agency_id: 'uuid',
    unit_id: 'uuid',
    reference: 'text',
    tip: 'text',
    som: 'text',
    status: 'text',
    opened_on: 'date',
    closed_on: 'date',
    close_reason: 'text',
    registration_year: 'integer',
    import_id: 'uuid',
  },
  person: { id: 'uuid' },
  person_record: {
    id: 'uuid',
    case_id: 'uuid',
    person_id: 'uuid',
    part: 'text',
    source: 'text',
    source_key: 'text',
    victim_status: 'text',
    status_decided_by: 'text',
    status_decided_on: 'date',
    sex: 'text',
    gender: 'text',
    age_identification_min: 'integer',
    age_identification_max: 'integer',
    age_identification_basis: 'text',
    age_entry_min: 'integer',
    age_entry_max: 'integer',
    age_entry_basis: 'text',
    age_exploitation_min: 'integer',
    age_exploitation_max: 'integer',
    age_exploitation_basis: 'text',
    citizenships: 'text[]',
    residence_country: 'text',
    education: 'text',
    migration_status: 'text',
    recruiter_relations: 'jsonb',
    exploitation_duration: 'text',
    registration_year: 'integer',
    import_id: 'uuid',
  },
  person_identity: {
    record_id: 'uuid',
    case_id: 'uuid',
    birth_from: 'date',
    birth_to: 'date',
    birth_precision: 'text',
    birth_place: 'text',
  },
  person_name: { id: 'uuid', record_id: 'uuid', case_id: 'uuid', kind: 'text', full_text: 'text' },
  person_document: {
    id: 'uuid',
    record_id: 'uuid',
    case_id: 'uuid',
    kind: 'text',
    number: 'text',
    issuing_country: 'text',
  },
  person_contact: { id: 'uuid', record_id: 'uuid', case_id: 'uuid', kind: 'text', value: 'text' },
  event: {
    id: 'uuid',
    case_id: 'uuid',
    type: 'text',
    place: 'text',
    date_from: 'date',
    date_to: 'date',
    date_precision: 'text',
    forms: 'jsonb',
    acts: 'jsonb',
    means: 'jsonb',
    controls: 'jsonb',
    sectors: 'jsonb',
    recruitment_methods: 'jsonb',
    means_groups: 'jsonb',
    import_id: 'uuid',
  },
  event_participant: { event_id: 'uuid', case_id: 'uuid', participant_kind: 'text', participant_id: 'uuid' },
  note: {
    id: 'uuid',
    case_id: 'uuid',
    about_kind: 'text',
    about_id: 'uuid',
    data_class: 'text',
    body: 'text',
    import_id: 'uuid',
  },
} as const satisfies Record<string, Record<string, string>>;
export type RecordTable = keyof typeof recordTables;

/** Writes many rows with one statement; columns that none of the rows fills are left to the table. */
export async function insertRows(store: Store, table: RecordTable, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(recordTables[table]).filter(([name]) =>
    rows.some((row) => row[name] !== undefined && row[name] !== null),
  );
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  const typed = sql.join(columns.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
  await sql`insert into ${sql.table(table)} (${names}) select ${names} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${typed})`.execute(
    store,
  );
}
