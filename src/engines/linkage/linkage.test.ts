import { assert, constantFrom, property, string } from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { calibrate } from './calibrate.ts';
import { clusterPairs } from './cluster.ts';
import { dateOrderOf, readDate } from './dates.ts';
import { findField } from './detect.ts';
import { chooseKeys, keysOf } from './keys.ts';
import { learnModel } from './learn.ts';
import { letterBits } from './letters.ts';
import { type Comparison, comparisonsOf } from './levels.ts';
import { clusterQuality } from './metrics.ts';
import { type PatternCount, patternWeight, probabilityOf } from './model.ts';
import { worthwhile } from './pilot.ts';
import { wholeNumbers } from './seeded.ts';
import { levelSql } from './sql.ts';
import { stableIds } from './stable-ids.ts';
import { standardise } from './standardise.ts';

const comparison = (name: string): Comparison => ({
  name,
  needs: [name],
  telling: null,
  shared: 1,
  levels: [
    { label: 'same', test: { test: 'same', left: name, right: name } },
    { label: 'near', test: { test: 'near', column: name, distance: 1, shortest: 3 } },
    { label: 'different', test: null },
  ],
});

function drawn(count: number, levels: readonly (readonly number[])[], seed: number): PatternCount[] {
  const next = wholeNumbers(seed);
  const counts = new Map<string, PatternCount>();
  for (let at = 0; at < count; at += 1) {
    const pattern = levels.map((shares) => {
      let rest = next(1_000_000) / 1_000_000;
      return (
        1 +
        Math.max(
          0,
          shares.findIndex((share) => (rest -= share) < 0),
        )
      );
    });
    const key = pattern.join();
    counts.set(key, { levels: pattern, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

const m = [
  [0.8, 0.15, 0.05],
  [0.7, 0.2, 0.1],
  [0.9, 0.05, 0.05],
  [0.6, 0.1, 0.3],
];
const u = [
  [0.01, 0.01, 0.98],
  [0.005, 0.005, 0.99],
  [0.02, 0.03, 0.95],
  [0.05, 0.05, 0.9],
];
const names = ['one', 'two', 'three', 'four'].map(comparison);

describe('learning without labels', () => {
  it('finds again the shares and the number of matches that data were made from', () => {
    const matches = drawn(4000, m, 1);
    const others = drawn(400_000, u, 2);
    const model = learnModel(names, [...matches, ...others], drawn(300_000, u, 3), 700_000);
    for (const [at, shares] of m.entries())
      for (const [level, share] of shares.entries())
        expect(Math.abs((model.m[at]?.[level + 1] ?? 0) - share)).toBeLessThan(0.03);
    expect(model.pairShare * 700_000).toBeGreaterThan(3700);
    expect(model.pairShare * 700_000).toBeLessThan(4300);
  });

  it('counts a town and its postcode once, so that neighbours are not taken for one person', () => {
    const together = drawn(300_000, u, 4).map(({ levels, count }) => ({
      levels: [levels[0] ?? 3, levels[1] ?? 3, levels[3] ?? 3, levels[3] ?? 3],
      count,
    }));
    const matches = drawn(2000, m, 5).map(({ levels, count }) => ({
      levels: [levels[0] ?? 3, levels[1] ?? 3, levels[3] ?? 3, levels[3] ?? 3],
      count,
    }));
    const model = learnModel(names, [...matches, ...together], together, 302_000);
    expect(model.implied.some(({ field, by }) => [field, ...by].includes(2) && [field, ...by].includes(3))).toBe(true);
  });

  it('takes those who bear one name for different persons when all else of them differs', () => {
    // A tenth of all people are of a country with few names: they share both names, and nothing else, ten times as often as chance has it.
    const namesakes = drawn(40_000, u, 9).map(({ levels, count }) => ({
      levels: [1, 1, levels[2] ?? 3, levels[3] ?? 3],
      count,
    }));
    const model = learnModel(names, [...drawn(1500, m, 10), ...namesakes], drawn(300_000, u, 11), 3_000_000);
    expect(model.pairShare * 3_000_000).toBeGreaterThan(1000);
    expect(model.pairShare * 3_000_000).toBeLessThan(2000);
    expect(probabilityOf(patternWeight(model, [1, 1, 3, 3]), model)).toBeLessThan(0.05);
    expect(probabilityOf(patternWeight(model, [1, 1, 1, 1]), model)).toBeGreaterThan(0.9);
  });

  it('takes what one person repeats in most of a short list for that person, and other values never for it', () => {
    const person = comparisonsOf([
      { column: 'name', kind: 'fullName' },
      { column: 'birth', kind: 'dateOfBirth' },
      { column: 'passport', kind: 'document' },
    ]);
    const different = person.map(({ levels }) => levels.length);
    const repeated = [1, 1, 1, 0];
    const model = learnModel(
      person,
      [
        { levels: repeated, count: 1770 },
        { levels: [1, 1, 1, 1], count: 15 },
        { levels: different, count: 3 },
      ],
      [{ levels: different, count: 4998 }],
      6786,
    );
    for (const weights of model.weights) {
      expect(weights[1]).toBeGreaterThan(0);
      expect(weights.at(-1)).toBeLessThan(0);
    }
    expect(probabilityOf(patternWeight(model, repeated), model)).toBeGreaterThan(0.9);
    expect(probabilityOf(patternWeight(model, different), model)).toBeLessThan(0.01);
  });

  it('finds nobody twice where nobody is twice', () => {
    const others = drawn(200_000, u, 6);
    const model = learnModel(names, others, drawn(200_000, u, 7), 200_000);
    expect(model.pairShare * 200_000).toBeLessThan(200);
  });
});

describe('labels', () => {
  it('correct a model that is too sure of itself, and leave it as it is where there are none', () => {
    const model = { slope: 1, offset: -8 };
    expect(calibrate([], model)).toEqual(model);
    const next = wholeNumbers(12);
    const judged = Array.from({ length: 4000 }, (_, at) => {
      const weight = next(200) / 10;
      return { weight, same: next(1000) / 1000 < 1 / (1 + 2 ** -(0.5 * weight - 6)), half: at % 2 };
    });
    const { slope, offset } = calibrate(judged, model);
    expect(Math.abs(slope - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(offset + 6)).toBeLessThan(1);
  });
});

describe('clusters', () => {
  const pairs = (...list: [number, number, number][]) => ({
    left: Int32Array.from(list, ([l]) => l),
    right: Int32Array.from(list, ([, r]) => r),
    weight: Float64Array.from(list, ([, , w]) => w),
  });

  it('do not chain two families of records through one strong pair, and tell of the bridge', () => {
    const { of, bridges } = clusterPairs(
      6,
      pairs([0, 1, 15], [0, 2, 15], [1, 2, 15], [2, 3, 9], [3, 4, 15], [3, 5, 15], [4, 5, 15]),
      { threshold: 5 },
    );
    expect([...of]).toEqual([0, 0, 0, 3, 3, 3]);
    expect([...bridges]).toEqual([3]);
  });

  it('join sure pairs in a file so large that chance asks for more than thirty bits', () => {
    const { of } = clusterPairs(3, pairs([0, 1, 45], [1, 2, 25]), { threshold: 31 });
    expect([...of]).toEqual([0, 0, 2]);
  });

  it('never put two records of a list together that holds a person once', () => {
    const { of } = clusterPairs(3, pairs([0, 2, 12], [1, 2, 11]), {
      threshold: 3,
      sources: Uint8Array.from([0, 0, 1]),
      once: new Set([0, 1]),
    });
    expect([...of]).toEqual([0, 1, 0]);
  });

  it('let new records join known persons but never join two of these', () => {
    const known = Int32Array.from([7, 7, 9, -1, -1]);
    const { of } = clusterPairs(5, pairs([0, 1, 2], [1, 2, 20], [1, 3, 14], [0, 3, 14], [2, 4, 1]), {
      threshold: 4,
      known,
    });
    const { ids, history } = stableIds(of, known);
    expect([...ids]).toEqual([7, 7, 9, 7, 10]);
    expect(history).toEqual([
      { what: 'grown', id: 7, records: [3] },
      { what: 'created', id: 10, records: [4] },
    ]);
  });

  it('keep the history when persons are joined and split', () => {
    const { ids, history } = stableIds(Int32Array.from([0, 0, 0, 3, 3]), Int32Array.from([1, 1, 2, 1, 3]));
    expect([...ids]).toEqual([1, 1, 1, 3, 3]);
    expect(history).toEqual([
      { what: 'joined', id: 1, from: 2, records: [2] },
      { what: 'split', id: 3, from: 1, records: [3] },
    ]);
  });

  it('are measured over all pairs and by record', () => {
    const { pairwise, bcubed } = clusterQuality(['a', 'a', 'b', 'b'], ['x', 'x', 'x', 'y']);
    expect(pairwise.precision).toBe(0.5);
    expect(pairwise.recall).toBeCloseTo(1 / 3);
    expect(bcubed.precision).toBe(0.75);
  });
});

describe('reading values', () => {
  it('reads dates in the order the column writes them, whole or not', () => {
    expect(dateOrderOf(['31/12/1990', '01/02/1985', '15/07/2001']).order).toBe('dmy');
    expect(dateOrderOf(['12/31/1990', '01/22/1985']).order).toBe('mdy');
    expect(dateOrderOf(['19901231', '19850102']).order).toBe('ymd');
    expect(readDate('3 Mar 1990', 'ymd')).toEqual({ year: '1990', month: '03', day: '03' });
    expect(standardise('dmy:3/4/1990', 'dateOfBirth')['v']).toBe('19900403');
    expect(standardise('1990', 'dateOfBirth')).toMatchObject({ y: '1990', v: null });
  });

  it('takes a name in Arabic script and its Latin spelling for the same sounds', () => {
    const [one, other] = [standardise('محمد حسین', 'fullName'), standardise('Mohammad Hussain', 'fullName')];
    const keys = (text: string | null | undefined): string[] => (text ?? '').split(' ');
    expect(keys(one['k']).filter((key) => keys(other['k']).includes(key)).length).toBeGreaterThanOrEqual(2);
  });

  it('reads phones, documents and nothing alike', () => {
    expect(standardise('+62 812-3456-789', 'phone')['v']).toBe('628123456789');
    expect(standardise('A 123.456/7', 'document')['v']).toBe('a1234567');
    expect(standardise('unknown', 'given')).toEqual({});
  });

  it('tells fields by name in several languages, by content where the name says nothing, and keeps off ids and truth', () => {
    const found = (column: string, sample: string[], insideId = 0) =>
      findField({ column, rows: 100, filled: 90, distinct: 80, sample, insideId }).kind;
    expect(found('tgl_lahir', ['1990-01-02', '1985-11-30'])).toBe('dateOfBirth');
    expect(found('nama lengkap', ['Siti Aminah'])).toBe('fullName');
    expect(found('Surname', ['Khan'])).toBe('surname');
    expect(found('field7', ['a@b.org', 'c@d.org'])).toBe('email');
    expect(found('cluster', ['x1', 'x2'])).toBeNull();
    expect(found('unique_id', ['1', '2'])).toBeNull();
    expect(found('code', ['rec-1', 'rec-2'], 0.95)).toBeNull();
  });
});

describe('plans', () => {
  const fields = [
    { column: 'given', kind: 'given' as const },
    { column: 'family', kind: 'surname' as const },
    { column: 'born', kind: 'dateOfBirth' as const },
  ];

  it('writes the same comparison for DuckDB and Spark, with nothing either lacks', () => {
    const sql = comparisonsOf(fields).map((one) => levelSql(one, 'duckdb'));
    expect(sql[0]).toContain('when a.g_c = b.g_c then 1');
    expect(sql.join()).not.toMatch(/jaro|damerau|regexp|list_|array_/);
  });

  it('never passes over two texts as too far apart that are near, whatever their letters', () => {
    const bitsApart = (one: string, other: string): number =>
      (BigInt(letterBits(one)) ^ BigInt(letterBits(other))).toString(2).replaceAll('0', '').length;
    const words = string({ unit: constantFrom('a', 'a', 'b', 'd', 'z', '0', '1', '9', ' '), maxLength: 12 });
    assert(
      property(words, words, (one, other) => {
        expect(bitsApart(one, other)).toBeLessThanOrEqual(2 * distance(one, other));
      }),
    );
  });

  it('takes the keys that find most for the pairs they give, and none that finds nothing new', () => {
    const rows = [
      { mask: 0b001, pairs: 1000, matches: 100 },
      { mask: 0b011, pairs: 10, matches: 10 },
      { mask: 0b110, pairs: 10, matches: 8 },
      { mask: 0b100, pairs: 5000, matches: 1 },
    ];
    expect(worthwhile(rows, 3, 10_000, 1 / 1000)).toEqual([1, 0]);
    expect(worthwhile(rows, 3, 500, 1 / 1000)).toEqual([1]);
  });

  it('leaves out keys that the budget does not bear, and says so', () => {
    const costs = keysOf(fields).map((key, at) => ({
      key,
      pairs: at === 0 ? 10 : 1000,
      largestBlock: 2,
      bigBlocks: 0,
    }));
    const { taken, left } = chooseKeys(costs, 2000);
    expect(taken[0]?.pairs).toBe(10);
    expect(left.length).toBeGreaterThan(0);
    expect(taken.reduce((sum, { pairs }) => sum + pairs, 0)).toBeLessThanOrEqual(2000);
  });
});
