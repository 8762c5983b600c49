import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  chooseModel,
  estimatePopulation,
  fitDrawnLinks,
  poolDraws,
  readCaptureTable,
  sharesOf,
  simulateTable,
  streamsOf,
  tableOfLikelyLinks,
  uncertainLinks,
  type CaptureTable,
  type EstimateOptions,
  type Population,
  type Streams,
} from '../src/engines/estimation/index.ts';
import { callInThreads } from '../src/platform/threads/index.ts';
import type { Line } from './timing.ts';

const engine = new URL('../src/engines/estimation/index.ts', import.meta.url);
const published = fileURLToPath(new URL('../data/mse/uk2013_5lists.csv', import.meta.url));
/** Seconds that R needed for the same work on two cores shared with other jobs (data/mse/expected.json). */
const storedSecondsOfR = 292.9;
const base: EstimateOptions = { method: 'stepwise', threshold: 0.02, order: 2, ntop: 60, bootstrap: 1000, seed: 1 };

/** 1,000 stepwise resamples of the UK table of five lists, against the reference package in R where it is installed. */
export async function measureEstimation(): Promise<Line> {
  const table = readPublished();
  const start = performance.now();
  const chosen = chooseModel(table, base);
  if ('refusal' in chosen) throw new Error(chosen.refusal.reason);
  const inputs = streamsOf(base).map((stream) => ({
    table,
    rule: chosen.choice.rule,
    options: base,
    streams: [stream],
  }));
  await callInThreads<Streams, number[]>({ module: engine, name: 'resampledStreams' }, inputs);
  const seconds = (performance.now() - start) / 1000;
  const ofR = secondsOfR();
  return {
    what: `1,000 stepwise bootstraps of the UK table of five lists, ${availableParallelism()} threads`,
    measured: `${seconds.toFixed(2)} s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
    against:
      ofR === null
        ? `SparseMSE in R, stored: ${storedSecondsOfR} s (R is not installed here)`
        : `SparseMSE in R, same run: ${ofR.toFixed(1)} s`,
    ratio: (seconds / (ofR ?? storedSecondsOfR)).toFixed(4),
  };
}

function readPublished(): CaptureTable {
  const [header = [], ...rows] = readFileSync(published, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const read = readCaptureTable(header, rows);
  if ('problems' in read) throw new Error('the published table cannot be read');
  return read.table;
}

function secondsOfR(): number | null {
  const script = `library(SparseMSE); z <- as.matrix(read.csv("${published}")); cat(system.time(estimatepopulation(z, nboot=1000, pthresh=0.02, iseed=1234))[["elapsed"]])`;
  const run = spawnSync('Rscript', ['-e', script], { encoding: 'utf8', timeout: 900_000 });
  const seconds = Number(run.stdout);
  return run.status === 0 && Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

interface Cell {
  readonly name: string;
  readonly population: Population;
}

const lists = (count: number): string[] => 'ABCDEF'.split('').slice(0, count);

/** The grid of situations: sizes, numbers of lists, chances of capture, dependence, hidden people, referral. */
const grid: readonly Cell[] = [
  { name: 'N 500, 4 lists, 10-20 %', population: { people: 500, lists: lists(4), capture: [0.2, 0.15, 0.1, 0.12] } },
  { name: 'N 2,000, 4 lists, 5-15 %', population: { people: 2000, lists: lists(4), capture: [0.15, 0.1, 0.05, 0.08] } },
  {
    name: 'N 10,000, 5 lists, 1-8 %',
    population: { people: 10_000, lists: lists(5), capture: [0.08, 0.05, 0.03, 0.01, 0.06] },
  },
  {
    name: 'N 2,000, 6 lists, 3-12 %',
    population: { people: 2000, lists: lists(6), capture: [0.12, 0.1, 0.03, 0.05, 0.08, 0.04] },
  },
  {
    name: 'one dependent pair',
    population: {
      people: 2000,
      lists: lists(4),
      capture: [0.15, 0.1, 0.1, 0.08],
      interactions: [{ a: 0, b: 1, logOdds: 1.2 }],
    },
  },
  {
    name: 'three dependent pairs',
    population: {
      people: 10_000,
      lists: lists(5),
      capture: [0.08, 0.05, 0.05, 0.04, 0.06],
      interactions: [
        { a: 0, b: 1, logOdds: 1.2 },
        { a: 1, b: 3, logOdds: -1 },
        { a: 2, b: 4, logOdds: 0.9 },
      ],
    },
  },
  {
    name: 'a third of people hard to find',
    population: {
      people: 2000,
      lists: lists(4),
      capture: [0.15, 0.1, 0.1, 0.08],
      hidden: { share: 0.33, factor: 0.2 },
    },
  },
  {
    name: 'one list refers half to another',
    population: {
      people: 2000,
      lists: lists(4),
      capture: [0.15, 0.1, 0.1, 0.08],
      referral: { from: 0, to: 1, chance: 0.5 },
    },
  },
];

const methods: readonly { readonly name: string; readonly options: Partial<EstimateOptions> }[] = [
  { name: 'main effects', options: { method: 'main', bootstrap: 0 } },
  { name: 'stepwise, conditional', options: { bootstrap: 0 } },
  { name: 'stepwise, bootstrap', options: { bootstrap: 200 } },
  { name: 'best BIC of 20, bootstrap', options: { method: 'bic', ntop: 20, bootstrap: 200 } },
];

/** How often nominal 95 % intervals hold the true number, by situation and method, as a Markdown table. */
export function measureCoverage(runs: number): string {
  const rows = grid.map(({ name, population }) => {
    const cells = methods.map(({ options }) => coverage(population, { ...base, ...options }, runs));
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return [
    `| population | ${methods.map(({ name }) => name).join(' | ')} |`,
    `|---|${methods.map(() => '---').join('|')}|`,
    ...rows,
  ].join('\n');
}

function coverage(population: Population, options: EstimateOptions, runs: number): string {
  if (options.method === 'bic' && population.lists.length > 5) return 'not run (32,768 models)';
  let held = 0;
  let estimated = 0;
  for (let run = 0; run < runs; run += 1) {
    const generator = xoroshiro128plus(1000 + run);
    const table = simulateTable(population, () => uniformFloat64(generator));
    const outcome = estimatePopulation(table, { ...options, seed: run });
    if ('refusal' in outcome) continue;
    estimated += 1;
    const [low, high] = outcome.estimate.ci95;
    if (low <= population.people && population.people <= high) held += 1;
  }
  const refused = estimated < runs ? `, ${runs - estimated} refused` : '';
  return `${Math.round((100 * held) / estimated)} %${refused}`;
}

/** Populations whose links are told with honest doubt: of those said to hold with a chance, that share does. */
const doubtful = [
  { name: 'N 1,500, 3 lists, 25-30 %', people: 1500, capture: [0.3, 0.25, 0.3] },
  { name: 'N 3,000, 4 lists, 10-20 %', people: 3000, capture: [0.2, 0.15, 0.1, 0.12] },
  { name: 'N 10,000, 3 lists, 8-15 %', people: 10_000, capture: [0.15, 0.1, 0.08] },
] as const;

/**
 * How often nominal 95 % intervals hold the true number when every third link told is false, taking likely links as certain
 * and carrying the doubt through, as a Markdown table.
 */
export function measureLinkageCoverage(runs: number): string {
  const rows = doubtful.map(({ name, people, capture }) => {
    const [plain, pooled] = [
      [0, 0],
      [0, 0],
    ];
    let widened = 0;
    for (let run = 0; run < runs; run += 1) {
      const generator = xoroshiro128plus(5000 + run);
      const uncertain = uncertainLinks(people, capture, () => uniformFloat64(generator));
      for (const [at, rule] of [
        { method: 'main' as const },
        { method: 'stepwise' as const, threshold: base.threshold },
      ].entries()) {
        const without = estimatePopulation(tableOfLikelyLinks(uncertain), { ...base, ...rule, bootstrap: 0 });
        const found = poolDraws(sharesOf({ uncertain, rule, draws: 50, seed: run }).flatMap(fitDrawnLinks));
        if ('refusal' in without || found === null) continue;
        const holds = ([low, high]: readonly [number, number]): number => (low <= people && people <= high ? 1 : 0);
        plain[at] = (plain[at] ?? 0) + holds(without.estimate.ci95);
        pooled[at] = (pooled[at] ?? 0) + holds(found.ci95);
        if (at === 0) widened += found.shareOfLinkage / runs;
      }
    }
    const share = (count: number | undefined): string => `${Math.round((100 * (count ?? 0)) / runs)} %`;
    return `| ${name} | ${share(plain[0])} | ${share(pooled[0])} | ${share(plain[1])} | ${share(pooled[1])} | ${Math.round(100 * widened)} % |`;
  });
  return [
    '| population | main effects, likely links | main effects, doubt carried | stepwise, likely links | stepwise, doubt carried | share of the variance from links |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
