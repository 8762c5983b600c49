import { createHash } from 'node:crypto';
import {
  averageDecomposable,
  canonicalText,
  type chooseFor,
  estimateFrom,
  lowerBounds,
  observedOf,
  overlapMatrix,
  streamsOf,
  type CaptureTable,
  type EstimateOptions,
  type EstimateWarning,
  type ModelAsked,
  type Streams,
  type UncertainLinks,
} from '../../engines/estimation/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { linkShares, noiseShares, overLinks, overNoise, type Ruled } from './carried.ts';
import type { NoisyNumbers } from './noise.ts';
import { windowWarnings } from './rules.ts';
import type { Comparison, MethodName, MethodResult } from './schema.ts';
import { stepsOf, type Steps } from './steps.ts';
import type { estimatesByThreshold, ThresholdAsked } from './thresholds.ts';
import type { Watch } from './waiting.ts';

const engine = new URL('../../engines/estimation/index.ts', import.meta.url);

export interface Asked {
  readonly months: number | null;
  readonly threshold: number;
  readonly seed: number;
}

/** The Bayesian average is in closed form for so many lists. */
const mostListsAveraged = 5;
/** More models than this are searched and not all compared, while somebody waits. */
const mostModels = 2000;
const resamples = { stepwise: 1000, bic: 400, bicOfManyLists: 100 };

interface Chosen extends Ruled {
  /** What holds against every method alike, told once. */
  readonly shared?: readonly EstimateWarning[];
}

/** What the table says against every method alike. */
const sharedByAll: readonly string[] = [
  'unequal-chances',
  'few-people',
  'few-shared',
  'two-lists',
  'list-inside-list',
  'pairs-never-overlap',
];

/** A table and what is known of how sure its numbers are. */
export interface Compared {
  readonly table: CaptureTable;
  readonly asked: Asked;
  /** Where it is known which links are in doubt, each choice of model is made anew for links drawn by their probabilities. */
  readonly uncertain?: UncertainLinks | null;
  /** Where the numbers were changed so that nobody can be found, intervals hold that too. */
  readonly noisy?: NoisyNumbers | null;
}

/** Every method on one table, side by side: none is ever told alone. Models are chosen and resamples drawn on threads. */
export async function compareMethods(
  { table, asked, uncertain = null, noisy = null }: Compared,
  watch: Watch,
): Promise<Comparison> {
  const many = table.lists.length > mostListsAveraged;
  const base = { threshold: asked.threshold, order: 2, ntop: many ? 10 : 20, seed: asked.seed, mostModels };
  const plan: readonly (readonly [MethodName, EstimateOptions])[] = [
    ['main', { ...base, method: 'main', bootstrap: 0 }],
    ['stepwise', { ...base, method: 'stepwise', bootstrap: 0 }],
    ['stepwise-bootstrap', { ...base, method: 'stepwise', bootstrap: resamples.stepwise }],
    ['bic', { ...base, method: 'bic', bootstrap: 0 }],
    ['bic-bootstrap', { ...base, method: 'bic', bootstrap: many ? resamples.bicOfManyLists : resamples.bic }],
  ];
  const ofPlan = plan.reduce((sum, [, options]) => sum + 1 + streamsOf(options).length, 0);
  const ofDraws = conditional.length * ((uncertain ? linkShares : 0) + (noisy ? noiseShares : 0));
  const steps = stepsOf(watch, ofPlan + ofDraws);
  const chosen: Chosen[] = [];
  for (const [method, options] of plan) chosen.push(await estimateBy(method, table, options, steps));
  const ruled = chosen.filter(({ result: { method } }) => conditional.includes(method));
  const links = uncertain && (await overLinks(uncertain, ruled, asked.seed, steps));
  const averaged = many ? refused('average', 'too-many-models') : average(table);
  const methods = [...chosen.map(({ result }) => result), averaged];
  const told = noisy ? await overNoise({ noisy, table, methods, links }, ruled, asked.seed, steps) : { methods, links };
  return {
    observed: observedOf(table),
    checksum: createHash('sha256').update(canonicalText(table)).digest('hex'),
    lists: [...table.lists],
    overlap: overlapMatrix(table),
    lowerBounds: lowerBounds(table),
    ...told,
    warnings: [
      ...windowWarnings(asked.months),
      ...((chosen.find(({ shared }) => shared !== undefined) ?? chosen[0])?.shared ?? []),
    ].map((one) => ({
      ...one,
      details: { ...one.details },
    })),
  };
}

/** Methods of one fit each, of which others repeat the choice. */
const conditional: readonly MethodName[] = ['main', 'stepwise', 'bic'];

/** What the stepwise choice gives at other settings, worked out on a thread. */
export async function byThreshold(table: CaptureTable, seed: number): Promise<ReturnType<typeof estimatesByThreshold>> {
  const module = new URL('thresholds.ts', import.meta.url);
  const asked = { module, name: 'estimatesByThreshold' };
  const [rows = []] = await callInThreads<ThresholdAsked, ReturnType<typeof estimatesByThreshold>>(asked, [
    { table, seed },
  ]);
  return rows;
}

async function estimateBy(
  method: MethodName,
  table: CaptureTable,
  options: EstimateOptions,
  { part, signal }: Steps,
): Promise<Chosen> {
  const streams = streamsOf(options);
  const onDone = part(method, 1 + streams.length);
  const [chosen] = await callInThreads<ModelAsked, ReturnType<typeof chooseFor>>(
    { module: engine, name: 'chooseFor' },
    [{ table, options }],
    { signal, onProgress: onDone },
  );
  if (!chosen || 'refusal' in chosen)
    return { result: refused(method, chosen?.refusal.code ?? 'no-model'), rule: null };
  const { rule } = chosen.choice;
  const inputs = streams.map((stream) => ({ table, rule, options, streams: [stream] }));
  const asked = { module: engine, name: 'resampledStreams' };
  const onProgress = (done: number): void => onDone(1 + done);
  const drawn = await callInThreads<Streams, number[]>(asked, inputs, { signal, onProgress });
  const { estimate, ci95, ci80, terms, termsAtMinusInfinity, warnings } = estimateFrom(
    table,
    chosen.choice,
    drawn.flat(),
    options,
  );
  const result: MethodResult = {
    method,
    estimate,
    ci95: [...ci95],
    ci80: [...ci80],
    terms: [...terms],
    termsAtMinusInfinity: [...termsAtMinusInfinity],
    warnings: warnings
      .filter(({ code }) => !sharedByAll.includes(code))
      .map((one) => ({ ...one, details: { ...one.details } })),
    refusal: null,
  };
  return { result, rule, shared: warnings.filter(({ code }) => sharedByAll.includes(code)) };
}

function average(table: CaptureTable): MethodResult {
  const averaged = averageDecomposable(table);
  if (averaged === null) return refused('average', 'too-few-lists');
  const { estimate, ci95, ci80 } = averaged;
  return { ...refused('average', ''), estimate, ci95: [...ci95], ci80: [...ci80], refusal: null };
}

const refused = (method: MethodName, refusal: string): MethodResult => ({
  method,
  estimate: null,
  ci95: null,
  ci80: null,
  terms: [],
  termsAtMinusInfinity: [],
  warnings: [],
  refusal,
});
