import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { openWithPassphrase, SealError } from '../../platform/seal/index.ts';

/** What stands against a backup or a restore, in words for the person who runs it. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const FORMAT = 1;
const name = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/);

/**
 * An archive is lines of JSON: a header, tables (a row is a list of texts), sequences, blobs (base64 texts) and an end
 * that counts and digests all before it. Zipped, then sealed as one age file.
 */
const entry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('palermo-backup'),
    format: z.literal(FORMAT),
    madeAt: z.string(),
    migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  }),
  z.object({ kind: z.literal('table'), name, columns: z.array(name) }),
  z.object({ kind: z.literal('table-end'), name, rows: z.number().int(), sha256: z.string() }),
  z.object({ kind: z.literal('sequence'), name, value: z.number().int().nullable() }),
  z.object({ kind: z.literal('blob'), area: z.enum(['keys', 'files']), name }),
  z.object({ kind: z.literal('blob-end'), name, bytes: z.number().int(), sha256: z.string() }),
  z.object({
    kind: z.literal('end'),
    tables: z.number().int(),
    rows: z.number().int(),
    blobs: z.number().int(),
    sha256: z.string(),
  }),
]);
export type Entry = z.output<typeof entry>;
export type Header = Extract<Entry, { kind: 'palermo-backup' }>;
export type Row = (string | null)[];

/** What an archive holds, as its end tells. */
export interface ArchiveSummary {
  readonly header: Header;
  readonly tables: ReadonlyMap<string, { readonly rows: number; readonly sha256: string }>;
  readonly rows: number;
  readonly blobs: number;
}

/** Makes the lines of an archive, counting and digesting as it goes. */
export interface ArchiveWriter {
  header(migrations: Header['migrations'], madeAt: Date): string;
  table(table: string, columns: string[], rows: AsyncIterable<string>): AsyncGenerator<string>;
  sequence(sequence: string, value: number | null): string;
  blob(area: 'keys' | 'files', blobName: string, content: AsyncIterable<Buffer>): AsyncGenerator<string>;
  end(): string;
  readonly counts: { readonly tables: number; readonly rows: number; readonly blobs: number };
}

export function archiveWriter(): ArchiveWriter {
  const whole = createHash('sha256');
  const counts = { tables: 0, rows: 0, blobs: 0 };
  const line = (text: string): string => {
    whole.update(text).update('\n');
    return `${text}\n`;
  };
  const tell = (told: Entry): string => line(JSON.stringify(told));
  return {
    counts,
    header: (migrations, madeAt) =>
      tell({ kind: 'palermo-backup', format: FORMAT, madeAt: madeAt.toISOString(), migrations }),
    async *table(table, columns, rows) {
      yield tell({ kind: 'table', name: table, columns });
      const hash = createHash('sha256');
      let count = 0;
      for await (const row of rows) {
        hash.update(row).update('\n');
        count += 1;
        yield line(row);
      }
      counts.tables += 1;
      counts.rows += count;
      yield tell({ kind: 'table-end', name: table, rows: count, sha256: hash.digest('hex') });
    },
    sequence: (sequence, value) => tell({ kind: 'sequence', name: sequence, value }),
    async *blob(area, blobName, content) {
      yield tell({ kind: 'blob', area, name: blobName });
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.length;
        yield line(JSON.stringify(chunk.toString('base64')));
      }
      counts.blobs += 1;
      yield tell({ kind: 'blob-end', name: blobName, bytes, sha256: hash.digest('hex') });
    },
    end: () => `${JSON.stringify({ kind: 'end', ...counts, sha256: whole.digest('hex') })}\n`,
  };
}

/** Takes what an archive holds, in its order. Everything but `row` is rare. */
export interface ArchiveVisitor {
  header?(header: Header): Promise<void>;
  table?(table: string, columns: readonly string[]): Promise<void>;
  row?(row: Row): Promise<void>;
  tableEnd?(table: string): Promise<void>;
  sequence?(sequence: string, value: number | null): Promise<void>;
  blob?(area: 'keys' | 'files', blobName: string, content: AsyncIterable<Buffer>): Promise<void>;
}

/** Reads an archive to its end, holding every count and digest against what was read; any doubt is a `BackupError`. */
export async function readArchive(
  path: string,
  passphrase: string,
  visitor: ArchiveVisitor = {},
): Promise<ArchiveSummary> {
  try {
    return await read(lines(await openWithPassphrase(path, passphrase)), visitor);
  } catch (error) {
    if (error instanceof SealError) throw new BackupError(error.message);
    if (error instanceof z.ZodError || error instanceof SyntaxError) throw damaged();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw damaged();
    throw error;
  }
}

