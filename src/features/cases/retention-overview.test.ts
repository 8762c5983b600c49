import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';

type Overview = {
  classes: { retentionClass: string; closed: number; due: number; soon: number; held: number }[];
  soon: { id: string }[];
  held: { id: string }[];
};

let house: House;
let officer: Person;
const ids: string[] = [];
beforeAll(async () => {
  house = await openHouse(() => new Date('2026-05-10T12:00:00Z'));
  officer = await house.person('SHELTER', 'records-officer');
  const worker = await house.person('SHELTER', 'case-worker');
  for (const until of ['2026-05-01', '2026-06-01', '2026-12-01', '2026-05-01']) {
    const id = String((await worker.call('POST', '/api/cases', {})).body['id']);
    await worker.call('POST', `/api/cases/${id}/close`, { reason: 'goals-met' }, { ifMatch: 1 });
    await sql`update case_file set retain_until = ${until} where id = ${id}`.execute(house.database.owner);
    ids.push(id);
  }
  await sql`update case_file set legal_hold = true where id = ${ids[3]}`.execute(house.database.owner);
});
afterAll(() => house.close());

it('a records officer sees what is due, what falls due in the span asked for, and what a court holds', async () => {
  const { body } = await officer.call<Overview>('GET', '/api/retention?days=30');
  expect(body.classes).toEqual([{ retentionClass: 'case', closed: 4, due: 1, soon: 1, held: 1 }]);
  expect(body.soon.map(({ id }) => id)).toEqual([ids[1]]);
  expect(body.held.map(({ id }) => id)).toEqual([ids[3]]);
  const wider = await officer.call<Overview>('GET', '/api/retention?days=365');
  expect(wider.body.soon.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
});

it('nobody reads the clocks of another agency, nor without the right to erase', async () => {
  const foreign = await house.person('POLRI', 'records-officer');
  expect((await foreign.call<Overview>('GET', '/api/retention')).body).toEqual({ classes: [], soon: [], held: [] });
  for (const role of ['case-worker', 'administrator', 'node-administrator'])
    expect((await (await house.person('SHELTER', role)).call('GET', '/api/retention')).status, role).toBe(403);
});

it('a records officer sees what another period would make fall due, sets it with the law it rests on, and is kept from a slip', async () => {
  const owner = house.database.owner;
  await sql`update case_file set retain_until = '2030-02-28', closed_on = '2020-02-29' where id = any (${ids.slice(0, 2)}::uuid[])`.execute(
    owner,
  );
  await sql`update case_file set retain_until = '2036-05-10' where id = ${ids[2]}`.execute(owner);
  const shorter = { retentionClass: 'case', yearsAfterClosing: 3, untilAge: null };
  const preview = await officer.call('POST', '/api/retention/preview', shorter);
  // Six years old at three years: due at once, were it not for the days of grace.
  expect(preview.body).toEqual({
    dueBefore: 0,
    dueAfter: 0,
    years: [
      { year: 2026, before: 0, after: 2 },
      { year: 2029, before: 0, after: 1 },
      { year: 2030, before: 2, after: 0 },
      { year: 2036, before: 1, after: 0 },
    ],
    units: [{ unitName: null, cases: 3, dueAfter: 0 }],
  });
  const set = (body: object, ifMatch: number, who = officer) =>
    who.call(
      'PUT',
      '/api/retention/periods',
      { retentionClass: 'case', law: 'Archives Act, s. 7', reason: 'New act', ...body },
      { ifMatch },
    );
  const asked = { yearsAfterClosing: 3, untilAge: null };
  expect((await set({ ...asked, yearsAfterClosing: 0 }, 0)).text).toContain('1 to 50 years');
  expect((await set({ ...asked, untilAge: 25 }, 0)).status).toBe(400);
  expect((await set({ ...asked, law: '' }, 0)).status).toBe(400);
  expect((await set(asked, 0, await house.person('SHELTER', 'administrator'))).status).toBe(403);
  expect((await set(asked, 0)).body).toMatchObject({ changed: 4, version: 1, law: 'Archives Act, s. 7' });
  expect((await set({ ...asked, yearsAfterClosing: 4 }, 0)).status).toBe(409);
  const days = await sql<{ id: string; day: string }>`select id, retain_until::text as day from case_file
    where id = any (${ids}::uuid[])`.execute(owner);
  expect(ids.map((id) => days.rows.find((row) => row.id === id)?.day)).toEqual([
    '2026-06-09',
    '2026-06-09',
    '2029-05-10',
    '2029-05-10',
  ]);
  const foreign = await house.person('POLRI', 'records-officer');
  const { body } = await foreign.call<{ periods: { version: number }[] }>('GET', '/api/retention/periods');
  expect(body.periods.map(({ version }) => version)).toEqual([0, 0, 0, 0]);
});

it('the database and the rules give a child’s case the same day, and a case closed later follows the agency', async () => {
  const worker = await house.person('SHELTER', 'case-worker');
  const closeOne = async (): Promise<string> => {
    const id = String((await worker.call('POST', '/api/cases', { openedOn: '2026-01-15' })).body['id']);
    await worker.call('POST', `/api/cases/${id}/person-records`, { part: 'victim', ageIdentificationMin: 9 });
    const born = await worker.call('POST', `/api/cases/${id}/person-records`, {
      part: 'victim',
      ageIdentificationMin: 6,
    });
    await worker.call(
      'PUT',
      `/api/person-records/${String(born.body['id'])}/identity`,
      {
        birthFrom: '2020-02-29',
        birthTo: '2020-02-29',
      },
      { ifMatch: 0 },
    );
    const closed = await worker.call('POST', `/api/cases/${id}/close`, { reason: 'goals-met' }, { ifMatch: 1 });
    expect(closed.body).toMatchObject({ retentionClass: 'child' });
    return id;
  };
  const until = async (id: string) => (await worker.call('GET', `/api/cases/${id}`)).body['retainUntil'];
  const before = await closeOne();
  expect(await until(before)).toBe('2045-03-01');
  const set = await officer.call(
    'PUT',
    '/api/retention/periods',
    {
      retentionClass: 'child',
      yearsAfterClosing: 10,
      untilAge: 29,
      law: 'Child Protection Act',
      reason: 'Time for a claim',
    },
    { ifMatch: 0 },
  );
  expect(set.status).toBe(200);
  expect(await until(before)).toBe('2049-03-01');
  expect(await until(await closeOne())).toBe('2049-03-01');
});
