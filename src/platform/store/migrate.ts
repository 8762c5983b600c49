import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from './open.ts';

const folder = new URL('../../../migrations/', import.meta.url);

export interface Migration {
  readonly name: string;
  readonly text: string;
}

/** The migrations the product ships, in order. */
export async function shippedMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })));
}

/**
 * Brings the database to the newest migration, forward only, all or nothing. Refuses a database that was migrated
 * by a newer Palermo or whose applied migrations differ from the shipped ones. Returns the names applied now.
 */
export async function migrate(database: Database, migrations?: Migration[]): Promise<string[]> {
  const shipped = migrations ?? (await shippedMigrations());
  return database.owner.transaction().execute(async (transaction) => {
    await sql`create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())`.execute(
      transaction,
    );
    await sql`lock table migration in exclusive mode`.execute(transaction);
    const { rows: applied } = await sql<{
      name: string;
      digest: string;
    }>`select name, digest from migration order by name`.execute(transaction);
    applied.forEach((row, position) => {
      const expected = shipped[position];
      if (expected?.name !== row.name)
        throw new Error(
          `The database has migration ${row.name}, which this Palermo does not know. Start a newer version.`,
        );
      if (digest(expected.text) !== row.digest)
        throw new Error(`Migration ${row.name} was changed after it was applied. Restore the file as it was released.`);
    });
    const missing = shipped.slice(applied.length);
    for (const { name, text } of missing) {
      for (const statement of statements(text)) await sql.raw(statement).execute(transaction);
      await sql`insert into migration (name, digest) values (${name}, ${digest(text)})`.execute(transaction);
    }
    return missing.map(({ name }) => name);
  });
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Splits a migration at the semicolons that end its statements, minding quotes, dollar quotes and comments. */
export function statements(text: string): string[] {
  const token = /--[^\n]*|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|;/g;
  const found: string[] = [];
  let start = 0;
  for (const match of text.matchAll(token)) {
    if (match[0] !== ';') continue;
    found.push(text.slice(start, match.index).trim());
    start = match.index + 1;
  }
  found.push(text.slice(start).trim());
  return found.filter((statement) => statement.replace(/--[^\n]*/g, '').trim() !== '');
}
