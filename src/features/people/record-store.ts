import { sql, type RawBuilder } from 'kysely';
import { Problem, type Subject } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A record of a case as an action's subject. */
export interface RecordSubject extends Subject {
  readonly id: string;
  readonly caseId: string;
  readonly version: number;
  readonly row: Values;
}

/** What is an object in our words is jsonb in the database. */
const bound = (value: unknown): RawBuilder<unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? sql`${JSON.stringify(value)}::jsonb`
    : sql`${value}`;

/** Writes a new record. Does not read it back: who may write a class does not always read it. */
export async function insertRecord(store: Store, table: string, values: Values): Promise<void> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  await sql`insert into ${sql.table(table)} (${sql.join(entries.map(([name]) => sql.ref(name)))})
    values (${sql.join(entries.map(([, value]) => bound(value)))})`.execute(store);
}

/** Changes a record; refused when the actor sees it but may not write it. Without values it only counts up. */
export async function updateRecord(store: Store, table: string, id: string, values: Values, key = 'id'): Promise<void> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const changes =
    entries.length > 0
      ? entries.map(([name, value]) => sql`${sql.ref(name)} = ${bound(value)}`)
      : [sql`case_id = case_id`];
  const result = await sql`update ${sql.table(table)} set ${sql.join(changes)} where ${sql.ref(key)} = ${id}`.execute(
    store,
  );
  if (!result.numAffectedRows) throw new Problem('not-permitted');
}

export async function deleteRecord(store: Store, table: string, id: string): Promise<void> {
  const result = await sql`delete from ${sql.table(table)} where id = ${id}`.execute(store);
  if (!result.numAffectedRows) throw new Problem('not-permitted');
}

/**
 * Loads a record within the actor's sight, locked for a write. Seen but not to be changed is a refusal of its own; not
 * seen is not there.
 */
export async function loadRecord(
  store: Store,
  table: string,
  id: string,
  forUpdate: boolean,
  key = 'id',
): Promise<RecordSubject | null> {
  const load = (lock: boolean) =>
    sql<Values>`select t.* from ${sql.table(table)} t where t.${sql.ref(key)} = ${id} ${lock ? sql`for no key update` : sql``}`.execute(
      store,
    );
  const row = (await load(forUpdate)).rows[0];
  if (row) return recordSubject(table, row, key);
  if (forUpdate && (await load(false)).rows.length > 0) throw new Problem('not-permitted');
  return null;
}

function recordSubject(kind: string, row: Values, key: string): RecordSubject {
  const updatedBy = row['updatedBy'];
  return {
    kind,
    id: String(row[key === 'id' ? 'id' : 'recordId'] ?? row['perpetratorId']),
    caseId: String(row['caseId']),
    version: Number(row['version']),
    updatedAt: String(row['updatedAt']),
    updatedBy: typeof updatedBy === 'string' ? updatedBy : String(row['createdBy']),
    row,
  };
}

/** A case the actor sees, as the parent of what is added to it; not locked, so that who may write one class need not write all. */
export async function visibleCase(
  store: Store,
  caseId: string,
): Promise<(Subject & { id: string; caseId: string }) | null> {
  const { rows } = await sql<{
    id: string;
    erased: boolean;
  }>`select id, erased_at is not null as erased from case_file where id = ${caseId}`.execute(store);
  const found = rows[0];
  if (found?.erased) throw new Problem('not-allowed-now', { reason: 'This case was erased.' });
  return found ? { kind: 'case', id: found.id, caseId: found.id } : null;
}
