import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse } from '../../../tests/harness/house.ts';
import { testDatabase } from '../../../tests/harness/database.ts';
import { openInstallation, type Installation } from '../../installation.ts';
import { readConfig } from '../../platform/config/index.ts';
import { asOwner, type Database } from '../../platform/store/index.ts';
import { shippedRoles } from '../../words/access.ts';
import { DEMO_PASSWORD, fillDemo } from './index.ts';

interface Shown {
  demo: boolean;
  password: string | null;
  people: { email: string; role: string; agency: string }[];
}

let folder: string;
let database: Database;
let installation: Installation;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-demo-'));
  database = await testDatabase();
  installation = await openInstallation(readConfig({ PALERMO_DATA: folder }), { database });
});
afterAll(async () => {
  await installation.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const call = async (method: 'GET' | 'POST', url: string, headers: Record<string, string>, body?: unknown) =>
  installation.server.inject({
    method,
    url,
    headers: { 'x-palermo-client': 'test', ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  });
const operator = () => ({ authorization: `Bearer ${installation.services.keys.operatorToken}` });
const countOf = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) n from ${sql.table(table)}`.execute(database.owner)).rows[0]?.n ?? 0;

async function jobEnds(): Promise<{ state: string; problem: unknown }> {
  for (;;) {
    const { rows } = await sql<{
      state: string;
      problem: unknown;
    }>`select state, problem from job where kind = 'demo.fill' order by created_at desc limit 1`.execute(
      database.owner,
    );
    if (rows[0] && !['queued', 'running'].includes(rows[0].state)) return rows[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('an empty installation shows no people and no password', async () => {
  const answer = await call('GET', '/api/demo', {});
  expect(answer.json()).toEqual({ demo: false, password: null, people: [] });
});

test('one call fills an empty installation in the background with exactly the cases asked for', async () => {
  const answer = await call('POST', '/api/demo', operator(), { cases: 300, seed: 'test' });
  expect(answer.statusCode).toBe(200);
  expect(await jobEnds()).toEqual({ state: 'done', problem: null });
  expect(await countOf('case_file')).toBe(300);
  expect(await countOf('agency')).toBeGreaterThanOrEqual(12);
  expect(await countOf('person_record')).toBeGreaterThan(300);
  expect(await countOf('history')).toBe(0);
  const { rows } = await sql<{
    payload: string;
  }>`select payload from audit_event where action = 'demo.fill' order by seq desc limit 1`.execute(database.owner);
  expect(JSON.parse(rows[0]?.payload ?? '{}')).toMatchObject({ outcome: 'done', detail: { cases: 300 } });
});

test('the page says who can sign in, and one person of every role can, without a second factor', async () => {
  const shown = (await call('GET', '/api/demo', {})).json<Shown>();
  expect(shown).toMatchObject({ demo: true, password: DEMO_PASSWORD });
  expect(new Set(shown.people.map(({ role }) => role))).toEqual(new Set(shippedRoles.map(({ code }) => code)));
  for (const { code } of shippedRoles) {
    const email = shown.people.find(({ role }) => role === code)?.email;
    const signedIn = await call('POST', '/api/session', {}, { email, password: DEMO_PASSWORD });
    expect([code, signedIn.statusCode, signedIn.json<{ standing: string }>().standing]).toEqual([code, 200, 'full']);
  }
});

test('a case worker finds the cases of the own agency and opens one', async () => {
  const signedIn = await call(
    'POST',
    '/api/session',
    {},
    { email: 'case-worker@rptc.demo.example.org', password: DEMO_PASSWORD },
  );
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const list = (await call('GET', '/api/cases?limit=200', { cookie })).json<{
    cases: { id: string; number: string }[];
  }>();
  expect(list.cases.some(({ number }) => number.startsWith('IDN-RPTC-'))).toBe(true);
  expect((await call('GET', `/api/cases/${list.cases[0]?.id ?? ''}`, { cookie })).statusCode).toBe(200);
});

test('an installation that holds cases is never filled again', async () => {
  const answer = await call('POST', '/api/demo', operator(), {});
  expect(answer.statusCode).toBe(409);
  await expect(fillDemo(installation.services, { seed: '1', cases: 1, today: '2026-01-01' })).rejects.toMatchObject({
    code: 'not-allowed-now',
  });
});

test('an installation set up for real work is never filled, and one in demo mode with an agency is', async () => {
  const house = await openHouse();
  try {
    expect((await house.operator().call('POST', '/api/demo', {})).status).toBe(409);
    await asOwner(house.database, (store) => sql`insert into setting values ('demo', 'true')`.execute(store));
    const filled = await fillDemo(house.installation.services, { seed: '1', cases: 40, today: '2026-01-01' });
    expect(filled).toMatchObject({ cases: 40 });
    expect((await house.stranger.call('POST', '/api/demo', {})).status).toBe(401);
  } finally {
    await house.close();
  }
});

test('a fill cut short goes on where it stood and ends with the same cases', async () => {
  const house = await openHouse();
  try {
    await asOwner(house.database, (store) => sql`insert into setting values ('demo', 'true')`.execute(store));
    const options = { seed: 'cut', cases: 600, today: '2026-01-01' };
    const cut = fillDemo(house.installation.services, options, {
      report: () => Promise.reject(new Error('power cut')),
    });
    await expect(cut).rejects.toThrow('power cut');
    const filled = await fillDemo(house.installation.services, options, { done: 0 });
    const { rows } = await sql<{ n: number }>`select count(*) n from case_file`.execute(house.database.owner);
    expect([filled.cases, rows[0]?.n]).toEqual([600, 600]);
  } finally {
    await house.close();
  }
});
