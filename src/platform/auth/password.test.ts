import { expect, test } from 'vitest';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';

test('a password opens with itself alone, however its accents were typed', async () => {
  const hash = await hashPassword('Caf\u00e9 at the harbour');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, 'Cafe\u0301 at the harbour')).toBe(true);
  expect(await verifyPassword(hash, 'Cafe at the harbour')).toBe(false);
  expect(await verifyPassword(null, 'Cafe at the harbour')).toBe(false);
});

test('a hash made at an older cost still opens, and is known to be old', async () => {
  // The vector of RFC 9106's reference implementation: argon2id, m=65536, t=2, p=1, "password", "somesalt".
  const old = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verifyPassword(old, 'password')).toBe(true);
  expect(isOutdated(old)).toBe(true);
  expect(isOutdated(await hashPassword('another password'))).toBe(false);
});
