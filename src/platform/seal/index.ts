import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';

/** A shorter passphrase could be tried out by whoever gets hold of the file. */
export const PASSPHRASE_MIN_LENGTH = 12;

/** A sealed file does not open: the words say whether to look at the passphrase or at the file. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** Content as a standard age file that opens with a passphrase, here or with any age program. */
export async function sealWithPassphrase(plain: Readable, passphrase: string): Promise<Readable> {
  if (passphrase.length < PASSPHRASE_MIN_LENGTH)
    throw new SealError(`The passphrase needs at least ${PASSPHRASE_MIN_LENGTH} characters.`);
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  const sealed = await encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>);
  return Readable.fromWeb(sealed as NodeReadableStream);
}

/** The content of a file sealed with a passphrase. Rejects, or fails while being read, with a `SealError`. */
export async function openWithPassphrase(path: string, passphrase: string): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const source = createReadStream(path);
  try {
    const plain = await decrypter.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>);
    return Readable.from(withSealErrors(Readable.fromWeb(plain as NodeReadableStream)));
  } catch (error) {
    source.destroy();
    throw sealErrorOf(error);
  }
}

async function* withSealErrors(plain: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of plain) yield Buffer.from(chunk as Uint8Array);
  } catch (error) {
    throw sealErrorOf(error);
  }
}

/** Opens a file sealed with a passphrase into another; leaves nothing when it does not open to its end. */
export async function decryptFile(from: string, to: string, passphrase: string): Promise<void> {
  const plain = await openWithPassphrase(from, passphrase);
  const draft = `${to}.part`;
  try {
    await pipeline(plain, createWriteStream(draft, { mode: 0o600, flush: true }));
    await rename(draft, to);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function sealErrorOf(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E'))
    return error;
  const message = error instanceof Error ? error.message : '';
  if (message.includes('no identity matched')) return new SealError('The passphrase does not open this file.');
  return new SealError('The file is damaged, cut short, or no sealed file. Take another copy of it.');
}
