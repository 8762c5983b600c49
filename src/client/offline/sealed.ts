import { base64url, CompactEncrypt, compactDecrypt } from 'jose';
import type { DeviceStorage } from './storage.ts';

/** Values under names, encrypted (JWE, A256GCM) before they reach the device's storage. */
export interface SealedStore {
  /** Undefined when there is none; rejects when it was made with another key, or for another name. */
  read<T>(name: string): Promise<T | undefined>;
  /** Names that begin so, in order; the beginning names the kind of entry (`outbox/`). */
  names(prefix: string): Promise<readonly string[]>;
  /** Writes or removes (null) all of it, or nothing. */
  write(changes: Readonly<Record<string, unknown>>): Promise<void>;
  /** Gives the entries of a copy from before names were hidden their hidden names. None is lost. */
  hideNames(): Promise<void>;
}

interface Sealed {
  readonly name: string;
  readonly value: unknown;
}

const utf8 = new TextEncoder();
const hiddenName = /^[a-z]+\/[\w-]{43}$/;
const kindOf = (name: string): string => name.split('/')[0] ?? '';

/**
 * Seals with a key of 32 bytes in base64url. In the clear stands only the kind of an entry; the rest of its name is
 * replaced by its HMAC-SHA-256 under a key derived from the same (HKDF, by WebCrypto), and stands sealed with the value,
 * so that none can stand in for another.
 */
export function sealedStore(storage: DeviceStorage, key: string): SealedStore {
  const secret = base64url.decode(key);
  let namer: Promise<CryptoKey> | null = null;
  const hidden = async (name: string): Promise<string> => {
    namer ??= namingKey(secret);
    const mark = await crypto.subtle.sign('HMAC', await namer, utf8.encode(name));
    return `${kindOf(name)}/${base64url.encode(new Uint8Array(mark))}`;
  };
  const seal = (sealed: Sealed): Promise<string> =>
    new CompactEncrypt(utf8.encode(JSON.stringify(sealed)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(secret);
  const unseal = async (text: string): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode((await compactDecrypt(text, secret)).plaintext)) as unknown;
  const entryAt = async (place: string): Promise<Sealed | undefined> => {
    const text = await storage.read(place);
    return text === undefined ? undefined : ((await unseal(text)) as Sealed);
  };
  return {
    read: async <T>(name: string): Promise<T | undefined> => {
      const entry = await entryAt(await hidden(name));
      if (entry === undefined) return undefined;
      if (entry.name !== name) throw new Error('An entry of the device copy stands under another name.');
      return entry.value as T;
    },
    names: async (prefix) => {
      const entries = await Promise.all((await storage.names(`${kindOf(prefix)}/`)).map(entryAt));
      return entries.flatMap((entry) => (entry?.name.startsWith(prefix) ? [entry.name] : [])).toSorted();
    },
    write: async (changes) => {
      const sealed = await Promise.all(
        Object.entries(changes).map(async ([name, value]): Promise<[string, string | null]> => [
          await hidden(name),
          value === null ? null : await seal({ name, value }),
        ]),
      );
      await storage.write(Object.fromEntries(sealed));
    },
    hideNames: async () => {
      const open = (await storage.names('')).filter((name) => !hiddenName.test(name));
      for (const name of open) {
        const text = await storage.read(name);
        const value = text === undefined ? null : await unseal(text);
        await storage.write({
          [name]: null,
          ...(value !== null && { [await hidden(name)]: await seal({ name, value }) }),
        });
      }
    },
  };
}

async function namingKey(secret: Uint8Array): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode('names of entries') },
    root,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
}
