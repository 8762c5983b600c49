import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { enterEarlier, tell, type Told } from '../../../tests/harness/told.ts';
import { openTable } from '../../platform/tables/index.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CellRecords, Figure, LiveFigures, ReleaseShown } from './schema.ts';

let house: House;
let analyst: Person;
/** An analyst who may see small counts, and so figures of any day. */
let keeper: Person;
let worker: Person;
let investigator: Person;
const twice = randomUUID();
const span = 'country=IDN&from=2022&to=2024';

beforeAll(async () => {
  house = await openHouse();
  await sql`update agency set country = 'IDN' where code in ('SHELTER', 'POLRI')`.execute(house.database.owner);
  analyst = await house.person('UN', 'analyst');
  keeper = await house.person('UN', 'disclosure-officer');
  worker = await house.person('SHELTER', 'case-worker');
  investigator = await house.person('POLRI', 'investigator');
  const many = (count: number, one: Told): Told[] => Array.from({ length: count }, () => one);
  await tell(house, [
    ...many(20, {
      sex: 'F',
      ages: [9, 17],
      citizenships: ['IDN'],
      place: 'MYS',
      forms: { 'SEX.PROST': 'yes' },
      year: 2024,
    }),
    ...many(15, {
      sex: 'M',
      ages: [18, 20],
      citizenships: ['IDN'],
      place: 'ID-KB',
      forms: { 'LAB.DOM': 'yes', LAB: 'yes' },
      year: 2024,
    }),
    ...many(3, { sex: 'F', ages: [18, 20], citizenships: ['PAK'], forms: { LAB: 'yes', SEX: 'yes' }, year: 2024 }),
    { personId: twice, sex: 'F', year: 2024, agency: 'POLRI', status: 'ACTUAL' },
    { personId: twice, sex: 'M', year: 2024, agency: 'SHELTER' },
    { status: 'NOT', year: 2024 },
    ...many(12, { sex: 'M', ages: [9, 17], citizenships: ['IDN', 'MYS'], year: 2023 }),
  ]);
  await enterEarlier(house);
});
afterAll(() => house.close());

const live = async (who: Person, query = ''): Promise<LiveFigures & { figures: Figure[] }> => {
  for (;;) {
    const { body, text, status } = await who.call<LiveFigures>('GET', `/api/official?${span}${query}`);
    if (status !== 200) throw new Error(text);
    const { figures } = body;
    if (figures !== null) return { ...body, figures };
    await pause(200);
  }
};
const valueOf = (figures: readonly Figure[], key: Partial<Figure>): number | null | undefined =>
  figures.find((one) =>
    Object.entries({ year: 2024, sex: '_T', age: '_T', category: '_T', ...key }).every(
      ([name, value]) => one[name as keyof Figure] === value,
    ),
  )?.value;

test('a case worker counts each person once in every table, and opens the records behind a figure', async () => {
  const { figures, reach } = await live(worker, '&open=true');
  expect(reach).toBe('own');
  const total = 20 + 15 + 3 + 1;
  for (const table of ['G7', 'G8', 'G9', 'G11'] as const) {
    expect(valueOf(figures, { table })).toBe(total);
    const parts = figures.filter(
      (one) => one.table === table && one.year === 2024 && one.category !== '_T' && one.sex === '_T',
    );
    expect(parts.reduce((sum, one) => sum + (one.value ?? 0), 0)).toBe(table === 'G7' ? 0 : total);
  }
  expect(valueOf(figures, { table: 'G7', sex: 'F', age: 'CHILD' })).toBe(20);
  expect(valueOf(figures, { table: 'G8', category: 'MIXED' })).toBe(3);
  expect(valueOf(figures, { table: 'G8', category: 'LAB', sex: 'M', age: 'ADULT' })).toBe(15);
  expect(valueOf(figures, { table: 'G9', category: 'IDN', year: 2023 })).toBe(12);
  expect(valueOf(figures, { table: 'G11', category: 'DOMESTIC' })).toBe(15);
  expect(valueOf(figures, { table: 'G11', category: 'CROSS_BORDER' })).toBe(20);
  const behind = await worker.call<CellRecords>(
    'GET',
    '/api/official/records?country=IDN&table=G8&year=2024&sex=_T&age=_T&category=MIXED',
  );
  expect(behind.body).toMatchObject({ unit: 'person', total: 3 });
  expect((await analyst.call('GET', '/api/official/records?table=G7&year=2024&sex=_T&age=_T&category=_T')).status).toBe(
    403,
  );
});

