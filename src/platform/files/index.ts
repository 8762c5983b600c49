import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Keys } from '../keys/index.ts';

/** Content of attachments and of files being imported, encrypted at rest with a key kept apart from the database. */
export interface FileStore {
  /** Encrypts a file into the store and returns its key. Durable when it resolves. */
  put(path: string): Promise<string>;
  /** The same for content that is being made: it never stands on the disk in the clear. */
  putStream(plain: Readable): Promise<string>;
  /** The plain content. */
  open(storageKey: string): Promise<Readable>;
  remove(storageKey: string): Promise<void>;
  /** Every stored file, with when it was stored. */
  list(): AsyncIterable<StoredFile>;
  /** The file as it is stored, encrypted: what a backup copies. */
  openSealed(storageKey: string): Promise<Readable>;
}

export interface StoredFile {
  readonly storageKey: string;
  readonly storedAt: Date;
}

const keyShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function openFiles(folder: string, keys: Keys): FileStore {
  const placeOf = (storageKey: string): string => placeIn(folder, storageKey);
  const putStream = async (plain: Readable): Promise<string> => {
    const storageKey = randomUUID();
    const place = placeOf(storageKey);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    const draft = `${place}.part`;
    try {
      const sealed = await keys.sealStream(Readable.toWeb(plain) as ReadableStream<Uint8Array>);
      await pipeline(
        Readable.fromWeb(sealed as NodeReadableStream),
        createWriteStream(draft, { mode: 0o600, flush: true }),
      );
      await rename(draft, place);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(dirname(place));
    return storageKey;
  };
  return {
    put: (path) => putStream(createReadStream(path)),
    putStream,
    open: async (storageKey) => {
      const sealed = Readable.toWeb(await openForReading(placeOf(storageKey))) as ReadableStream<Uint8Array>;
      return Readable.fromWeb((await keys.unsealStream(sealed)) as NodeReadableStream);
    },
    openSealed: (storageKey) => openForReading(placeOf(storageKey)),
    remove: (storageKey) => rm(placeOf(storageKey), { force: true }),
    list: () => listFiles(folder),
  };
}

/** Where a stored file lies. */
export function placeIn(folder: string, storageKey: string): string {
  if (!keyShape.test(storageKey)) throw new Error('not a storage key');
  return join(folder, storageKey.slice(0, 2), `${storageKey}.age`);
}

/** Opened before it is answered, so that a missing file is an error here and not in the middle of a reply. */
async function openForReading(path: string): Promise<Readable> {
  return (await open(path, 'r')).createReadStream();
}

async function* listFiles(folder: string): AsyncGenerator<StoredFile> {
  for (const shelf of await namesIn(folder)) {
    for (const name of await namesIn(join(folder, shelf))) {
      const storageKey = name.replace(/\.age$/, '');
      if (!keyShape.test(storageKey) || !name.endsWith('.age')) continue;
      const found = await stat(join(folder, shelf, name)).catch(() => null);
      if (found) yield { storageKey, storedAt: found.mtime };
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
