import { createHash } from 'node:crypto';
import {
  averageDecomposable,
  canonicalText,
  type chooseFor,
  estimateFrom,
  lowerBounds,
  observedOf,
  overlapMatrix,
  poolDraws,
  sharesOf,
  streamsOf,
  type CaptureTable,
  type DrawnFit,
  type EstimateOptions,
  type EstimateWarning,
  type LinkDraws,
  type ModelAsked,
  type Rule,
  type Streams,
  type UncertainLinks,
} from '../../engines/estimation/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { windowWarnings } from './rules.ts';
import type { Comparison, LinkedEstimates, MethodName, MethodResult } from './schema.ts';
import type { estimatesByThreshold, ThresholdAsked } from './thresholds.ts';

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

/** Sets of links drawn where some are in doubt. */
const linkDraws = 100;

interface Chosen {
  readonly result: MethodResult;
  /** How the model was chosen; null where none can be. */
  readonly rule: Rule | null;
  /** What holds against every method alike, told once. */
  readonly shared?: readonly EstimateWarning[];
}

/** What the table says against every method alike. */
const sharedByAll: readonly string[] = [
  'unequal-chances',
  'few-people',
  'two-lists',
  'list-inside-list',
  'pairs-never-overlap',
];

/**
 * Every method on one table, side by side: none is ever told alone. Models are chosen and resamples drawn on threads. Where it
 * is known which links are in doubt, each choice of model is made anew for links drawn by their probabilities.
 */
export async function compareMethods(
  table: CaptureTable,
  asked: Asked,
  uncertain: UncertainLinks | null = null,
): Promise<Comparison> {
  const many = table.lists.length > mostListsAveraged;
  const base = { threshold: asked.threshold, order: 2, ntop: many ? 10 : 20, seed: asked.seed, mostModels };
  const bicResamples = many ? resamples.bicOfManyLists : resamples.bic;
  const main = await estimateBy('main', table, { ...base, method: 'main', bootstrap: 0 });
  const stepwise = await estimateBy('stepwise', table, { ...base, method: 'stepwise', bootstrap: 0 });
  const again = await estimateBy('stepwise-bootstrap', table, {
    ...base,
    method: 'stepwise',
    bootstrap: resamples.stepwise,
  });
  const bic = await estimateBy('bic', table, { ...base, method: 'bic', bootstrap: 0 });
  const bicAgain = await estimateBy('bic-bootstrap', table, { ...base, method: 'bic', bootstrap: bicResamples });
  const chosen = [main, stepwise, again, bic, bicAgain];
  return {
    observed: observedOf(table),
    checksum: createHash('sha256').update(canonicalText(table)).digest('hex'),
    lists: [...table.lists],
    overlap: overlapMatrix(table),
    lowerBounds: lowerBounds(table),
    methods: [...chosen.map(({ result }) => result), many ? refused('average', 'too-many-models') : average(table)],
    links: uncertain && (await overLinks(uncertain, [main, stepwise, bic], asked.seed)),
    warnings: [
      ...windowWarnings(asked.months),
      ...((chosen.find(({ shared }) => shared !== undefined) ?? main).shared ?? []),
    ].map((one) => ({
      ...one,
      details: { ...one.details },
    })),
  };
}

/** What the stepwise choice gives at other settings, worked out on a thread. */
export async function byThreshold(table: CaptureTable, seed: number): Promise<ReturnType<typeof estimatesByThreshold>> {
  const module = new URL('thresholds.ts', import.meta.url);
  const asked = { module, name: 'estimatesByThreshold' };
  const [rows = []] = await callInThreads<ThresholdAsked, ReturnType<typeof estimatesByThreshold>>(asked, [
    { table, seed },
  ]);
  return rows;
}

async function overLinks(uncertain: UncertainLinks, chosen: readonly Chosen[], seed: number): Promise<LinkedEstimates> {
  const methods: LinkedEstimates['methods'] = [];
  for (const { result, rule } of chosen) {
    if (rule === null) continue;
    const shares = sharesOf({ uncertain, rule, draws: linkDraws, seed });
    const drawn = await callInThreads<LinkDraws, DrawnFit[]>({ module: engine, name: 'fitDrawnLinks' }, shares);
    const pooled = poolDraws(drawn.flat());
    methods.push({
      method: result.method,
      pooled: pooled && {
        estimate: pooled.estimate,
        ci95: [...pooled.ci95],
        shareOfLinkage: pooled.shareOfLinkage,
        observed: [...pooled.observed],
        failed: pooled.failed,
      },
    });
  }
  return { pairs: uncertain.links.length, draws: linkDraws, methods };
}

async function estimateBy(method: MethodName, table: CaptureTable, options: EstimateOptions): Promise<Chosen> {
  const [chosen] = await callInThreads<ModelAsked, ReturnType<typeof chooseFor>>(
    { module: engine, name: 'chooseFor' },
    [{ table, options }],
  );
  if (!chosen || 'refusal' in chosen)
    return { result: refused(method, chosen?.refusal.code ?? 'no-model'), rule: null };
  const { rule } = chosen.choice;
  const inputs = streamsOf(options).map((stream) => ({ table, rule, options, streams: [stream] }));
  const drawn = await callInThreads<Streams, number[]>({ module: engine, name: 'resampledStreams' }, inputs);
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
