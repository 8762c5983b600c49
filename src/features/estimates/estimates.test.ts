import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openHouse, testAgencies, type House, type Person } from '../../../tests/harness/house.ts';
import { tell, type Told } from '../../../tests/harness/told.ts';
import type { ActionTypes } from '../../client/index.ts';
import type { OwnEstimate } from './schema.ts';

type Compared = ActionTypes['estimates.compare']['output'];

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('an analyst sees the UK figure as one choice among several, with what speaks against each', async () => {
  const analyst = await house.person('UN', 'analyst');
  const { body } = await analyst.call('GET', '/api/estimates/published');
  const uk = (body['tables'] as { id: string; table: object }[]).find(({ id }) => id === 'uk-4');
  const question = { table: uk?.table, months: 24 };
  const ask = async (more: object = {}): Promise<Compared> => {
    const { status, body } = await analyst.call<Compared>('POST', '/api/estimates', { ...question, ...more });
    expect(status).toBe(200);
    return body;
  };
  // Given up, the work begins anew for who asks again.
  const begun = { comparison: null, progress: { done: 0, total: 1, doing: null } };
  expect(await ask()).toEqual(begun);
  expect(await ask({ stop: true })).toEqual({ comparison: null, progress: null });
  expect(await ask()).toEqual(begun);
  let compared = await ask();
  while (compared.comparison === null) {
    await pause(100);
    compared = await ask();
  }
  const { methods, warnings } = compared.comparison;
  expect(methods.map(({ method, estimate }) => [method, Math.round(estimate ?? 0)])).toEqual([
    ['main', 10_694],
    ['stepwise', 11_015],
    ['stepwise-bootstrap', 11_015],
    ['bic', 11_987],
    ['bic-bootstrap', 11_987],
    ['average', 11_356],
  ]);
  const widest = (name: string) => methods.find(({ method }) => method === name)?.ci95?.[1] ?? 0;
  expect(widest('bic-bootstrap')).toBeGreaterThan(widest('bic'));
  expect(warnings).toMatchObject([{ code: 'window-long' }, { code: 'unequal-chances' }]);
});

test('a table that holds nobody on a list is refused by name, and who may not count may not estimate', async () => {
  const analyst = await house.person('UN', 'analyst');
  const table = { lists: ['A', 'B'], rows: [{ on: [true, false], count: 5 }] };
  const refused = await analyst.call('POST', '/api/estimates', { table });
  expect(refused.body).toMatchObject({ code: 'invalid-input' });
  expect(JSON.stringify(refused.body)).toContain('B: the list holds nobody');
  const administrator = await house.person('UN', 'administrator');
  expect((await administrator.call('POST', '/api/estimates', { table })).status).toBe(403);
});

