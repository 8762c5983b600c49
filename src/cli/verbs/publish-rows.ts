import { openTable } from '../../platform/tables/index.ts';
import { Failure } from '../failure.ts';

/** Reads a table wholly, of the columns wanted. Throws what is wrong, by line and column. */
export async function readRows(
  file: string,
  wanted: readonly string[] | undefined,
): Promise<{ columns: readonly string[]; rows: string[][] }> {
  const opened = await openTable(file);
  const columns = wanted ?? opened.columns;
  const places = columns.map((name) => placeOf(opened.columns, name));
  const rows: string[][] = [];
  for await (const { values, problems, line } of opened.rows()) {
    const bad = problems.find(({ level }) => level === 'error');
    if (bad) throw new Failure('bad-row', `Line ${line}: ${bad.message} ${bad.remedy}`);
    rows.push(places.map((at) => values[at] ?? ''));
  }
  await opened.close();
  return { columns, rows };
}

export interface CountColumns {
  readonly by: readonly string[];
  readonly count?: string;
  readonly amount?: string;
  readonly keys?: string;
}

export interface CountedRow {
  readonly values: readonly string[];
  readonly count: number;
  readonly amount: number;
  /** Null where no column holds one. */
  readonly key: number | null;
}

/** Rows to count by some columns, with their counts, amounts and lasting keys where columns hold them. */
export async function countRows(file: string, { by, count, amount, keys }: CountColumns): Promise<CountedRow[]> {
  const named = [...new Set([...by, ...[count, amount, keys].filter((name) => name !== undefined)])];
  const { rows } = await readRows(file, named);
  return rows.map((row, at) => {
    const cell = (name: string): string => row[named.indexOf(name)] ?? '';
    return {
      values: by.map((name) => cell(name).trim()),
      count: count === undefined ? 1 : wholeOf(cell(count), at + 1, count),
      amount: amount === undefined ? 0 : amountOf(cell(amount), at + 1, amount),
      key: keys === undefined ? null : wholeOf(cell(keys), at + 1, keys) % 2 ** 32,
    };
  });
}

function wholeOf(text: string, row: number, column: string): number {
  const value = Number(text.trim() || 'none');
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Failure(
    'bad-count',
    `Row ${row}, column ${column}: “${text}” is no count. Write a whole number of zero or more.`,
  );
}

function amountOf(text: string, row: number, column: string): number {
  const value = text.trim() === '' ? 0 : Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Failure(
    'bad-amount',
    `Row ${row}, column ${column}: “${text}” is no amount. Write a number of zero or more.`,
  );
}

function placeOf(columns: readonly string[], name: string): number {
  const at = columns.indexOf(name);
  if (at >= 0) return at;
  throw new Failure('unknown-column', `There is no column ${name}. Columns: ${columns.join(', ')}.`);
}
