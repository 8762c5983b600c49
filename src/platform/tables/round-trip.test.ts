import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  csvStream,
  jsonStream,
  neutraliseFormula,
  restoreFormula,
  TableError,
  tsvStream,
  xlsxStream,
} from './index.ts';
import { readAll, removeFiles, workbookOf } from './testing.ts';

afterAll(removeFiles);

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
  fc.string({ unit: fc.constantFrom(...'=+-@\'",;\t\r\n|x_1'.split('')), maxLength: 8 }),
  fc.constantFrom('-5', '+62 812', '=1+1', '_x000D_', '<5', 'NA', '＝1'),
);
const written = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 })).chain(([width, height]) => {
  const row = fc
    .array(cell, { minLength: width, maxLength: width })
    .filter((cells) => cells.some((text) => text.trim() !== ''));
  const columns = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z ;,"é]{0,6}[a-z]$/), {
    minLength: width,
    maxLength: width,
  });
  return fc.record({ columns, rows: fc.array(row, { minLength: height, maxLength: height }) });
});

describe('what is written can be read', () => {
  it('is the same after CSV and TSV, once formulas are restored', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.boolean(), async ({ columns, rows }, byteOrderMark) => {
        for (const stream of [csvStream, tsvStream]) {
          const { table, rows: read } = await readAll(await buffer(stream(columns, rows, { byteOrderMark })));
          expect(table.columns).toEqual(columns);
          expect(read.flatMap((row) => row.problems)).toEqual([]);
          expect(read.map((row) => row.values.map(restoreFormula))).toEqual(rows);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is the same after JSON and XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(written, async ({ columns, rows }) => {
        for (const bytes of [await buffer(jsonStream(columns, rows)), await buffer(xlsxStream('S', columns, rows))]) {
          const { table, rows: read } = await readAll(bytes);
          expect(table.columns).toEqual(columns);
          expect(read.map((row) => row.values)).toEqual(rows);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves no formula in a spreadsheet and undoes itself exactly', () => {
    for (const text of ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', ' =1', "'=1"]) {
      expect(neutraliseFormula(text)).toBe(`'${text}`);
    }
    for (const text of ['-5', '+62812345', '-1,234.5', '1e-5', 'a=b', "O'Neil", '<5', '']) {
      expect(neutraliseFormula(text)).toBe(text);
    }
    fc.assert(fc.property(cell, (text) => restoreFormula(neutraliseFormula(text)) === text));
  });

  it('reports a failing source instead of a workbook cut short', async () => {
    async function* rows() {
      yield ['1'];
      throw new Error('source failed');
    }
    await expect(buffer(xlsxStream('S', ['a'], rows()))).rejects.toThrow('source failed');
    await expect(buffer(xlsxStream('S', ['a'], [['x'.repeat(40_000)]]))).rejects.toBeInstanceOf(TableError);
  });
});

describe('whatever comes in', () => {
  const survives = async (bytes: Buffer) => {
    await readAll(bytes, { maxExpandedBytes: 1e7 }).catch((error: unknown) => expect(error).toBeInstanceOf(TableError));
  };

  it('random bytes and texts end in rows or in a clear error', async () => {
    const starts = fc.constantFrom(
      '',
      '[',
      '{"rows":[',
      '{"a":1}\n',
      'a,b\n',
      'PK\x03\x04',
      '\x1f\x8b',
      '\xff\xfe',
      '\xef\xbb\xbf',
    );
    const content = fc.tuple(
      starts,
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json(), fc.string({ unit: 'binary' })),
    );
    await fc.assert(
      fc.asyncProperty(content, fc.boolean(), async ([start, rest], zipped) => {
        const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.from(rest as string)]);
        await survives(zipped ? gzipSync(bytes) : bytes);
      }),
      { numRuns: 400 },
    );
  });

  it('a workbook with any bytes changed ends in rows or in a clear error', async () => {
    const workbook = await workbookOf([
      { name: 'One', rows: '<row><c t="s"><v>0</v></c></row><row><c><v>5</v></c></row>' },
    ]);
    const change = fc.tuple(fc.nat(workbook.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(workbook);
        for (const [at, byte] of changes) bytes[at] = byte;
        await survives(bytes);
      }),
      { numRuns: 300 },
    );
  });
});
