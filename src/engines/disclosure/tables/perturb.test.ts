import { beforeAll, expect, test } from 'vitest';
import { linearSolver } from '../../../platform/optimise/index.ts';
import { protectionNeeded } from './dominance.ts';
import { linksWithNoise } from './linked-noise.ts';
import { cellKeyNoise, noiseTable } from './noise.ts';
import { perturbTable } from './perturb.ts';
import type { Solve } from './programme.ts';

let solve: Solve;
beforeAll(async () => {
  solve = await linearSolver();
});

test('noise by key leaves counts right on average, never below zero, and as spread as it says', () => {
  for (const count of [0, 1, 2, 3, 5]) {
    const chances = noiseTable(count);
    const moment = (power: number) =>
      chances.reduce((sum, chance, at) => sum + chance * (at - cellKeyNoise.most) ** power, 0);
    expect(moment(0)).toBeCloseTo(1, 9);
    expect(moment(1)).toBeCloseTo(0, 6);
    expect(moment(2)).toBeCloseTo(Math.min(cellKeyNoise.variance, 1.5 * count), 6);
    expect(chances.every((chance, at) => chance === 0 || at - cellKeyNoise.most >= -count)).toBe(true);
  }
});

test('records that may be of one person stay together under noise: three of one are never told as three pairs', () => {
  const [groups, size] = [40, 3];
  const kinds = Array.from({ length: groups * size }, (_, at) => 2 ** (at % size));
  const keys = kinds.map((_, at) => (at * 2_654_435_761) % 2 ** 32);
  const links = kinds.flatMap((_, at) =>
    at % size > 0
      ? []
      : ([
          [at, at + 1, 0.9],
          [at, at + 2, 0.9],
          [at + 1, at + 2, 0.8],
        ] as const),
  );
  const told = linksWithNoise({ kinds, keys, links });
  expect(told).toEqual(linksWithNoise({ kinds, keys, links }));
  const found = told.kinds.length / size;
  expect(found).not.toBe(groups);
  expect(Math.abs(found - groups)).toBeLessThanOrEqual(cellKeyNoise.most);
  expect(told.links).toHaveLength(3 * found);
  expect(told.links.every(([one, other]) => Math.floor(one / size) === Math.floor(other / size))).toBe(true);
});

test('the same people get the same noise in whatever table, and rounding that tells a count exactly is found out', () => {
  const alike = ['a', 'b'].flatMap((p, at) =>
    ['x', 'y'].map((q, place) => ({ combinations: [[p, q]], count: 7 + 20 * at + place, key: 1e9 * (at + 2 * place) })),
  );
  const noise = { method: 'cell-key', base: 5, threshold: 11 } as const;
  const whole = perturbTable(alike, ['p', 'q'], noise, solve);
  const part = perturbTable(
    alike.map((one) => ({ ...one, combinations: one.combinations.map(([p = '']) => [p]) })),
    ['p'],
    noise,
    solve,
  );
  const told = (cells: typeof whole.cells, values: string) => cells.find((cell) => cell.values.join() === values)?.told;
  expect(told(part.cells, 'a')).toBe(told(whole.cells, 'a,'));
  const one = [{ combinations: [['a']], count: 1 }];
  // Rounded to three, one becomes three or zero; nought of one person can only be one or two.
  expect(perturbTable(one, ['p'], { method: 'round', base: 2, threshold: 11 }, solve).exposed.length).toBe(2);
  expect(perturbTable(one, ['p'], { method: 'round', base: 5, threshold: 11 }, solve).exposed).toEqual([]);
});

test('dominance is told by hand-checkable figures: what is missing until the largest is safe', () => {
  // Largest 100, second 30, the rest 4: the second could tell the largest to within 4, and 10 are asked for.
  expect(protectionNeeded([100, 30, 4], { rule: 'p-percent', percent: 10 })).toBeCloseTo(6);
  expect(protectionNeeded([100, 30, 12], { rule: 'p-percent', percent: 10 })).toBeLessThan(0);
  // The largest makes 100 of 120; at most 80 percent may be.
  expect(protectionNeeded([100, 20], { rule: 'n-k', largest: 1, percent: 80 })).toBeCloseTo(5);
});

test('rounded parts add up to their rounded sums, each next to its count, in tables of two and three fields', () => {
  const values = (at: number): string[] => [`a${at % 5}`, `b${Math.floor(at / 5) % 4}`, `c${Math.floor(at / 20)}`];
  for (const fields of [2, 3]) {
    const alike = Array.from({ length: fields === 2 ? 20 : 60 }, (_, at) => ({
      combinations: [values(at).slice(0, fields)],
      count: 1 + ((at * 7919) % 37),
    }));
    const names = ['p', 'q', 'r'].slice(0, fields);
    const { cells, additive } = perturbTable(alike, names, { method: 'round', base: 5, threshold: 11 }, solve);
    expect(additive).toBe(true);
    for (const sum of cells) {
      expect(Math.abs(sum.told - sum.count)).toBeLessThan(5);
      const parts = cells.filter(
        (cell) =>
          !cell.values.includes(null) && sum.values.every((value, at) => value === null || value === cell.values[at]),
      );
      expect(parts.reduce((total, { told }) => total + told, 0)).toBe(sum.told);
    }
  }
});
