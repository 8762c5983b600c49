import { expect, test } from 'vitest';
import { drawOverlap, middleOf, qualityOf, shareOf, worthOf, type Labelled } from './rules.ts';

test('a share has the interval of Wilson, and nothing is known of none', () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I: 81 of 263 and 0 of 20.
  expect(shareOf(81, 263)).toMatchObject({ low: expect.closeTo(0.2553, 4), high: expect.closeTo(0.3662, 4) });
  expect(shareOf(0, 20)).toMatchObject({ low: expect.closeTo(0, 4), high: expect.closeTo(0.1611, 4) });
  expect(shareOf(0, 0)).toMatchObject({ share: null, low: 0, high: 1 });
});

test('a decision is worth most where the program knows least, and more for a likely pair than for an unlikely one', () => {
  expect(worthOf(0.5)).toBe(1.5);
  expect(worthOf(0.6)).toBeGreaterThan(worthOf(0.95));
  expect(worthOf(0.95)).toBeGreaterThan(worthOf(0.05));
  expect([worthOf(0), worthOf(1)]).toEqual([0, 1]);
});

const decided = (count: number, probability: number, same: boolean): Labelled[] =>
  Array.from({ length: count }, () => ({ probability, linked: probability > 0.5, same }));

test('reviewers who see what the program said raise no alarm; those who see something else do', () => {
  const agreeing = [
    ...decided(45, 0.9, true),
    ...decided(5, 0.9, false),
    ...decided(18, 0.1, false),
    ...decided(2, 0.1, true),
  ];
  const fine = qualityOf(agreeing);
  expect(fine.drift.warned).toBe(false);
  expect(fine.precision).toMatchObject({ part: 45, whole: 50 });
  expect(fine.recall).toMatchObject({ part: 45, whole: 47 });
  expect(qualityOf([...decided(25, 0.9, false), ...decided(25, 0.9, true)]).drift.warned).toBe(true);
  expect(qualityOf(decided(10, 0.9, false)).drift.warned).toBe(false);
});

test('each draw of open pairs keeps every person in a list, and certain pairs leave nothing open', () => {
  const lists = {
    lists: ['a', 'b'],
    counts: [
      [1, 5, 0],
      [2, 4, 0],
      [3, 1, 0],
    ] as const,
    nodes: [1, 2],
    keys: [],
    edges: [[0, 1, 1]] as const,
  };
  const sure = drawOverlap(lists, 3, () => 0.5);
  expect(sure.totals).toEqual([9, 9, 9]);
  expect([1, 2, 3].map((mask) => sure.masks.get(mask))).toEqual([
    [4, 4, 4],
    [3, 3, 3],
    [2, 2, 2],
  ]);
  let turn = 0;
  const open = drawOverlap({ ...lists, edges: [[0, 1, 0.5]] }, 100, () => ((turn += 1) % 2 === 0 ? 0.4 : 0.6));
  expect(middleOf(open.totals)).toEqual({ low: 9, high: 10 });
  // Two records that are one person for certain have one chance between them to be a third, not two.
  const three = {
    ...lists,
    counts: [
      [1, 5, 0],
      [2, 4, 0],
      [4, 1, 0],
    ] as const,
    nodes: [1, 2, 4],
  };
  const throws = [0.1, 0.6, 0.1, 0.4];
  let at = 0;
  const knot = {
    ...three,
    edges: [
      [0, 1, 1],
      [0, 2, 0.5],
      [1, 2, 0.5],
    ] as const,
  };
  expect(drawOverlap(knot, 2, () => throws[at++] ?? 0).totals).toEqual([9, 8]);
});
