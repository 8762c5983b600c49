import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** How a file of delimited text is to be read. */
export interface DelimitedHead {
  /** Names of the columns, each once. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** What cells stand in that hold the delimiter, and what stands before one that is meant as a letter. */
  readonly quote: '"' | "'";
  readonly escape: '"' | "'" | '\\';
  readonly encoding: 'utf-8' | 'utf-16';
  /** Lines before the header: empty ones, and the one by which spreadsheets name the delimiter. */
  readonly skip: number;
  readonly gzipped: boolean;
}
type Quoting = Pick<DelimitedHead, 'quote' | 'escape'>;

/** A header is found within so many bytes. */
const MOST_HEAD = 1024 * 1024;
const delimiters = [',', ';', '\t', '|'] as const;

/**
 * The header of delimited text, read for itself, so that no row is ever taken for it.
 * @throws {Error} that says what is wrong with the file, when it has no header that can be read
 */
export async function readHead(path: string): Promise<DelimitedHead> {
  const start = await firstBytes(createReadStream(path, { end: 1 }), 2);
  const gzipped = start[0] === 0x1f && start[1] === 0x8b;
  const file = createReadStream(path);
  const bytes = await firstBytes(gzipped ? file.pipe(createGunzip()) : file, MOST_HEAD);
  file.destroy();
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding === 'utf-16' ? 'utf-16le' : 'utf-8').decode(bytes);
  if (text.trim() === '') throw new Error('the file is empty.');
  const before = /^(?:[ \t]*(?:\r\n|\n|\r))*(?:"?sep=(.)"?(?:\r\n|\n|\r))?/i.exec(text);
  const skipped = before?.[0] ?? '';
  const rest = text.slice(skipped.length);
  const named = delimiters.find((delimiter) => delimiter === before?.[1]);
  const found = (named === undefined ? delimiters : [named]).map((delimiter) => ({
    delimiter,
    cells: headerOf(rest, delimiter, quotings[0]),
  }));
  const { delimiter, cells } = found.reduce((most, one) => (one.cells.length > most.cells.length ? one : most));
  const quoting = quotingOf(rest, delimiter);
  const columns = quoting === quotings[0] ? cells : headerOf(rest, delimiter, quoting);
  if (columns.length === 0) throw new Error('its first line has a double quote that does not close: correct it.');
  const skip = (skipped.match(/\r\n|\n|\r/g) ?? []).length;
  return { columns: eachOnce(columns), delimiter, ...quoting, encoding, skip, gzipped };
}

/** @throws {Error} for writing that cannot be told from another */
function encodingOf(bytes: Buffer): DelimitedHead['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16';
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0))
    throw new Error('it is not written in UTF-8 (it looks like UTF-16): save it again as UTF-8.');
  return 'utf-8';
}

/** How cells are quoted: as the standard has it (RFC 4180), in single quotes, or with backslashes before quotes. */
const quotings = [
  { quote: '"', escape: '"' },
  { quote: "'", escape: "'" },
  { quote: '"', escape: '\\' },
  { quote: "'", escape: '\\' },
] as const satisfies readonly Quoting[];

/** Rows from the first that tell how the others are quoted. */
const TELLING_ROWS = 300;

/**
 * The first way of quoting by which the first rows have as many cells each as the header. Another than the standard only
 * where its signs stand in the text: a cell within single quotes, a quote after a backslash.
 */
function quotingOf(text: string, delimiter: string): Quoting {
  const within = (quote: string): boolean =>
    new RegExp(`(^|[\\r\\n${delimiter}])${quote}[^\\r\\n]*${quote}($|[\\r\\n${delimiter}])`).test(text);
  const [standard, ...others] = quotings;
  const single = headerOf(text, delimiter, standard).every((cell) => /^'.*'$/.test(cell));
  if (!single && reads(text, delimiter, standard)) return standard;
  const told = others.filter(({ quote, escape }) => within(quote) && (escape !== '\\' || text.includes(`\\${quote}`)));
  return told.find((quoting) => reads(text, delimiter, quoting)) ?? standard;
}

function reads(text: string, delimiter: string, { quote, escape }: Quoting): boolean {
  try {
    parse(text, { delimiter, quote, escape, to: TELLING_ROWS, skip_empty_lines: true, record_delimiter: lineEnds });
    return true;
  } catch {
    return false;
  }
}

const lineEnds = ['\r\n', '\n', '\r'];

async function firstBytes(stream: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** The cells of the first line that is not empty; none where it cannot be read so. */
function headerOf(text: string, delimiter: string, { quote, escape }: Quoting): string[] {
  try {
    const options = { delimiter, quote, escape, to: 1, skip_empty_lines: true, trim: true, relax_column_count: true };
    return parse(text, { ...options, record_delimiter: lineEnds })[0] ?? [];
  } catch {
    return [];
  }
}

/** Columns without a name, and names that stand twice, get one of their own. */
function eachOnce(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, at) => {
    const plain = cell === '' ? `column${at + 1}` : cell;
    let name = plain;
    for (let time = 2; taken.has(name); time += 1) name = `${plain}_${time}`;
    taken.add(name);
    return name;
  });
}

/** What the reader says of rows, in words that say what to do. Nothing of what stands in the rows is repeated. */
export function rowComplaint(said: string): string {
  const [first = said] = said.split('\n');
  const line = /CSV Error on Line: (\d+)/.exec(said)?.[1];
  if (line === undefined) return first;
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(said);
  if (counts)
    return `line ${line} has ${Number(counts[2]) > Number(counts[1]) ? 'more' : 'fewer'} cells than the ${counts[1]} of the header. Correct that line: a cell that holds the separator or a line break stands in double quotes.`;
  if (/unterminated quote/.test(said))
    return `line ${line} has a double quote that does not close, or that stands within a cell. Correct that line: the whole cell stands in double quotes, those within it are doubled. Or all cells of the file stand in single quotes, or all quotes within cells have a backslash before them.`;
  if (/unicode|not utf-8/i.test(said))
    return `line ${line} is not written in UTF-8: save the file again as UTF-8 (in Excel: “CSV UTF-8”).`;
  if (/line size/.test(said)) return `line ${line} is too long, or a double quote in it does not close.`;
  return `line ${line} cannot be read: correct it.`;
}
