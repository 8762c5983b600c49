import { stringify } from 'csv-stringify/sync';
import { neutraliseFormula } from './formula.ts';

export type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

export interface DelimitedOptions {
  /** Excel reads UTF-8 only behind a byte order mark. */
  readonly byteOrderMark?: boolean;
}

const BATCH = 500;
const MARK = '\ufeff';

/** CSV as UTF-8 chunks, safe to open in a spreadsheet program. */
export function csvStream(
  columns: readonly string[],
  rows: Rows,
  options: DelimitedOptions = {},
): AsyncGenerator<Buffer> {
  return delimited(columns, rows, ',', options);
}

/** Tab-separated text as UTF-8 chunks, safe to open in a spreadsheet program. */
export function tsvStream(
  columns: readonly string[],
  rows: Rows,
  options: DelimitedOptions = {},
): AsyncGenerator<Buffer> {
  return delimited(columns, rows, '\t', options);
}

/** A JSON list of flat objects, one to a line, as UTF-8 chunks. */
export async function* jsonStream(columns: readonly string[], rows: Rows): AsyncGenerator<Buffer> {
  const keys = columns.map((column) => JSON.stringify(column));
  let lead = '[\n';
  for await (const batch of batched(rows)) {
    const lines = batch.map((row) => `{${keys.map((key, at) => `${key}:${JSON.stringify(row[at] ?? '')}`).join(',')}}`);
    yield Buffer.from(lead + lines.join(',\n'));
    lead = ',\n';
  }
  yield Buffer.from(lead === '[\n' ? '[]\n' : '\n]\n');
}

async function* delimited(columns: readonly string[], rows: Rows, delimiter: string, options: DelimitedOptions) {
  const format = {
    delimiter,
    record_delimiter: '\r\n',
    // Other delimiters are quoted too, so that no reader takes one for ours.
    quoted_match: /[,;|\t\r\n]/,
    quoted_empty: columns.length === 1,
  };
  const text = (batch: readonly (readonly string[])[]) =>
    stringify(
      batch.map((row) => row.map(neutraliseFormula)),
      format,
    );
  yield Buffer.from((options.byteOrderMark ? MARK : '') + text([columns]));
  for await (const batch of batched(rows)) yield Buffer.from(text(batch));
}

/** Rows in handfuls, to spare a call for every one. */
export async function* batched(rows: Rows): AsyncGenerator<(readonly string[])[]> {
  let batch: (readonly string[])[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
