import type { Batch } from './batch.ts';
import { type Candidates, findCandidates, keysWithinBudget } from './candidates.ts';
import { type Clusters, clusterPairs, type WeightedPairs } from './cluster.ts';
import { type Comparison, comparisonsOf } from './levels.ts';
import { judge, type Labelled } from './labels.ts';
import { learnModel } from './learn.ts';
import { allowanceOf, type LinkModel, type PatternCount, probabilityOf, thresholdAt } from './model.ts';
import type { Field } from './fields.ts';
import type { FieldSummary } from './dictionary.ts';
import { keysByTrial, PILOTED_FROM } from './pilot.ts';
import { preparePeople } from './prepare.ts';
import { comparePairs, listOf, otherPatterns, pairsOver, patternsOf, randomPatterns, weighPairs } from './score.ts';

/** Two records are joined when they are likelier of one person than not. */
const usualProbability = 0.5;

export interface LinkOptions {
  readonly records: number;
  /** Records of the first source, when two sources are matched: those come first. Null to find repetitions within one. */
  readonly firstSource: number | null;
  /** Records of each list, in order, when more than two are matched across only; in place of `firstSource`. */
  readonly lists?: readonly number[];
  readonly seed: number;
  /** Least probability of a link; worked out from the data when null. */
  readonly probability: number | null;
  readonly budget?: number;
  /** The cluster each record is known to be in, or -1. */
  readonly known?: Int32Array;
  /** The person each record is said to be of by people who looked, or -1: the threshold is chosen by them. */
  readonly labels?: Int32Array;
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
  /** How the run agrees with the labels, where there are some. */
  readonly labelled: Labelled | null;
}

/** Finds the records of one person in the table `raw` (`rid` from 0, `src` 0 or 1, `c<n>` for field n). */
export async function linkRecords(batch: Batch, fields: readonly Field[], options: LinkOptions): Promise<LinkResult> {
  const { records, firstSource, seed, onStage = () => undefined } = options;
  onStage('standardise', 0, 1);
  const summaries = await preparePeople(batch, fields);
  const lists = options.lists ?? (firstSource === null ? null : [firstSource, records - firstSource]);
  const probability = options.probability ?? usualProbability;
  const comparisons = comparisonsOf(fields);
  const sample = { records, lists, seed };
  const possible = possiblePairs(records, lists);
  const wanted = {
    records,
    between: lists !== null,
    ...(options.budget === undefined ? {} : { budget: options.budget }),
    onKey: (done: number, total: number) => onStage('candidates', done, total),
  };
  const keys =
    records < PILOTED_FROM
      ? await keysWithinBudget(batch, fields, wanted)
      : await keysByTrial(batch, fields, comparisons, await randomPatterns(batch, comparisons, sample), {
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
  const others = await otherPatterns(batch, comparisons, sample);
  const learned = learnModel(comparisons, patterns, others, possible);
  onStage('weigh', 0, 1);
  await weighPairs(batch, comparisons, patterns, learned);
  const pairs = await pairsOver(batch, 0);
  onStage('cluster', 0, 1);
  const clusterAt = (threshold: number): Clusters =>
    clusterPairs(records, pairs, {
      threshold,
      allowance: allowanceOf(learned, records, possible),
      ...(lists ? { sources: sourcesOf(records, lists) } : {}),
      ...(options.once ? { once: options.once } : {}),
      ...(options.known ? { known: options.known } : {}),
    });
  const usual = thresholdAt(probability, learned);
  const labelled = options.labels ? judge(options.labels, pairs, learned, usual, (at) => clusterAt(at).of) : null;
  const model = labelled === null ? learned : { ...learned, calibration: labelled.calibration };
  const threshold = labelled !== null && options.probability === null ? labelled.best : thresholdAt(probability, model);
  return {
    fields: summaries,
    comparisons,
    candidates,
    patterns,
    model,
    threshold,
    probability: labelled === null ? probability : probabilityOf(threshold, model),
    pairs,
    clusters: clusterAt(threshold),
    labelled,
  };
}

function possiblePairs(records: number, lists: readonly number[] | null): number {
  if (lists === null) return (records * (records - 1)) / 2;
  return (records ** 2 - lists.reduce((sum, size) => sum + size ** 2, 0)) / 2;
}

function sourcesOf(records: number, lists: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: records }, (_, record) => listOf(record, lists));
}
