import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { openTable } from '../../platform/tables/index.ts';
import { countryByAlpha2 } from '../../words/countries.ts';
import type { Statistics } from './schema.ts';
import { tell, type Told } from '../../../tests/harness/told.ts';

let house: House;
let analyst: Person;
let keeper: Person;
let small: House;
let smallAnalyst: Person;
/** Who may see small counts: told counts as they are, with small ones withheld unless asked for. */
let smallKeeper: Person;
beforeAll(async () => {
  house = await openHouse();
  analyst = await house.person('UN', 'analyst');
  keeper = await house.person('UN', 'disclosure-officer');
  await tell(house, await ctdcRows());
  small = await openHouse();
  smallAnalyst = await small.person('UN', 'analyst');
  smallKeeper = await small.person('UN', 'disclosure-officer');
  await tell(small, smallCaseload());
});
afterAll(async () => {
  await house.close();
  await small.close();
});

const country = (code: string): string =>
  code === '' ? 'UNKNOWN' : code === '0' ? 'MASKED' : (countryByAlpha2(code)?.alpha3 ?? 'UNKNOWN');
const answer = (cell: string): string => (cell === '' ? 'unknown' : Number(cell) === 1 ? 'yes' : 'no');

async function ctdcRows(): Promise<Told[]> {
  const path = new URL('../../../data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz', import.meta.url).pathname;
  const table = await openTable(path);
  const told: Told[] = [];
  for await (const { values } of table.rows()) {
    const [year = '', gender = '', age = '', citizenship = '', labour = '', sexual = '', place = ''] = values;
    const bounds = age === '' ? null : age.split(/--|\+/).map((bound) => (bound === '' ? null : Number(bound)));
    told.push({
      year: Number(year),
      citizenships: [country(citizenship)],
      place: country(place),
      forms: { LAB: answer(labour), SEX: answer(sexual) },
      ...(gender === '' ? {} : { sex: gender === 'Female' ? 'F' : 'M' }),
      ...(bounds ? { ages: [bounds[0] ?? null, bounds[1] ?? null] as const } : {}),
    });
  }
  await table.close();
  return told;
}

function smallCaseload(): Told[] {
  const many = (count: number, one: Told): Told[] => Array.from({ length: count }, () => one);
  const twice = randomUUID();
  return [
    ...many(20, { sex: 'F', citizenships: ['IDN'], place: 'MYS', year: 2024, ages: [9, 17] }),
    ...many(15, {
      sex: 'M',
      citizenships: ['IDN', 'MYS'],
      place: 'ID-KB',
      year: 2024,
      ages: [18, 20],
      forms: { 'SEX.PROST': 'yes', LAB: 'no' },
    }),
    ...many(3, { sex: 'M', citizenships: ['UNKNOWN'], year: 2023, forms: { LAB: 'unknown' } }),
    ...many(12, { citizenships: ['MASKED'], agency: 'POLRI', forms: { LAB: 'no' } }),
    ...many(2, { part: 'witness', citizenships: ['PAK'] }),
    { status: 'NOT', citizenships: ['PAK'] },
    { personId: twice, sex: 'F', agency: 'POLRI', place: 'IDN-ENTIKONG' },
    { personId: twice, sex: 'UNKNOWN', agency: 'SHELTER' },
  ];
}

const ask = async (who: Person, query: string): Promise<Statistics> => {
  const found = await who.call<Statistics>('GET', `/api/statistics?${query}`);
  if (found.status !== 200) throw new Error(found.text);
  return found.body;
};
const countOf = (found: Statistics, field: string, code: string): number | null | undefined =>
  found.rows.find(({ key }) => key[field] === code)?.count;

test('the published figures of the CTDC file come out: Indonesia by citizenship, by place, and from Myanmar', async () => {
  const started = process.cpuUsage();
  expect((await ask(keeper, 'unit=records')).total).toBe(36_447);
  const citizens = await ask(keeper, 'by=citizenship');
  expect(countOf(citizens, 'citizenship', 'IDN')).toBe(1935);
  expect(citizens).toMatchObject({
    total: 36_447,
    multiValued: ['citizenship'],
    overlapping: false,
    coverage: { agencies: 1 },
    release: null,
    noise: null,
  });
  expect(countOf(await ask(keeper, 'by=countryOfExploitation'), 'countryOfExploitation', 'IDN')).toBe(1777);
  expect(countOf(await ask(keeper, 'by=corridor'), 'corridor', 'MMR-IDN')).toBe(1224);
  expect((await ask(keeper, 'where=corridor%3DMMR-IDN&unit=victims')).total).toBe(1224);
  expect((await ask(keeper, 'by=registrationYear&where=citizenship%3DIDN')).total).toBe(1935);
  // Who may open no records is told each of these changed a little, in the same way in whichever unit.
  const near = async (query: string, truth: number) => {
    const { total } = await ask(analyst, query);
    expect(Math.abs((total ?? 0) - truth)).toBeLessThanOrEqual(5);
    return total;
  };
  expect(await near('unit=records', 36_447)).toBe(await near('unit=victims', 36_447));
  expect(await near('unit=cases', 36_447)).toBe(await near('unit=persons', 36_447));
  const corridor = await near('where=corridor%3DMMR-IDN', 1224);
  expect(countOf(await ask(analyst, 'by=corridor'), 'corridor', 'MMR-IDN')).toBe(corridor);
  expect(await ask(analyst, 'by=citizenship')).toMatchObject({ noise: 5, overlapping: true });
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(30);
});

