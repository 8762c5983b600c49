import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { accelerationOf, bcaInterval, resample, type Estimator, type Interval } from './bootstrap.ts';
import { observedOf, termName, type CaptureTable } from './capture-table.ts';
import { lowerBounds, type LowerBounds } from './chao.ts';
import { existenceOf, fitWhereItExists, rememberExistence, type Existence, type ExistenceMemory } from './existence.ts';
import { hierarchicalModels, notation, rankByBic, type RankedModel } from './hierarchical.ts';
import { bicOf, type Fit, type Terms } from './log-linear.ts';
import { normalQuantile } from '../shared/normal.ts';
import { searchByBic } from './search.ts';
import { chooseStepwise, pairsOf } from './stepwise.ts';
import { warningsOf, type EstimateWarning } from './warnings.ts';

export const estimationMethods = ['main', 'stepwise', 'bic'] as const;
export type EstimationMethod = (typeof estimationMethods)[number];

export interface EstimateOptions {
  readonly method: EstimationMethod;
  /** Stepwise: a pair enters while the chance of its overlap is below this. */
  readonly threshold: number;
  /** Bic: the most lists a term may join. */
  readonly order: number;
  /** Bic: how many of the best models a resample chooses among. */
  readonly ntop: number;
  /** Bic: with more models than this, the best is searched for and not all are compared. */
  readonly mostModels?: number;
  /** How often people are drawn anew; 0 gives intervals conditional on the model. */
  readonly bootstrap: number;
  readonly seed: number;
}

export interface Estimate {
  readonly observed: number;
  readonly estimate: number;
  readonly ci95: readonly [number, number];
  readonly ci80: readonly [number, number];
  /** Whether the intervals stand only if the chosen model is true, or carry the choice of the model too. */
  readonly interval: 'conditional' | 'bootstrap';
  /** Finite terms in the order chosen, as `A:B`. */
  readonly terms: readonly string[];
  readonly termsAtMinusInfinity: readonly string[];
  /** The model by its largest sets of lists, counted from 1. */
  readonly model: string;
  readonly bic: number;
  readonly deviance: number;
  readonly lowerBounds: LowerBounds;
  readonly existence: ExistenceReport;
  readonly warnings: readonly EstimateWarning[];
}

export interface ExistenceReport {
  readonly chosenModel: Existence;
  readonly mainEffects: Existence;
  readonly allTwoListEffects: Existence;
  /** Pair models without an estimate, as `A:B,A:C`; null when there are too many models to try. */
  readonly modelsWithoutExtendedMLE: readonly string[] | null;
}

export type Refusal = {
  readonly code: 'no-model';
  readonly reason: string;
};

export type EstimateOutcome = { readonly estimate: Estimate } | { readonly refusal: Refusal };

/** How a resample chooses its model: the same rule again. Plain data, so that another thread can follow it. */
export type Rule =
  | { readonly method: 'main' }
  | { readonly method: 'stepwise'; readonly threshold: number }
  | { readonly method: 'bic'; readonly among: readonly Terms[] };

/** The model chosen for a table. */
export interface Choice {
  readonly fit: Fit;
  readonly ranked: readonly RankedModel[];
  /** Whether there were too many models to compare all: then the best of them may not be the best there is. */
  readonly isSearched: boolean;
  readonly rule: Rule;
}

/** Chooses the model for the table, or says why there is none. */
export function chooseModel(
  table: CaptureTable,
  options: EstimateOptions,
  /** Told the share of the models tried, where many are. */
  onProgress?: (share: number) => void,
): { readonly choice: Choice } | { readonly refusal: Refusal } {
  const known = rememberExistence();
  if (options.method === 'bic') return chooseByBic(table, options, known, onProgress);
  const rule: Rule =
    options.method === 'main' ? { method: 'main' } : { method: 'stepwise', threshold: options.threshold };
  const fit = fitByRule(table, rule, known);
  return fit ? { choice: { fit, ranked: [], isSearched: false, rule } } : { refusal: noModel(table) };
}

/** What a thread is asked to choose a model for. */
export interface ModelAsked {
  readonly table: CaptureTable;
  readonly options: EstimateOptions;
}

/** The same as `chooseModel`, of one argument, for another thread to call. */
export const chooseFor = ({ table, options }: ModelAsked): ReturnType<typeof chooseModel> =>
  chooseModel(table, options);

/** The fit of the model that the rule chooses for this table. */
export function fitByRule(table: CaptureTable, rule: Rule, known: ExistenceMemory): Fit | null {
  if (rule.method === 'main') return fitWhereItExists(table, [], known);
  if (rule.method === 'stepwise') return chooseStepwise(table, rule.threshold, known);
  return rankByBic(table, rule.among, known)[0]?.fit ?? null;
}

const estimatorOf = (rule: Rule): Estimator => {
  const known = rememberExistence();
  return (table) => fitByRule(table, rule, known)?.estimate ?? null;
};

function chooseByBic(
  table: CaptureTable,
  options: EstimateOptions,
  known: ExistenceMemory,
  onProgress?: (share: number) => void,
) {
  const order = Math.min(options.order, table.lists.length - 1);
  const models = hierarchicalModels(table.lists.length, order, options.mostModels);
  const ranked = models ? rankByBic(table, models, known, onProgress) : searchByBic(table, order, known, onProgress);
  const best = ranked[0];
  if (!best) return { refusal: noModel(table) };
  const among = ranked.slice(0, options.ntop).map(({ fit }) => fit.terms);
  return { choice: { fit: best.fit, ranked, isSearched: models === null, rule: { method: 'bic', among } as const } };
}

