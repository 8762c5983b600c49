import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import { describe, expect, test } from 'vitest';
import { canonicalText, mergeLists, observedOf, readCaptureTable, type CaptureTable } from './capture-table.ts';
import { lowerBounds } from './chao.ts';
import { averageDecomposable, decomposableGraphs } from './decomposable.ts';
import { estimatePopulation, type Estimate, type EstimateOptions } from './estimate.ts';
import { rememberExistence } from './existence.ts';
import { hierarchicalModels, notation, rankByBic } from './hierarchical.ts';
import { searchByBic } from './search.ts';
import { fitDrawnLinks, poolDraws, sharesOf, tableOfLikelyLinks } from './linkage-uncertainty.ts';
import { readLinks } from './read-links.ts';
import { normalProbability, normalQuantile } from '../shared/normal.ts';
import { simulateTable, uncertainLinks } from './simulate.ts';

// Expected figures: data/mse/expected.json, with the call of the reference implementation for each.

interface Expected {
  readonly estimate: number;
  readonly ci95: readonly [number, number];
  readonly ci80?: readonly [number, number];
  readonly deviance?: number;
  readonly termsInOrder_finite?: readonly string[];
  readonly termsAtMinusInfinity?: readonly string[];
}
interface BicRun {
  readonly maxorder: number;
  readonly validModels: number;
  readonly topModels: readonly { readonly model: string; readonly estimate: number; readonly bic: number }[];
}
interface Dataset {
  readonly file: string;
  readonly observed: number;
  readonly existence: {
    readonly mainEffects: number;
    readonly allTwoListEffects: number;
    readonly modelsWithoutExtendedMLE: readonly string[] | string;
  };
  readonly methods: { readonly 'stepwise_p0.02_bootstrapBCa'?: Expected; readonly bicBootstrap?: readonly BicRun[] };
}

const folder = join(import.meta.dirname, '../../../data/mse');
const datasets = Object.values(
  (JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { datasets: Record<string, Dataset> }).datasets,
);

