import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Services } from '../../../platform/action/index.ts';
import { DEFAULT_LIMITS, openTable, TableError, type Table } from '../../../platform/tables/index.ts';
import type { ImportRow } from '../store.ts';

/** Lends the plain table of an import while `work` runs; nothing of it stays on disk afterwards. */
export async function withTable<T>(
  services: Services,
  row: ImportRow,
  work: (table: Table, path: string) => Promise<T>,
): Promise<T> {
  if (row.storageKey === null)
    throw new TableError({
      code: 'file-gone',
      level: 'error',
      message: 'The file of this import has been removed.',
      remedy: 'Bring it in again.',
    });
  const folder = join(services.config.dataFolder, 'incoming');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  try {
    await pipeline(await services.files.open(row.storageKey), createWriteStream(path, { mode: 0o600 }));
    const table = await openTable(path, { ...row.reading, fileName: row.fileName });
    try {
      return await work(table, path);
    } finally {
      await table.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/** SHA-256 of what is in the file, unpacked when it is a gzip: the same table, zipped or not, is the same. */
export async function contentDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > DEFAULT_LIMITS.maxExpandedBytes) {
        throw new TableError({
          code: 'expands-too-much',
          level: 'error',
          message: 'Unpacked, the file is larger than is taken.',
          remedy: 'Split it into several files.',
        });
      }
      hash.update(chunk);
    }
  };
  if (await isGzip(path)) await pipeline(createReadStream(path), createGunzip(), measure);
  else await pipeline(createReadStream(path), measure);
  return hash.digest('hex');
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
