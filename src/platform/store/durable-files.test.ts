import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
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