function tableOf(file: string): CaptureTable {
  const [header = [], ...rows] = readFileSync(join(folder, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const read = readCaptureTable(header, rows);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.table;
}

const options = (given: Partial<EstimateOptions>): EstimateOptions => ({
  method: 'stepwise',
  threshold: 0.02,
  order: 2,
  ntop: 60,
  bootstrap: 0,
  seed: 1,
  ...given,
});

function estimated(table: CaptureTable, given: Partial<EstimateOptions>): Estimate {
  const outcome = estimatePopulation(table, options(given));
  if ('refusal' in outcome) throw new Error(outcome.refusal.reason);
  return outcome.estimate;
}

const within = (value: number, expected: number, relative = 1e-4) =>
  expect(Math.abs(value / expected - 1), `${value} against ${expected}`).toBeLessThan(relative);

describe.each(datasets)('the published table $file', (dataset) => {
  const table = tableOf(dataset.file);

  test('gives the reference estimates, intervals and terms, by every threshold', () => {
    expect(observedOf(table)).toBe(dataset.observed);
    for (const [name, expected] of Object.entries(dataset.methods as Readonly<Record<string, Expected>>)) {
      const threshold = /^stepwise_p([\d.]+)$/.exec(name)?.[1];
      if (name !== 'mainEffects' && threshold === undefined) continue;
      const result = estimated(
        table,
        threshold === undefined ? { method: 'main' } : { method: 'stepwise', threshold: Number(threshold) },
      );
      within(result.estimate, expected.estimate);
      within(result.ci95[0], expected.ci95[0]);
      within(result.ci95[1], expected.ci95[1]);
      expect(result.terms).toEqual(expected.termsInOrder_finite ?? []);
      expect(result.termsAtMinusInfinity).toEqual(expected.termsAtMinusInfinity ?? []);
      expect(result.deviance).toBeCloseTo(expected.deviance ?? result.deviance, 3);
    }
  });

  test('says which models have no estimate', () => {
    const { existence } = estimated(table, { method: 'main' });
    expect(existence.mainEffects).toBe(dataset.existence.mainEffects);
    expect(existence.allTwoListEffects).toBe(dataset.existence.allTwoListEffects);
    const { modelsWithoutExtendedMLE: without } = dataset.existence;
    expect(existence.modelsWithoutExtendedMLE).toEqual(typeof without === 'string' ? null : without);
  });

  const run = dataset.methods.bicBootstrap?.find(({ maxorder }) => maxorder === 2);
  test.runIf(run)('ranks every pair model as the reference does', () => {
    const models = hierarchicalModels(table.lists.length, 2) ?? [];
    const ranked = rankByBic(table, models, rememberExistence());
    expect(ranked.length).toBe(run?.validModels);
    for (const [index, top] of (run?.topModels ?? []).entries()) {
      expect(notation(table.lists.length, ranked[index]?.fit.terms ?? [])).toBe(top.model);
      within(ranked[index]?.bic ?? 0, top.bic);
      within(ranked[index]?.fit.estimate ?? 0, top.estimate);
    }
  });
});

test('a bootstrap that repeats the choice of the model ends where the reference ends, and again for the same seed', () => {
  for (const file of ['uk2013_5lists.csv', 'uk2013_4lists.csv']) {
    const expected = datasets.find((one) => one.file === file)?.methods['stepwise_p0.02_bootstrapBCa'];
    const result = estimated(tableOf(file), { bootstrap: 1000 });
    for (const end of [0, 1] as const) {
      const distance = Math.log((result.ci95[end] - result.observed) / ((expected?.ci95[end] ?? 0) - result.observed));
      expect(Math.abs(distance)).toBeLessThan(0.12);
    }
  }
  const again = () => estimated(tableOf('korea_3lists.csv'), { bootstrap: 200 });
  expect(again()).toEqual(again());
});

test('Chao, the average over models and every model of order three agree with what is published', () => {
  within(lowerBounds(tableOf('uk2013_5lists.csv')).equalLists ?? 0, 14_963);
  expect([3, 4, 5].map((lists) => decomposableGraphs(lists).length)).toEqual([8, 61, 822]);
  const average = averageDecomposable(tableOf('uk2013_5lists.csv'));
  expect(average?.ci95[0]).toBeLessThan(12_000);
  expect(average?.ci95[1]).toBeGreaterThan(25_000);
  expect(hierarchicalModels(4, 3)?.length).toBe(113);
  expect(rankByBic(tableOf('uk2013_4lists.csv'), hierarchicalModels(4, 3) ?? [], rememberExistence()).length).toBe(111);
});

test('a table that cannot be read says line, column and remedy, and one that cannot be estimated says why', () => {
  const bad = readCaptureTable(
    ['A', 'B', 'count'],
    [
      ['1', '2', '5'],
      ['0', '0', '3'],
      ['1', '0', '-1'],
      ['1', '1'],
    ],
  );
  expect('problems' in bad && bad.problems.map(({ line, column }) => `${line} ${column}`)).toEqual(
    expect.arrayContaining(['2 B', '3 ', '4 count', '5 ']),
  );
  const apart = readCaptureTable(
    ['A', 'B', 'count'],
    [
      ['1', '0', '9'],
      ['0', '1', '7'],
    ],
  );
  const outcome = 'table' in apart ? estimatePopulation(apart.table, options({ method: 'main' })) : null;
  expect(outcome && 'refusal' in outcome && outcome.refusal.code).toBe('no-model');
});

test('where there are too many models to compare all, a search finds what comparing all finds, and eight lists get an answer', () => {
  const uk = tableOf('uk2013_5lists.csv');
  const all = rankByBic(uk, hierarchicalModels(5, 2) ?? [], rememberExistence());
  const searched = searchByBic(uk, 2, rememberExistence());
  expect(searched[0]?.fit.estimate).toBeCloseTo(all[0]?.fit.estimate ?? 0, 6);
  const many = simulateTable(
    {
      people: 3000,
      lists: 'ABCDEFGH'.split(''),
      capture: Array.from({ length: 8 }, () => 0.15),
      interactions: [{ a: 0, b: 1, logOdds: 1.5 }],
    },
    uniform(3),
  );
  const outcome = estimatePopulation(many, options({ method: 'bic', bootstrap: 0 }));
  const estimate = 'estimate' in outcome ? outcome.estimate : null;
  expect(estimate?.terms).toContain('A:B');
  expect(Math.abs((estimate?.estimate ?? 0) - 3000)).toBeLessThan(400);
  expect(estimate?.warnings.map(({ code }) => code)).toContain('models-searched');
});

const uniform = (seed: number) => {
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
};

test('the estimate is found again where the truth is known, whatever the order and names of the lists', () => {
  const table = simulateTable(
    {
      people: 5000,
      lists: 'ABCD'.split(''),
      capture: [0.2, 0.15, 0.25, 0.1],
      interactions: [{ a: 0, b: 1, logOdds: 1 }],
    },
    uniform(7),
  );
  const { ci95, terms } = estimated(table, {});
  expect(terms).toContain('A:B');
  expect(ci95[0]).toBeLessThan(5000);
  expect(ci95[1]).toBeGreaterThan(5000);
  fc.assert(
    fc.property(fc.shuffledSubarray('ABCD'.split(''), { minLength: 4 }), (order) => {
      const turned = mergeLists(
        table,
        order.map((name) => ({ name, of: [name] })),
      );
      within(estimated(turned, { method: 'main' }).estimate, estimated(table, { method: 'main' }).estimate, 1e-7);
      expect(canonicalText(turned)).toBe(canonicalText(table));
    }),
    { numRuns: 10 },
  );
});

test('links that may be wrong widen the interval, and the truth lies in it where the likely links alone miss it', () => {
  const pooledHolds: boolean[] = [];
  const plainHolds: boolean[] = [];
  for (let seed = 1; seed <= 12; seed += 1) {
    const uncertain = uncertainLinks(1500, [0.3, 0.25, 0.3], uniform(seed));
    const pooled = poolDraws(sharesOf({ uncertain, rule: { method: 'main' }, draws: 30, seed }).flatMap(fitDrawnLinks));
    const plain = estimated(tableOfLikelyLinks(uncertain), { method: 'main' });
    expect(pooled?.shareOfLinkage).toBeGreaterThan(0);
    pooledHolds.push((pooled?.ci95[0] ?? 0) < 1500 && (pooled?.ci95[1] ?? 0) > 1500);
    plainHolds.push(plain.ci95[0] < 1500 && plain.ci95[1] > 1500);
  }
  const share = (holds: readonly boolean[]) => holds.filter(Boolean).length;
  expect(share(pooledHolds)).toBeGreaterThanOrEqual(9);
  expect(share(pooledHolds)).toBeGreaterThan(share(plainHolds));
});

test('records and their pairs are read from files as they are linked, and what is wrong is named with its line', () => {
  const records = {
    columns: ['id', 'list'],
    rows: [
      ['r1', 'Police'],
      ['r2', 'Shelter'],
      ['r3', 'Shelter'],
      ['r4', 'Police'],
    ],
  };
  const pairs = (...rows: string[][]) => ({ columns: ['left', 'right', 'weight', 'probability'], rows });
  const asked = { records, idColumn: 'id', listColumn: 'list' };
  const read = readLinks({ ...asked, pairs: pairs(['r1', 'r2', '9', '0.9'], ['r2', 'r1', '3', '0.4']) });
  expect(read).toMatchObject({ records: 4, links: { lists: ['Police', 'Shelter'], certain: [0, 1, 1, 0] } });
  expect('links' in read && tableOfLikelyLinks(read.links).counts).toEqual([0, 1, 1, 1]);
  const wrong = readLinks({ ...asked, pairs: pairs(['r1', 'r9', '9', '0.9'], ['r1', 'r1', '9', '2']) });
  expect('problems' in wrong && wrong.problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
    '2 right',
    '3 right',
    '3 probability',
  ]);
  expect(readLinks({ ...asked, listColumn: 'agency', pairs: pairs() })).toMatchObject({ of: 'records' });
});

test('the normal distribution and its quantile undo each other', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (probability) => {
      within(normalProbability(normalQuantile(probability)), probability, 1e-9);
    }),
  );
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
});