test('agencies are the lists of an estimate from the records, merged and left out as asked, and small overlaps stay withheld', async () => {
  const analyst = await house.person('UN', 'analyst');
  const keeper = await house.person('UN', 'disclosure-officer');
  const both = (count: number): Told[] =>
    Array.from({ length: count }, () => randomUUID()).flatMap((personId): Told[] => [
      { personId, agency: 'SHELTER', year: 2023 },
      { personId, agency: 'POLRI', year: 2023 },
    ]);
  const alone = (agency: 'SHELTER' | 'POLRI' | 'PDRM', count: number): Told[] =>
    Array.from({ length: count }, () => ({ agency, year: 2023 }));
  await tell(house, [...both(4), ...alone('SHELTER', 40), ...alone('POLRI', 30), { agency: 'SHELTER', year: 2020 }]);
  const ask = async (who: Person, more: object = {}): Promise<OwnEstimate> => {
    for (;;) {
      const { body, status, text } = await who.call<OwnEstimate>('POST', '/api/estimates/own', {
        from: 2023,
        to: 2023,
        ...more,
      });
      if (status !== 200) throw new Error(text);
      if (body.comparison !== null || body.refusal !== null) return body;
      await pause(300);
    }
  };
  const { comparison, agencies, noise } = await ask(keeper);
  expect({ noise, observed: comparison?.observed }).toEqual({ noise: null, observed: 74 });
  // Two independent lists of 44 and 34 with 4 on both: 44 x 34 / 4.
  expect(comparison?.methods.find(({ method }) => method === 'main')?.estimate).toBeCloseTo(374, 3);
  expect(comparison?.overlap).toEqual([
    [34, 4],
    [4, 44],
  ]);
  // An estimate of two lists is as good as their overlap told; of the wholes one is withheld, for 78 less 74 is 4.
  const refused = await ask(analyst);
  expect(refused).toMatchObject({ refusal: 'small-overlap', comparison: null, noise: 5 });
  expect(refused.agencies.filter(({ persons }) => persons === null).length).toBe(1);
  const running = new Date().getUTCFullYear();
  const early = await analyst.call('POST', '/api/estimates/own', { from: 2023, to: running });
  expect(early.status).toBe(400);
  expect(early.text).toContain('whole years that are past');
  expect(await ask(analyst, { from: 2020, to: 2020 })).toMatchObject({ refusal: 'nobody', comparison: null });
  const merged = agencies.map(({ id }) => ({ agencyId: id, list: 'together' }));
  expect(await ask(analyst, { lists: merged })).toMatchObject({ refusal: 'one-list', comparison: null });
  const worker = await house.person('SHELTER', 'case-worker');
  expect(await ask(worker)).toMatchObject({ refusal: 'one-list' });
  expect(comparison?.links).toBeNull();
  await leaveInDoubt(house, 6, 0.5);
  const doubted = await ask(keeper);
  const { links } = doubted.comparison ?? {};
  expect(links).toMatchObject({ pairs: 6, draws: 100, methods: [{ method: 'main' }, {}, {}] });
  const main = links?.methods[0]?.pooled;
  // Three of the six pairs are one person, on average: seven on both lists, not four.
  expect(main?.estimate).toBeGreaterThan((44 * 34) / 10);
  expect(main?.estimate).toBeLessThan((44 * 34) / 5);
  expect(main?.shareOfLinkage).toBeGreaterThan(0);
  // With a third list there is an estimate for everybody, made of numbers that are each changed a little.
  await tell(house, [...both(30), ...alone('PDRM', 50)]);
  const told = await ask(analyst);
  expect(told).toMatchObject({ refusal: null, noise: 5 });
  const { observed = 0, checksum, overlap, lists } = told.comparison ?? {};
  expect(Math.abs(observed - 154)).toBeLessThanOrEqual(4 * 5);
  const place = (name: string): number => lists?.indexOf(name) ?? -1;
  const [shelter, police] = [place(testAgencies.SHELTER.name), place(testAgencies.POLRI.name)];
  expect(Math.abs((overlap?.[shelter]?.[police] ?? 0) - 34)).toBeLessThanOrEqual(5);
  expect((await ask(analyst)).comparison).toEqual(told.comparison);
  const kept = { from: 2023, to: 2023, title: 'Three lists, 2023' };
  expect((await analyst.call('POST', '/api/estimates/kept', kept)).status).toBe(200);
  expect((await keeper.call('POST', '/api/estimates/kept', kept)).status).toBe(200);
  expect((await worker.call('POST', '/api/estimates/kept', kept)).status).toBe(403);
  const { rows } = await sql<{
    checksum: string;
  }>`select comparison->>'checksum' as checksum from kept_estimate`.execute(house.database.owner);
  expect(rows).toEqual([{ checksum }, { checksum }]);
});

/** Pairs of a record of the shelter and one of the police that nobody has decided on. */
async function leaveInDoubt(of: House, count: number, probability: number): Promise<void> {
  const run = randomUUID();
  await sql`insert into linkage_run (id, agency_id, user_id, fields) values (${run}, ${of.agencyId('UN')}, ${run}, '{name}')`.execute(
    of.database.owner,
  );
  const numbered = (
    agency: 'SHELTER' | 'POLRI',
  ) => sql`select r.id, r.case_id, row_number() over (order by r.id) as place
    from person_record r join case_file c on c.id = r.case_id where c.agency_id = ${of.agencyId(agency)} and r.registration_year = 2023
      and not exists (select 1 from person_record o where o.person_id = r.person_id and o.id <> r.id)`;
  await sql`insert into linkage_pair (left_record, right_record, left_case, right_case, left_agency, right_agency, left_stamp, right_stamp,
      run_id, weight, probability, levels, bits, linked, worth, cluster, cluster_worth)
    select least(a.id, b.id), greatest(a.id, b.id), a.case_id, b.case_id, ${of.agencyId('SHELTER')}, ${of.agencyId('POLRI')}, '', '',
      ${run}, 0, ${probability}, '{}', '{}', false, 1, 1, 1
    from (${numbered('SHELTER')}) a join (${numbered('POLRI')}) b on b.place = a.place where a.place <= ${count}`.execute(
    of.database.owner,
  );
}
