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
