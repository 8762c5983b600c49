import { base64url, CompactEncrypt, compactDecrypt } from 'jose';
import type { DeviceStorage } from './storage.ts';

/** Values under names, encrypted (JWE, A256GCM) before they reach the device's storage. */
export interface SealedStore {
  /** Undefined when there is none; rejects when it was made with another key, or for another name. */
  read<T>(name: string): Promise<T | undefined>;
  names(prefix: string): Promise<readonly string[]>;
  /** Writes or removes (null) all of it, or nothing. */
  write(changes: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Seals with a key of 32 bytes in base64url. The name is authenticated with the value, so none can stand in for another. */
export function sealedStore(storage: DeviceStorage, key: string): SealedStore {
  const secret = base64url.decode(key);
  const seal = (name: string, value: unknown): Promise<string> =>
    new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: name })
      .encrypt(secret);
  return {
    read: async <T>(name: string): Promise<T | undefined> => {
      const sealed = await storage.read(name);
      if (sealed === undefined) return undefined;
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, secret);
      if (protectedHeader.kid !== name) throw new Error('An entry of the device copy stands under another name.');
      return JSON.parse(new TextDecoder().decode(plaintext)) as T;
    },
    names: (prefix) => storage.names(prefix),
    write: async (changes) => {
      const sealed = await Promise.all(
        Object.entries(changes).map(async ([name, value]): Promise<[string, string | null]> => [
          name,
          value === null ? null : await seal(name, value),
        ]),
      );
      await storage.write(Object.fromEntries(sealed));
    },
  };
}