const noModel = (table: CaptureTable): Refusal => ({
  code: 'no-model',
  reason:
    existenceOf(table, []) >= 2
      ? 'The lists cannot be told apart by this table: not even the model of independent lists has one answer. Merge lists, or bring lists that hold some of the same people.'
      : 'No model has an estimate: the lists share too few people. Merge lists, widen the period, or link the records first.',
});

/** Resamples are drawn in streams of this many, so that threads can share the work without changing a figure. */
const resamplesPerStream = 50;

export interface Streams {
  readonly table: CaptureTable;
  readonly rule: Rule;
  readonly options: EstimateOptions;
  readonly streams: readonly number[];
}

/** Estimates of some streams of resamples; streams of one seed never meet (each starts 2^64 draws after the last). */
export function resampledStreams({ table, rule, options, streams }: Streams): number[] {
  const estimate = estimatorOf(rule);
  return streams.flatMap((stream) => resampledStream(table, estimate, options, stream));
}

function resampledStream(table: CaptureTable, estimate: Estimator, options: EstimateOptions, stream: number): number[] {
  const generator = xoroshiro128plus(options.seed);
  for (let skipped = 0; skipped < warmUp; skipped += 1) generator.next();
  for (let jumped = 0; jumped < stream; jumped += 1) generator.jump();
  const size = Math.min(resamplesPerStream, options.bootstrap - stream * resamplesPerStream);
  const estimates = Array.from({ length: size }, () => estimate(resample(table, () => uniformFloat64(generator))));
  return estimates.flatMap((value) => (value !== null && Number.isFinite(value) ? [value] : []));
}

/** The first draws of a generator seeded with a small number are far from random. */
const warmUp = 64;

/** The streams of a bootstrap. */
export const streamsOf = ({ bootstrap }: EstimateOptions): number[] =>
  Array.from({ length: Math.ceil(bootstrap / resamplesPerStream) }, (_, stream) => stream);

/**
 * Estimates the number of people from those seen by one or more lists. With resamples given (of `resampledEstimates`) the
 * intervals repeat the choice of the model; without, they are Wald intervals on the logarithm of the unseen.
 */
export function estimateFrom(
  table: CaptureTable,
  choice: Choice,
  resampled: readonly number[],
  options: EstimateOptions,
): Estimate {
  const { fit, ranked, isSearched } = choice;
  const observed = observedOf(table);
  const name = (set: number) => termName(table.lists, set);
  const intervals = options.bootstrap > 0 ? resampledIntervals(table, choice, resampled) : waldIntervals(fit, observed);
  const bounds = lowerBounds(table);
  const [ci95, ci80] = intervals;
  return {
    observed,
    estimate: fit.estimate,
    ci95,
    ci80,
    interval: options.bootstrap > 0 ? 'bootstrap' : 'conditional',
    terms: fit.terms.filter((set) => !fit.design.minusInfinity.includes(set)).map(name),
    termsAtMinusInfinity: fit.design.minusInfinity.map(name),
    model: notation(table.lists.length, fit.terms),
    bic: bicOf(fit, observed),
    deviance: fit.deviance,
    lowerBounds: bounds,
    existence: existenceReport(table, fit.terms),
    warnings: warningsOf({ table, fit, ranked, isSearched, ci95, bounds, options, resampled: resampled.length }),
  };
}

/** The whole estimate in one call, in this thread. */
export function estimatePopulation(table: CaptureTable, options: EstimateOptions): EstimateOutcome {
  const chosen = chooseModel(table, options);
  if ('refusal' in chosen) return chosen;
  const { rule } = chosen.choice;
  const resampled = resampledStreams({ table, rule, options, streams: streamsOf(options) });
  return { estimate: estimateFrom(table, chosen.choice, resampled, options) };
}

type Limits = readonly [number, number];

function waldIntervals(fit: Fit, observed: number): readonly [Limits, Limits] {
  const limits = (confidence: number): Limits => {
    const reach = normalQuantile((1 + confidence) / 2) * fit.standardError;
    return [observed + Math.exp(fit.intercept - reach), observed + Math.exp(fit.intercept + reach)];
  };
  return [limits(0.95), limits(0.8)];
}

function resampledIntervals(
  table: CaptureTable,
  choice: Choice,
  resampled: readonly number[],
): readonly [Limits, Limits] {
  const acceleration = accelerationOf(table, estimatorOf(choice.rule));
  const limits = (confidence: number): Limits => {
    const { low, high }: Interval = bcaInterval(resampled, choice.fit.estimate, acceleration, confidence);
    return [low, high];
  };
  return [limits(0.95), limits(0.8)];
}

const mostListsTried = 5;

function existenceReport(table: CaptureTable, chosen: Terms): ExistenceReport {
  const pairs = pairsOf(table.lists.length);
  const models = table.lists.length <= mostListsTried ? hierarchicalModels(table.lists.length, 2) : null;
  const without = (terms: Terms) => existenceOf(table, terms) % 2 === 1;
  const text = (terms: Terms) => terms.map((set) => termName(table.lists, set)).join(',');
  return {
    chosenModel: existenceOf(table, chosen),
    mainEffects: existenceOf(table, []),
    allTwoListEffects: existenceOf(table, pairs),
    modelsWithoutExtendedMLE: models?.filter(without).map(text) ?? null,
  };
}
