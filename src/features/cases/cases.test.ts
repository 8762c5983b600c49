import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseSorts } from '../../words/case-list.ts';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { asActor } from '../../platform/store/index.ts';

let house: House;
let worker: Person;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
});
afterAll(() => house.close());

test('a case worker opens a case with nothing but the will to help, and finds it in the list', async () => {
  const created = await worker.call('POST', '/api/cases', {});
  expect(created.status).toBe(200);
  expect(created.body).toMatchObject({ tip: 'not-asked', som: 'not-asked', status: 'open', version: 1 });
  const list = await worker.call<{ cases: { id: string }[] }>('GET', '/api/cases');
  expect(list.body.cases.map((found) => found.id)).toContain(created.body['id']);
});

test('a list is sorted by any of its columns, page by page, each case once, and back again the other way', async () => {
  const unitId = await house.unit('PDRM', 'Borneo desk');
  const [ann, Zoe] = [
    await house.person('PDRM', 'investigator', { name: 'ann' }),
    await house.person('PDRM', 'investigator', { name: 'Zoe' }),
  ];
  for (const [who, asked] of [
    [ann, { risk: 'low', tip: 'yes', openedOn: '2024-01-05', reference: 'b_2' }],
    [Zoe, { risk: 'high', tip: 'no', openedOn: '2024-01-05', reference: 'A 1' }],
    [ann, { unitId, tip: 'suspected', openedOn: '2023-03-01' }],
    [Zoe, { risk: 'UNKNOWN', som: 'yes' }],
    [ann, { risk: 'high', som: 'suspected', openedOn: '2025-01-01', reference: 'Ü' }],
  ] as const)
    expect((await who.call('POST', '/api/cases', asked)).status).toBe(200);
  interface Page {
    readonly cases: Record<string, unknown>[];
    readonly nextCursor: string | null;
  }
  const walk = async (sort: string, cursor = ''): Promise<Record<string, unknown>[]> => {
    const { body } = await ann.call<Page>('GET', `/api/cases?limit=3&sort=${sort}${cursor && `&cursor=${cursor}`}`);
    return body.nextCursor === null ? body.cases : [...body.cases, ...(await walk(sort, body.nextCursor))];
  };
  for (const sort of caseSorts.filter((one) => one.endsWith('-down'))) {
    const down = (await walk(sort)).map(({ id }) => id);
    expect(new Set(down).size, sort).toBe(5);
    expect(
      (await walk(sort.replace('down', 'up'))).map(({ id }) => id),
      sort,
    ).toEqual(down.toReversed());
  }
  expect((await walk('risk-down')).map(({ risk }) => risk)).toEqual(['high', 'high', 'low', 'UNKNOWN', null]);
  expect((await walk('tip-down')).map(({ tip }) => tip)).toEqual(['yes', 'suspected', 'no', 'not-asked', 'not-asked']);
  expect((await walk('assigned-up')).map((one) => one['assignedToName'])).toEqual(['ann', 'ann', 'ann', 'Zoe', 'Zoe']);
  expect((await walk('reference-up')).map(({ reference }) => reference)).toEqual([null, null, 'A 1', 'b_2', 'Ü']);
  expect((await walk('unit-down'))[0]).toMatchObject({ unitId });
  const wrong = await ann.call('GET', `/api/cases?sort=risk-down&cursor=9x_2024-01-01T00:00:00.000Z_${unitId}`);
  expect(wrong.body).toMatchObject({ code: 'invalid-input', details: { fields: [{ field: 'cursor' }] } });
});

test('the order and the length of a list tell nothing of what its reader may not read', async () => {
  await sql`insert into role (id, agency_id, code, name, permissions, reads, writes, scope, second_factor)
    select gen_random_uuid(), null, 'counts-only', 'Counts only', permissions, '{statistical}', '{}', scope, second_factor
    from role where code = 'investigator' and agency_id is null`.execute(house.database.owner);
  const reader = await house.person('PDRM', 'counts-only');
  for (const asked of [
    'sort=risk-down',
    'sort=reference-up',
    'sort=assigned-up',
    'sort=unit-up',
    'risk=high',
    'unassigned=true',
  ])
    expect((await reader.call('GET', `/api/cases?${asked}`)).status, asked).toBe(403);
  const byWord = (text: string) => reader.call<{ cases: unknown[] }>('GET', `/api/cases?text=${text}`);
  expect((await byWord('b_2')).body.cases).toEqual([]);
  expect((await byWord('PDRM')).body.cases).toHaveLength(5);
  expect((await reader.call('GET', '/api/cases?sort=status-down')).status).toBe(200);
});

test('a police officer gets the same bytes for another agency’s case and for one that never was', async () => {
  const created = await worker.call('POST', '/api/cases', { summary: 'Arrived at night' });
  const officer = await house.person('POLRI', 'investigator');
  const hidden = await officer.call('GET', `/api/cases/${String(created.body['id'])}`);
  const absent = await officer.call('GET', '/api/cases/11111111-1111-4111-8111-111111111111');
  expect(hidden.status).toBe(404);
  expect(hidden.text).toBe(absent.text);
  const { rows } = await sql<{
    n: number;
  }>`select count(*) n from audit_event where action = 'cases.open' and outcome = 'refused'`.execute(
    house.database.owner,
  );
  expect(rows[0]?.n).toBe(2);
});

test('two people who change one case cannot overwrite each other unseen', async () => {
  const created = await worker.call('POST', '/api/cases', {});
  const path = `/api/cases/${String(created.body['id'])}`;
  const colleague = await house.person('SHELTER', 'case-worker', { name: 'Night shift' });
  expect((await worker.call('PATCH', path, { risk: 'high' })).status).toBe(428);
  expect((await colleague.call('PATCH', path, { risk: 'high' }, { ifMatch: 1 })).body).toMatchObject({
    risk: 'high',
    version: 2,
  });
  const late = await worker.call('PATCH', path, { risk: 'low' }, { ifMatch: 1 });
  expect(late.status).toBe(409);
  expect(late.body).toMatchObject({
    code: 'conflict',
    details: {
      yours: { version: 1 },
      current: { version: 2, changedBy: { name: 'Night shift' }, record: { risk: 'high' } },
    },
  });
});

test('a write sent twice on a bad line is done once', async () => {
  const send = () => worker.call('POST', '/api/cases', { reference: 'once' }, { idempotencyKey: 'k-1' });
  const [first, second] = [await send(), await send()];
  expect(second.text).toBe(first.text);
  const other = await worker.call('POST', '/api/cases', { reference: 'other' }, { idempotencyKey: 'k-1' });
  expect(other.status).toBe(422);
});

test('an administrator, whose role holds no case content, is refused and sees no row in the database either', async () => {
  const administrator = await house.person('SHELTER', 'administrator');
  expect((await administrator.call('GET', '/api/cases')).status).toBe(403);
});

test('a query without an actor returns no rows', async () => {
  for (const table of ['case_file', 'agency', 'app_user', 'audit_event', 'session', 'credential', 'history']) {
    const count = asActor(
      house.database,
      null,
      async (store) => (await sql<{ n: number }>`select count(*) n from ${sql.table(table)}`.execute(store)).rows[0]?.n,
    );
    expect([0, '42501']).toContain(await count.catch((error: { code: string }) => error.code));
  }
});

test('a field this action does not know is refused by name', async () => {
  const answer = await worker.call('POST', '/api/cases', { agencyId: house.agencyId('POLRI') });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code: 'unknown-field', details: { fields: ['agencyId'] } });
});
