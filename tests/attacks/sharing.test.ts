import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathParameters, type Action } from '../../src/platform/action/index.ts';
import { actions } from '../../src/registry.ts';
import { openEstate, type Estate } from '../access/estate.ts';
import { inputOf } from '../access/inputs.ts';
import { openHouse, type Answer, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';

let house: House;
let estate: Estate;
let giver: Person;
let officer: Person;
beforeAll(async () => {
  house = await openHouse();
  estate = await openEstate(house, 'SHELTER');
  giver = estate.owner;
  officer = await house.person('PDRM', 'investigator');
});
afterAll(() => house.close());

const until = (): string => new Date(Date.now() + 3_600_000).toISOString();
const share = (who: Person, body: Record<string, unknown>): Promise<Answer> =>
  who.call('POST', `/api/cases/${estate.ids['caseId']}/shares`, {
    toAgency: house.agencyId('PDRM'),
    classes: ['administrative'],
    purpose: 'investigation',
    reason: 'Joint work',
    expiresAt: until(),
    ...body,
  });
const inCase = actions.filter(({ spec }) =>
  pathParameters(spec.path).some((name) => ['caseId', 'id', 'recordId', 'personId'].includes(name)),
);
const attempt = (who: Person, action: Action): Promise<Answer> => send(who, action, inputOf(action, estate.ids), 9999);

describe('a case given for a time and a purpose', () => {
  let grant: Answer;
  test('opens with the classes that were given and no more', async () => {
    expect((await officer.call('GET', `/api/cases/${estate.ids['caseId']}`)).status).toBe(404);
    grant = await share(giver, { classes: ['identity', 'statistical'] });
    expect(grant.status, grant.text).toBe(200);
    const page = await officer.call<Record<string, Record<string, unknown>[]>>(
      'GET',
      `/api/cases/${estate.ids['caseId']}/overview`,
    );
    expect(page.status).toBe(200);
    expect(page.body['reads']).toEqual(['identity', 'administrative', 'statistical']);
    expect(page.body['notes']?.map((note) => note['dataClass'])).toEqual(['administrative']);
    expect(page.body['people']?.[0]?.['contacts'] ?? []).toEqual([]);
    expect(page.body['perpetrators']?.[0]?.['identity']).toBeNull();
  });

  test('is not given on, handed over, closed, exported beyond its classes or erased by who received it', async () => {
    for (const [role, verb] of [
      ['investigator', officer],
      ['records', await house.person('PDRM', 'records-officer')],
    ] as const) {
      const given = await share(verb, { toAgency: house.agencyId('FIA') });
      expect(given.status, role).toBe(403);
    }
    for (const name of [
      'cases.share',
      'cases.assign',
      'cases.close',
      'cases.reopen',
      'cases.retain',
      'cases.erase',
      'circle.add',
      'circle.remove',
    ]) {
      const action = actions.find(({ spec }) => spec.name === name) as Action;
      expect([403, 404], name).toContain((await attempt(officer, action)).status);
    }
    const revoke = await officer.call('POST', `/api/shares/${String(grant.body['id'])}/revoke`, undefined, {
      ifMatch: 1,
    });
    expect([403, 404]).toContain(revoke.status);
    // Nothing is written with a right to read.
    for (const path of ['notes', 'tasks', 'person-records', 'events', 'organisations']) {
      const action = actions.find(({ spec }) => spec.name === `${path}.add`) as Action;
      expect([403, 404], path).toContain((await attempt(officer, action)).status);
    }
  });

  test('is gone in every action at once when it is taken back', async () => {
    const revoked = await giver.call('POST', `/api/shares/${String(grant.body['id'])}/revoke`, undefined, {
      ifMatch: 1,
    });
    expect(revoked.status).toBe(200);
    for (const action of inCase) {
      const answer = await attempt(officer, action);
      expect([403, 404], `${action.spec.name} ${answer.text}`).toContain(answer.status);
      expect(answer.text, action.spec.name).not.toContain(estate.mark);
    }
    for (const path of [
      '/api/cases',
      `/api/cases?text=${estate.mark}`,
      '/api/tasks',
      '/api/statistics?by=agency',
      '/api/exports',
    ])
      expect((await officer.call('GET', path)).text, path).not.toContain(estate.mark);
  });

  test('ends by itself when its time is over', async () => {
    expect((await share(giver, {})).status).toBe(200);
    expect((await officer.call('GET', `/api/cases/${estate.ids['caseId']}`)).status).toBe(200);
    await sql`update case_grant set starts_at = starts_at - interval '2 hours', expires_at = expires_at - interval '2 hours' where case_id = ${estate.ids['caseId']}`.execute(
      house.database.owner,
    );
    expect((await officer.call('GET', `/api/cases/${estate.ids['caseId']}`)).status).toBe(404);
  });

  test('is not given for classes the giver does not read, backwards in time or for ever', async () => {
    for (const body of [
      { classes: ['intelligence'] },
      { expiresAt: '2020-01-01T00:00:00Z' },
      { expiresAt: '2099-01-01T00:00:00Z' },
      { classes: [] },
    ])
      expect((await share(giver, body)).status).toBe(400);
  });

  test('answers again to a repeated write only while it may be seen', async () => {
    const again = await share(giver, { classes: ['administrative'], canWrite: true });
    const key = { idempotencyKey: 'change-of-words', ifMatch: 1 };
    const write = () =>
      officer.call('PATCH', `/api/notes/${estate.ids['notes']}`, { body: `${estate.mark} more` }, key);
    expect((await write()).status).toBe(200);
    expect((await write()).status).toBe(200);
    await giver.call('POST', `/api/shares/${String(again.body['id'])}/revoke`, undefined, { ifMatch: 1 });
    expect((await write()).status).toBe(404);
  });
});
