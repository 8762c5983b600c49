import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import { BackupError, type ArchiveSummary, type ArchiveVisitor, type Row } from './archive.ts';
import { digestOf, plainTextForms, tablesOf, type DumpedColumn } from './dump.ts';

/** Puts the rows of an archive into a database, in the caller's transaction. */
export interface Loader {
  readonly visitor: Pick<ArchiveVisitor, 'table' | 'row' | 'tableEnd' | 'sequence'>;
  /** Puts back what was taken off for loading and holds every table against the archive. */
  finish(tables: ArchiveSummary['tables']): Promise<void>;
}

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 4 * 1024 * 1024;

/**
 * Empties the tables and takes off what would change the rows on their way (triggers) or ask for an order that cycles
 * have not (foreign keys). The transaction puts all of it back, or rolls all of it back.
 */
export async function openLoader(store: Store): Promise<Loader> {
  await plainTextForms(store);
  const tables = new Map((await tablesOf(store)).map((table) => [table.name, table]));
  const references = await takeOffReferences(store);
  for (const name of tables.keys()) await sql`alter table ${sql.table(name)} disable trigger user`.execute(store);
  await sql`truncate ${sql.join([...tables.keys()].map((name) => sql.table(name)))}`.execute(store);
  let insert: (rows: readonly Row[]) => Promise<void> = async () => undefined;
  let batch: Row[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await insert(batch);
    batch = [];
    characters = 0;
  };
  return {
    visitor: {
      table: async (name, columns) => {
        const table = tables.get(name);
        const known = columns.map((column) => table?.columns.find((candidate) => candidate.name === column));
        if (!table || known.length !== table.columns.length || known.includes(undefined)) {
          throw new BackupError(`The table ${name} of the backup is not as this Palermo has it.`);
        }
        insert = inserter(store, name, known as DumpedColumn[]);
      },
      row: async (row) => {
        batch.push(row);
        characters += row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
        if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
      },
      tableEnd: flush,
      sequence: async (name, value) => {
        if (value !== null) await sql`select setval(${`public.${name}`}::regclass, ${value})`.execute(store);
      },
    },
    finish: async (expected) => {
      for (const { tableName, name, definition } of references) {
        await sql`alter table ${sql.table(tableName)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
          store,
        );
      }
      for (const table of tables.values()) {
        await sql`alter table ${sql.table(table.name)} enable trigger user`.execute(store);
        const own = await digestOf(store, table);
        const told = expected.get(table.name) ?? { rows: 0, sha256: own.rows === 0 ? own.sha256 : '' };
        if (own.rows !== told.rows || own.sha256 !== told.sha256)
          throw new BackupError(`The table ${table.name} did not come out as it went in. Nothing was restored.`);
      }
    },
  };
}

interface Reference {
  readonly tableName: string;
  readonly name: string;
  readonly definition: string;
}

async function takeOffReferences(store: Store): Promise<Reference[]> {
  const { rows } =
    await sql<Reference>`select c.relname as table_name, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace order by c.relname, k.conname`.execute(store);
  for (const { tableName, name } of rows)
    await sql`alter table ${sql.table(tableName)} drop constraint ${sql.ref(name)}`.execute(store);
  return rows;
}

/** Each value goes in through its type's own text form, so that it comes to rest exactly as it was. */
function inserter(
  store: Store,
  table: string,
  columns: readonly DumpedColumn[],
): (rows: readonly Row[]) => Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(
    columns.map((column, position) => sql`(r.v->>${sql.lit(position)})::${sql.raw(column.type)}`),
  );
  return async (rows) => {
    await sql`insert into ${sql.table(table)} (${names}) overriding system value
      select ${values} from json_array_elements(${JSON.stringify(rows)}::json) with ordinality as r (v, n) order by r.n`.execute(
      store,
    );
  };
}
