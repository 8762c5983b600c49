import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/harness/database.ts';
import { openInstallation, type Installation } from '../../installation.ts';
import { actorOfMembership } from '../../platform/auth/actor.ts';
import { readConfig } from '../../platform/config/index.ts';
import { openJobs } from '../../platform/jobs/index.ts';
import { asOwner, type Database } from '../../platform/store/index.ts';
import { importJobs } from './index.ts';
import type { ImportView } from './schema.ts';

const ROWS = 12_000;
let database: Database;
let folder: string;
let installation: Installation;
let lines: string[];
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'palermo-test-'));
  installation = await openInstallation(readConfig({ PALERMO_DATA: folder }), { database, work: false });
  await asOwner(database, (store) =>
    sql`insert into agency (id, code, name, kind, country) values (${randomUUID()}, 'IDN-A', 'An agency', 'ngo', 'IDN')`.execute(
      store,
    ),
  );
  const packed = await readFile(
    new URL('../../../data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz', import.meta.url),
  );
  lines = gunzipSync(packed).toString('utf8').split('\n');
});
afterAll(async () => {
  await installation.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const file = (from: number): string => [lines[0], ...lines.slice(from, from + ROWS)].join('\n');

async function call(
  method: 'GET' | 'POST',
  url: string,
  payload?: object | string,
  version?: number,
): Promise<ImportView> {
  const headers = {
    authorization: `Bearer ${installation.services.keys.operatorToken}`,
    ...(typeof payload === 'string' ? { 'content-type': 'application/octet-stream', 'x-file-name': 'f.csv' } : {}),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  };
  const answer = await installation.server.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  expect(answer.statusCode, answer.payload).toBe(200);
  return answer.json<ImportView>();
}

/** A worker of its own, as a process would have. */
function startWorker(): { stop(): Promise<void> } {
  const worker = openJobs(database, importJobs, (row) =>
    asOwner(database, (store) => actorOfMembership(store, row.userId, row.membershipId)),
  );
  worker.start(installation.services);
  return worker;
}

/** Asks as often as the server allows a person to, no oftener. */
async function until(id: string, reached: (found: ImportView) => boolean): Promise<ImportView> {
  for (let attempt = 0; attempt < 800; attempt += 1) {
    const found = await call('GET', `/api/imports/${id}`);
    if (reached(found)) return found;
    await sleep(120);
  }
  throw new Error('never came');
}
const count = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(database.owner)).rows[0]?.n ?? 0;

test(
  'an apply whose worker ends half way is finished by the next worker, each row once',
  { timeout: 120_000 },
  async () => {
    const sent = await call('POST', '/api/imports?agency=IDN-A', file(1));
    let worker = startWorker();
    const draft = await until(sent.id, ({ state }) => state === 'drafted');
    await call('POST', `/api/imports/${sent.id}/apply`, {}, draft.version);
    let stops = 0;
    for (let done = 0; stops < 3; stops += 1) {
      const found = await until(sent.id, ({ progress, state }) => progress.done > done || state !== 'applying');
      await worker.stop();
      expect(await count('person_record')).toBe((await call('GET', `/api/imports/${sent.id}`)).progress.done);
      done = found.progress.done;
      worker = startWorker();
    }
    const end = await until(sent.id, ({ state }) => state !== 'applying');
    await worker.stop();
    expect(end).toMatchObject({ state: 'applied', counts: { persons: ROWS, cases: ROWS } });
    expect([await count('case_file'), await count('person_record'), await count('event')]).toEqual([ROWS, ROWS, ROWS]);
  },
);

test('a cancelled apply takes back what it wrote', { timeout: 120_000 }, async () => {
  const before = await count('case_file');
  const sent = await call('POST', '/api/imports?agency=IDN-A', file(15_000));
  const worker = startWorker();
  const draft = await until(sent.id, ({ state }) => state === 'drafted');
  expect(draft.warnings).toBe(1);
  await call('POST', `/api/imports/${sent.id}/apply`, {}, draft.version);
  await until(sent.id, ({ progress }) => progress.done > 0);
  await call('POST', `/api/imports/${sent.id}/cancel`, {});
  const end = await until(sent.id, ({ state }) => state === 'cancelled');
  await worker.stop();
  expect(end.counts).toEqual({});
  expect(await count('case_file')).toBe(before);
});
