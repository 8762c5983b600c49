import { PGlite, types as pgliteTypes } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { DurableFolder, durableStart, makeDatabaseFolder } from './durable-files.ts';
import { preparing } from './prepared.ts';
import { pgliteDialect } from './pglite-dialect.ts';

/** The tables, as each feature declares them by augmenting this interface in its own `tables.ts`. */
export interface Tables {}

/** An open database of either kind, outside any actor's rights: for migrations, sign-in and the transaction maker. */
export interface Database {
  readonly kind: 'embedded' | 'postgres';
  readonly owner: Kysely<Tables>;
  close(): Promise<void>;
}

/** Instants come as ISO text in UTC, dates as YYYY-MM-DD, 64-bit integers as numbers: the same on both databases. */
const instant = (text: string): string =>
  new Date(text.includes('T') ? text : text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('integer outside the safe range');
  return value;
};
const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.TIMESTAMPTZ]: instant,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.INT8]: wholeNumber,
  [pg.types.builtins.NUMERIC]: Number,
};

/** Rows speak camelCase, tables snake_case; what is inside a jsonb value keeps its own names. */
const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true });

/** Opens (and makes, if new) the embedded database in a folder; `null` keeps it in memory. */
export async function openEmbedded(folder: string | null, loadFrom?: Blob): Promise<Database> {
  if (folder !== null && !loadFrom) await makeDatabaseFolder(folder);
  const engine = await PGlite.create({
    extensions: { pg_trgm },
    ...(folder === null ? {} : { fs: new DurableFolder(folder), startParams: [...durableStart] }),
    ...(loadFrom ? { loadDataDir: loadFrom } : {}),
    parsers: { ...parsers, [pgliteTypes.BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex') },
  });
  const owner = new Kysely<Tables>({ dialect: pgliteDialect(engine), plugins: [camelCase] });
  return { kind: 'embedded', owner, close: () => owner.destroy() };
}

/** Opens a PostgreSQL server (15 or later) by its connection address. */
export async function openPostgres(address: string, connections = 12): Promise<Database> {
  const types = new pg.TypeOverrides();
  for (const [oid, parse] of Object.entries(parsers)) types.setTypeParser(Number(oid), parse);
  const pool = new pg.Pool({
    connectionString: address,
    max: connections,
    types,
    // Pages are on solid state, so an index walk is not dear; compiling a plan costs more than our queries run.
    options: '-c random_page_cost=1.1 -c jit=off',
  });
  // An idle connection that the server drops is replaced by the pool at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }), plugins: [camelCase] });
  return { kind: 'postgres', owner, close: () => owner.destroy() };
}
