import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from '../../../tests/harness/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('an analyst sees the UK figure as one choice among several, with what speaks against each', async () => {
  const analyst = await house.person('UN', 'analyst');
  const { body } = await analyst.call('GET', '/api/estimates/published');
  const uk = (body['tables'] as { id: string; table: object }[]).find(({ id }) => id === 'uk-4');
  const compared = await analyst.call('POST', '/api/estimates', { table: uk?.table, months: 24 });
  expect(compared.status).toBe(200);
  const methods = compared.body['methods'] as { method: string; estimate: number; ci95: [number, number] }[];
  expect(methods.map(({ method, estimate }) => [method, Math.round(estimate)])).toEqual([
    ['main', 10_694],
    ['stepwise', 11_015],
    ['stepwise-bootstrap', 11_015],
    ['bic', 11_987],
    ['bic-bootstrap', 11_987],
    ['average', 11_356],
  ]);
  const widest = (name: string) => methods.find(({ method }) => method === name)?.ci95[1] ?? 0;
  expect(widest('bic-bootstrap')).toBeGreaterThan(widest('bic'));
  expect(compared.body['warnings']).toMatchObject([{ code: 'window-long' }]);
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
