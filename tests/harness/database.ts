import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import {
  migrate,
  openEmbedded,
  openPostgres,
  shippedMigrations,
  type Database,
} from '../../src/platform/store/index.ts';

const cache = new URL('../../.cache/', import.meta.url).pathname;

/** A migrated database of its own for one test file: embedded by default, on a PostgreSQL server with DATABASE_URL. */
export async function testDatabase(): Promise<Database> {
  const address = process.env['DATABASE_URL'];
  return address ? serverDatabase(address) : embeddedDatabase();
}

/** A database with nothing in it, not even tables. */
export async function emptyDatabase(): Promise<Database> {
  const address = process.env['DATABASE_URL'];
  return address ? emptyServerDatabase(address) : openEmbedded(null);
}

async function embeddedDatabase(): Promise<Database> {
  const template = join(cache, `template-${await migrationsDigest()}.tar`);
  if (!existsSync(template)) await makeTemplate(template);
  return openEmbedded(null, new Blob([new Uint8Array(await readFile(template))]));
}

async function makeTemplate(path: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = join(cache, `template-${randomUUID()}`);
  const database = await openEmbedded(folder);
  await migrate(database);
  await database.close();
  const engine = await PGlite.create(folder);
  const dump = await engine.dumpDataDir('none');
  await engine.close();
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
  await rename(draft, path);
}

/** Each test file gets a database of the server, dropped when it closes. */
async function serverDatabase(address: string): Promise<Database> {
  const database = await emptyServerDatabase(address);
  await migrate(database);
  return database;
}

async function emptyServerDatabase(address: string): Promise<Database> {
  const name = `palermo_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(address, `create database ${name}`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  const database = await openPostgres(url.href, 6);
  return {
    ...database,
    close: async () => {
      await database.close();
      await onServer(address, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function migrationsDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, text } of await shippedMigrations()) hash.update(name).update(text);
  return hash.digest('hex').slice(0, 16);
}
