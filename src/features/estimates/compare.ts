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
  type ModelAsked,
  type Streams,
} from '../../engines/estimation/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { windowWarnings } from './rules.ts';
import type { Comparison, MethodName, MethodResult } from './schema.ts';

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

/** Every method on one table, side by side: none is ever told alone. Models are chosen and resamples drawn on threads. */
export async function compareMethods(table: CaptureTable, asked: Asked): Promise<Comparison> {
  const many = table.lists.length > mostListsAveraged;
  const base = { threshold: asked.threshold, order: 2, ntop: many ? 10 : 20, seed: asked.seed, mostModels };
  const methods: MethodResult[] = [
    await estimateBy('main', table, { ...base, method: 'main', bootstrap: 0 }),
    await estimateBy('stepwise', table, { ...base, method: 'stepwise', bootstrap: 0 }),
    await estimateBy('stepwise-bootstrap', table, { ...base, method: 'stepwise', bootstrap: resamples.stepwise }),
    await estimateBy('bic', table, { ...base, method: 'bic', bootstrap: 0 }),
    await estimateBy('bic-bootstrap', table, {
      ...base,
      method: 'bic',
      bootstrap: many ? resamples.bicOfManyLists : resamples.bic,
    }),
    many ? refused('average', 'too-many-models') : average(table),
  ];
  return {
    observed: observedOf(table),
    checksum: createHash('sha256').update(canonicalText(table)).digest('hex'),
    lists: [...table.lists],
    overlap: overlapMatrix(table),
    lowerBounds: lowerBounds(table),
    methods,
    warnings: windowWarnings(asked.months).map(({ code, message, details }) => ({
      code,
      message,
      details: { ...details },
    })),
  };
}

async function estimateBy(method: MethodName, table: CaptureTable, options: EstimateOptions): Promise<MethodResult> {
  const [chosen] = await callInThreads<ModelAsked, ReturnType<typeof chooseFor>>(
    { module: engine, name: 'chooseFor' },
    [{ table, options }],
  );
  if (!chosen || 'refusal' in chosen) return refused(method, chosen?.refusal.code ?? 'no-model');
  const { rule } = chosen.choice;
  const inputs = streamsOf(options).map((stream) => ({ table, rule, options, streams: [stream] }));
  const drawn = await callInThreads<Streams, number[]>({ module: engine, name: 'resampledStreams' }, inputs);
  const { estimate, ci95, ci80, terms, termsAtMinusInfinity, warnings } = estimateFrom(
    table,
    chosen.choice,
    drawn.flat(),
    options,
  );
  return {
    method,
    estimate,
    ci95: [...ci95],
    ci80: [...ci80],
    terms: [...terms],
    termsAtMinusInfinity: [...termsAtMinusInfinity],
    warnings: warnings.map((one) => ({ ...one, details: { ...one.details } })),
    refusal: null,
  };
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
