import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';

type Today = {
  tasks: { id: string; version: number; overdue: boolean }[];
  changed: { caseId: string; lastByName: string | null; kinds: { kind: string; count: number }[] }[];
  waiting: { emergencies: number; shares: { caseId: string; agencyName: string }[]; unassigned: { caseId: string }[] };
  clocks: { caseId: string; kind: string; endsAt: string }[];
};
type Presence = { others: { userId: string; name: string | null; agencyName: string }[]; arrived: boolean };

let house: House;
let worker: Person;
let colleague: Person;
let officer: Person;
let caseId: string;
const today = async (person: Person): Promise<Today> => (await person.call<Today>('GET', '/api/today')).body;
const beat = async (person: Person, leaving = false) =>
  person.call<Presence>('POST', `/api/cases/${caseId}/presence`, { leaving });

beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker', { name: 'Sari' });
  colleague = await house.person('SHELTER', 'case-worker', { name: 'Budi' });
  officer = await house.person('PDRM', 'investigator', { name: 'Aminah' });
  caseId = (await worker.call<{ id: string }>('POST', '/api/cases', { tip: 'suspected' })).body.id;
});
afterAll(() => house.close());

test('a worker sees what a colleague changed since the last look, and nothing of it after looking', async () => {
  expect((await beat(worker)).body).toMatchObject({ others: [], arrived: true });
  expect((await today(worker)).changed).toEqual([]);
  await colleague.call('POST', `/api/cases/${caseId}/events`, { type: 'DETECTION' });
  await colleague.call('POST', `/api/cases/${caseId}/events`, { type: 'TRANSIT' });
  const { changed } = await today(worker);
  expect(changed).toMatchObject([{ caseId, lastByName: 'Budi', kinds: [{ kind: 'event', count: 2 }] }]);
  expect((await today(colleague)).changed).toEqual([]);
  expect((await beat(worker)).body.arrived).toBe(false);
  expect((await today(worker)).changed).toEqual([]);
});

test('two people on a case see each other while both are there, and nobody else learns of it', async () => {
  expect((await beat(colleague)).body.others).toMatchObject([{ userId: worker.userId, name: 'Sari' }]);
  expect((await beat(worker)).body.others).toMatchObject([{ userId: colleague.userId, name: 'Budi' }]);
  const hidden = await beat(officer);
  const unknown = await officer.call('POST', `/api/cases/${crypto.randomUUID()}/presence`, {});
  expect([hidden.status, hidden.text]).toEqual([404, unknown.text]);
  await beat(colleague, true);
  expect((await beat(worker)).body.others).toEqual([]);
});

test('a beat that goes on writes no line on the trail; coming does', async () => {
  const log = async (): Promise<number> => {
    const { body } = await worker.call<{ looked: { action: string }[] }>(
      'GET',
      `/api/cases/${caseId}/access?limit=500`,
    );
    return body.looked.filter(({ action }) => action === 'presence.beat').length;
  };
  const before = await log();
  await beat(worker);
  await beat(worker);
  expect(await log()).toBe(before);
  await beat(worker, true);
  await beat(worker);
  expect(await log()).toBe(before + 1);
});

test('a case with a child runs the clock of a day until child protection is told', async () => {
  await worker.call('POST', `/api/cases/${caseId}/person-records`, { part: 'victim', ageIdentificationMin: 15 });
  const [clock] = (await today(worker)).clocks;
  expect(clock).toMatchObject({ caseId, kind: 'child-notification' });
  expect(Date.parse(clock?.endsAt ?? '') - Date.now()).toBeGreaterThan(86_000_000);
  await worker.call('POST', `/api/cases/${caseId}/tasks`, {
    title: 'Told child protection',
    state: 'done',
    clock: 'child-notification',
  });
  expect((await today(worker)).clocks).toEqual([]);
});

test('a case shared with one named person is found by exact e-mail, and waits for that person until looked at', async () => {
  const known = `${officer.userId}@example.org`;
  const nobody = await worker.call('POST', '/api/colleagues/find', { email: 'nobody@example.org' });
  expect(nobody.body).toEqual({ colleague: null });
  const found = await worker.call('POST', '/api/colleagues/find', {
    email: known.toUpperCase(),
  });
  expect(found.body).toMatchObject({ colleague: { userId: officer.userId, name: 'Aminah' } });
  const shared = await worker.call('POST', `/api/cases/${caseId}/shares`, {
    toUser: officer.userId,
    classes: ['statistical'],
    purpose: 'investigation',
    reason: 'asked by letter',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  expect(shared.status).toBe(200);
  expect((await today(officer)).waiting.shares).toMatchObject([{ caseId, agencyName: 'Trauma Centre Pontianak' }]);
  await beat(officer);
  expect((await today(officer)).waiting.shares).toEqual([]);
  expect((await beat(worker)).body.others).toMatchObject([{ name: null, agencyName: 'Royal Police, Malaysia' }]);
});

test('who hands out cases sees those nobody works on; who reviews an emergency learns who opened', async () => {
  const now = await worker.call<{ version: number; number: string }>('GET', `/api/cases/${caseId}`);
  await worker.call('POST', `/api/cases/${caseId}/assign`, { userId: null }, { ifMatch: now.body.version });
  expect((await today(colleague)).waiting.unassigned).toMatchObject([{ caseId }]);
  const stranger = await house.person('FIA', 'case-worker', { name: 'Bilal' });
  const opened = await stranger.call('POST', '/api/break-glass', {
    caseNumber: now.body.number,
    reason: 'A life is at risk at this very hour.',
  });
  expect(opened.status).toBe(200);
  const told = [await today(worker), await today(colleague)].map(({ waiting }) => waiting.emergencies);
  expect(told.toSorted((a, b) => a - b)).toEqual([0, 1]);
  const reviewer = told[0] === 1 ? worker : colleague;
  const list = await reviewer.call<{ openings: unknown[] }>('GET', '/api/break-glass');
  expect(list.body.openings).toMatchObject([
    { userName: 'Bilal', userAgencyName: 'Federal Investigation Agency, Pakistan' },
  ]);
});
