import { findTies, type Tie, tiedBits } from './dependence.ts';
import type { Comparison } from './levels.ts';

/** How often a pattern of levels was met. */
export interface PatternCount {
  readonly levels: readonly number[];
  readonly count: number;
}

/** What was learned: for each comparison and level (level 0, missing, says nothing), how often it occurs. */
export interface LinkModel {
  /** Among records of one person. */
  readonly m: readonly (readonly number[])[];
  /** Among records of different persons. */
  readonly u: readonly (readonly number[])[];
  /** log2(m/u), with levels hardly ever met set between their neighbours. */
  readonly weights: readonly (readonly number[])[];
  /** Comparisons that agree together beyond chance. */
  readonly ties: readonly Tie[];
  /** Share of the candidate pairs that are of one person. */
  readonly candidateShare: number;
  /** Share of all possible pairs that are of one person. */
  readonly pairShare: number;
  readonly rounds: number;
  readonly converged: boolean;
}

const ROUNDS = 200;
const SMOOTHING = 0.5;
/** As many matches as what is usual among matches counts for. */
const USUAL = 20;
const MOST_DIFFERENT = 0.6;

/**
 * Learns the model from the patterns of candidate pairs and of random pairs. All possible pairs are the population: those that share no key
 * are taken not to match, so that the choice of keys does not bend what is learned. m is found by expectation maximisation over the
 * candidates; u comes from the random pairs, less the part of them that are matches. Fellegi and Sunter 1969; Winkler 1988 for the
 * expectation maximisation.
 */
export function learnModel(
  comparisons: readonly Comparison[],
  candidates: readonly PatternCount[],
  random: readonly PatternCount[],
  possiblePairs: number,
): LinkModel {
  const chance = countLevels(comparisons, random, () => 1).map(smoothed);
  const found = maximise(comparisons, candidates, random, chance, possiblePairs);
  const { u, pairShare, ties } = found;
  const seen = countLevels(comparisons, candidates, () => 1);
  return {
    m: found.m,
    u,
    weights: found.m.map((levels, at) => weightsOf(levels, u[at] ?? [], seen[at] ?? [])),
    ties,
    candidateShare: found.share,
    pairShare,
    rounds: found.rounds,
    converged: found.converged,
  };
}

interface Found {
  readonly m: number[][];
  readonly u: number[][];
  readonly ties: readonly Tie[];
  readonly share: number;
  readonly pairShare: number;
  readonly rounds: number;
  readonly converged: boolean;
}

function maximise(
  comparisons: readonly Comparison[],
  candidates: readonly PatternCount[],
  random: readonly PatternCount[],
  chance: readonly (readonly number[])[],
  possiblePairs: number,
): Found {
  const levels = comparisons.map((one) => one.levels.length);
  const total = candidates.reduce((sum, { count }) => sum + count, 0);
  let m = levels.map(firstGuess);
  let u = chance.map((row) => [...row]);
  let ties = findTies(random, bitsOf(m, u), u);
  let pairShare = Math.min(0.5, (total * 0.05) / possiblePairs);
  for (let round = 1; ; round += 1) {
    const odds = logOdds(m, u, ties, pairShare);
    const posterior = candidates.map((one) => 1 / (1 + Math.exp(-odds(one.levels))));
    const matched = candidates.reduce((sum, { count }, at) => sum + count * (posterior[at] ?? 0), 0);
    const next = Math.min(0.5, Math.max(1e-12, matched / possiblePairs));
    const moved = Math.abs(Math.log(next / pairShare));
    pairShare = next;
    m = countLevels(comparisons, candidates, (at) => posterior[at] ?? 0).map(tempered);
    u = chance.map((row, at) => withoutMatches(row, m[at] ?? [], next));
    ties = findTies(random, bitsOf(m, u), u);
    if (moved < 1e-5 || round === ROUNDS) {
      const share = Math.min(0.999, Math.max(1e-9, matched / Math.max(1, total)));
      return { m, u, ties, share, pairShare, rounds: round, converged: moved < 1e-5 };
    }
  }
}

const bitsOf = (m: readonly (readonly number[])[], u: readonly (readonly number[])[]): number[][] =>
  m.map((row, at) => row.map((value, level) => (level === 0 ? 0 : Math.log2(value / (u[at]?.[level] ?? 1)))));

function firstGuess(levels: number): number[] {
  return [0, 0.8, ...Array.from({ length: levels - 1 }, () => 0.2 / Math.max(1, levels - 1))];
}

function logOdds(
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
  ties: readonly Tie[],
  share: number,
): (levels: readonly number[]) => number {
  const ratios = m.map((levels, at) =>
    levels.map((value, level) => (level === 0 ? 0 : Math.log(value / (u[at]?.[level] ?? 1)))),
  );
  const prior = Math.log(share / (1 - share));
  return (levels) =>
    levels.reduce((sum, level, at) => sum + (ratios[at]?.[level] ?? 0), prior) - tiedBits(ties, levels) * Math.LN2;
}