test('a person of two agencies counts once, disagreement as unknown; an analyst is told each figure a little changed and no small one', async () => {
  const exact = await live(keeper);
  expect(exact).toMatchObject({ threshold: 11, noise: null });
  expect(valueOf(exact.figures, { table: 'G7' })).toBe(39);
  const { figures, noise, population } = await live(analyst);
  expect(noise).toBe(5);
  expect(Math.abs((valueOf(figures, { table: 'G7' }) ?? 0) - 39)).toBeLessThanOrEqual(5);
  // The same people under other headings.
  expect(new Set(['G7', 'G8', 'G9', 'G11'].map((table) => valueOf(figures, { table: table as 'G7' }))).size).toBe(1);
  expect(valueOf(figures, { table: 'G8', category: 'MIXED' })).toBeNull();
  expect(figures.every(({ value }) => value === null || value === 0 || value >= 11)).toBe(true);
  expect(population.map(({ year, people }) => [year, people])).toContainEqual([2023, 281_190_067]);
  expect((await analyst.call('GET', `/api/official?${span}&open=true`)).status).toBe(403);
  const confirmed = await live(worker, '&open=true&confirmedOnly=true');
  expect(valueOf(confirmed.figures, { table: 'G7' })).toBe(0);
});

test('who may open no records cannot set one day, or the confirmed, against the rest: whole past months of all victims only', async () => {
  const { cutOff, figures } = await live(analyst);
  const monthEnd = new Date(Date.UTC(Number(cutOff.slice(0, 4)), Number(cutOff.slice(5, 7)), 0)).toISOString();
  expect(cutOff).toBe(monthEnd.slice(0, 10));
  expect(cutOff < new Date().toISOString().slice(0, 10)).toBe(true);
  expect(figures).toEqual((await live(analyst, `&cutOff=${cutOff}`)).figures);
  const refused = (query: string) => analyst.call('GET', `/api/official?${span}${query}`);
  const day = await refused(`&cutOff=${cutOff.slice(0, 8)}20`);
  expect(day.status).toBe(400);
  expect(day.text).toContain('the last day of a month that is past');
  expect((await refused('&confirmedOnly=true')).text).toContain('confirmed and presumed victims together');
  expect((await live(worker, `&open=true&cutOff=${cutOff.slice(0, 8)}20`)).cutOff.slice(8)).toBe('20');
  const signing = { country: 'IDN', from: 2023, to: 2024, title: 'A day', cutOff: `${cutOff.slice(0, 8)}20` };
  expect((await analyst.call('POST', '/api/official/releases', signing)).status).toBe(403);
});

