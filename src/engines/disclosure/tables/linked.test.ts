import { beforeAll, expect, test } from 'vitest';
import { linearSolver } from '../../../platform/optimise/index.ts';
import { keyOf, type Alike } from './cells.ts';
import { buildLinked, type LinkedBuild, type LinkedTask } from './linked.ts';
import type { Solve } from './programme.ts';

let solve: Solve;
beforeAll(async () => {
  solve = await linearSolver();
});

const people = (count: number, ...values: string[]): Alike => ({ combinations: [values], count });
const first: LinkedTask = {
  alike: [
    people(40, 'IDN', 'F', '0'),
    people(30, 'IDN', 'M', '0'),
    people(25, 'PAK', 'F', '0'),
    people(50, 'PAK', 'M', '0'),
  ],
  own: { fields: [0, 1], period: 0 },
  earlier: [],
  threshold: 11,
  spare: false,
};
const told = (build: LinkedBuild): ((values: readonly (string | null)[]) => boolean) => {
  const open = new Set(build.cells.filter(({ withheld }) => !withheld).map(({ values }) => keyOf(values)));
  return (values) => open.has(keyOf(values));
};

test('a later table of the same people is refused when three more of one kind could be subtracted, and spares them when asked', () => {
  const earlier = [{ id: 'first', threshold: 11, fields: [0, 1], period: 0, isTold: told(buildLinked(first, solve)) }];
  const later: LinkedTask = {
    ...first,
    alike: [...first.alike, people(3, 'IDN', 'F', '1'), people(20, 'PAK', 'M', '1')],
    own: { fields: [0, 1], period: 1 },
    earlier,
  };
  const refused = buildLinked(later, solve).exposed;
  expect(refused).toContainEqual({ release: 'first', kind: 'difference', values: ['IDN', 'F'], low: 3, high: 3 });
  const spared = buildLinked({ ...later, spare: true }, solve);
  expect(spared.exposed).toEqual([]);
  expect(spared.cells.find(({ values }) => keyOf(values) === keyOf(['IDN', 'F']))?.withheld).toBe(true);
});

test('a table by another field that shares a sum is refused when the sum gives a withheld count away', () => {
  const alike = [people(3, 'IDN', 'F', '0'), people(40, 'IDN', 'M', '0'), people(60, 'PAK', 'F', '0')];
  const bySex = buildLinked({ ...first, alike, own: { fields: [1], period: 0 } }, solve);
  expect(bySex.exposed).toEqual([]);
  const whole = buildLinked({ ...first, alike }, solve);
  const open = {
    id: 'open',
    threshold: 11,
    fields: [0, 1],
    period: 0,
    isTold: (values: readonly (string | null)[]) => told(whole)(values),
  };
  // Sums the first table withheld, told by a second: F is 63 and PAK 60, so IDN F is three.
  const first2 = { ...open, isTold: (values: readonly (string | null)[]) => keyOf(values) === keyOf(['PAK', 'F']) };
  const second = buildLinked({ ...first, alike, own: { fields: [1], period: 0 }, earlier: [first2] }, solve);
  expect(second.exposed).toContainEqual({ release: 'open', kind: 'small', values: ['IDN', 'F'], low: 3, high: 3 });
});
