import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Keys } from '../keys/index.ts';

/** Content of attachments and of files being imported, encrypted at rest with a key kept apart from the database. */
export interface FileStore {
  /** Encrypts a file into the store and returns its key. Durable when it resolves. */
  put(path: string): Promise<string>;
  /** The plain content. */
  open(storageKey: string): Promise<Readable>;
  remove(storageKey: string): Promise<void>;
}

const keyShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function openFiles(folder: string, keys: Keys): FileStore {
  const placeOf = (storageKey: string): string => {
    if (!keyShape.test(storageKey)) throw new Error('not a storage key');
    return join(folder, storageKey.slice(0, 2), `${storageKey}.age`);
  };
  return {
    put: async (path) => {
      const storageKey = randomUUID();
      const place = placeOf(storageKey);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const draft = `${place}.part`;
      const plain = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      const sealed = await keys.sealStream(plain);
      await pipeline(
        Readable.fromWeb(sealed as NodeReadableStream),
        createWriteStream(draft, { mode: 0o600, flush: true }),
      );
      await rename(draft, place);
      await syncFolder(dirname(place));
      return storageKey;
    },
    open: async (storageKey) => {
      const sealed = Readable.toWeb(createReadStream(placeOf(storageKey))) as ReadableStream<Uint8Array>;
      return Readable.fromWeb((await keys.unsealStream(sealed)) as NodeReadableStream);
    },
    remove: (storageKey) => rm(placeOf(storageKey), { force: true }),
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