test('unknown, masked and not asked are rows of their own', async () => {
  const found = await ask(smallKeeper, 'by=citizenship');
  expect(found.rows.map(({ key }) => key['citizenship'])).toEqual(['IDN', 'MASKED', 'MYS', 'NOT_ASKED', 'UNKNOWN']);
  expect(found.rows.find(({ key }) => key['citizenship'] === 'MASKED')).toMatchObject({
    withheld: true,
    labels: { citizenship: 'Withheld by the source' },
  });
});

test('a person counts once however many records there are, and a person decided not to be a victim is none', async () => {
  expect((await ask(smallKeeper, 'unit=victims')).total).toBe(51);
  expect((await ask(smallKeeper, 'unit=persons')).total).toBe(54);
  expect((await ask(smallKeeper, 'unit=records')).total).toBe(55);
  expect((await ask(smallKeeper, 'unit=cases')).total).toBe(55);
});

test('rows of a field with several values say that they do not add up', async () => {
  const found = await ask(smallKeeper, 'by=citizenship');
  expect(found).toMatchObject({ overlapping: true, multiValued: ['citizenship'] });
  expect(found.note).toContain('do not add');
  expect(await ask(smallKeeper, 'by=sex&unit=records')).toMatchObject({
    overlapping: false,
    multiValued: [],
    note: null,
  });
});

test('a wider form counts what is under it, and "none of them" is not "not asked"', async () => {
  const found = await ask(smallKeeper, 'by=form&internal=true');
  expect(Object.fromEntries(found.rows.map(({ key, count }) => [key['form'], count]))).toEqual({
    NONE: 12,
    NOT_ASKED: 21,
    SEX: 15,
    'SEX.PROST': 15,
    UNKNOWN: 3,
  });
  expect((await ask(smallKeeper, 'where=form%3DSEX')).total).toBe(15);
  expect((await ask(smallKeeper, 'where=form%3DNOT_ASKED')).total).toBe(21);
});

test('ages stand in the bands of published records, and one told too widely in a row of its own', async () => {
  const found = await ask(smallKeeper, 'by=ageSpan&internal=true');
  expect(Object.fromEntries(found.rows.map(({ key, count }) => [key['ageSpan'], count]))).toEqual({
    '18-20': 15,
    '9-17': 20,
    NOT_ASKED: 16,
  });
});

test('areas and border points count for their country, children apart from adults', async () => {
  const found = await ask(smallKeeper, 'by=countryOfExploitation,ageGroup&internal=true');
  expect(found.rows.map(({ key, count }) => [key['countryOfExploitation'], key['ageGroup'], count])).toEqual([
    ['IDN', 'NOT_ASKED', 1],
    ['IDN', 'adult', 15],
    ['MYS', 'child', 20],
    ['NOT_ASKED', 'NOT_ASKED', 16],
  ]);
});

test('small counts come back withheld with one more, so that no subtraction gives them; who may, sees them and it is audited', async () => {
  const found = await ask(smallKeeper, 'by=registrationYear&unit=records');
  expect(found.rows.map(({ key, count, withheld }) => [key['registrationYear'], count, withheld])).toEqual([
    ['2023', null, true],
    ['2024', 35, false],
    ['NOT_ASKED', null, true],
  ]);
  expect(found).toMatchObject({ total: 55, threshold: 11 });
  expect((await smallAnalyst.call('GET', '/api/statistics?by=sex&internal=true')).status).toBe(403);
  expect(
    countOf(await ask(smallKeeper, 'by=registrationYear&unit=records&internal=true'), 'registrationYear', '2023'),
  ).toBe(3);
  const { rows } = await sql<{
    payload: string;
  }>`select payload from audit_event where action = 'statistics.count' order by at desc limit 1`.execute(
    small.database.owner,
  );
  expect(JSON.parse(rows[0]?.payload ?? '{}')).toMatchObject({
    detail: { by: 'registrationYear', unit: 'records', internal: true },
  });
});

test('a total that is small by itself is withheld, and the installation may set the bound', async () => {
  expect(await ask(smallKeeper, 'where=registrationYear%3D2023')).toMatchObject({ total: null, totalWithheld: true });
  await sql`insert into setting values ('statistics.threshold', '3')`.execute(small.database.owner);
  expect(await ask(smallKeeper, 'where=registrationYear%3D2023')).toMatchObject({ total: 3, threshold: 3 });
  await sql`delete from setting where key = 'statistics.threshold'`.execute(small.database.owner);
});

