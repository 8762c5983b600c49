import fs from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { openEmbedded } from './index.ts';

const { fsyncSync } = fs;
let folder = '';

afterEach(async () => {
  fs.fsyncSync = fsyncSync;
  syncBuiltinESMExports();
  await rm(folder, { recursive: true, force: true });
});

test('a first start that was cut short leaves nothing that the next one stumbles over', async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-durable-'));
  const place = join(folder, 'database');
  await mkdir(`${place}.making/base`, { recursive: true });
  await writeFile(`${place}.making/PG_VERSION`, '18\n');
  const database = await openEmbedded(place);
  const { rows } = await sql<{ answer: number }>`select 42 as answer`.execute(database.owner);
  expect(rows[0]?.answer).toBe(42);
  await database.close();
  expect(await readdir(folder)).toEqual(['database']);
});

test('what a commit acknowledged has been written through to the disk before', async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-durable-'));
  const database = await openEmbedded(join(folder, 'database'));
  await sql`create table kept (value integer)`.execute(database.owner);
  const { rows } = await sql<{ fsync: string }>`show fsync`.execute(database.owner);
  expect(rows[0]?.fsync).toBe('on');

  let flushes = 0;
  fs.fsyncSync = (descriptor) => {
    flushes += 1;
    fsyncSync(descriptor);
  };
  syncBuiltinESMExports();
  for (let value = 1; value <= 5; value += 1) {
    await sql`insert into kept values (${value})`.execute(database.owner);
    expect(flushes).toBeGreaterThanOrEqual(value);
  }
  await database.close();
});
