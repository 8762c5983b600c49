import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { applied, drafted, settled, undone } from '../../../tests/harness/imports.ts';

const header = 'No,No Kasus,Nama Lengkap,JK,Umur,WN,Negara Tujuan,Bentuk Eksploitasi,No HP\n';
const rows = [
  '1,LP/1,Siti Contoh,P,17,WNI,Malaysia,PRT,0812 3456 7890',
  '2,LP/1,Budi Contoh,L,19,WNI,Malaysia,ABK,',
  '3,LP/2,Ayu Contoh,P,-,WNI,Taiwan,PSK,tidak diketahui',
];
const list = (lines: readonly string[]): string => header + lines.join('\n');

let house: House;
let worker: Person;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const count = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(house.database.owner)).rows[0]?.n ??
  0;

test('an agency’s own list is drafted, applied and undone; rows of one case number are one case', async () => {
  worker = await house.person('SHELTER', 'case-worker');
  const draft = await drafted(worker, 'daftar korban.csv', list(rows));
  expect(draft).toMatchObject({ layout: 'own-list', state: 'drafted', rows: 3, errors: 0 });
  const preview = await worker.call<{ rows: { cells: string[] }[] }>('GET', `/api/imports/${draft.id}/preview`);
  expect(preview.body.rows[0]?.cells[2]).toBe('Siti Contoh');
  const done = await applied(worker, draft);
  expect(done).toMatchObject({ state: 'applied', counts: { cases: 2, persons: 3, unchanged: 0 } });
  expect(await count('person_name')).toBe(3);
  const { rows: joined } = await sql<{
    n: number;
  }>`select count(*) as n from person_record r join case_file c on c.id = r.case_id where c.reference = 'LP/1'`.execute(
    house.database.owner,
  );
  expect(joined[0]?.n).toBe(2);
  const longer = await drafted(
    worker,
    'daftar korban 2.csv',
    list([...rows, '4,LP/2,Dewi Contoh,P,20,WNI,Taiwan,PSK,']),
  );
  const more = await applied(worker, longer);
  expect(more).toMatchObject({ counts: { cases: 0, persons: 1, unchanged: 3 } });
  expect(await undone(worker, more)).toMatchObject({ state: 'undone' });
  expect([await count('case_file'), await count('person_record'), await count('person_name')]).toEqual([2, 3, 3]);
  expect(await undone(worker, done)).toMatchObject({ state: 'undone' });
  expect([
    await count('case_file'),
    await count('person'),
    await count('person_name'),
    await count('import_row'),
  ]).toEqual([0, 0, 0, 0]);
});

test('what is wrong is told by row, column, value and remedy; a corrected mapping is remembered for the next list', async () => {
  const officer = await house.person('POLRI', 'investigator');
  const bad = list([...rows, '4,LP/3,Rudi Contoh,L,tujuh belas,WNI,Malaysa,nglembur,']);
  const draft = await drafted(officer, 'list.csv', bad);
  expect(draft).toMatchObject({ errors: 3, rowsRefused: 1 });
  const page = await officer.call<{
    problems: { position: number; column: string }[];
    total: number;
    after: number | null;
  }>('GET', `/api/imports/${draft.id}/problems?limit=2`);
  expect(page.body).toMatchObject({
    total: 3,
    after: 2,
    problems: [{ row: 4, severity: 'error', column: 'Umur', value: 'tujuh belas' }, { column: 'Negara Tujuan' }],
  });
  const next = await officer.call<{ problems: unknown[]; after: number | null }>(
    'GET',
    `/api/imports/${draft.id}/problems?limit=2&after=2`,
  );
  expect([next.body.problems.length, next.body.after]).toEqual([1, null]);
  const download = await officer.call('GET', `/api/imports/${draft.id}/problems.csv`);
  expect(download.text).toContain('tujuh belas');
  expect((await officer.call('POST', `/api/imports/${draft.id}/apply`, {}, { ifMatch: draft.version })).status).toBe(
    422,
  );

  const mapping = await officer.call<{
    columns: { column: string; field: string | null; values?: Record<string, string> }[];
    version: number;
  }>('GET', `/api/imports/${draft.id}/mapping`);
  const columns = mapping.body.columns.map(({ column, field, values }) => ({
    column,
    field: column === 'Umur' ? null : field,
    values: {
      ...values,
      ...(column === 'Bentuk Eksploitasi' ? { nglembur: 'LAB' } : {}),
      ...(column === 'Negara Tujuan' ? { Malaysa: 'MYS' } : {}),
    },
  }));
  const put = await officer.call(
    'PUT',
    `/api/imports/${draft.id}/mapping`,
    { mapping: { columns } },
    { ifMatch: draft.version },
  );
  expect(put.status).toBe(200);
  expect(await settled(officer, draft.id)).toMatchObject({ state: 'drafted', errors: 0 });
  const again = await drafted(officer, 'next.csv', bad);
  expect(again).toMatchObject({ errors: 0 });
  const wrong = await officer.call(
    'PUT',
    `/api/imports/${draft.id}/mapping`,
    { mapping: { columns: [{ column: 'JK', field: 'no.such' }] } },
    { ifMatch: (await settled(officer, draft.id)).version },
  );
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('no.such');
});

