import { expect, test } from 'vitest';
import type { Histories } from './own.ts';
import { toldOverlap } from './protect.ts';

const agency = (id: string) => ({ id, name: id, kind: 'shelter', persons: 0 });
const histories = (known: Histories['known']): Histories => ({
  agencies: [agency('a'), agency('b')],
  known,
  doubtful: [],
  pairs: [],
});
const lists = [['a'], ['b']];

test('few people on two lists are not told by the wholes of both lists and the number of all', async () => {
  const known = [
    { by: ['a'], persons: 80, key: 0 },
    { by: ['b'], persons: 60, key: 0 },
    { by: ['a', 'b'], persons: 4, key: 0 },
  ];
  const told = await toldOverlap(histories(known), lists, 11);
  expect(told.pair(0, 1)).toBe(false);
  // 84 and 64 less 144 would be 4: one of the two is withheld wherever it stands.
  expect(told.pair(0, 0) && told.pair(1, 1)).toBe(false);
  expect([told.agency('a') === told.pair(0, 0), told.agency('b') === told.pair(1, 1)]).toEqual([true, true]);
  const many = await toldOverlap(histories([...known.slice(0, 2), { by: ['a', 'b'], persons: 40, key: 0 }]), lists, 11);
  expect([many.pair(0, 1), many.pair(0, 0), many.agency('b')]).toEqual([true, true, true]);
});
