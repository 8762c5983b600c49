import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Services } from '../../platform/action/index.ts';
import { readSeals, sealFileOf } from '../../platform/audit/index.ts';
import { FILES_LOCK } from '../../platform/files/sweep.ts';
import { PASSPHRASE_MIN_LENGTH, sealWithPassphrase } from '../../platform/seal/index.ts';
import { asOwner, shippedMigrations, type Store } from '../../platform/store/index.ts';
import { archiveWriter, BackupError, type ArchiveWriter } from './archive.ts';
import { plainTextForms, rowsOf, sequencesOf, tablesOf } from './dump.ts';

export interface BackupReport {
  readonly path: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/** The keys a restored installation needs; the operator's token is made anew where it is restored. */
const KEY_FILES = ['seal.key', 'audit.key'] as const;
const SEALS_BLOB = 'audit-seals.jsonl';

/**
 * Writes the whole installation (rows, files, keys) as of one moment into one file that opens with the passphrase.
 * The file is there whole or not at all.
 */
export async function makeBackup(
  services: Pick<Services, 'database' | 'files' | 'config'>,
  path: string,
  passphrase: string,
  now: Date = new Date(),
): Promise<BackupReport> {
  if (passphrase.length < PASSPHRASE_MIN_LENGTH)
    throw new BackupError(`The passphrase needs at least ${PASSPHRASE_MIN_LENGTH} characters.`);
  const writer = archiveWriter();
  const draft = `${path}.part`;
  try {
    await asOwner(services.database, async (store) => {
      await sql`set transaction isolation level repeatable read`.execute(store);
      await sql`select pg_advisory_xact_lock_shared(${FILES_LOCK})`.execute(store);
      await plainTextForms(store);
      const zipped = zippedFrom(Readable.from(gathered(archiveLines(services, store, writer, now))));
      await pipeline(
        await sealWithPassphrase(zipped, passphrase),
        createWriteStream(draft, { mode: 0o600, flush: true }),
      );
    });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return {
    path,
    bytes: (await stat(path)).size,
    tables: writer.counts.tables,
    rows: writer.counts.rows,
    files: writer.counts.blobs,
  };
}

/** A failure of the source ends the whole: a pipe alone would wait for ever. */
function zippedFrom(source: Readable): Readable {
  const zip = createGzip();
  source.on('error', (error) => zip.destroy(error));
  return source.pipe(zip);
}

async function* archiveLines(
  services: Pick<Services, 'files' | 'config'>,
  store: Store,
  writer: ArchiveWriter,
  now: Date,
): AsyncGenerator<string> {
  yield writer.header(await appliedMigrations(store), now);
  for (const table of await tablesOf(store)) {
    yield* writer.table(
      table.name,
      table.columns.map((column) => column.name),
      rowsOf(store, table),
    );
  }
  for (const { name, value } of await sequencesOf(store)) yield writer.sequence(name, value);
  for (const name of KEY_FILES)
    yield* writer.blob('keys', name, createReadStream(join(services.config.keyFolder, name)) as AsyncIterable<Buffer>);
  yield* writer.blob('keys', SEALS_BLOB, sealsOf(store, services.config.keyFolder));
  for await (const { storageKey } of services.files.list()) {
    // Sealed with the installation's own key already; a file that went meanwhile was asked to go.
    const content = await services.files.openSealed(storageKey).catch(() => null);
    if (content) yield* writer.blob('files', storageKey, content as AsyncIterable<Buffer>);
  }
  yield writer.end();
}

async function appliedMigrations(store: Store): Promise<{ name: string; digest: string }[]> {
  const { rows } = await sql<{
    name: string;
    digest: string;
  }>`select name, digest from migration order by name`.execute(store);
  return rows;
}

/** The seals beside the keys, up to the last one the snapshot has too: later ones would speak of events it has not. */
async function* sealsOf(store: Store, keyFolder: string): AsyncGenerator<Buffer> {
  const { rows } = await sql<{
    lane: string;
    seq: number;
  }>`select lane, max(seq) as seq from audit_seal group by lane`.execute(store);
  const sealed = new Map(rows.map((row) => [row.lane, row.seq]));
  for await (const seal of readSeals(sealFileOf(keyFolder))) {
    if (seal.seq <= (sealed.get(seal.lane) ?? 0)) yield Buffer.from(`${JSON.stringify(seal)}\n`);
  }
}

const GATHERED_CHARACTERS = 64 * 1024;

/** Lines in larger pieces, to spare a call for each. */
async function* gathered(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < GATHERED_CHARACTERS) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** The migrations this Palermo ships, named as an archive names them. */
export async function shippedDigests(): Promise<{ name: string; text: string; digest: string }[]> {
  return (await shippedMigrations()).map(({ name, text }) => ({
    name,
    text,
    digest: createHash('sha256').update(text).digest('hex'),
  }));
}