test('bad rows stay out only when a person says so', async () => {
  const officer = await house.person('FIA', 'investigator');
  const draft = await drafted(officer, 'list.csv', list([...rows, '4,LP/3,Rudi Contoh,L,xx,WNI,Malaysia,ABK,']));
  expect(await applied(officer, draft, { skipErrors: true })).toMatchObject({
    state: 'applied',
    counts: { persons: 3 },
  });
});

test('another agency sees neither the import nor its problems, and a role without content is refused', async () => {
  const officer = await house.person('PDRM', 'investigator');
  const draft = await drafted(officer, 'list.csv', list(['1,LP/1,Siti Contoh,P,xx,WNI,Malaysia,PRT,']));
  const stranger = await house.person('SHELTER', 'case-worker');
  for (const path of ['', '/problems', '/problems.csv', '/preview', '/mapping'])
    expect((await stranger.call('GET', `/api/imports/${draft.id}${path}`)).status).toBe(404);
  for (const step of ['apply', 'cancel'])
    expect((await stranger.call('POST', `/api/imports/${draft.id}/${step}`, {}, { ifMatch: 1 })).status).toBe(404);
  expect((await stranger.call('GET', '/api/imports')).text).not.toContain(draft.id);
  const analyst = await house.person('PDRM', 'analyst');
  expect((await analyst.call('GET', `/api/imports/${draft.id}`)).status).toBe(404);
  expect(
    (await analyst.call('POST', '/api/imports', undefined, { file: { name: 'l.csv', content: list(rows) } })).status,
  ).toBe(403);
  expect((await (await house.person('PDRM', 'prosecutor')).call('GET', '/api/imports')).status).toBe(403);
});

test('an import others went on working with is undone only by force, and says what stands against it', async () => {
  const colleague = await house.person('UN', 'case-worker');
  const done = await applied(colleague, await drafted(colleague, 'list.csv', list(rows)));
  const cases = await colleague.call<{ cases: { id: string; version: number }[] }>('GET', '/api/cases');
  const first = cases.body.cases[0];
  expect(
    (await colleague.call('PATCH', `/api/cases/${first?.id ?? ''}`, { risk: 'high' }, { ifMatch: first?.version ?? 0 }))
      .status,
  ).toBe(200);
  const refused = await colleague.call(
    'POST',
    `/api/imports/${done.id}/undo`,
    { reason: 'wrong file' },
    { ifMatch: done.version },
  );
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ details: { obstacles: [{ kind: 'case', id: first?.id, reason: 'changed' }] } });
  expect(await undone(colleague, done, { reason: 'wrong file', force: true })).toMatchObject({ state: 'undone' });
  expect((await colleague.call<{ cases: unknown[] }>('GET', '/api/cases')).body.cases).toEqual([]);
});

test.each([
  ['an empty file', 'empty.csv', ''],
  ['a header alone', 'header.csv', 'a,b\n'],
  ['no UTF-8', 'latin.csv', Buffer.from([0x6e, 0x61, 0x6d, 0x61, 0x0a, 0xe9, 0xe8, 0xff, 0x0a])],
  ['one endless line', 'line.csv', `nama,umur\n"${'x'.repeat(3_000_000)}`],
  ['an archive that is no workbook', 'a.xlsx', Buffer.from('PK\u0003\u0004 nothing')],
])('%s gets a clear error and leaves nothing behind', async (_, name, content) => {
  const before = await count('case_file');
  const person = await house.person('SHELTER', 'case-worker');
  const answer = await person.call<{ id?: string; details?: { remedy?: string } }>('POST', '/api/imports', undefined, {
    file: { name, content },
  });
  const remedy: unknown = expect.any(String);
  const [end, wanted] =
    answer.status === 200
      ? [await settled(person, answer.body.id ?? ''), { state: 'failed', problem: { remedy } }]
      : [answer, { status: 422, body: { code: 'file-unreadable', details: { remedy } } }];
  expect(end).toMatchObject(wanted);
  expect(await count('case_file')).toBe(before);
});

test('a row with too few cells is an error of its row, and the others are read', async () => {
  const person = await house.person('SHELTER', 'case-worker');
  const draft = await drafted(person, 'ragged.csv', `${list(rows)}\n9,LP/9,Short`);
  expect(draft).toMatchObject({ state: 'drafted', rows: 4, errors: 1, rowsRefused: 1 });
  const { body } = await person.call<{ problems: { code: string }[] }>('GET', `/api/imports/${draft.id}/problems`);
  expect(body.problems[0]).toMatchObject({ code: 'ragged-row', row: 4 });
});

test('a sentence that a spreadsheet would run is kept as words and is inert when the problems are downloaded', async () => {
  const person = await house.person('SHELTER', 'case-worker');
  const draft = await drafted(
    person,
    'f.csv',
    list(
      ['1,LP/1,A,P,=HYPERLINK("x"),WNI,Malaysia,PRT,'].map((line) =>
        line.replace('=HYPERLINK("x")', '"=HYPERLINK(""x"")"'),
      ),
    ),
  );
  expect(draft.errors).toBe(1);
  expect((await person.call('GET', `/api/imports/${draft.id}/problems.csv`)).text).toContain(`"'=HYPERLINK`);
});

