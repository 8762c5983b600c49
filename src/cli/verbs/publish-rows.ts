import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openTable } from '../../platform/tables/index.ts';
import { Failure } from '../failure.ts';

/** Reads a table wholly, of the columns wanted and not ignored. Throws what is wrong, by line and column. */
export async function readRows(
  file: string,
  wanted: readonly string[] | undefined,
  ignored: readonly string[] = [],
): Promise<{ columns: readonly string[]; rows: string[][]; lines: number[] }> {
  await mustExist(file);
  const opened = await openTable(file);
  for (const name of ignored) placeOf(opened.columns, name);
  const columns = (wanted ?? opened.columns).filter((name) => !ignored.includes(name));
  if (columns.length === 0) throw new Failure('no-columns', 'No column is left. Ignore fewer.');
  const twice = columns.find((name, at) => columns.indexOf(name) < at);
  if (twice !== undefined) throw new Failure('column-twice', `The column ${twice} is named twice. Name each once.`);
  const places = columns.map((name) => placeOf(opened.columns, name));
  const rows: string[][] = [];
  const lines: number[] = [];
  for await (const { values, problems, line } of opened.rows()) {
    const bad = problems.find(({ level }) => level === 'error');
    if (bad) throw new Failure('bad-row', `Line ${line}: ${bad.message} ${bad.remedy}`);
    rows.push(places.map((at) => values[at] ?? ''));
    lines.push(line);
  }
  await opened.close();
  return { columns, rows, lines };
}

async function mustExist(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Failure('no-file', `There is no file ${file}. Name a table to read.`);
}

/** Throws before hours of work when the folders that answers go to are not there. */
export async function mustBeWritable(files: readonly (string | undefined)[]): Promise<void> {
  for (const file of files) {
    if (file === undefined) continue;
    const folder = dirname(file);
    const found = await stat(folder).catch(() => null);
    if (!found?.isDirectory())
      throw new Failure('no-folder', `There is no folder ${folder}. Make it, or write elsewhere.`);
  }
}

/**
 * Throws where the values of a column stand for hardly more than one row each: they are names, numbers or days that tell who
 * somebody is. A table that withholds every count would still list them, and records could keep none of them.
 */
export function mustNotIdentify(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  remedy: (column: string) => string,
): void {
  for (const [at, column] of columns.entries()) {
    const found = new Map<string, number>();
    for (const row of rows) found.set(row[at] ?? '', (found.get(row[at] ?? '') ?? 0) + 1);
    let once = 0;
    for (const count of found.values()) if (count === 1) once += 1;
    if (found.size >= fewValues && once > rows.length / 2) {
      const share = Math.floor((100 * once) / rows.length);
      const message = `The column ${column} has a value of its own in ${share}% of ${rows.length} rows: it may name people. ${remedy(column)}`;
      throw new Failure('names-people', message);
    }
  }
}

/** A small table may have as many values as rows without naming anybody. */
const fewValues = 50;

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
  const figures = [count, amount, keys].filter((name) => name !== undefined);
  const both = figures.find((name) => by.includes(name));
  if (both !== undefined)
    throw new Failure('column-twice', `The column ${both} cannot be counted by and hold figures.`);
  const named = [...by, ...new Set(figures)];
  const { rows, lines } = await readRows(file, named);
  if (count === undefined && amount === undefined)
    mustNotIdentify(by, rows, (column) => `Leave ${column} out of --by, or group its values.`);
  return rows.map((row, place) => {
    const at = (lines[place] ?? place + 2) - 1;
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
    `Line ${row}, column ${column}: “${text}” is no count. Write a whole number of zero or more.`,
  );
}

function amountOf(text: string, row: number, column: string): number {
  const value = text.trim() === '' ? 0 : Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Failure(
    'bad-amount',
    `Line ${row}, column ${column}: “${text}” is no amount. Write a number of zero or more.`,
  );
}

function placeOf(columns: readonly string[], name: string): number {
  const at = columns.indexOf(name);
  if (at >= 0) return at;
  throw new Failure('unknown-column', `There is no column ${name}. Columns: ${columns.join(', ')}.`);
}
