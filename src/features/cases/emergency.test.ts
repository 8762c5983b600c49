import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';

type Body = Record<string, ReturnType<typeof JSON.parse>>;
let house: House;
let worker: Person;
let hidden: Body;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  hidden = (await worker.call('POST', '/api/cases', { summary: 'Hidden from police' })).body;
  await worker.call('POST', `/api/cases/${String(hidden['id'])}/notes`, {
    dataClass: 'health',
    body: 'Only for counsellors',
  });
});
afterAll(() => house.close());

const reason = 'She is at the border post and in danger now';
const open = (who: Person, caseNumber: unknown, why = reason) =>
  who.call<Body>('POST', '/api/break-glass', { caseNumber, reason: why });

test('in an emergency an officer opens a hidden case within the own classes, a second person is told and reviews it', async () => {
  const officer = await house.person('POLRI', 'investigator', { name: 'Officer' });
  expect((await open(officer, hidden['number'], 'too short')).status).toBe(400);
  const opened = await open(officer, hidden['number']);
  expect(opened.body).toMatchObject({ caseId: hidden['id'], informed: true });
  const page = await officer.call<Body>('GET', `/api/cases/${String(hidden['id'])}/overview`);
  expect(page.body['case']).toMatchObject({ summary: 'Hidden from police' });
  expect(page.text).not.toContain('Only for counsellors');
  expect(
    (await officer.call('PATCH', `/api/cases/${String(hidden['id'])}`, { risk: 'low' }, { ifMatch: 1 })).status,
  ).toBe(403);
  const task = (await worker.call<Body>('GET', '/api/tasks')).body['tasks'][0];
  expect(task).toMatchObject({ title: 'Emergency opening, review', caseId: hidden['id'] });

  const grantId = String(opened.body['grantId']);
  const review = (who: Person, body: Body = { outcome: 'justified' }) =>
    who.call('POST', `/api/break-glass/${grantId}/review`, body, { ifMatch: 1 });
  expect((await review(officer)).status).toBe(403);
  expect((await officer.call<Body>('GET', '/api/break-glass')).body['openings']).toEqual([]);
  const outsider = await house.person('FIA', 'auditor');
  expect((await review(outsider)).status).toBe(404);
  expect((await outsider.call<Body>('GET', '/api/break-glass')).body['openings']).toEqual([]);
  const auditor = await house.person('SHELTER', 'auditor');
  expect((await auditor.call<Body>('GET', '/api/break-glass')).body['openings']).toMatchObject([
    { id: grantId, caseNumber: null, reason, informedMe: false },
  ]);
  expect((await worker.call<Body>('GET', '/api/break-glass')).body['openings']).toMatchObject([
    { id: grantId, caseNumber: hidden['number'], informedMe: true },
  ]);
  expect((await review(worker, { outcome: 'not-justified', end: true })).status).toBe(200);
  expect((await officer.call('GET', `/api/cases/${String(hidden['id'])}`)).status).toBe(404);
  expect((await worker.call<Body>('GET', '/api/break-glass?reviewed=true')).body['openings']).toMatchObject([
    { reviewOutcome: 'not-justified' },
  ]);
  const { rows } = await sql<{
    action: string;
  }>`select action from audit_event where action like 'emergency.%' and outcome = 'done'`.execute(house.database.owner);
  expect(rows.map((row) => row.action)).toContain('emergency.open');
});

test('an unknown number answers as slowly as a known one, says not found and leaves the same trace', async () => {
  const officer = await house.person('POLRI', 'investigator');
  const began = performance.now();
  const unknown = await open(officer, 'IDN-RPTC-2026-0000000');
  const took = performance.now() - began;
  const absent = await officer.call('GET', '/api/cases/11111111-1111-4111-8111-111111111111');
  expect([unknown.status, unknown.text]).toEqual([404, absent.text]);
  expect(took).toBeGreaterThan(140);
  const { rows } = await sql<{
    n: number;
  }>`select count(*) n from case_grant where to_user = ${officer.userId}`.execute(house.database.owner);
  expect(rows[0]?.n).toBe(0);
});

test('emergency openings cannot be tried in numbers, nor by a role without the verb', async () => {
  const officer = await house.person('POLRI', 'investigator');
  const statuses = [];
  for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await open(officer, `GUESS-${attempt}`)).status);
  expect(statuses).toEqual([404, 404, 404, 429]);
  const liaison = await house.person('POLRI', 'liaison-officer');
  expect((await open(liaison, hidden['number'])).status).toBe(403);
});

test('an emergency opening ends by itself after four hours', async () => {
  const officer = await house.person('PDRM', 'investigator');
  await open(officer, hidden['number']);
  expect((await officer.call('GET', `/api/cases/${String(hidden['id'])}`)).status).toBe(200);
  await sql`update case_grant set starts_at = starts_at - interval '4 hours', expires_at = expires_at - interval '4 hours' where to_user = ${officer.userId}`.execute(
    house.database.owner,
  );
  expect((await officer.call('GET', `/api/cases/${String(hidden['id'])}`)).status).toBe(404);
  const why = await officer.call<Body>('GET', `/api/access/why?caseNumber=${String(hidden['number'])}`);
  expect(why.body).toMatchObject({ visible: false, reasons: [{ reason: 'emergency-ended' }] });
});

test('who sees the case already is told so, without a grant', async () => {
  const colleague = await house.person('SHELTER', 'case-worker');
  expect((await open(colleague, hidden['number'])).status).toBe(409);
});
