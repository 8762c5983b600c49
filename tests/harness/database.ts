import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  const { file } = await template();
  return openEmbedded(null, new Blob([new Uint8Array(await readFile(file))]));
}

/** Puts a migrated embedded database into the data folder of an installation, for tests that are not about making one. */
export async function makeMigrated(dataFolder: string): Promise<void> {
  const { folder } = await template();
  await cp(folder, join(dataFolder, 'database'), { recursive: true });
}

/** The embedded database as the migrations leave it, as a folder and packed: made once for these migrations. */
async function template(): Promise<{ folder: string; file: string }> {
  const folder = join(cache, `template-${await migrationsDigest()}`);
  const made = { folder, file: `${folder}.tar` };
  if (existsSync(made.folder) && existsSync(made.file)) return made;
  await mkdir(cache, { recursive: true });
  const draft = `${folder}.${randomUUID()}`;
  const database = await openEmbedded(draft);
  await migrate(database);
  await database.close();
  const engine = await PGlite.create(draft);
  const dump = await engine.dumpDataDir('none');
  await engine.close();
  await writeFile(`${draft}.tar`, Buffer.from(await dump.arrayBuffer()));
  await rename(`${draft}.tar`, made.file);
  // Another worker may have been faster.
  await rename(draft, made.folder).catch(() => rm(draft, { recursive: true, force: true }));
  return made;
}

/** Each test file gets a database of the server, copied from one that is migrated once, and dropped when it closes. */
async function serverDatabase(address: string): Promise<Database> {
  return emptyServerDatabase(address, await serverTemplate(address));
}

async function serverTemplate(address: string): Promise<string> {
  const name = `palermo_template_${await migrationsDigest()}`;
  await withServer(address, async (client) => {
    // Workers wait here for the first of them.
    await client.query(`select pg_advisory_lock(hashtext('${name}'))`);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    await client.query(`drop database if exists ${name}_making`);
    await client.query(`create database ${name}_making`);
    const database = await openPostgres(addressOf(address, `${name}_making`), 1);
    try {
      await migrate(database);
    } finally {
      await database.close();
    }
    await client.query(`alter database ${name}_making rename to ${name}`);
  });
  return name;
}

async function emptyServerDatabase(address: string, copied = 'template1'): Promise<Database> {
  const name = `palermo_test_${randomUUID().replaceAll('-', '')}`;
  await withServer(address, (client) => client.query(`create database ${name} template ${copied}`));
  const database = await openPostgres(addressOf(address, name), 6);
  return {
    ...database,
    close: async () => {
      await database.close();
      await withServer(address, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function addressOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function withServer(address: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function migrationsDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, text } of await shippedMigrations()) hash.update(name).update(text);
  return hash.digest('hex').slice(0, 16);
}
