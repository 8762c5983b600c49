import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import { inList } from '../cases/index.ts';
import type { ExportColumn } from './columns.ts';
import type { ExportFilter, ExportShown } from './schema.ts';

const CASES_A_PAGE = 200;

export interface ExportPage {
  /** The record each row tells of, for the trail. */
  readonly ids: string[];
  readonly rows: string[][];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** A page of rows of the cases within the actor's reach, in the order of their ids. */
export async function exportPage(
  store: Store,
  actor: Actor,
  subject: 'cases' | 'persons',
  victimsOnly: boolean,
  columns: readonly ExportColumn[],
  filter: ExportFilter,
  after: string | null,
): Promise<ExportPage> {
  const { rows: cases } = await sql<{
    id: string;
  }>`select f.id from case_file f where ${conditions(actor, filter, after)} order by f.id limit ${CASES_A_PAGE}`.execute(
    store,
  );
  const last = cases.at(-1);
  if (!last) return { ids: [], rows: [], next: null };
  const found = cases.map((one) => one.id);
  const cells = sql.join(columns.map((column) => sql`coalesce((${column.text})::text, '')`));
  const from =
    subject === 'cases'
      ? sql`select c.id, array[${cells}] as cells from case_file c where c.id = any (${found}::uuid[]) order by c.id`
      : sql`select r.id, array[${cells}] as cells from person_record r join case_file c on c.id = r.case_id
          where r.case_id = any (${found}::uuid[]) ${victimsOnly ? sql`and r.part = 'victim'` : sql``} order by c.id, r.created_at, r.id`;
  const { rows } = await sql<{ id: string; cells: string[] }>`${from}`.execute(store);
  return {
    ids: rows.map((row) => row.id),
    rows: rows.map((row) => row.cells),
    next: cases.length < CASES_A_PAGE ? null : last.id,
  };
}

function conditions(actor: Actor, { caseIds, ...narrowing }: ExportFilter, after: string | null): RawBuilder<unknown> {
  const found = [inList(actor, narrowing)];
  if (after) found.push(sql`f.id > ${after}::uuid`);
  if (caseIds) found.push(sql`f.id = any (${caseIds}::uuid[])`);
  return sql.join(found, sql` and `);
}

const shown = sql`f.id, f.subject, f.format, coalesce(j.state, 'failed') as state, j.problem, f.encrypted, f.sensitive, f.columns, f.rows, f.lost,
  f.file_name, f.bytes, f.sha256, f.created_at, f.expires_at`;

/** The actor's own exports that are not over yet, newest first. */
export async function listExports(store: Store): Promise<ExportShown[]> {
  const { rows } =
    await sql<ExportShown>`select ${shown} from export_file f left join job j on j.id = f.id where f.expires_at > now() order by f.created_at desc, f.id limit 200`.execute(
      store,
    );
  return rows;
}

export interface StoredExport extends ExportShown {
  readonly storageKey: string | null;
  readonly mediaType: string;
  readonly filter: ExportFilter;
}

export async function findExport(store: Store, id: string): Promise<StoredExport | null> {
  const { rows } =
    await sql<StoredExport>`select ${shown}, f.storage_key, f.media_type, f.filter from export_file f left join job j on j.id = f.id
    where f.id = ${id} and f.expires_at > now()`.execute(store);
  return rows[0] ?? null;
}
