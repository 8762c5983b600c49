import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';

/** A table as a backup sees it: what is stored, without what the database computes itself. */
export interface DumpedTable {
  readonly name: string;
  readonly columns: readonly DumpedColumn[];
}
export interface DumpedColumn {
  readonly name: string;
  readonly type: string;
}

const PAGE = 500;

/** Text forms that do not depend on how a server is set up: both databases write a value the same way. */
export async function plainTextForms(store: Store): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, MDY', true), set_config('IntervalStyle', 'postgres', true),
    set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`.execute(store);
}

/** Every table of the installation but the list of migrations, which a restore makes by migrating. */
export async function tablesOf(store: Store): Promise<DumpedTable[]> {
  const { rows } = await sql<{ tableName: string; columnName: string; type: string }>`
    select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname collate "C", a.attname collate "C"`.execute(store);
  const tables = new Map<string, DumpedColumn[]>();
  for (const row of rows)
    tables.set(row.tableName, [...(tables.get(row.tableName) ?? []), { name: row.columnName, type: row.type }]);
  return [...tables].map(([name, columns]) => ({ name, columns }));
}

/** The rows as JSON lists of texts, read through a cursor in the caller's transaction, in one order on every database. */
export async function* rowsOf(store: Store, { name, columns }: DumpedTable): AsyncGenerator<string> {
  const texts = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  const order = await orderOf(store, name);
  const ordered = order.length > 0 ? sql`order by ${sql.join(order)}` : sql``;
  const lines = sql`select to_json(array[${texts}])::text as line from ${sql.table(name)} ${ordered}`;
  const query = order.length > 0 ? lines : sql`select line from (${lines}) lines order by line collate "C"`;
  await sql`declare backup_rows no scroll cursor for ${query}`.execute(store);
  try {
    for (;;) {
      const { rows } = await sql<{ line: string }>`fetch ${sql.lit(PAGE)} from backup_rows`.execute(store);
      for (const { line } of rows) yield line;
      if (rows.length < PAGE) return;
    }
  } finally {
    await sql`close backup_rows`.execute(store);
  }
}

async function orderOf(store: Store, name: string): Promise<ReturnType<typeof sql>[]> {
  const { rows } = await sql<{
    columnName: string;
    text: boolean;
  }>`select a.attname as column_name, a.attcollation <> 0 as text
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = ${`public.${name}`}::regclass and i.indisprimary order by array_position(i.indkey::smallint[], a.attnum)`.execute(
    store,
  );
  return rows.map((row) => (row.text ? sql`${sql.ref(row.columnName)} collate "C"` : sql`${sql.ref(row.columnName)}`));
}

/** Count and digest of a table's rows, as an archive has them. */
export async function digestOf(store: Store, table: DumpedTable): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const line of rowsOf(store, table)) {
    hash.update(line).update('\n');
    rows += 1;
  }
  return { rows, sha256: hash.digest('hex') };
}

export async function sequencesOf(store: Store): Promise<{ name: string; value: number | null }[]> {
  const { rows } = await sql<{
    name: string;
    value: number | null;
  }>`select sequencename as name, last_value as value from pg_sequences
    where schemaname = 'public' order by sequencename collate "C"`.execute(store);
  return rows;
}
