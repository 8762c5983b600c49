import { isUtf8 } from 'node:buffer';
import { tableError } from './problem.ts';
import type { TextEncoding } from '../../words/text-encodings.ts';

const LINE_FEED = 10;
const RETRY_ENCODING =
  'Save the file as UTF-8 (in Excel: "CSV UTF-8"), or, if you know that it comes from an older Windows computer, ' +
  'choose its encoding (for example windows-1252, or windows-1256 for Arabic and Urdu) and try again.';

/** The encoding told by a byte order mark, and the length of that mark. */
export function byteOrderMark(start: Uint8Array): { encoding: TextEncoding; length: number } | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

/** Checked UTF-8 without mark, cut at character borders. Refuses wrong bytes and NUL, naming byte and line. */
export async function* utf8Chunks(bytes: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<Buffer> {
  const place = { offset: 0, line: 1 };
  const source = encoding === 'utf-8' ? wholeCharacters(bytes) : transcoded(bytes, encoding);
  let first = true;
  for await (const chunk of source) {
    if (encoding === 'utf-8' && !isUtf8(chunk)) refuse(chunk, invalidAt(chunk), place, 'invalid-encoding');
    const nul = chunk.indexOf(0);
    if (nul >= 0) refuse(chunk, nul, place, 'nul-byte');
    place.offset += chunk.length;
    place.line += lineFeeds(chunk, chunk.length);
    const marked = first && byteOrderMark(chunk)?.encoding === 'utf-8';
    first = false;
    if (chunk.length > (marked ? 3 : 0)) yield marked ? chunk.subarray(3) : chunk;
  }
}

async function* wholeCharacters(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carried: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const joined = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk;
    const end = characterBorder(joined);
    carried = joined.subarray(end);
    if (end > 0) yield joined.subarray(0, end);
  }
  if (carried.length > 0) yield carried;
}

/** Where the last, perhaps unfinished, character begins. */
function characterBorder(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

async function* transcoded(bytes: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let offset = 0;
  const decode = (chunk?: Buffer) => {
    try {
      return Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    } catch {
      throw tableError(
        'invalid-encoding',
        `The file is not valid ${encoding} (found between byte ${offset + 1} and ${offset + (chunk?.length ?? 0)}).`,
        RETRY_ENCODING,
      );
    }
  };
  for await (const chunk of bytes) {
    yield decode(chunk);
    offset += chunk.length;
  }
  yield decode();
}

/** First byte that is not UTF-8: where lenient decoding has to put a replacement that the file does not hold. */
function invalidAt(chunk: Buffer): number {
  const text = chunk.toString('utf8');
  let offset = 0;
  let from = 0;
  for (;;) {
    const found = text.indexOf('\ufffd', from);
    if (found < 0) return offset;
    offset += Buffer.byteLength(text.slice(from, found));
    const genuine = chunk[offset] === 0xef && chunk[offset + 1] === 0xbf && chunk[offset + 2] === 0xbd;
    if (!genuine) return offset;
    offset += 3;
    from = found + 1;
  }
}

function lineFeeds(chunk: Buffer, end: number): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_FEED); at >= 0 && at < end; at = chunk.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

function refuse(chunk: Buffer, at: number, place: { offset: number; line: number }, code: string): never {
  const line = place.line + lineFeeds(chunk, at);
  const where = `byte ${place.offset + at + 1}, line ${line}`;
  if (code === 'nul-byte') {
    const message = `The file holds a NUL byte (${where}), which no text has.`;
    throw tableError(code, message, 'If it is text in UTF-16, choose that encoding; else save it again as UTF-8.', {
      line,
    });
  }
  throw tableError(code, `The file is not valid UTF-8 (${where}).`, RETRY_ENCODING, { line });
}