const damaged = (): BackupError =>
  new BackupError('The backup is damaged or was not made by Palermo. Take another copy of it.');

async function read(source: AsyncGenerator<string>, visitor: ArchiveVisitor): Promise<ArchiveSummary> {
  const whole = createHash('sha256');
  const tables = new Map<string, { rows: number; sha256: string }>();
  const next = async (): Promise<string> => {
    const result = await source.next();
    if (result.done) throw new BackupError('The backup is cut short. Take another copy of it.');
    return result.value;
  };
  const digested = async (): Promise<string> => {
    const line = await next();
    whole.update(line).update('\n');
    return line;
  };
  const header = entry.parse(JSON.parse(await digested()));
  if (header.kind !== 'palermo-backup') throw damaged();
  await visitor.header?.(header);
  let rows = 0;
  let blobs = 0;
  for (;;) {
    const line = await next();
    const told = entry.parse(JSON.parse(line));
    if (told.kind === 'end') {
      const fits =
        told.sha256 === whole.digest('hex') &&
        told.tables === tables.size &&
        told.rows === rows &&
        told.blobs === blobs;
      if (!fits || !(await source.next()).done) throw damaged();
      return { header, tables, rows, blobs };
    }
    whole.update(line).update('\n');
    if (told.kind === 'table') {
      const found = await readTable(told, digested, visitor);
      tables.set(told.name, found);
      rows += found.rows;
    } else if (told.kind === 'sequence') await visitor.sequence?.(told.name, told.value);
    else if (told.kind === 'blob') {
      await readBlob(told, digested, visitor);
      blobs += 1;
    } else throw damaged();
  }
}

const rowShape = z.array(z.string().nullable());

async function readTable(
  told: Extract<Entry, { kind: 'table' }>,
  next: () => Promise<string>,
  visitor: ArchiveVisitor,
): Promise<{ rows: number; sha256: string }> {
  await visitor.table?.(told.name, told.columns);
  const hash = createHash('sha256');
  for (let rows = 0; ; rows += 1) {
    const line = await next();
    if (!line.startsWith('[')) {
      const end = entry.parse(JSON.parse(line));
      const sha256 = hash.digest('hex');
      if (end.kind !== 'table-end' || end.name !== told.name || end.rows !== rows || end.sha256 !== sha256)
        throw damaged();
      await visitor.tableEnd?.(told.name);
      return { rows, sha256 };
    }
    hash.update(line).update('\n');
    const row = rowShape.parse(JSON.parse(line));
    if (row.length !== told.columns.length) throw damaged();
    await visitor.row?.(row);
  }
}

async function readBlob(
  told: Extract<Entry, { kind: 'blob' }>,
  next: () => Promise<string>,
  visitor: ArchiveVisitor,
): Promise<void> {
  const content = blobContent(told.name, next, createHash('sha256'));
  if (visitor.blob) await visitor.blob(told.area, told.name, content);
  else for await (const _chunk of content);
}

/** The bytes of a blob; the end is checked before the last of them is let go of. */
async function* blobContent(blobName: string, next: () => Promise<string>, hash: Hash): AsyncGenerator<Buffer> {
  for (let bytes = 0; ;) {
    const line = await next();
    if (line.startsWith('{')) {
      const end = entry.parse(JSON.parse(line));
      if (end.kind !== 'blob-end' || end.name !== blobName || end.bytes !== bytes || end.sha256 !== hash.digest('hex'))
        throw damaged();
      return;
    }
    const chunk = Buffer.from(z.string().parse(JSON.parse(line)), 'base64');
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
}

async function* lines(sealed: Readable): AsyncGenerator<string> {
  const unzipped = createGunzip();
  sealed.on('error', (error) => unzipped.destroy(error));
  let rest: Buffer[] = [];
  try {
    for await (const chunk of sealed.pipe(unzipped) as AsyncIterable<Buffer>) {
      let start = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
        yield Buffer.concat([...rest, chunk.subarray(start, at)]).toString('utf8');
        rest = [];
        start = at + 1;
      }
      if (start < chunk.length) rest.push(chunk.subarray(start));
    }
  } finally {
    sealed.destroy();
  }
  if (rest.length > 0) throw new BackupError('The backup is cut short. Take another copy of it.');
}