function countLevels(
  comparisons: readonly Comparison[],
  patterns: readonly PatternCount[],
  part: (at: number) => number,
): number[][] {
  const counts = comparisons.map(({ levels }) => Array.from({ length: levels.length + 1 }, () => 0));
  for (const [at, { levels, count }] of patterns.entries()) {
    const amount = count * part(at);
    for (const [comparison, level] of levels.entries()) {
      const row = counts[comparison];
      if (row) row[level] = (row[level] ?? 0) + amount;
    }
  }
  return counts;
}

function smoothed(counts: readonly number[]): number[] {
  const total = counts.slice(1).reduce((sum, count) => sum + count + SMOOTHING, 0);
  return counts.map((count, level) => (level === 0 ? 0 : (count + SMOOTHING) / total));
}

/** Shares of the levels, with what is usual counting as much as some matches: a file without any cannot teach what they look like. */
function tempered(counts: readonly number[]): number[] {
  const usual = firstGuess(counts.length - 1);
  const total = counts.reduce((sum, count, level) => (level === 0 ? 0 : sum + count), 0) + USUAL;
  return bounded(counts.map((count, level) => (level === 0 ? 0 : (count + USUAL * (usual[level] ?? 0)) / total)));
}

/** A field in which most records of one person differ would be no field of the person: what is over the bound goes to the other levels. */
function bounded(shares: readonly number[]): number[] {
  const last = shares.at(-1) ?? 0;
  if (last <= MOST_DIFFERENT || shares.length < 3) return [...shares];
  const grow = (1 - MOST_DIFFERENT) / (1 - last);
  return shares.map((share, level) => (level === shares.length - 1 ? MOST_DIFFERENT : share * grow));
}

/** What random pairs show, less the pairs of one person among them; never under a fiftieth of what was seen. */
function withoutMatches(chance: readonly number[], m: readonly number[], share: number): number[] {
  const pure = chance.map((value, level) =>
    level === 0 ? 0 : Math.max(value * 0.02, (value - share * (m[level] ?? 0)) / (1 - share)),
  );
  const total = pure.reduce((sum, value) => sum + value, 0);
  return pure.map((value) => value / total);
}

const FEW = 5;

/** A level met fewer than five times among the candidates weighs what its neighbours do on average. */
function weightsOf(m: readonly number[], u: readonly number[], seen: readonly number[]): number[] {
  const plain = m.map((value, level) => (level === 0 ? 0 : Math.log2(value / (u[level] ?? 1))));
  const known = (level: number): boolean => level > 0 && (seen[level] ?? 0) >= FEW;
  return plain.map((weight, level) => {
    if (level === 0 || known(level)) return weight;
    const before = plain.findLast((_, at) => at < level && known(at));
    const after = plain.find((_, at) => at > level && known(at));
    if (before === undefined && after === undefined) return 0;
    if (before === undefined) return Math.min(weight, after ?? 0);
    return (before + (after ?? before)) / 2;
  });
}

/** Sum of log2 ratios of a pattern less what its fields imply of one another, without prior and without rarity. Added in the order of the comparisons, so that every backend agrees. */
export function patternWeight(model: LinkModel, levels: readonly number[]): number {
  return levels.reduce((sum, level, at) => sum + (model.weights[at]?.[level] ?? 0), 0) - tiedBits(model.ties, levels);
}

/** log2 of the odds that a candidate pair is of one person, before anything is compared. */
export const candidatePrior = ({ candidateShare }: LinkModel): number =>
  Math.log2(candidateShare / (1 - candidateShare));

/** The probability that a candidate pair of this weight is of one person. */
export function probabilityOf(weight: number, model: LinkModel): number {
  return 1 / (1 + 2 ** -(weight + candidatePrior(model)));
}

/** The weight at which a candidate pair is of one person with this probability. */
function weightAt(probability: number, model: LinkModel): number {
  return Math.log2(probability / (1 - probability)) - candidatePrior(model);
}

/** How much better joined groups are than their average pair says: many pairs agree on what one alone leaves open. In bits. */
const ALLOWANCE = 4.5;
const usualOdds = Math.log2(0.9 / 0.1);

/**
 * The average weight from which groups are joined: that of a candidate pair of this probability, and in large files, where chance has more
 * pairs to try, no less than what the share of matches among all possible pairs asks for, but for an allowance.
 */
export function thresholdAt(probability: number, model: LinkModel): number {
  const asked = Math.log2(probability / (1 - probability)) - usualOdds;
  return Math.max(weightAt(probability, model), asked - Math.log2(model.pairShare / (1 - model.pairShare)) - ALLOWANCE);
}
