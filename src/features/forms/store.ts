import { sql } from 'kysely';
import type { DataClass } from '../../words/access.ts';
import type { FormTarget } from '../../words/forms.ts';
import type { Store } from '../../platform/store/index.ts';
import { definitionsFor } from './rules.ts';
import type { ExtraRow, ExtraValue, FormField, FormVersion } from './schema.ts';

type StoredVersion = FormVersion & { readonly id: string };

/** The versions of an agency's form for one kind of record, the newest first. */
export async function versionsOf(
  store: Store,
  agencyId: string,
  target: FormTarget,
): Promise<readonly StoredVersion[]> {
  const { rows } =
    await sql<StoredVersion>`select f.id, f.target, f.number, f.fields, f.created_at, u.name as created_by_name
    from form_version f left join app_user u on u.id = f.created_by
    where f.agency_id = ${agencyId} and f.target = ${target} order by f.number desc`.execute(store);
  return rows;
}

export async function addVersion(
  store: Store,
  values: { id: string; agencyId: string; target: FormTarget; number: number; fields: readonly FormField[] },
): Promise<void> {
  await sql`insert into form_version (id, agency_id, target, number, fields)
    values (${values.id}, ${values.agencyId}, ${values.target}, ${values.number}, ${JSON.stringify(values.fields)}::jsonb)`.execute(
    store,
  );
}

const targetTables = { case: 'case_file', person_record: 'person_record', event: 'event' } as const;

/** Whether the actor sees the record the values are to be about, in this case. */
export async function isInCase(store: Store, caseId: string, target: FormTarget, id: string): Promise<boolean> {
  const key = target === 'case' ? sql`id` : sql`case_id`;
  const { rows } =
    await sql`select 1 from ${sql.table(targetTables[target])} where id = ${id} and ${key} = ${caseId}`.execute(store);
  return rows.length > 0;
}

export interface StoredExtra {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly updatedBy: string | null;
  readonly fieldValues: Record<string, ExtraValue>;
}

/** What an agency keeps of one record in one class, locked for a write. */
export async function findExtra(
  store: Store,
  of: { subjectId: string; agencyId: string; dataClass: DataClass },
  forUpdate: boolean,
): Promise<StoredExtra | null> {
  const { rows } =
    await sql<StoredExtra>`select id, version, updated_at, coalesce(updated_by, created_by) as updated_by, field_values from extra_values
    where subject_id = ${of.subjectId} and agency_id = ${of.agencyId} and data_class = ${of.dataClass}
    ${forUpdate ? sql`for no key update` : sql``}`.execute(store);
  return rows[0] ?? null;
}

/** Everything the extra fields of a case hold that the actor may read, each with its definitions. */
export async function extrasOf(store: Store, caseId: string): Promise<ExtraRow[]> {
  const { rows } = await sql<
    Omit<ExtraRow, 'fields' | 'values'> & { fieldValues: Record<string, ExtraValue> }
  >`select v.id, v.version, v.target, v.subject_id, v.agency_id, a.name as agency_name, v.data_class, f.number as form_number, v.field_values, v.updated_at
    from extra_values v join form_version f on f.id = v.form_version_id left join agency a on a.id = v.agency_id
    where v.case_id = ${caseId} order by v.created_at, v.id`.execute(store);
  const versions = await definitions(store, rows);
  return rows.map(({ fieldValues, ...row }) => ({
    ...row,
    values: fieldValues,
    fields: [...definitionsFor(fieldValues, versions.get(`${row.agencyId} ${row.target}`) ?? [], row.formNumber)],
  }));
}

type VersionFields = { readonly number: number; readonly fields: readonly FormField[] };

async function definitions(
  store: Store,
  rows: readonly { readonly agencyId: string; readonly target: string }[],
): Promise<ReadonlyMap<string, readonly VersionFields[]>> {
  const agencies = [...new Set(rows.map((row) => row.agencyId))];
  if (agencies.length === 0) return new Map();
  const found = await sql<VersionFields & { agencyId: string; target: string }>`select agency_id, target, number, fields
    from form_version where agency_id = any(${agencies}::uuid[])`.execute(store);
  return Map.groupBy(found.rows, (row) => `${row.agencyId} ${row.target}`);
}
