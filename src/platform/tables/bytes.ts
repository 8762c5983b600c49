import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { tableError } from './problem.ts';
import type { TableLimits } from './table.ts';

const CHUNK = 256 * 1024;
/** Small files may expand as they like: they cannot hurt. */
const RATIO_FREE_BYTES = 4 * 1024 * 1024;

/** Size and SHA-256 of a file, read as a stream. */
export async function fileDigest(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Refuses a file that is empty or larger than allowed, before a byte of it is read. */
export async function checkFileSize(path: string, limits: TableLimits): Promise<void> {
  const { size } = await stat(path);
  if (size === 0) throw tableError('empty-file', 'The file is empty.', 'Choose a file with a header row and data.');
  if (size > limits.maxBytes) {
    throw tableError(
      'file-too-large',
      `The file has ${size} bytes; at most ${limits.maxBytes} are taken.`,
      'Split it into several files and bring them in one after the other.',
    );
  }
}

/** Refuses what grows like a bomb. */
export function checkExpansion(expanded: number, compressed: number, limits: TableLimits): void {
  const remedy = 'Unpack the file on your own computer and check what it holds before bringing it in.';
  if (expanded > limits.maxExpandedBytes) {
    throw tableError(
      'expands-too-much',
      `Unpacked, the file is larger than the ${limits.maxExpandedBytes} bytes allowed.`,
      remedy,
    );
  }
  if (expanded > RATIO_FREE_BYTES && expanded > compressed * limits.maxExpansionRatio) {
    throw tableError(
      'expands-too-much',
      `The file grows more than ${limits.maxExpansionRatio} times when unpacked, as files made to exhaust a computer do.`,
      remedy,
    );
  }
}

/** The bytes of a file, unpacked when it is a gzip; stops as soon as a bound is passed. */
export async function* fileBytes(path: string, gzipped: boolean, limits: TableLimits): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (!gzipped) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK });
  // Errors reach the loop below through the destroyed stream.
  pipeline(file, gunzip, () => undefined);
  let expanded = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      expanded += chunk.length;
      checkExpansion(expanded, gunzip.bytesWritten, limits);
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? damagedGzip() : error;
  } finally {
    gunzip.destroy();
    file.destroy();
  }
}

/** The first bytes of a stream, at least `wanted` unless it ends before. */
export async function firstBytes(bytes: AsyncGenerator<Buffer>, wanted: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= wanted) break;
  }
  return Buffer.concat(chunks);
}

function isZlibError(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE');
}

function damagedGzip() {
  return tableError(
    'damaged-compression',
    'The compressed file (gzip) is damaged or cut off.',
    'Copy or download it again, or bring in the unpacked file.',
  );
}
