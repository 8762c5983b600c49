import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Client } from '../call.ts';
import { createOffline } from './offline.ts';
import {
  isOver,
  MOST_FAILURES,
  opensOffline,
  unwrapKey,
  wrapKey,
  type Debt,
  type VaultRecord,
  type VaultShelf,
} from './vault.ts';

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

/** A browser that keeps these copies; every call is written down, and answered while the line is up. */
function browserWith(records: VaultRecord[]) {
  const line = { isUp: true };
  const called: string[] = [];
  let debt: Debt | null = null;
  const call = async (name: string): Promise<unknown> => {
    called.push(name);
    if (!line.isUp) throw new TypeError('no line');
    return { user: { id: 'u' }, membership: null };
  };
  const shelf: VaultShelf = { read: () => records, write: () => undefined, owed: () => debt, owe: (of) => (debt = of) };
  const open = () => createOffline({ call } as unknown as Client, shelf, true);
  return { line, called, open };
}

test('a screen that locked and a session that was left with no line are closed before anything is read again', async () => {
  for (const end of ['session.lock', 'session.sign-out'] as const) {
    const { line, called, open } = browserWith([]);
    line.isUp = false;
    await expect(open().client.call(end, {})).rejects.toThrow('no line');
    line.isUp = true;
    await open().client.call('session.open', {});
    await open().client.call('session.open', {});
    expect(called).toEqual([end, end, 'session.open', 'session.open']);
  }
});

test('the password of another person with a copy on this browser does not open a screen that is not theirs', async () => {
  const wrapped = await wrapKey(randomBytes(32).toString('base64url'), 'the password of the other');
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const kept = { ...record, keepUntil: later, latestSeen: new Date().toISOString() };
  const { open } = browserWith([
    { ...kept, wrapped: 'of its own person' },
    { ...kept, deviceId: 'o', userId: 'other', wrapped },
  ]);
  expect(await open().unlock('the password of the other', 'u')).toBe('wrong');
}, 30_000);
