import { expect, test } from 'vitest';
import { priorsByList } from './priors.ts';

test('a list repeats itself less than two lists share people, so the same weight is less likely one person within a list', () => {
  const size = 100;
  // Forty of each list are in the other too; five pairs within a list are as much alike as strangers of one name.
  const across = Array.from({ length: 40 }, (_, at) => [at, size + at, 18] as const);
  const within = Array.from({ length: 5 }, (_, at) => [50 + at, 60 + at, 7] as const);
  const all = [...across, ...within];
  const pairs = {
    left: Int32Array.from(all, ([one]) => one),
    right: Int32Array.from(all, ([, other]) => other),
    weight: Float64Array.from(all, ([, , bits]) => bits),
  };
  const lists = (of: (record: number) => number): Int32Array =>
    Int32Array.from({ length: 2 * size }, (_, at) => of(at));
  const pairShare = 40 / (size * (2 * size - 1));
  const prior = priorsByList(
    pairs,
    lists((at) => Math.floor(at / size)),
    pairShare,
  );
  expect(prior(0, size)).toBeCloseTo(Math.log2(40 / (size * size - 40)), 0);
  expect(prior(50, 60)).toBeLessThan(prior(0, size) - 3);
  expect(
    priorsByList(
      pairs,
      lists(() => 0),
      pairShare,
    )(0, size),
  ).toBeCloseTo(Math.log2(pairShare / (1 - pairShare)), 9);
});
