import {
  observedOf,
  poolDraws,
  sharesOf,
  type CaptureTable,
  type DrawnFit,
  type DrawnTables,
  type LinkDraws,
  type Rule,
  type UncertainLinks,
} from '../../engines/estimation/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { spreadOf, tablesBehindNoise, widerBy, withSpread, type NoiseSpread, type NoisyNumbers } from './noise.ts';
import type { LinkedEstimates, MethodName, MethodResult } from './schema.ts';
import type { Steps } from './steps.ts';

const engine = new URL('../../engines/estimation/index.ts', import.meta.url);

/** Sets of links drawn where some are in doubt, and shares of that work. */
const linkDraws = 100;
export const linkShares = 4;
/** Tables drawn that may stand behind the noise, and shares of that work. */
const noiseDraws = 60;
export const noiseShares = 4;

/** A method and how its model was chosen; null where none can be. */
export interface Ruled {
  readonly result: MethodResult;
  readonly rule: Rule | null;
}

/** What links in doubt do to each method: the model chosen anew for links drawn by their probabilities. */
export async function overLinks(
  uncertain: UncertainLinks,
  chosen: readonly Ruled[],
  seed: number,
  { part, signal }: Steps,
): Promise<LinkedEstimates> {
  const methods: LinkedEstimates['methods'] = [];
  for (const { result, rule } of chosen) {
    const onProgress = part('links', linkShares);
    if (rule === null) continue;
    const shares = sharesOf({ uncertain, rule, draws: linkDraws, seed });
    const asked = { module: engine, name: 'fitDrawnLinks' };
    const drawn = await callInThreads<LinkDraws, DrawnFit[]>(asked, shares, { signal, onProgress });
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

interface Told {
  readonly methods: MethodResult[];
  readonly links: LinkedEstimates | null;
}

/** Widens every interval by what the noise does to estimates by the same choice of model. */
export async function overNoise(
  { noisy, table, methods, links }: Told & { readonly noisy: NoisyNumbers; readonly table: CaptureTable },
  chosen: readonly Ruled[],
  seed: number,
  { part, signal }: Steps,
): Promise<Told> {
  const observed = observedOf(table);
  const tables = tablesBehindNoise(noisy, noiseDraws, seed);
  const shares = Array.from({ length: noiseShares }, (_, at) =>
    tables.filter((_, place) => place % noiseShares === at),
  );
  const spreads = new Map<MethodName, NoiseSpread | null>();
  for (const { result, rule } of chosen) {
    const onProgress = part('noise', noiseShares);
    if (rule === null) continue;
    const inputs = shares.map((share) => ({ tables: share, rule }));
    const asked = { module: engine, name: 'fitDrawnTables' };
    const drawn = await callInThreads<DrawnTables, DrawnFit[]>(asked, inputs, { signal, onProgress });
    spreads.set(result.method, spreadOf(drawn.flat(), observed));
  }
  // The average is over models of which these are some: it is given the most that the noise does to any of them.
  const most = [...spreads.values()].reduce(
    (one, other) => (!other || (one && one.variance >= other.variance) ? one : other),
    null,
  );
  const spreadFor = (method: MethodName): NoiseSpread | null =>
    method === 'average' ? most : (spreads.get(method.replace('-bootstrap', '') as MethodName) ?? null);
  return {
    methods: methods.map((one) => withSpread(one, observed, spreadFor(one.method))),
    links: links && {
      ...links,
      methods: links.methods.map(({ method, pooled }) => {
        const spread = spreadFor(method);
        if (!pooled || !spread) return { method, pooled };
        const at = { estimate: pooled.estimate, observed };
        return { method, pooled: { ...pooled, ci95: widerBy(spread.variance, at, pooled.ci95, 0.95) } };
      }),
    },
  };
}
