import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { emptyDatabase } from '../../../tests/harness/database.ts';
import { migrate, openEmbedded, shippedMigrations, type Database } from './index.ts';
import { statements } from './migrate.ts';

const open: Database[] = [];
const fresh = async (): Promise<Database> => {
  const database = await emptyDatabase();
  open.push(database);
  return database;
};
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

/** Tables, columns, policies, functions and triggers, as text. */
async function shapeOf({ owner }: Database): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
      from information_schema.columns where table_schema = 'public'
    union all select 'policy ' || tablename || '.' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies
    union all select 'function ' || proname || ' ' || md5(prosrc) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
    union all select 'trigger ' || tgrelid::regclass || '.' || tgname from pg_trigger where not tgisinternal
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    order by 1`.execute(owner);
  return rows.map((row) => row.line).join('\n');
}

test('an installation of any earlier version is brought to the newest, keeping what it holds', async () => {
  const shipped = await shippedMigrations();
  const whole = await fresh();
  await migrate(whole);
  const target = await shapeOf(whole);
  const stepwise = await fresh();
  await migrate(stepwise, shipped.slice(0, 1));
  await sql`insert into agency (id, code, name, kind, country) values (gen_random_uuid(), 'OLD', 'Kept from the first version', 'ngo', 'IDN')`.execute(
    stepwise.owner,
  );
  for (let count = 2; count <= shipped.length; count += 1) await migrate(stepwise, shipped.slice(0, count));
  expect(await shapeOf(stepwise)).toBe(target);
  const { rows } = await sql<{ name: string }>`select name from agency where code = 'OLD'`.execute(stepwise.owner);
  expect(rows).toEqual([{ name: 'Kept from the first version' }]);
  expect(await migrate(stepwise)).toEqual([]);
});

test('a migration that fails half-way leaves the database as it was', async () => {
  const database = await fresh();
  const shipped = await shippedMigrations();
  await migrate(database, shipped);
  const broken = { name: '9999-broken.sql', text: 'create table half (id int); select no_such_function();' };
  await expect(migrate(database, [...shipped, broken])).rejects.toThrow('no_such_function');
  expect(await shapeOf(database)).not.toContain('column half.');
  expect(await migrate(database, shipped)).toEqual([]);
});

test('a database of a newer Palermo, and a changed migration, are refused with the remedy', async () => {
  const database = await fresh();
  const [first, ...rest] = await shippedMigrations();
  if (!first) throw new Error('no migration');
  await migrate(database, [first]);
  await expect(migrate(database, [])).rejects.toThrow('Start a newer version');
  await expect(migrate(database, [{ ...first, text: `${first.text} ` }, ...rest])).rejects.toThrow('Restore the file');
});

test('statements are split at their own semicolons only', () => {
  expect(statements("select ';'; -- a; b\ndo $$ begin; end $$; select 1")).toEqual([
    "select ';'",
    '-- a; b\ndo $$ begin; end $$',
    'select 1',
  ]);
});

test('on the embedded database many callers at once never share a transaction', async () => {
  const database = await openEmbedded(null);
  open.push(database);
  await sql`create table counter (n int)`.execute(database.owner);
  const work = async (number: number): Promise<void> => {
    const adding = database.owner.transaction().execute(async (transaction) => {
      await sql`insert into counter values (${number})`.execute(transaction);
      if (number % 3 === 0) throw new Error('rolled back');
    });
    await adding.catch(() => undefined);
  };
  await Promise.all(Array.from({ length: 120 }, (_, number) => work(number)));
  const { rows } = await sql<{ n: number }>`select n from counter order by n`.execute(database.owner);
  expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 120 }, (_, n) => n).filter((n) => n % 3 !== 0));
});