test('thirty days after its end an import forgets its file and what it quoted of it', async () => {
  const person = await house.person('SHELTER', 'case-worker');
  const draft = await drafted(person, 'f.csv', list(['1,LP/1,A,P,xx,WNI,Malaysia,PRT,']));
  await sql`update import set finished_at = now() - interval '31 days' where id = ${draft.id}`.execute(
    house.database.owner,
  );
  await drafted(person, 'g.csv', list(rows));
  const { body } = await person.call<{ problems: { value: string | null }[] }>(
    'GET',
    `/api/imports/${draft.id}/problems`,
  );
  expect(body.problems[0]?.value).toBeNull();
  expect((await person.call('GET', `/api/imports/${draft.id}`)).body).toMatchObject({ state: 'cancelled' });
});

test(
  'the table of UNODC is recognised by its columns, and is asked for its day of release',
  { timeout: 60_000 },
  async () => {
    const analyst = await house.person('UN', 'analyst');
    const file = await readFile(new URL('../../../data/unodc-tip/data_glotip_2023-05-30.csv.gz', import.meta.url));
    const unsaid = await analyst.call('POST', '/api/imports', undefined, {
      file: { name: 'data_glotip.csv.gz', content: file },
    });
    expect([unsaid.status, unsaid.text.includes('releaseDate')]).toEqual([400, true]);
    const draft = await drafted(analyst, 'data_glotip.csv.gz', file, '?releaseDate=2023-05-30');
    expect(draft).toMatchObject({ layout: 'unodc-glotip', kind: 'series', releaseDate: '2023-05-30', errors: 0 });
    expect(await applied(analyst, draft)).toMatchObject({ state: 'applied' });
  },
);

test('an analyst brings in a published table through the same two steps, and again without change', async () => {
  const analyst = await house.person('UN', 'analyst');
  const table = 'country,year,value\nIndonesia,2015,12\nMalaysia,2015,7\n';
  const query = `?layout=series-long&releaseDate=2016-01-01&mapping=${encodeURIComponent(JSON.stringify({ source: 'test-source', measures: [{ column: 'value', indicator: 'things' }] }))}`;
  const draft = await drafted(analyst, 'table.csv', table, query);
  expect(draft).toMatchObject({
    kind: 'series',
    layout: 'series-long',
    state: 'drafted',
    errors: 0,
    releaseDate: '2016-01-01',
  });
  expect(await applied(analyst, draft)).toMatchObject({ state: 'applied' });
  const again = await applied(analyst, await drafted(analyst, 'table.csv', table, query));
  expect(again.alreadyApplied).toBe(draft.id);
});

test('a wrong cell is put right in place: only that file is read so, and values are counted for matching', async () => {
  const guard = await house.person('FIA', 'investigator');
  const draft = await drafted(
    guard,
    'kerja.csv',
    list(['1,,Ratna Contoh,P,tujuh belas,WNI,Malaysia,PRT,', '2,,Adi Contoh,L,20,WNI,Malaysia,PRT,']),
  );
  const found = await guard.call<{ problems: { row: number; column: string }[] }>(
    'GET',
    `/api/imports/${draft.id}/problems`,
  );
  expect(found.body.problems).toMatchObject([{ row: 1, column: 'Umur' }]);
  const mapping = await guard.call<Mapping>('GET', `/api/imports/${draft.id}/mapping`);
  expect(mapping.body.columns.find(({ column }) => column === 'WN')?.counts).toEqual([{ value: 'WNI', count: 2 }]);
  const columns = mapping.body.columns.map(({ column, field, values }) => ({ column, field, values }));
  await guard.call(
    'PUT',
    `/api/imports/${draft.id}/mapping`,
    { mapping: { columns, corrections: [{ row: 1, column: 'Umur', value: '17' }] } },
    { ifMatch: mapping.body.version },
  );
  const right = await settled(guard, draft.id);
  expect(right).toMatchObject({ state: 'drafted', errors: 0, warnings: 0 });
  await applied(guard, right);
  const { rows: kept } = await sql<{
    reference: string;
    age: number;
  }>`select c.reference, r.age_identification_min as age
    from person_record r join case_file c on c.id = r.case_id where c.import_id = ${draft.id} order by c.reference`.execute(
    house.database.owner,
  );
  expect(kept).toEqual([
    { reference: 'kerja.csv · 1', age: 17 },
    { reference: 'kerja.csv · 2', age: 20 },
  ]);
  const next = await drafted(guard, 'kerja 2.csv', list(['1,,Lina Contoh,P,tujuh belas,WNI,Malaysia,PRT,']));
  expect((await guard.call<Mapping>('GET', `/api/imports/${next.id}/mapping`)).body.corrections).toEqual([]);
});

type Mapping = {
  version: number;
  columns: { column: string; field: string | null; values?: Record<string, string>; counts: unknown[] }[];
  corrections: unknown[];
};
