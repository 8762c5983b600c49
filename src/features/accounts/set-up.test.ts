import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, type House } from '../../../tests/harness/house.ts';
import { testPassword, visitor } from '../../../tests/harness/visitor.ts';
import { makeSetUpLink } from './index.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
  await sql`delete from setting`.execute(house.database.owner);
});
afterEach(() => house.close());

const words = (token: string) => ({
  token,
  agency: { code: 'IDN-LPSK', name: 'Witness protection', kind: 'shelter', country: 'IDN' },
  administrator: { email: 'dewi@example.org', name: 'Dewi', password: testPassword },
  language: 'id',
  start: 'empty',
});

test('the one-time link sets a new installation up, once, and signs its administrator in', async () => {
  const stale = await makeSetUpLink(house.database, new Date());
  const link = await makeSetUpLink(house.database, new Date());
  expect(link?.path).toBe(`/set-up#${link?.token}`);
  const browser = visitor(house);
  expect((await browser.call('GET', '/api/node')).body).toEqual({
    setUp: false,
    demo: false,
    oidc: null,
    version: '0.1.0',
  });
  expect((await browser.call('POST', '/api/set-up', words(stale?.token ?? ''))).status).toBe(404);
  const poor = words(link?.token ?? '');
  expect(
    (
      await browser.call('POST', '/api/set-up', {
        ...poor,
        administrator: { ...poor.administrator, password: 'dewi12345678' },
      })
    ).body,
  ).toMatchObject({ details: { fields: [{ field: 'administrator.password' }] } });
  const answer = await browser.call('POST', '/api/set-up', { ...words(link?.token ?? ''), alsoCaseWorker: true });
  expect(answer.body).toEqual({ standing: 'enrolment-needed' });
  const session = await browser.call<{ memberships: { roleCode: string }[] }>('GET', '/api/session');
  expect(session.body).toMatchObject({
    user: { name: 'Dewi', language: 'id' },
    membership: { roleCode: 'node-administrator' },
  });
  expect(session.body.memberships.map(({ roleCode }) => roleCode)).toEqual(['node-administrator', 'case-worker']);
  expect((await visitor(house).call('POST', '/api/set-up', words(link?.token ?? ''))).status).toBe(404);
  expect(await makeSetUpLink(house.database, new Date())).toBeNull();
  expect((await browser.call('GET', '/api/node')).body).toMatchObject({ setUp: true, demo: false });
});

test('an installation that starts as a demo asks for no second factor and queues the invented caseload', async () => {
  const link = await makeSetUpLink(house.database, new Date());
  const browser = visitor(house);
  const answer = await browser.call('POST', '/api/set-up', { ...words(link?.token ?? ''), start: 'demo' });
  expect(answer.body).toEqual({ standing: 'full' });
  expect((await browser.call('GET', '/api/users')).status).toBe(200);
  expect((await browser.call('GET', '/api/session')).body).toMatchObject({ demo: true });
  const { rows } = await sql<{ kind: string; input: unknown }>`select kind, input from job`.execute(
    house.database.owner,
  );
  expect(rows).toEqual([{ kind: 'demo.fill', input: { seed: 1 } }]);
});
