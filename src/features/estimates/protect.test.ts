import { expect, test } from 'vitest';
import { observedOf } from '../../engines/estimation/index.ts';
import { spreadOf, tablesBehindNoise, widerBy } from './noise.ts';
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

test('an estimate made of changed numbers has an interval that is wider for it, and the more so the fewer people there are', () => {
  const wider = (times: number): number => {
    const [a, b, both] = [40 * times, 30 * times, 6 * times];
    const known = [
      { by: ['a'], persons: a, key: 0 },
      { by: ['b'], persons: b, key: 0 },
      { by: ['a', 'b'], persons: both, key: 0 },
    ];
    const observed = a + b + both;
    const tables = tablesBehindNoise({ histories: histories(known), lists: [] }, 200, 1);
    for (const { counts } of tables) expect(Math.abs((counts[3] ?? 0) - both)).toBeLessThanOrEqual(5);
    // Two independent lists: the unseen are those on one times those on the other by those on both.
    const unseen = (counts: readonly number[]): number => ((counts[1] ?? 0) * (counts[2] ?? 0)) / (counts[3] ?? 0);
    const fits = tables.map((table) => ({
      observed: observedOf(table),
      intercept: Math.log(unseen(table.counts)),
      standardError: 0,
    }));
    const estimate = observed + unseen([0, a, b, both]);
    const half = { low: observed + (estimate - observed) / 2, high: observed + (estimate - observed) * 2 };
    const [low, high] = widerBy(
      spreadOf(fits, observed)?.variance ?? 0,
      { estimate, observed },
      [half.low, half.high],
      0.95,
    );
    expect([low < half.low, high > half.high]).toEqual([true, true]);
    return (high - low) / (half.high - half.low);
  };
  expect(wider(1)).toBeGreaterThan(1.2);
  expect(wider(20)).toBeLessThan(1.01);
  expect(spreadOf([null, null], 10)).toBeNull();
});