test('what is told with noise is told in the same way in every question, never as a small number, and does not move with one entry', async () => {
  const asked = ['by=sex', 'by=sex&unit=records', 'by=sex&where=part%3Dvictim', 'by=sex,part', 'by=part,sex'];
  const men = async (): Promise<(number | null | undefined)[]> =>
    Promise.all(asked.map(async (query) => countOf(await ask(smallAnalyst, query), 'sex', 'M')));
  const before = await men();
  expect(new Set(before).size).toBe(1);
  expect(Math.abs((before[0] ?? 0) - 18)).toBeLessThanOrEqual(5);
  for (const query of asked)
    for (const { count } of (await ask(smallAnalyst, query)).rows) expect(count ?? 11).toBeGreaterThanOrEqual(11);
  const told = await Promise.all(asked.map(async (query) => ({ ...(await ask(smallAnalyst, query)), asOf: null })));
  await tell(small, [{ sex: 'F', citizenships: ['THA'], year: 2024 }]);
  // The next ten entries wait with this one.
  expect(await Promise.all(asked.map(async (query) => ({ ...(await ask(smallAnalyst, query)), asOf: null })))).toEqual(
    told,
  );
  expect(countOf(await ask(smallKeeper, 'by=sex&internal=true'), 'sex', 'F')).toBe(22);
});

test('an agency’s own people count their own cases alone', async () => {
  const worker = await small.person('POLRI', 'investigator');
  expect(await ask(worker, 'unit=records')).toMatchObject({ total: 13, coverage: { agencies: 1 } });
  expect(
    (await ask(worker, 'by=citizenship&unit=records')).rows.every(({ key }) =>
      ['MASKED', 'NOT_ASKED'].includes(key['citizenship'] ?? ''),
    ),
  ).toBe(true);
  const auditor = await small.person('POLRI', 'auditor');
  expect((await auditor.call('GET', '/api/statistics')).status).toBe(403);
});

test('an unknown field, a code that is none and SQL in a filter are refused by name', async () => {
  for (const query of [
    'by=name',
    'where=sex%3DX',
    'where=sex',
    "where=sex%3DF'%20or%201%3D1",
    'where=nothing%3D1',
    'by=sex,form,part',
    'unit=dollars',
  ]) {
    expect(await smallAnalyst.call('GET', `/api/statistics?${query}`)).toMatchObject({ status: 400 });
  }
});

test('every field can be asked for with every unit', async () => {
  const { statisticFields, statisticUnits } = await import('./schema.ts');
  for (const field of statisticFields) {
    for (const unit of statisticUnits) {
      const found = await ask(smallKeeper, `by=${field},sex&unit=${unit}`);
      expect(found.rows.length).toBeGreaterThan(0);
    }
  }
});

test('nobody gets round what is withheld by asking otherwise: filters, complements, sums and their order agree', async () => {
  const dimensions = ['sex', 'registrationYear'] as const;
  const told = new Map<string, number | null>();
  const keep = (key: Readonly<Record<string, string>>, count: number | null): void => {
    const name = dimensions.map((field) => key[field] ?? 'all').join(' ');
    // The same question put in another way gets the same answer, or one way would give the other away.
    expect(told.get(name) ?? count).toBe(count);
    told.set(name, count);
  };
  const all = await ask(smallKeeper, 'unit=records');
  keep({}, all.total);
  for (const [one, other] of [dimensions, dimensions.toReversed()] as [string, string][]) {
    const alone = await ask(smallKeeper, `by=${one}&unit=records`);
    for (const row of alone.rows) {
      keep(row.key, row.count);
      const filtered = await ask(smallKeeper, `by=${other}&where=${one}%3D${row.key[one]}&unit=records`);
      keep(row.key, filtered.total);
      for (const part of filtered.rows) keep({ ...part.key, ...row.key }, part.count);
    }
    for (const row of (await ask(smallKeeper, `by=${one},${other}&unit=records`)).rows) keep(row.key, row.count);
  }
  // Of the two with neither sex nor year told of small groups, no sum of what is told leaves a small number.
  const truth = await ask(smallKeeper, 'by=sex,registrationYear&unit=records&internal=true');
  const small = truth.rows.filter(({ count }) => (count ?? 0) < 11);
  expect(small.length).toBeGreaterThan(1);
  const rowsOf = (sex: string): string[] =>
    [...told.keys()].filter((name) => name.startsWith(`${sex} `) && !name.endsWith(' all'));
  for (const { key } of small) {
    expect(told.get(`${key['sex']} ${key['registrationYear']}`)).toBeNull();
    const others = rowsOf(key['sex'] ?? '').filter((name) => told.get(name) === null);
    expect(told.get(`${key['sex']} all`) === null || others.length > 1).toBe(true);
  }
  expect(
    (await smallKeeper.call('GET', '/api/statistics?by=sex,form&where=citizenship%3DIDN&where=part%3Dvictim')).status,
  ).toBe(400);
});
