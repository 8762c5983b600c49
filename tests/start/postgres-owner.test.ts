import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../crash/server-process.ts';

const server = process.env['DATABASE_URL'] ?? '';
const mark = randomUUID().slice(0, 8);
const [owner, maker] = [`palermo_owner_${mark}`, `palermo_maker_${mark}`];
let folder: string;

async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function addressFor(account: string): string {
  const url = new URL(server);
  [url.username, url.password, url.pathname] = [account, mark, `/${account}`];
  return url.href;
}

/** Starts and stops on the account's database; answers whether its trail was intact. */
async function startsAs(account: string): Promise<boolean> {
  const running = await startServer({ folder: join(folder, account), databaseUrl: addressFor(account) });
  const { intact } = await (await running.client()).call('audit.verify', {});
  expect(await running.stop()).toBe(0);
  return intact;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-owner-'));
  if (!server) return;
  for (const account of [owner, maker]) {
    await onServer(`create role ${account} login password '${mark}'`, `create database ${account} owner ${account}`);
  }
  await onServer(`alter role ${maker} createrole`);
});
afterAll(async () => {
  if (server) {
    for (const account of [owner, maker])
      await onServer(`drop database if exists ${account} with (force)`, `drop role ${account}`);
  }
  await rm(folder, { recursive: true, force: true });
});

test.runIf(server)(
  'an account that owns its database and may create roles is all that PostgreSQL must give',
  async () => {
    expect(await startsAs(maker)).toBe(true);
  },
);

test.runIf(server)(
  'an account that may not create roles is told what to grant, and starts once it has it',
  async () => {
    const start = startServer({ folder: join(folder, owner), databaseUrl: addressFor(owner) });
    await expect(start).rejects.toThrow(`grant palermo_app to ${owner};`);
    await onServer(
      `do $$ begin create role palermo_app nologin; exception when duplicate_object then null; end $$`,
      `grant palermo_app to ${owner}`,
    );
    expect(await startsAs(owner)).toBe(true);
  },
);
