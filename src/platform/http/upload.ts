import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem, type Upload } from '../action/index.ts';

/** Streams a request's body to a private file, hashing as it goes; too long a body is refused and leaves nothing. */
export async function receiveUpload(
  body: Readable,
  folder: string,
  fileName: string,
  maxBytes: number,
): Promise<Upload> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      // What is too much is read and thrown away: breaking off would take the connection, and with it the answer.
      if (bytes > maxBytes) return done();
      hash.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(bytes > maxBytes ? new Problem('too-large', { maxBytes }) : null),
  });
  try {
    await pipeline(body, measure, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, fileName, bytes, sha256: hash.digest('hex') };
}
