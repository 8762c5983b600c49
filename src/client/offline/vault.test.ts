import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { isOver, MOST_FAILURES, opensOffline, unwrapKey, wrapKey, type VaultRecord } from './vault.ts';

const record: VaultRecord = {
  deviceId: '0b7c2f6e-3b1d-4a58-9c64-0a5b0f0d7a11',
  proof: 'p',
  userId: 'u',
  database: 'd',
  keepUntil: '2026-03-04T12:00:00.000Z',
  latestSeen: '2026-03-01T12:00:00.000Z',
  wrapped: 'w',
  failures: 0,
};
const at = (text: string): Date => new Date(text);

test('the password of the person opens the wrapped key with no network, another does not', async () => {
  const key = randomBytes(32).toString('base64url');
  const wrapped = await wrapKey(key, 'boats leave before dawn');
  expect(wrapped).not.toContain(key);
  expect(await unwrapKey(wrapped, 'boats leave before dawn')).toBe(key);
  expect(await unwrapKey(wrapped, 'boats leave before dusk')).toBeNull();
}, 30_000);

test('a copy opens until its time is over, not on a clock put back, nor after too many wrong passwords', () => {
  expect(opensOffline(record, at('2026-03-04T11:59:00Z'))).toBe(true);
  expect(opensOffline(record, at('2026-03-04T12:00:01Z'))).toBe(false);
  expect(opensOffline(record, at('2026-03-01T11:00:00Z'))).toBe(false);
  expect(opensOffline({ ...record, failures: MOST_FAILURES }, at('2026-03-02T12:00:00Z'))).toBe(false);
  expect(opensOffline({ ...record, wrapped: null }, at('2026-03-02T12:00:00Z'))).toBe(false);
  expect(isOver(record, at('2026-03-05T12:00:00Z'))).toBe(true);
});
