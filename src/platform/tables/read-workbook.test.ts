import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from './index.ts';
import { readAll, refusal, removeFiles, workbookOf, zipOf } from './testing.ts';

afterAll(removeFiles);

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const header = (...names: string[]) => `<row r="1">${names.map(text).join('')}</row>`;

describe('reading workbooks', () => {
  it('reads a sheet whole though it declares a single cell, with every kind of value', async () => {
    const rows =
      '<row><c t="s"><v>0</v></c>' +
      ['day', 'own', 'number', 'flag', 'time'].map(text).join('') +
      '</row>' +
      '<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="1"><v>45000</v></c><c r="C5" s="2"><v>1.5</v></c>' +
      '<c r="D5"><v>0.28999999999999998</v></c><c r="E5" t="b"><v>1</v></c><c r="F5" s="3"><v>1.25</v></c></row>' +
      '<row><c r="C6"><v>7</v></c><c r="A6" t="str"><v>a_x000D_b</v></c></row><row r="9"/>';
    const { table, rows: read } = await readAll(await workbookOf([{ name: 'One', rows }]));
    expect(table.columns).toEqual(['name', 'day', 'own', 'number', 'flag', 'time']);
    expect(read.map(({ row, line, values }) => [row, line, ...values])).toEqual([
      [1, 5, 'Siti', '2023-03-15', '1900-01-01T12:00:00', '0.29', 'true', '1.25'],
      [2, 6, 'a\rb', '', '7', '', '', ''],
    ]);
  });

  it('takes the calculated value of a formula but says so, and reports error cells', async () => {
    const rows = `${header('a', 'b', 'c')}<row><c><f>1+1</f><v>2</v></c><c><f>X()</f></c><c t="e"><v>#N/A</v></c></row>`;
    const { rows: read } = await readAll(await workbookOf([{ name: 'One', rows }]));
    expect(read[0]?.values).toEqual(['2', '', '']);
    expect(read[0]?.problems.map(({ code, level, column }) => [code, level, column])).toEqual([
      ['formula-cell', 'warning', 'a'],
      ['formula-without-value', 'error', 'b'],
      ['error-cell', 'error', 'c'],
    ]);
  });

  it('chooses the first visible sheet with data, or the one asked for', async () => {
    const rows = (name: string) => `${header(name)}<row>${text('x')}</row>`;
    const workbook = await workbookOf([
      { name: 'Hidden', rows: rows('h'), hidden: true },
      { name: 'Empty', rows: '' },
      { name: 'Data', rows: rows('d') },
    ]);
    const { table } = await readAll(workbook);
    expect(table).toMatchObject({ sheet: 'Data', columns: ['d'] });
    expect(table.sheets?.map(({ hidden }) => hidden)).toEqual([true, false, false]);
    expect((await readAll(workbook, { sheet: 'Hidden' })).table.columns).toEqual(['h']);
    expect((await readAll(workbook, { sheet: 3 })).table.columns).toEqual(['d']);
    expect((await refusal(workbook, { sheet: 'None' })).code).toBe('no-such-sheet');
  });

  it('warns of rows out of order, cells written twice and values beside the table', async () => {
    const rows =
      header('a', 'b') +
      `<row r="4">${text('x')}</row><row r="3">${text('y')}</row>` +
      '<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row><row r="6"><c r="D6"><v>9</v></c></row>';
    const { rows: read } = await readAll(await workbookOf([{ name: 'One', rows }]));
    expect(read.map((row) => row.problems[0]?.code)).toEqual([
      undefined,
      'row-out-of-order',
      'duplicate-cell',
      'ragged-row',
    ]);
  });

  it('reads a gzipped workbook', async () => {
    const workbook = await workbookOf([{ name: 'One', rows: `${header('a')}<row>${text('x')}</row>` }]);
    expect((await readAll(gzipSync(workbook))).rows[0]?.values).toEqual(['x']);
  });

  it('refuses bombs, document types, other archives and damaged workbooks', async () => {
    const sheet = { name: 'One', rows: `${header('a')}<row>${text('x')}</row>` };
    const bomb = await workbookOf([sheet], { 'xl/media/a': '0'.repeat(50_000_000) });
    expect((await refusal(bomb)).code).toBe('expands-too-much');
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`p${at}`, '']));
    expect((await refusal(await zipOf(many))).code).toBe('expands-too-much');
    const entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>';
    expect((await refusal(await workbookOf([sheet], { 'xl/sharedStrings.xml': entity }))).code).toBe(
      'malformed-workbook',
    );
    const climbing = (await zipOf({ 'xx/xx/a.csv': 'a,b' })).toString('latin1').replaceAll('xx', '..');
    expect((await refusal(Buffer.from(climbing, 'latin1'))).message).toContain('zip archive');
    expect((await refusal(await zipOf({ mimetype: 'x', 'content.xml': 'y' }))).message).toContain('.ods');
    const whole = await workbookOf([sheet]);
    expect((await refusal(whole.subarray(0, whole.length - 40))).code).toBe('malformed-workbook');
  });
});

// The workbook is not shipped (its text form is): this runs where the source folder lies beside the repository.
const PUBLISHED = new URL('../../../../shared/data/unodc-tip/data_glotip_2023-05-30.xlsx', import.meta.url).pathname;

describe.skipIf(!existsSync(PUBLISHED))('the published UNODC workbook', () => {
  it('is read below its two title rows', async () => {
    const table = await openTable(PUBLISHED);
    expect(table.columns[0]).toBe('Iso3_code');
    expect(table.preamble[1]).toEqual(['30/05/2023']);
    let count = 0;
    for await (const row of table.rows()) count = row.row;
    expect(count).toBe(46_556);
  }, 90_000);
});
