import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { emailOf, givePassword, testPassword, visitor } from '../../../tests/harness/visitor.ts';

let house: House;
let worker: Person;
let colleague: Person;
let administrator: Person;
const proof = randomBytes(32).toString('base64url');

beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  colleague = await house.person('SHELTER', 'case-worker');
  administrator = await house.person('SHELTER', 'administrator');
});
afterAll(() => house.close());

const register = async (person: Person): Promise<string> => {
  const made = await person.call('POST', '/api/devices', { proof, name: 'Chrome · Android' });
  expect(made.status).toBe(200);
  return String(made.body['id']);
};

test('the key of a device copy is released only to its own person on that device, always the same', async () => {
  const id = await register(worker);
  const unlock = (person: Pick<Person, 'call'>, by = proof) =>
    person.call('POST', `/api/devices/${id}/unlock`, { proof: by });
  const first = await unlock(worker);
  expect(first.body).toMatchObject({ state: 'open' });
  expect(String(first.body['key'])).toMatch(/^[\w-]{43}$/);
  expect((await unlock(worker)).body['key']).toBe(first.body['key']);
  const refusals = [
    await unlock(colleague),
    await unlock(administrator),
    await unlock(worker, randomBytes(32).toString('base64url')),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await unlock(house.stranger)).status).toBe(401);
});

test('a wipe by the agency destroys the key, and the device is told without anybody signing in', async () => {
  const id = await register(worker);
  const contact = (body: object) => house.stranger.call('POST', `/api/devices/${id}/contact`, { proof, ...body });
  expect((await contact({})).body).toEqual({ state: 'kept' });
  expect((await colleague.call('POST', `/api/devices/${id}/wipe`)).status).toBe(404);
  expect((await administrator.call('POST', `/api/devices/${id}/wipe`)).status).toBe(200);
  expect((await worker.call('POST', `/api/devices/${id}/unlock`, { proof })).body).toMatchObject({
    state: 'wiped',
    key: null,
    keepUntil: null,
  });
  expect((await contact({ erased: true })).body).toEqual({ state: 'wiped' });
  const { body } = await administrator.call<{ devices: Record<string, unknown>[] }>('GET', '/api/devices');
  expect(body.devices.find((device) => device['id'] === id)).toMatchObject({
    wipedAt: expect.any(String),
    erasedAt: expect.any(String),
  });
});

test('a copy may not be opened with no network any more by who left the agency it is of', async () => {
  const leaver = await house.person('SHELTER', 'case-worker');
  const id = await register(leaver);
  const contact = async () => (await house.stranger.call('POST', `/api/devices/${id}/contact`, { proof })).body;
  expect(await contact()).toEqual({ state: 'kept' });
  const unlocked = async () => (await leaver.call('POST', `/api/devices/${id}/unlock`, { proof })).body;
  expect(await unlocked()).toMatchObject({ state: 'open', copies: 'kept' });
  await sql`update membership set active = false where id = ${leaver.membershipId}`.execute(house.database.owner);
  expect(await contact()).toEqual({ state: 'shut' });
  expect(await unlocked()).toMatchObject({ state: 'open', key: expect.any(String), copies: 'forbidden' });
});

test('what a lost device held is known, and an agency can forbid copies', async () => {
  const id = await register(worker);
  const file = await worker.call('POST', '/api/cases', {});
  expect((await worker.call('PUT', `/api/devices/${id}/cases/${String(file.body['id'])}`)).status).toBe(200);
  expect((await worker.call('PUT', `/api/devices/${id}/cases/${id}`)).status).toBe(404);
  const mine = await worker.call<{ devices: Record<string, unknown>[] }>('GET', '/api/account/devices');
  expect(mine.body.devices.find((device) => device['id'] === id)).toMatchObject({ cases: 1 });
  expect((await colleague.call<{ devices: unknown[] }>('GET', '/api/account/devices')).body.devices).toEqual([]);
  expect((await worker.call('PATCH', '/api/safety', { keepHours: 1 }, { ifMatch: 0 })).status).toBe(403);
  const changed = await administrator.call('PATCH', '/api/safety', { keepHours: 0, idleMinutes: 5 }, { ifMatch: 0 });
  expect(changed.body).toEqual({ keepHours: 0, idleMinutes: 5, version: 1 });
  expect((await worker.call('POST', '/api/devices', { proof, name: 'Chrome' })).status).toBe(409);
  expect((await worker.call('PUT', `/api/devices/${id}/cases/${String(file.body['id'])}`)).status).toBe(409);
  expect((await worker.call('POST', `/api/devices/${id}/unlock`, { proof })).body).toMatchObject({
    state: 'open',
    copies: 'forbidden',
  });
});

test('what waits of a role that ended is saved as a file by who may export in the same agency, and the trail says so', async () => {
  const officer = await house.person('POLRI', 'investigator');
  const id = await register(officer);
  const take = (who: Person, memberships: string[]) =>
    who.call('POST', `/api/devices/${id}/take-out`, { memberships, entries: 2 });
  expect((await take(officer, [officer.membershipId])).status).toBe(200);
  expect((await take(officer, [worker.membershipId])).status).toBe(404);
  expect((await take(worker, [worker.membershipId])).status).toBe(404);
  expect((await take(administrator, [administrator.membershipId])).status).toBe(403);
  const { rows } = await sql<{ payload: string }>`select payload from audit_event
    where action = 'devices.take-out' and outcome = 'done' order by at desc limit 1`.execute(house.database.owner);
  expect(JSON.parse(rows[0]?.payload ?? '{}')).toMatchObject({
    detail: { memberships: officer.membershipId, entries: 2 },
  });
});

test('a locked screen locks the session in every window, and only the password opens it again', async () => {
  const person = await house.person('UN', 'analyst');
  await givePassword(house, person);
  const { call } = visitor(house);
  await call('POST', '/api/session', { email: emailOf(person), password: testPassword });
  expect((await call('POST', '/api/session/lock')).status).toBe(200);
  expect((await call('GET', '/api/session')).body).toMatchObject({ standing: 'locked' });
  expect((await call('GET', '/api/account/sessions')).body).toMatchObject({ code: 'session-locked' });
  expect((await call('PATCH', '/api/account', { language: 'id' }, { ifMatch: 1 })).status).toBe(401);
  expect((await call('POST', '/api/session/reauthenticate', { password: 'a guess of somebody' })).status).toBe(401);
  expect((await call('GET', '/api/account/sessions')).status).toBe(401);
  expect((await call('POST', '/api/session/reauthenticate', { password: testPassword })).status).toBe(200);
  expect((await call('GET', '/api/account/sessions')).status).toBe(200);
});
