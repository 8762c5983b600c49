import { expect, test } from 'vitest';
import { idleState } from './idle.ts';

test('a screen left alone is announced to lock a minute before it locks', () => {
  const minute = 60_000;
  expect(idleState(13 * minute, 15 * minute, minute)).toBe('active');
  expect(idleState(14 * minute, 15 * minute, minute)).toBe('warning');
  expect(idleState(15 * minute, 15 * minute, minute)).toBe('locked');
  expect(idleState(600 * minute, 15 * minute, minute)).toBe('locked');
});
