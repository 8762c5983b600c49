import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DuckDBBatch } from './duckdb.ts';

const rows = [
  ['id', 'name', 'street'],
  ['1', "Zoë O'Brien", 'Jl. "Mawar" 1, Depok'],
  ['2', 'Siti', 'Jl. Melati 2; belakang'],
] as const;

const asText = (delimiter: string, quote: string, escape: string, end: string): string =>
  rows
    .map((cells) => cells.map((cell) => `${quote}${cell.replaceAll(quote, escape + quote)}${quote}`).join(delimiter))
    .join(end);

test('a list reads the same however a program quoted, separated and encoded it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'palermo-delimited-'));
  const batch = await DuckDBBatch.open();
  const forms: Readonly<Record<string, Buffer>> = {
    'as the standard has it': Buffer.from(asText(',', '"', '"', '\n')),
    'by a spreadsheet': Buffer.from(`\uFEFF${asText(';', '"', '"', '\r\n')}`),
    'by a spreadsheet that names the separator': Buffer.from(`sep=;\r\n${asText(';', '"', '"', '\r\n')}`),
    'as Unicode text': Buffer.from(`\uFEFF${asText('\t', '"', '"', '\r\n')}`, 'utf16le'),
    'in single quotes': Buffer.from(asText(';', "'", "'", '\n')),
    'with backslashes': Buffer.from(asText(',', '"', '\\', '\n')),
    'in single quotes with backslashes': Buffer.from(asText(',', "'", '\\', '\r')),
  };
  try {
    for (const [form, bytes] of Object.entries(forms)) {
      const path = join(folder, `${form}.csv`);
      await writeFile(path, bytes);
      const { columns } = await batch.importFile(path, 'list');
      const read = await batch.columns('select c0, c1, c2 from list order by n');
      const [one, other] = [0, 1].map((at) => columns.map((_, cell) => read[`c${cell}`]?.[at]));
      expect([columns, one, other], form).toEqual(rows);
    }
  } finally {
    await batch.close();
    await rm(folder, { recursive: true, force: true });
  }
});
