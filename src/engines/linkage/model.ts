import { type Implied, impliedBits } from './dependence.ts';

/** How often a pattern of levels was met. */
export interface PatternCount {
  readonly levels: readonly number[];
  readonly count: number;
}

/** How a weight is turned into a probability: log2 of the odds are `slope` times the weight and `offset`. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** What was learned: for each comparison and level (level 0, missing, says nothing), how often it occurs. */
export interface LinkModel {
  /** Among records of one person. */
  readonly m: readonly (readonly number[])[];
  /** Among records of different persons. */
  readonly u: readonly (readonly number[])[];
  /** log2(m/u), with levels hardly ever met set between their neighbours. */
  readonly weights: readonly (readonly number[])[];
  /** Which comparisons different persons agree in together, beyond chance. */
  readonly implied: readonly Implied[];
  /** Share of the candidate pairs that are of one person. */
  readonly candidateShare: number;
  /** Share of all possible pairs that are of one person. */
  readonly pairShare: number;
  readonly calibration: Calibration;
  readonly rounds: number;
  readonly converged: boolean;
}

/**
 * Sum of log2 ratios of a pattern less what its fields imply of one another, without prior and without rarity. Added in the order of the
 * comparisons, so that every backend agrees.
 */
export function patternWeight(model: LinkModel, levels: readonly number[]): number {
  return (
    levels.reduce((sum, level, at) => sum + (model.weights[at]?.[level] ?? 0), 0) -
    impliedBits(model.implied, levels, model.u)
  );
}

/** log2 of the odds that two records are of one person, before anything is compared. */
export const matchPrior = ({ calibration }: LinkModel): number => calibration.offset;

/** The probability that a pair of this weight is of one person. */
export function probabilityOf(weight: number, { calibration: { slope, offset } }: LinkModel): number {
  return 1 / (1 + 2 ** -(slope * weight + offset));
}

/** The weight at which a pair is of one person with this probability. */
export function thresholdAt(probability: number, { calibration: { slope, offset } }: LinkModel): number {
  return (Math.log2(probability / (1 - probability)) - offset) / slope;
}

/** How much less, in bits, the pairs between groups may weigh for each doubling of the partners a record has; and at most. */
const [EACH_DOUBLING, MOST_LESS] = [2.4, 7];

/**
 * How much less than one pair alone pairs between groups may weigh on average: nothing where records have one partner at most; where they have
 * many, groups are held together by more pairs than those two of them make.
 */
export function allowanceOf({ pairShare }: LinkModel, records: number, possiblePairs: number): number {
  const partners = (2 * pairShare * possiblePairs) / Math.max(1, records);
  return Math.min(MOST_LESS, EACH_DOUBLING * Math.log2(Math.max(1, partners)));
}
