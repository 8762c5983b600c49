import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { stat } from 'node:fs/promises';
import { checkExpansion } from '../bytes.ts';
import { TableError, tableError } from '../problem.ts';
import { encryptedWorkbook, unsupported } from '../sniff.ts';
import type { TableLimits } from '../table.ts';

const MAX_ENTRIES = 5_000;

/** The parts of a zip, by lower-case name. Names are only ever looked up, never used as paths. */
export interface Archive {
  readonly parts: ReadonlyMap<string, Entry>;
  read(name: string): AsyncGenerator<Buffer>;
  close(): void;
}

/** Opens a zip and checks, before anything is unpacked, that its declared sizes are bearable. */
export async function openArchive(path: string, limits: TableLimits): Promise<Archive> {
  const { size } = await stat(path);
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(damaged);
  try {
    if (zip.entryCount > MAX_ENTRIES) throw tooManyParts(zip.entryCount);
    const parts = await listParts(zip, size, limits);
    return { parts, read: (name) => readPart(zip, parts.get(name.toLowerCase())), close: () => zip.close() };
  } catch (error) {
    zip.close();
    return damaged(error);
  }
}

async function listParts(zip: ZipFile, size: number, limits: TableLimits): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
    if (parts.has(name)) throw malformedWorkbook('two parts of it have the same name');
    if (entry.isEncrypted()) throw encryptedWorkbook();
    total += entry.uncompressedSize;
    checkExpansion(entry.uncompressedSize, entry.compressedSize, limits);
    checkExpansion(total, size, limits);
    parts.set(name, entry);
  }
  return parts;
}

async function* readPart(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry) throw malformedWorkbook('a part it refers to is missing');
  const stream = await zip.openReadStreamPromise(entry).catch(damaged);
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    damaged(error);
  } finally {
    stream.destroy();
  }
}

/** Tells apart a workbook and the many other things that are zips. */
export function checkIsWorkbook(archive: Archive): void {
  const has = (start: string) => [...archive.parts.keys()].some((name) => name.startsWith(start));
  const remedy = 'Open it in a spreadsheet program and save it as .xlsx or as CSV (UTF-8).';
  if (has('xl/workbook.bin')) throw unsupported('a binary workbook (.xlsb)', remedy);
  if (archive.parts.has('_rels/.rels') && has('xl/')) return;
  if (has('word/')) throw unsupported('a Word document', 'Copy its table into a spreadsheet and save it as .xlsx.');
  if (has('ppt/')) throw unsupported('a presentation', 'Copy its table into a spreadsheet and save it as .xlsx.');
  if (has('content.xml') && has('mimetype')) throw unsupported('an OpenDocument file (such as .ods)', remedy);
  throw unsupported('a zip archive of other files', 'Unpack it and bring in the files one at a time.');
}

/** The error for a workbook that breaks its own rules. */
export function malformedWorkbook(what: string): TableError {
  return tableError(
    'malformed-workbook',
    `The workbook is damaged: ${what}.`,
    'Open it in a spreadsheet program, save it again as .xlsx, and try with the new file.',
  );
}

function tooManyParts(count: number): TableError {
  const message = `The archive has ${count} parts; a workbook has at most ${MAX_ENTRIES}.`;
  return tableError('expands-too-much', message, 'Save the sheet that is needed as a workbook of its own.');
}

function damaged(error: unknown): never {
  if (error instanceof TableError) throw error;
  throw malformedWorkbook('its zip structure cannot be read');
}
