import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** How a file of delimited text is to be read. */
export interface DelimitedHead {
  /** Names of the columns, each once. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Empty lines before the header. */
  readonly skip: number;
  readonly gzipped: boolean;
}

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
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16 || bytes.includes(0))
    throw new Error('it is not written in UTF-8 (it looks like UTF-16): save it again as UTF-8.');
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') throw new Error('the file is empty.');
  const skip = (/^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text)?.[0].match(/\r\n|\n|\r/g) ?? []).length;
  const found = delimiters.map((delimiter) => ({ delimiter, cells: headerOf(text, delimiter) }));
  const best = found.reduce((most, one) => (one.cells.length > most.cells.length ? one : most));
  if (best.cells.length === 0) throw new Error('its first line has a double quote that does not close: correct it.');
  return { columns: eachOnce(best.cells), delimiter: best.delimiter, skip, gzipped };
}

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
function headerOf(text: string, delimiter: string): string[] {
  try {
    const options = { delimiter, to: 1, skip_empty_lines: true, trim: true, relax_column_count: true };
    return parse(text, { ...options, record_delimiter: ['\r\n', '\n', '\r'] })[0] ?? [];
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
    return `line ${line} has a double quote that does not close, or that stands within a cell. Correct that line: the whole cell stands in double quotes, those within it are doubled.`;
  if (/unicode|not utf-8/i.test(said)) return `line ${line} is not written in UTF-8: save the file again as UTF-8.`;
  if (/line size/.test(said)) return `line ${line} is too long, or a double quote in it does not close.`;
  return `line ${line} cannot be read: correct it.`;
}
