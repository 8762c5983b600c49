import { parse } from 'csv-parse';
import type { CsvError, Parser } from 'csv-parse';
import { rowError, TableError, tableError } from './problem.ts';
import type { FoundProblem, FoundRow, TableLimits } from './table.ts';
import { NO_PROBLEMS } from './table.ts';

const STRAY_QUOTE = [
  'stray-quote',
  'A quotation mark stands in the middle of a cell, so the cells of this row cannot be told apart.',
  'Put the whole cell in quotation marks and double those inside it ("").',
] as const;

/** The records of checked UTF-8 text, a batch for each chunk; no more than one record is ever held back. */
export async function* delimitedRows(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  limits: TableLimits,
): AsyncGenerator<readonly FoundRow[]> {
  let batch: FoundRow[] = [];
  const parser = recordParser(delimiter, limits, (row) => batch.push(row));
  // The parser's own bound does not count a record of nothing but delimiters, so progress is watched too.
  let sinceRecord = 0;
  for await (const chunk of chunks) {
    await send(parser, chunk, limits);
    sinceRecord = batch.length > 0 ? 0 : sinceRecord + chunk.length;
    if (sinceRecord > limits.maxRecordLength) throw endlessRecord(parser, limits);
    if (batch.length > 0) yield batch;
    batch = [];
  }
  await finish(parser, limits);
  if (batch.length > 0) yield batch;
}

function recordParser(delimiter: string, limits: TableLimits, found: (row: FoundRow) => void): Parser {
  const refused: FoundProblem[] = [rowError(...STRAY_QUOTE)];
  let lastSkipped = -1;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limits.maxRecordLength,
    skip_records_with_error: true,
    on_record: (cells: string[], { lines }) => {
      found({ line: lines, cells, problems: NO_PROBLEMS });
      return null;
    },
    on_skip: (error) => {
      if (error && error.code !== 'CSV_INVALID_CLOSING_QUOTE' && error.code !== 'INVALID_OPENING_QUOTE') throw error;
      // Several stray quotes of one record are told once.
      const line = Number((error as { lines?: unknown }).lines ?? 0);
      if (line !== lastSkipped) found({ line, cells: [], problems: refused });
      lastSkipped = line;
      return undefined;
    },
  });
  // Errors come back through the callback of the write that caused them.
  parser.on('error', () => undefined);
  return parser;
}

function send(parser: Parser, chunk: Buffer, limits: TableLimits): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(readable(error, parser, limits)) : resolve()));
  });
}

function finish(parser: Parser, limits: TableLimits): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', (error) => reject(readable(error, parser, limits)));
    parser.once('end', resolve);
    parser.resume();
    parser.end();
  });
}

function readable(error: Error, parser: Parser, limits: TableLimits): Error {
  const code = (error as CsvError).code;
  if (error instanceof TableError) return error;
  if (code === 'CSV_MAX_RECORD_SIZE') return endlessRecord(parser, limits);
  const line = parser.info.lines;
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return tableError(
      'unclosed-quote',
      `A quotation mark is opened and never closed (noticed on line ${line}, the end of the file).`,
      'Close it, or double it ("") if it belongs to the text; a file that was cut off must be copied again.',
      { line },
    );
  }
  return tableError(
    'unreadable-text',
    `The text cannot be read as a table near line ${line}.`,
    'Save it again as CSV.',
    {
      line,
    },
  );
}

function endlessRecord(parser: Parser, limits: TableLimits): TableError {
  const line = parser.info.lines;
  return tableError(
    'record-too-long',
    `One row (near line ${line}) is longer than ${limits.maxRecordLength} bytes.`,
    'Check the line endings, and look for a quotation mark that is opened and never closed.',
    { line },
  );
}
