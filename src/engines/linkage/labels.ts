import { calibrate, type JudgedPair } from './calibrate.ts';
import type { WeightedPairs } from './cluster.ts';
import { clusterQuality } from './metrics.ts';
import type { Calibration, LinkModel } from './model.ts';

/** What a threshold gives among the labelled records. */
export interface LabelledStep {
  /** Match weight. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How a run agrees with people who looked. */
export interface Labelled {
  readonly records: number;
  /** Pairs of labelled records that are of one person. */
  readonly truePairs: number;
  /** From the lowest threshold to the highest. */
  readonly steps: readonly LabelledStep[];
  /** The threshold of the best F1; of those hardly worse, the one nearest to what is usual, as labels are few. */
  readonly best: number;
  /** Of labelled pairs by how likely the model said they are: how many are of one person. */
  readonly reliability: readonly ReliabilityStep[];
  /** The same with probabilities corrected by labels: those of one half of the records by those of the other. */
  readonly corrected: readonly ReliabilityStep[];
  /** What corrects the probabilities, learned from all labels. */
  readonly calibration: Calibration;
}

export interface ReliabilityStep {
  readonly said: number;
  readonly same: number;
  readonly pairs: number;
}

/** Thresholds tried around the usual one, in bits. */
const [BELOW, ABOVE] = [8, 12];
const HARDLY_WORSE = 0.001;

/** Compares the clusters of several thresholds with labels (the person of each record, -1 where nobody looked). */
export function judge(
  labels: Int32Array,
  pairs: WeightedPairs,
  model: LinkModel,
  usual: number,
  clusterAt: (threshold: number) => Int32Array,
): Labelled {
  const looked = [...labels.keys()].filter((record) => (labels[record] ?? -1) >= 0);
  const truth = looked.map((record) => String(labels[record]));
  const steps: LabelledStep[] = [];
  let truePairs = 0;
  for (let more = -BELOW; more <= ABOVE; more += 1) {
    const of = clusterAt(usual + more);
    const quality = clusterQuality(
      looked.map((record) => String(of[record])),
      truth,
    );
    truePairs = quality.truePairs;
    steps.push({ threshold: usual + more, ...quality.pairwise });
  }
  const most = Math.max(...steps.map(({ f1 }) => f1));
  const off = ({ threshold }: LabelledStep): number => Math.abs(threshold - usual);
  const good = steps.filter(({ f1 }) => f1 >= most - HARDLY_WORSE);
  const best = good.toSorted((one, other) => off(one) - off(other) || other.threshold - one.threshold)[0]?.threshold;
  return {
    records: looked.length,
    truePairs,
    steps,
    best: best ?? usual,
    ...calibrated(judgedPairs(labels, pairs), model),
  };
}

function calibrated(
  judged: readonly JudgedPair[],
  { calibration }: LinkModel,
): Pick<Labelled, 'reliability' | 'corrected' | 'calibration'> {
  const [even, odd] = [0, 1].map((half) => judged.filter(({ half: own }) => own === half));
  const [byEven, byOdd] = [calibrate(even ?? [], calibration), calibrate(odd ?? [], calibration)];
  return {
    reliability: reliabilityOf(judged, () => calibration),
    corrected: reliabilityOf(judged, ({ half }) => (half === 0 ? byOdd : byEven)),
    calibration: calibrate(judged, calibration),
  };
}

/** Pairs of which both records have a label; a person is in one half of the labels or in the other, where that can be. */
function judgedPairs(labels: Int32Array, { left, right, weight }: WeightedPairs): JudgedPair[] {
  const judged: JudgedPair[] = [];
  for (let at = 0; at < left.length; at += 1) {
    const [one, other] = [labels[left[at] ?? 0] ?? -1, labels[right[at] ?? 0] ?? -1];
    if (one >= 0 && other >= 0) judged.push({ weight: weight[at] ?? 0, same: one === other, half: one % 2 });
  }
  return judged;
}

function reliabilityOf(judged: readonly JudgedPair[], by: (pair: JudgedPair) => Calibration): Labelled['reliability'] {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, same: 0, pairs: 0 }));
  for (const pair of judged) {
    const { slope, offset } = by(pair);
    const said = 1 / (1 + 2 ** -(slope * pair.weight + offset));
    const bin = bins[Math.min(9, Math.floor(said * 10))];
    if (!bin) continue;
    bin.said += said;
    bin.pairs += 1;
    if (pair.same) bin.same += 1;
  }
  return bins.flatMap(({ said, same, pairs }) =>
    pairs === 0 ? [] : [{ said: said / pairs, same: same / pairs, pairs }],
  );
}
