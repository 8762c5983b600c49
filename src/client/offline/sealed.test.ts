import { randomBytes } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { expect, test } from 'vitest';
import { sealedStore } from './sealed.ts';
import { memoryStorage } from './storage.ts';

test('a copy made when names stood in clear keeps what waits, under hidden names', async () => {
  const key = randomBytes(32).toString('base64url');
  const storage = memoryStorage();
  const old = 'outbox/000000001/one';
  const sealed = await new CompactEncrypt(Buffer.from('{"said":"before"}'))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: old })
    .encrypt(Buffer.from(key, 'base64url'));
  await storage.write({ [old]: sealed });
  const store = sealedStore(storage, key);
  await store.hideNames();
  expect(await storage.read(old)).toBeUndefined();
  expect(await store.names('outbox/')).toEqual([old]);
  expect(await store.read(old)).toEqual({ said: 'before' });
});
