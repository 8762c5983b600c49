import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../src/client/index.ts';
import { makeMigrated } from '../harness/database.ts';
import { startServer, type ServerProcess } from './server-process.ts';
import { allCases, writeUntilGone, type Ledger } from './writers.ts';

const WRITERS = 3;
const ROWS = 4_000;
/** A new list is brought in at every fourth round, so that every crash meets one that is checked or written. */
const ROUNDS_PER_IMPORT = 4;
const WORKER = 'writer@example.org';
const seed = Number(process.env['PALERMO_CRASH_SEED'] ?? 20260101);

const server = process.env['DATABASE_URL'];
/** A server of its own outlives every kill: what it adds to the embedded database is seen in fewer. */
const ROUNDS = server ? 8 : 20;
let folder: string;
let databaseUrl: string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-crash-'));
  if (server) databaseUrl = await makeDatabase(server);
  else await makeMigrated(folder);
});
afterAll(async () => {
  if (server && databaseUrl)
    await onServer(server, `drop database if exists ${new URL(databaseUrl).pathname.slice(1)} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

test(
  `an agency whose server is killed ${ROUNDS} times loses no acknowledged write, and its imports end exactly once`,
  { timeout: 600_000 },
  async () => {
    const random = mulberry32(seed);
    const ledger: Ledger = { acknowledged: new Map(), open: new Set() };
    const imports: string[] = [];
    let running = await startServer({ folder, databaseUrl });
    await setUp(running);
    expect(await running.stop()).toBe(0);
    running = await startServer({ folder, databaseUrl });
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round % ROUNDS_PER_IMPORT === 0) imports.push(await bringIn(running, imports.length));
      else await applyWhatIsReady(await running.client(), imports);
      await writeAndKill(running, ledger, round, random);
      running = await startServer({ folder, databaseUrl });
      await expectNothingLost(running, ledger);
      await expectIntactTrail(running);
    }
    await finishImports(await running.client(), imports);
    await expectExactRecords(await running.client(), imports);
    await expectOneEventForEachCase(running, ledger);
    expect(ledger.acknowledged.size).toBeGreaterThan(ROUNDS);
    expect(await running.stop()).toBe(0);
  },
);

async function setUp(running: ServerProcess): Promise<void> {
  const operator = await running.client();
  await operator.call('agencies.create', {
    code: 'LISTS',
    name: 'Agency of the lists',
    kind: 'un-body',
    country: 'IDN',
  });
  const agency = await operator.call('agencies.create', {
    code: 'WRITES',
    name: 'Agency of the writes',
    kind: 'shelter',
    country: 'IDN',
  });
  const { roles } = await operator.call('roles.list', {});
  const role = roles.find(({ code }) => code === 'case-worker');
  const invited = await operator.call('users.invite', {
    email: WORKER,
    name: 'A writer',
    agencyId: agency.id,
    roleId: role?.id ?? '',
  });
  await operator.call('invitations.accept', {
    token: invited.token ?? '',
    password: `a long password ${randomUUID()}`,
  });
}

async function bringIn(running: ServerProcess, position: number): Promise<string> {
  const operator = await running.client();
  const content = Buffer.from(syntheticList(position));
  const { id } = await operator.call(
    'imports.create',
    { layout: 'ctdc', agency: 'LISTS' },
    { file: { name: `list-${position}.csv`, content } },
  );
  return id;
}

/** Records in the seven columns of the published extract, different for each list. */
function syntheticList(position: number): string {
  const random = mulberry32(seed + position + 1);
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const rows = Array.from({ length: ROWS }, () =>
    [
      2005 + Math.floor(random() * 12),
      one(['Female', 'Male']),
      one(['09--17', '18--20', '30--38']),
      one(['ID', 'MM', 'KH', 'PK']),
      one(['0', '1']),
      one(['0', '1']),
      one(['ID', 'MY']),
    ].join(','),
  );
  return [
    'yearOfRegistration,gender,ageBroad,citizenship,isForcedLabour,isSexualExploit,CountryOfExploitation',
    ...rows,
    '',
  ].join('\n');
}

async function applyWhatIsReady(operator: Client, imports: readonly string[]): Promise<void> {
  for (const importId of imports) {
    const { state, version } = await operator.call('imports.open', { importId });
    if (state === 'drafted') await operator.call('imports.apply', { importId }, { version });
  }
}

async function writeAndKill(
  running: ServerProcess,
  ledger: Ledger,
  round: number,
  random: () => number,
): Promise<void> {
  const clients = await Promise.all(Array.from({ length: WRITERS }, () => running.client(WORKER)));
  const writers = clients.map((client, writer) => writeUntilGone(client, ledger, `${round}-${writer}`, random));
  await sleep(100 + random() * 900);
  await running.kill();
  await Promise.all(writers);
}

async function expectNothingLost(running: ServerProcess, ledger: Ledger): Promise<void> {
  const kept = await allCases(await running.client(WORKER));
  const lost = [...ledger.acknowledged].filter(([id, { version, reference }]) => {
    const found = kept.get(id);
    const asTold = found?.version === version && found.reference === reference;
    // The write that was on its way may have arrived without the answer coming back.
    const arrived = found?.version === version + 1 && found.reference !== null && ledger.open.has(found.reference);
    return !asTold && !arrived;
  });
  expect(lost).toEqual([]);
  for (const [id, { version, reference }] of kept) ledger.acknowledged.set(id, { version, reference: reference ?? '' });
  ledger.open.clear();
}

async function expectIntactTrail(running: ServerProcess): Promise<void> {
  const report = await (await running.client()).call('audit.verify', {});
  expect(report).toMatchObject({ intact: true, faults: [] });
}

/** Nobody resumes anything: whoever dies leaves the job, and the next process takes it up. */
async function finishImports(operator: Client, imports: readonly string[]): Promise<void> {
  const until = Date.now() + 240_000;
  for (;;) {
    await applyWhatIsReady(operator, imports);
    const states = await Promise.all(
      imports.map(async (importId) => (await operator.call('imports.open', { importId })).state),
    );
    if (states.every((state) => state === 'applied')) return;
    if (Date.now() > until || states.includes('failed')) throw new Error(`The imports stand at ${states.join(', ')}.`);
    await sleep(500);
  }
}

async function expectExactRecords(operator: Client, imports: readonly string[]): Promise<void> {
  for (const importId of imports) {
    expect(await operator.call('imports.open', { importId })).toMatchObject({
      rows: ROWS,
      errors: 0,
      counts: { cases: ROWS, persons: ROWS },
    });
  }
  const counted = await operator.call('statistics.count', { unit: 'records', where: ['agency=LISTS'], internal: true });
  expect(counted.total).toBe(imports.length * ROWS);
}

/** A write and its line in the trail are one transaction: there is neither without the other. */
async function expectOneEventForEachCase(running: ServerProcess, ledger: Ledger): Promise<void> {
  const { blob } = await (await running.client()).download('audit.export', { action: 'cases.create', outcome: 'done' });
  const lines = (await blob.text()).split('\n').filter((line) => line.includes('cases.create'));
  expect(lines.length).toBe(ledger.acknowledged.size);
}

async function makeDatabase(address: string): Promise<string> {
  const name = `palermo_crash_${randomUUID().replaceAll('-', '')}`;
  await onServer(address, `create database ${name}`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
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

/** A small seeded generator, so that a failing run can be had again. */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