test('suspects stand in the year of each dated step, and a step without a date in none', async () => {
  const opened = await worker.call('POST', '/api/cases', { tip: 'yes', summary: 'Steps' });
  const caseId = String(opened.body['id']);
  const suspect = await worker.call('POST', `/api/cases/${caseId}/perpetrators`, {
    sex: 'M',
    ageMin: 30,
    ageMax: 40,
    citizenships: ['IDN'],
    justiceStatus: 'CONVICTED',
  });
  const step = (kind: string, happenedFrom: string, more: object = {}) =>
    worker.call('POST', `/api/cases/${caseId}/outcomes`, {
      subjectKind: 'perpetrator',
      subjectId: suspect.body['id'],
      kind,
      happenedFrom,
      ...more,
    });
  const before = await live(worker, '&open=true');
  expect(before.undated).toBe(1);
  expect((await step('INVESTIGATED', '2023-02-01')).status).toBe(200);
  expect((await step('FORMAL_CONTACT', '2023-03-01')).status).toBe(200);
  expect((await step('CONVICTED', '2024-05-01')).status).toBe(200);
  expect((await step('REPATRIATED', '2024-05-01')).body).toMatchObject({ code: 'invalid-input' });
  const { figures, undated } = await live(worker, '&open=true');
  expect(undated).toBe(0);
  expect(valueOf(figures, { table: 'G2', year: 2023, sex: 'M', age: 'ADULT' })).toBe(1);
  expect(valueOf(figures, { table: 'G3', year: 2024 })).toBe(0);
  expect(valueOf(figures, { table: 'G4', category: '_T' })).toBe(1);
  expect(valueOf(figures, { table: 'G5', category: 'IDN' })).toBe(1);
  expect(valueOf(figures, { table: 'G12', year: 2023 })).toBe(1);
  // The same suspect in a case of the police counts once, and not twice, when somebody who reads both says so.
  const theirs = await investigator.call('POST', '/api/cases', { tip: 'yes', summary: 'The same suspect' });
  const again = await investigator.call('POST', `/api/cases/${String(theirs.body['id'])}/perpetrators`, { sex: 'F' });
  const mine = await investigator.call('POST', `/api/cases/${String(theirs.body['id'])}/perpetrators`, { sex: 'F' });
  for (const { body } of [again, mine])
    await investigator.call('POST', `/api/cases/${String(theirs.body['id'])}/outcomes`, {
      subjectKind: 'perpetrator',
      subjectId: body['id'],
      kind: 'PROSECUTED',
      happenedFrom: '2023-05-01',
    });
  const same = `/api/perpetrators/${String(again.body['id'])}/same`;
  const prosecuted = async () => valueOf((await live(investigator, '&open=true')).figures, { table: 'G3', year: 2023 });
  expect(await prosecuted()).toBe(2);
  const said = { otherId: mine.body['id'], reason: 'One handle in both' };
  expect((await worker.call('POST', same, said)).status).toBe(403);
  expect((await investigator.call('POST', same, { ...said, otherId: suspect.body['id'] })).status).toBe(400);
  expect((await investigator.call('POST', same, said)).body).toMatchObject({ suspects: [{ reason: said.reason }] });
  expect(await prosecuted()).toBe(1);
  const apart = `/api/perpetrators/${String(mine.body['id'])}/apart`;
  expect((await investigator.call('POST', apart, { reason: 'Two people' })).status).toBe(200);
  expect(await prosecuted()).toBe(2);
  const victim = await worker.call('POST', `/api/cases/${caseId}/person-records`, {
    part: 'victim',
    source: 'interview',
  });
  const home = {
    subjectKind: 'person_record',
    subjectId: victim.body['id'],
    kind: 'REPATRIATED',
    happenedFrom: '2024-06-01',
  };
  expect((await worker.call('POST', `/api/cases/${caseId}/outcomes`, home)).body).toMatchObject({
    code: 'invalid-input',
  });
  await worker.call('POST', `/api/cases/${caseId}/outcomes`, { ...home, fromCountry: 'MYS', toCountry: 'IDN' });
  expect(valueOf((await live(worker, '&open=true')).figures, { table: 'G10', category: 'MYS' })).toBe(1);
});

/** Suspects convicted in 2022, in cases of the shelter. */
async function convicted(count: number): Promise<void> {
  const suspects = sql`select gen_random_uuid() as id, c.id as case_id from case_file c
    where c.agency_id = ${house.agencyId('SHELTER')} limit ${count}`;
  await sql`with suspect as materialized (${suspects}),
      made as (insert into perpetrator (id, case_id, sex, created_by) select id, case_id, 'M', id from suspect)
    insert into outcome (id, case_id, subject_kind, subject_id, kind, happened_from, created_by)
      select gen_random_uuid(), case_id, 'perpetrator', id, 'CONVICTED', '2022-03-01', id from suspect`.execute(
    house.database.owner,
  );
}

