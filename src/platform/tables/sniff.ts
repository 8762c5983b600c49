import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';
import { byteOrderMark } from './decode.ts';
import { tableError } from './problem.ts';

export type Container = 'gzip' | 'zip' | 'text';

const starts = (bytes: Buffer, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte);
const SAVE_AS = 'Open it in a spreadsheet program and save it as .xlsx or as CSV (UTF-8).';

/** What the content is; what cannot be a table is refused by its own name. The file name plays no part. */
export async function sniffContainer(start: Buffer): Promise<Container> {
  if (starts(start, 0x1f, 0x8b)) return 'gzip';
  if (starts(start, 0x50, 0x4b, 3, 4) || starts(start, 0x50, 0x4b, 5, 6)) return 'zip';
  if (starts(start, 0xd0, 0xcf, 0x11, 0xe0)) throw oldOffice(start);
  if (start.toString('latin1', 0, 5) === '%PDF-')
    throw unsupported('a PDF document', 'Ask for the data behind it as .xlsx or CSV.');
  const mark = byteOrderMark(start);
  if (mark) return 'text';
  const text = start.toString('latin1', 0, 1000).trimStart().toLowerCase();
  if (/^<(\?xml|!doctype|html|table)/.test(text)) throw unsupported('a web page or an XML document', SAVE_AS);
  // Two letters may look like the beginning of a picture, so only what is no text is named by its first bytes.
  if (start.includes(0) || !isUtf8(start.subarray(0, Math.max(0, start.length - 3)))) await refuseKnownBinary(start);
  return 'text';
}

async function refuseKnownBinary(start: Buffer): Promise<void> {
  const known = await fileTypeFromBuffer(start).catch(() => undefined);
  if (known && start.includes(0)) throw unsupported(`a ${known.ext.toUpperCase()} file`, SAVE_AS);
  const odd = start
    .subarray(0, 4096)
    .filter((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32));
  const utf16 = start.includes(0) && start.subarray(0, 64).filter((byte) => byte === 0).length >= 16;
  if (!utf16 && odd.length > Math.max(4, Math.min(4096, start.length) / 20))
    throw unsupported('a binary file, not text', SAVE_AS);
}

/** An old Office file: a directory entry tells whether it is an encrypted workbook. */
function oldOffice(start: Buffer) {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  if (start.includes(name)) return encryptedWorkbook();
  return unsupported(
    'a file of an old Office format (such as .xls)',
    'Open it and save it as .xlsx or as CSV (UTF-8).',
  );
}

/** The error for a workbook under a password. */
export function encryptedWorkbook() {
  return tableError(
    'encrypted-workbook',
    'The workbook is protected by a password.',
    'Open it with the password, save a copy without one, and bring in the copy.',
  );
}

/** The error for a kind of file that is not read. */
export function unsupported(what: string, remedy: string) {
  return tableError('unsupported-format', `This is ${what}, which cannot be read as a table.`, remedy);
}
