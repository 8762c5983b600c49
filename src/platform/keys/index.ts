import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** The secrets of this installation, kept as files apart from the database: losing one of the two tells nothing. */
export interface Keys {
  /** Seals a short secret for storage in the database; only this installation's key folder opens it. */
  seal(secret: string): Promise<string>;
  unseal(sealed: string): Promise<string>;
  sealStream(plain: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>>;
  unsealStream(sealed: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>>;
  /** Authenticates a head of the audit trail. */
  auditMac(text: string): string;
  /** True for the token of the local operator: whoever can read the key folder. */
  isOperator(token: string): boolean;
  readonly operatorToken: string;
}

/** Reads the key folder, making each key that is not there yet, readable to its owner only. */
export async function openKeys(folder: string): Promise<Keys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const identity = await readOrMake(join(folder, 'seal.key'), generateX25519Identity);
  const auditKey = await readOrMake(join(folder, 'audit.key'), async () => randomBytes(32).toString('hex'));
  const operatorToken = await readOrMake(join(folder, 'operator.token'), async () => randomBytes(32).toString('hex'));
  return keysFrom(identity, auditKey, operatorToken);
}

async function keysFrom(identity: string, auditKey: string, operatorToken: string): Promise<Keys> {
  const recipient = await identityToRecipient(identity);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return {
    seal: async (secret) => Buffer.from(await encrypter.encrypt(secret)).toString('base64'),
    unseal: (sealed) => decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text'),
    sealStream: (plain) => encrypter.encrypt(plain),
    unsealStream: (sealed) => decrypter.decrypt(sealed),
    auditMac: (text) => createHmac('sha256', Buffer.from(auditKey, 'hex')).update(text).digest('hex'),
    isOperator: (token) => {
      const given = Buffer.from(token);
      const held = Buffer.from(operatorToken);
      return given.length === held.length && timingSafeEqual(given, held);
    },
    operatorToken,
  };
}

async function readOrMake(path: string, make: () => Promise<string>): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = await make();
  try {
    await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return made;
  } catch (error) {
    // Another process of this installation made it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(path, 'utf8')).trim();
  }
}
