import { expect, test } from 'vitest';
import { idleMsOf, idleState } from './idle.ts';

test('a screen left alone is announced to lock a minute before it locks', () => {
  const minute = 60_000;
  expect(idleState(13 * minute, 15 * minute, minute)).toBe('active');
  expect(idleState(14 * minute, 15 * minute, minute)).toBe('warning');
  expect(idleState(15 * minute, 15 * minute, minute)).toBe('locked');
  expect(idleState(600 * minute, 15 * minute, minute)).toBe('locked');
});

test('a screen locks though a window was last touched on a clock that stood in the future', () => {
  expect(idleMsOf(100_000, 40_000, 70_000)).toBe(30_000);
  expect(idleMsOf(100_000, 40_000, 86_400_000)).toBe(60_000);
});
