import { createGzip, gzipSync } from 'node:zlib';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { fileDigest, openTable, TableError } from './index.ts';
import { fileOf, readAll, refusal, removeFiles } from './testing.ts';

afterAll(removeFiles);

const values = async (content: string | Buffer, options = {}) =>
  (await readAll(content, options)).rows.map((row) => row.values);

describe('reading text tables', () => {
  it('reads commas, semicolons, tabs and bars without being told which', async () => {
    for (const [delimiter, format] of [
      [',', 'csv'],
      [';', 'csv'],
      ['\t', 'tsv'],
      ['|', 'csv'],
    ] as const) {
      const text = ['id', 'amount'].join(delimiter) + '\n' + ['a', '1'].join(delimiter) + '\n';
      const { table, rows } = await readAll(text);
      expect(table).toMatchObject({ format, delimiter, columns: ['id', 'amount'] });
      expect(rows[0]?.values).toEqual(['a', '1']);
    }
    expect((await readAll('a;b\n1,5;2,5\n1,7;2,8\n')).table.delimiter).toBe(';');
    expect((await readAll('sep=;\na;b\n1;2\n')).table).toMatchObject({ columns: ['a', 'b'], delimiter: ';' });
  });

  it('keeps quoted delimiters, quotation marks and line breaks, and numbers rows and lines', async () => {
    const { rows } = await readAll('a,b\n"x, ""y""","one\ntwo"\n\n3,4\n');
    expect(rows.map(({ row, line, values: cells }) => [row, line, ...cells])).toEqual([
      [1, 3, 'x, "y"', 'one\ntwo'],
      [2, 5, '3', '4'],
    ]);
  });

  it('reads UTF-8 with and without mark, UTF-16 by its mark, and any line ending', async () => {
    const text = 'nama,kota\r\nSiti,Düsseldorf 北京\rAli,لاہور\n';
    const expected = [
      ['Siti', 'Düsseldorf 北京'],
      ['Ali', 'لاہور'],
    ];
    expect(await values(text)).toEqual(expected);
    expect(await values('\ufeff' + text)).toEqual(expected);
    const utf16 = Buffer.from('\ufeff' + text, 'utf16le');
    expect(await values(utf16)).toEqual(expected);
    expect(await values(Buffer.from(utf16).swap16())).toEqual(expected);
  });

  it('names byte, line and remedy of a wrong encoding, and reads it once a person chooses one', async () => {
    const bytes = Buffer.from('name\nGarc\u00eda\n', 'latin1');
    const problem = await refusal(bytes);
    expect(problem).toMatchObject({ code: 'invalid-encoding', line: 2 });
    expect(problem.message).toContain('byte 10,');
    expect(problem.remedy).toContain('windows-1252');
    expect(await values(bytes, { encoding: 'windows-1252' })).toEqual([['García']]);
  });

  it('reads a gzip whatever it is called', async () => {
    const { table, rows } = await readAll(gzipSync('a,b\n1,2\n'), { fileName: 'list.csv' });
    expect(table.compressed).toBe(true);
    expect(rows).toHaveLength(1);
    expect((await refusal(gzipSync(gzipSync('a,b\n1,2\n')))).code).toBe('unsupported-format');
    const cut = gzipSync(Buffer.from(Array.from({ length: 5000 }, (_, at) => `${at * 7919},x`).join('\n')));
    expect((await refusal(cut.subarray(0, cut.length - 200))).code).toBe('damaged-compression');
  });

  it('reports a ragged row with both counts and does not fill it up', async () => {
    const { rows } = await readAll('a,b,c\n1,2,3\n1,2\n1,2,3,4\n');
    expect(rows.map((row) => row.problems[0]?.code)).toEqual([undefined, 'ragged-row', 'ragged-row']);
    expect(rows[1]?.values).toEqual(['1', '2']);
    expect(rows[1]?.problems[0]?.message).toBe('Row 2 (line 3) has 2 cells; the header has 3.');
  });

  it('reports a row with a stray quotation mark and goes on with the next', async () => {
    const { rows } = await readAll('a,b\nx "y" z,2\n3,4\n');
    expect(rows.map((row) => row.problems[0]?.code)).toEqual(['stray-quote', undefined]);
    expect(rows[1]).toMatchObject({ row: 2, line: 3, values: ['3', '4'] });
    expect((await refusal('a,b\n1,"2\n3,4\n')).code).toBe('unclosed-quote');
  });

  it('refuses empty and repeated column names, naming them', async () => {
    expect((await refusal('a,,c\n1,2,3\n')).message).toContain('column 2');
    expect((await refusal('a,b,a\n1,2,3\n')).message).toContain('"a"');
  });

  it('says what is missing in an empty file or one with only a header', async () => {
    expect((await refusal('')).code).toBe('empty-file');
    expect((await refusal(gzipSync(''))).code).toBe('empty-file');
    expect((await refusal('a,b\n')).code).toBe('no-rows');
    expect((await refusal('\n\n')).code).toBe('no-header');
  });

  it('tells what a file is that only calls itself a table', async () => {
    const named = { fileName: 'list.csv' };
    expect((await refusal(Buffer.from('%PDF-1.7\nabc'), named)).message).toContain('PDF');
    expect((await refusal(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), named)).code).toBe(
      'unsupported-format',
    );
    expect((await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'), named)).message).toContain('.xls');
    expect((await refusal('<html><table></table></html>', named)).message).toContain('web page');
    expect((await refusal('a,b\n1,\u00002\n', named)).code).toBe('nul-byte');
    expect(
      (await refusal(Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]))).code,
    ).toBe('encrypted-workbook');
  });

  it('leaves out title lines above the header and hands them over', async () => {
    const lines = Array.from({ length: 20 }, (_, at) => `ID,${at},x,y`).join('\n');
    const { table, rows } = await readAll(`Report of the agency,,,\nReleased 2023,,,\ncountry,n,b,c\n${lines}\n`);
    expect(table.columns).toEqual(['country', 'n', 'b', 'c']);
    expect(table.preamble).toHaveLength(2);
    expect(rows[0]).toMatchObject({ row: 1, line: 4 });
    expect((await readAll(`x,y\na,b\n1,2\n`, { headerRow: 2 })).table.columns).toEqual(['a', 'b']);
  });

  it('takes up reading at any row', async () => {
    const path = fileOf('n\n' + Array.from({ length: 50 }, (_, at) => at + 1).join('\n'));
    const table = await openTable(path);
    for await (const row of table.rows(48)) {
      expect(row).toMatchObject({ row: 48, values: ['48'] });
      break;
    }
  });

  it('holds to the bounds on rows, cells and bytes', async () => {
    expect((await refusal('n\n1\n2\n3\n', { maxRows: 2 })).code).toBe('too-many-rows');
    expect((await refusal('n\n1\n2\n3\n', { maxBytes: 3 })).code).toBe('file-too-large');
    const { rows } = await readAll(`n,m\n${'x'.repeat(50)},1\n`, { maxFieldLength: 20 });
    expect(rows[0]?.problems[0]).toMatchObject({ code: 'field-too-long', column: 'n', row: 1 });
  });

  it('gives the digest of a file', async () => {
    expect(await fileDigest(fileOf('abc'))).toEqual({
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
  });
});

describe('files made to exhaust the computer', () => {
  it('refuses a line of 200 megabytes after a few of them', async () => {
    for (const filler of ['x', ',', '"']) {
      const path = fileOf('');
      const file = await open(path, 'w');
      await file.write(filler === '"' ? 'a,b\n1,"' : 'a,b\n');
      const block = Buffer.alloc(1 << 20, filler === '"' ? 'y' : filler);
      for (let at = 0; at < 200; at++) await file.write(block);
      await file.close();
      const before = process.memoryUsage().rss;
      const begun = performance.now();
      await expect(openTable(path)).rejects.toMatchObject({ problem: { code: 'record-too-long' } });
      expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
      expect(performance.now() - begun).toBeLessThan(60_000);
    }
  }, 30_000);

  it('refuses a gzip of 200 megabytes of zeros or of one row, early', async () => {
    for (const block of [Buffer.alloc(1 << 20), Buffer.from('a,b\n'.repeat(1 << 18))]) {
      const path = fileOf('');
      await pipeline(
        Readable.from(Array.from({ length: 200 }, () => block)),
        createGzip({ level: 9 }),
        createWriteStream(path),
      );
      const begun = performance.now();
      const reading = openTable(path).then(async (table) => {
        for await (const row of table.rows()) void row;
      });
      await expect(reading).rejects.toBeInstanceOf(TableError);
      expect(performance.now() - begun).toBeLessThan(40_000);
    }
  }, 90_000);
});

const PUBLISHED = new URL('../../../data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz', import.meta.url)
  .pathname;

describe('published files', () => {
  it('reads every record of the CTDC extract', async () => {
    let count = 0;
    for await (const row of (await openTable(PUBLISHED)).rows()) count += row.problems.length === 0 ? 1 : 0;
    expect(count).toBe(36_447);
  });
});
