import { expect, test } from 'vitest';
import { openLimits } from './limits.ts';

test('a guessing machine gains no fresh tries at the turn of the clock, and a person may go on a minute later', () => {
  let at = 59_900;
  const limits = openLimits(() => at);
  const tries = (key: string, times: number): boolean[] =>
    Array.from({ length: times }, () => {
      at += 100;
      return limits.allow(key, 3);
    });
  expect(tries('open officer', 4)).toEqual([true, true, true, false]);
  expect(tries('open neighbour', 1)).toEqual([true]);
  at += 60_000;
  expect(tries('open officer', 1)).toEqual([true]);
});
