import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import { expect, test } from 'vitest';
import { countShape, isWhole, shapesOf } from './combinations.ts';
import { decodeRecords, encodeRecords, type RecordSet } from './dataset.ts';
import { discreteGaussian, epsilonOf, rhoOf } from './noise.ts';
import { releaseRecords, type RecordMethod } from './release.ts';

/** Repeatable randomness in place of the secure source, for tests only. */
function randomness(seed: number) {
  const generator = mersenne(seed);
  return {
    secure: (below: number) =>
      below <= 2 ** 31 ? uniformInt(generator, 0, below - 1) : Math.floor(uniformFloat64(generator) * below),
    repeatable: () => uniformFloat64(generator),
  };
}

const options = (method: RecordMethod) => ({ method, k: 11, epsilon: 12, delta: 1e-6, length: 4 });

function ctdc(): RecordSet {
  const file = join(import.meta.dirname, '../../../../data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz');
  const [columns = [], ...rows] = parse(gunzipSync(readFileSync(file))) as unknown as string[][];
  return encodeRecords(columns, rows);
}

test('records made from CTDC keep its counts, tell of no group below eleven, and make up next to nothing', () => {
  const source = ctdc();
  expect(source.records).toBe(36_447);
  const byGroups = releaseRecords(source, options('k'), randomness(1));
  for (const line of byGroups.utility) {
    expect(line.belowThreshold).toBe(0);
    expect(line.fabricated).toBe(0);
    expect(line.meanError).toBeLessThan(0.08 * line.meanCount);
  }
  const noisy = releaseRecords(source, options('dp-synthetic'), randomness(2));
  expect(noisy.utility[2]?.fabricatedShare).toBeLessThan(0.01);
  expect(noisy.utility[3]?.fabricatedShare).toBeLessThan(0.03);
  for (const line of noisy.utility) expect(line.meanError).toBeLessThan(0.25 * line.meanCount);
  expect(noisy.membership.advantage).toBeLessThan(0.15);
});

const cell = fc.constantFrom('', 'a', 'b', 'c');

test('no combination that fewer than k share is ever told, whatever the records', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 80 }), fc.integer({ min: 2, max: 6 }), (rows, k) => {
      const source = encodeRecords(['x', 'y', 'z'], rows);
      for (const method of ['k', 'k-anonymous'] as const) {
        const { released, lost } = releaseRecords(source, { ...options(method), k, length: 3 }, randomness(3));
        expect(method === 'k' ? lost : lost + released.records - source.records).toBe(0);
        const before = shapesOf(source, 3).map((shape) => countShape(source, shape));
        for (const [at, { shape, counts }] of shapesOf(released, 3)
          .map((shape) => countShape(released, shape))
          .entries()) {
          for (const key of counts.keys()) {
            const told = !isWhole(shape, key) || (before[at]?.counts.get(key) ?? 0) >= k;
            expect(told).toBe(true);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('records go in and come out as they were, empty cells too', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 30 }), (rows) => {
      const sorted = (list: readonly (readonly string[])[]) => list.map((row) => row.join('|')).toSorted();
      expect(sorted(decodeRecords(encodeRecords(['x', 'y'], rows)))).toEqual(sorted(rows));
    }),
  );
});

test('the noise has the spread that the promise is counted with', () => {
  const { secure } = randomness(4);
  const draws = Array.from({ length: 20_000 }, () => discreteGaussian(27.5, secure));
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean)).toBeLessThan(0.2);
  expect(variance / 27.5).toBeGreaterThan(0.95);
  expect(variance / 27.5).toBeLessThan(1.05);
  expect(epsilonOf(rhoOf(12, 1e-6), 1e-6)).toBeCloseTo(12, 10);
});

test('one person more or less moves no released value from impossible to certain', () => {
  const rows = Array.from({ length: 400 }, (_, at) => [at % 2 ? 'a' : 'b', at % 5 ? 'x' : 'y']);
  const alone = encodeRecords(['p', 'q'], [...rows, ['only', 'x']]);
  const told = Array.from({ length: 40 }, (_, seed) =>
    decodeRecords(releaseRecords(alone, { ...options('dp-synthetic'), length: 2 }, randomness(seed)).released).some(
      ([p]) => p === 'only',
    ),
  );
  expect(told).not.toContain(true);
});
