import { sql, type RawBuilder } from 'kysely';
import type { DataClass } from '../../words/access.ts';
import type { Store } from '../../platform/store/index.ts';
import type { AccessLine, PersonRecordRow } from './schema.ts';

type Part = Record<string, unknown> & { readonly recordId: string };

/** Person records with their parts, as far as the actor reads each class; what is not read comes back empty. */
export async function personRecords(
  store: Store,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<PersonRecordRow[]> {
  const { rows } =
    await sql<PersonRecordRow>`select r.* from person_record r where ${condition} order by r.created_at, r.id limit ${limit}`.execute(
      store,
    );
  const ids = rows.map((row) => row.id);
  const [names, identities, documents, contacts] = [
    await parts(store, 'person_name', ids),
    await parts(store, 'person_identity', ids, 'record_id'),
    await parts(store, 'person_document', ids),
    await parts(store, 'person_contact', ids),
  ];
  const of = (found: readonly Part[], id: string) => found.filter((part) => part.recordId === id);
  return rows.map((row) => ({
    ...row,
    names: of(names, row.id) as unknown as PersonRecordRow['names'],
    identity: (of(identities, row.id)[0] ?? null) as PersonRecordRow['identity'],
    documents: of(documents, row.id) as unknown as PersonRecordRow['documents'],
    contacts: of(contacts, row.id) as unknown as PersonRecordRow['contacts'],
  }));
}

async function parts(store: Store, table: string, recordIds: readonly string[], key = 'id'): Promise<Part[]> {
  if (recordIds.length === 0) return [];
  const { rows } =
    await sql<Part>`select t.* from ${sql.table(table)} t where t.record_id = any(${[...recordIds]}::uuid[])
    order by t.created_at, t.${sql.ref(key)}`.execute(store);
  return rows;
}

/** The classes of a case the actor reads, and writes: the role's, narrowed by the grant if the case was shared. */
export async function classesOfCase(
  store: Store,
  caseId: string,
): Promise<{ reads: DataClass[]; writes: DataClass[] }> {
  const { rows } = await sql<{ reads: DataClass[]; writes: DataClass[] }>`select
    array(select c from unnest(actor_reads()) c where may_read(${caseId}, c)) as reads,
    array(select c from unnest(actor_writes()) c where may_write(${caseId}, c)) as writes`.execute(store);
  return rows[0] ?? { reads: [], writes: [] };
}

/** What the trail says of these cases and records; staff of other agencies without names. */
export async function accessLog(
  store: Store,
  cases: readonly string[],
  records: readonly string[],
  before: Date,
  limit: number,
): Promise<AccessLine[]> {
  const { rows } = await sql<AccessLine>`select at, agency_name, user_id, user_name, role_name, action, outcome, via
    from access_log(${[...cases]}::uuid[], ${[...records]}::uuid[], ${before.toISOString()}::timestamptz, ${limit})`.execute(
    store,
  );
  return rows;
}
