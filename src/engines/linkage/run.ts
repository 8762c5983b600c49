import type { Batch } from './batch.ts';
import { type Candidates, findCandidates, keysWithinBudget } from './candidates.ts';
import { type Clusters, clusterPairs, type WeightedPairs } from './cluster.ts';
import { type Comparison, comparisonsOf } from './levels.ts';
import { type LinkModel, learnModel, type PatternCount, thresholdAt } from './model.ts';
import type { Field } from './fields.ts';
import type { FieldSummary } from './dictionary.ts';
import { keysByTrial, PILOTED_FROM } from './pilot.ts';
import { preparePeople } from './prepare.ts';
import { comparePairs, pairsOver, patternsOf, randomPatterns, weighPairs } from './score.ts';

/** A group of candidate pairs is joined when it is at least this likely on average: a wrong join does more harm than a missed one. */
const usualProbability = 0.9;

export interface LinkOptions {
  readonly records: number;
  /** Records of the first source, when two sources are matched: those come first. Null to find repetitions within one. */
  readonly firstSource: number | null;
  readonly seed: number;
  /** Least probability of a link; worked out from the data when null. */
  readonly probability: number | null;
  readonly budget?: number;
  /** The cluster each record is known to be in, or -1. */
  readonly known?: Int32Array;
  /** Sources that hold a person once at most. */
  readonly once?: ReadonlySet<number>;
  readonly onStage?: (stage: Stage, done: number, total: number) => void;
}

export type Stage = 'standardise' | 'candidates' | 'compare' | 'learn' | 'weigh' | 'cluster';

export interface LinkResult {
  readonly fields: readonly FieldSummary[];
  readonly comparisons: readonly Comparison[];
  readonly candidates: Candidates;
  readonly patterns: readonly PatternCount[];
  readonly model: LinkModel;
  /** Least average weight at which two groups of records are joined. */
  readonly threshold: number;
  readonly probability: number;
  /** Pairs that weigh more than nothing at all. */
  readonly pairs: WeightedPairs;
  readonly clusters: Clusters;
}

/** Finds the records of one person in the table `raw` (`rid` from 0, `src` 0 or 1, `c<n>` for field n). */
export async function linkRecords(batch: Batch, fields: readonly Field[], options: LinkOptions): Promise<LinkResult> {
  const { records, firstSource, seed, onStage = () => undefined } = options;
  onStage('standardise', 0, 1);
  const summaries = await preparePeople(batch, fields);
  const between = firstSource !== null;
  const probability = options.probability ?? usualProbability;
  const comparisons = comparisonsOf(fields);
  const random = await randomPatterns(batch, comparisons, { records, firstSource, seed });
  const possible = between ? firstSource * (records - firstSource) : (records * (records - 1)) / 2;
  const wanted = {
    records,
    between,
    ...(options.budget === undefined ? {} : { budget: options.budget }),
    onKey: (done: number, total: number) => onStage('candidates', done, total),
  };
  const keys =
    records < PILOTED_FROM
      ? await keysWithinBudget(batch, fields, wanted)
      : await keysByTrial(batch, fields, comparisons, random, {
          ...wanted,
          possiblePairs: possible,
          probability,
          seed,
        });
  const candidates = await findCandidates(batch, fields, keys, wanted);
  onStage('compare', 0, 1);
  await comparePairs(batch, comparisons);
  const patterns = await patternsOf(batch, comparisons);
  onStage('learn', 0, 1);
  const model = learnModel(comparisons, patterns, random, possible);
  onStage('weigh', 0, 1);
  await weighPairs(batch, comparisons, patterns, model);
  const pairs = await pairsOver(batch, 0);
  onStage('cluster', 0, 1);
  const threshold = thresholdAt(probability, model);
  const clusters = clusterPairs(records, pairs, {
    threshold,
    ...(between ? { sources: sourcesOf(records, firstSource) } : {}),
    ...(options.once ? { once: options.once } : {}),
    ...(options.known ? { known: options.known } : {}),
  });
  return { fields: summaries, comparisons, candidates, patterns, model, threshold, probability, pairs, clusters };
}

function sourcesOf(records: number, firstSource: number): Uint8Array {
  return Uint8Array.from({ length: records }, (_, record) => (record < firstSource ? 0 : 1));
}