test('a signed release stays as it was, tells who has reported, and later figures show what was revised', async () => {
  await worker.call('POST', '/api/official/statements', { completeTo: '2024-12-31' });
  await convicted(20);
  await live(keeper);
  const asked = { country: 'IDN', from: 2022, to: 2024, title: 'Detected victims 2022-2024' };
  const signed = await keeper.call<ReleaseShown>('POST', '/api/official/releases', asked);
  expect(signed.status).toBe(200);
  expect((await worker.call('POST', '/api/official/releases', asked)).status).toBe(403);
  await tell(
    house,
    Array.from({ length: 30 }, () => ({ sex: 'F', ages: [18, 20] as const, year: 2024, citizenships: ['IDN'] })),
  );
  const { figures, previous, coverage } = await live(keeper);
  expect(previous).toMatchObject({ id: signed.body.id, national: true });
  expect(
    figures.find(({ table, year, sex, age }) => table === 'G7' && year === 2024 && sex === '_T' && age === '_T'),
  ).toMatchObject({ was: 39, value: 69 });
  expect(coverage.map(({ state }) => state).toSorted()).toEqual(['never', 'never', 'reported']);
  const stored = await keeper.call<{ content: LiveFigures }>('GET', `/api/official/releases/${signed.body.id}`);
  expect(valueOf(stored.body.content.figures ?? [], { table: 'G7' })).toBe(39);
  // Three more since the release: signed beside it, the new total would tell of just them, so that it is withheld.
  await tell(
    house,
    Array.from({ length: 3 }, () => ({ sex: 'M', ages: [18, 20] as const, year: 2023, citizenships: ['IDN'] })),
  );
  // And three convictions more.
  await convicted(3);
  const later = (await live(keeper)).figures;
  const before = valueOf(later, { table: 'G7', year: 2023 });
  const convictions = (of: readonly Figure[]) => valueOf(of, { table: 'G4', year: 2022 });
  expect(convictions(later)).toBe(23);
  let again = await keeper.call<ReleaseShown>('POST', '/api/official/releases', asked);
  await expect
    .poll(async () => (again = await keeper.call<ReleaseShown>('POST', '/api/official/releases', asked)).status, {
      timeout: 60_000,
    })
    .not.toBe(409);
  expect(again.status).toBe(200);
  const revised = await keeper.call<{ content: LiveFigures }>('GET', `/api/official/releases/${again.body.id}`);
  expect(before).not.toBeNull();
  expect(valueOf(revised.body.content.figures ?? [], { table: 'G7', year: 2023 })).toBeNull();
  expect(convictions(stored.body.content.figures ?? [])).toBe(20);
  expect(convictions(revised.body.content.figures ?? [])).toBeNull();
});

test('a release leaves as the questionnaire’s workbook, and in the columns UNODC publishes, which the library reads back', async () => {
  const { body } = await analyst.call<{ releases: ReleaseShown[] }>('GET', '/api/official/releases');
  const id = body.releases.at(-1)?.id ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'official-'));
  const open = async (format: string, sheet?: string) => {
    const reply = await analyst.call('GET', `/api/official/releases/${id}/file?format=${format}`);
    const path = join(folder, `${format}.${format === 'workbook' ? 'xlsx' : 'csv'}`);
    await writeFile(path, reply.bytes);
    const table = await openTable(path, sheet === undefined ? {} : { sheet, headerRow: 3 });
    const rows: string[][] = [];
    for await (const { values } of table.rows()) rows.push([...values]);
    await table.close();
    return { columns: table.columns, rows };
  };
  const workbook = await open('workbook', 'G7');
  expect(workbook.columns).toEqual(['Category', 'Sex', 'Age', '2022', '2023', '2024']);
  expect(workbook.rows[0]).toEqual(['Total', 'Total', 'Total', '0', '12', '39']);
  const portal = await open('portal');
  expect(portal.rows).toContainEqual(
    expect.arrayContaining(['IDN', 'Indonesia', 'Detected trafficking victims', 'Total', '2024', '39']),
  );
  const sdmx = await open('sdmx');
  expect(sdmx.rows.some((row) => row[3] === 'VC_HTF_DETVR' && row[7] === '2024' && Number(row[8]) > 0)).toBe(true);
  await rm(folder, { recursive: true });
});
