import { findOrder, type Implied, impliedBits, learnImplied, type Order, type Shown } from './dependence.ts';
import type { Comparison } from './levels.ts';
import type { LinkModel, PatternCount } from './model.ts';

const ROUNDS = 200;
/** What the pairs of different persons agree in is learned anew in the first rounds, then every fifth. */
const FIRST_ROUNDS = 10;
/** In these rounds it is found what implies what; later only how much. */
const ORDERING_ROUNDS = 4;
const SMOOTHING = 0.5;
/** No outcome is rarer among different persons than this part of what it is among all pairs. */
const LEAST_PART = 0.02;
/**
 * As many matches as what is usual among matches counts for: the weight of a Dirichlet prior. Lists of a hundred records have fewer matches and
 * hardly move it; with 20, they were learned wrong (`bench/linkage-small.ts`). Lists with thousands of matches are as before.
 */
const USUAL = 200;
const MOST_DIFFERENT = 0.6;

/**
 * Learns the model from the patterns of candidate pairs and of pairs drawn at random that are no candidates. All possible pairs are the
 * population; those that share no key are taken not to match, so that the choice of keys does not bend what is learned. m is found by expectation
 * maximisation over the candidates, u and what fields imply of one another from the candidates as far as they do not match, and from the others.
 * Without the latter, a file in which many people bear few names teaches what records of one name look like. Fellegi and Sunter 1969;
 * Winkler 1988 and 1993 for the expectation maximisation with and without independence.
 */
export function learnModel(
  comparisons: readonly Comparison[],
  candidates: readonly PatternCount[],
  others: readonly PatternCount[],
  possiblePairs: number,
): LinkModel {
  const { m, u, implied, pairShare, matched, rounds, converged } = maximise(
    comparisons,
    candidates,
    others,
    possiblePairs,
  );
  const seen = countLevels(comparisons, candidates, () => 1);
  return {
    m,
    u,
    weights: m.map((levels, at) => weightsOf(levels, u[at] ?? [], seen[at] ?? [])),
    implied,
    candidateShare: Math.min(0.999, Math.max(1e-9, matched / Math.max(1, countOf(candidates)))),
    pairShare,
    calibration: { slope: 1, offset: Math.log2(pairShare / (1 - pairShare)) },
    rounds,
    converged,
  };
}

/** What is believed in a round. */
interface Belief {
  readonly m: number[][];
  readonly u: number[][];
  readonly implied: readonly Implied[];
  readonly pairShare: number;
}

interface Found extends Belief {
  /** Candidate pairs that match. */
  readonly matched: number;
  readonly rounds: number;
  readonly converged: boolean;
}

function maximise(
  comparisons: readonly Comparison[],
  candidates: readonly PatternCount[],
  others: readonly PatternCount[],
  possiblePairs: number,
): Found {
  const differing = new DifferingPairs(comparisons, candidates, others, possiblePairs);
  let belief: Belief = {
    m: comparisons.map(({ levels }) => firstGuess(levels.length)),
    u: differing.whole,
    implied: [],
    pairShare: Math.min(0.5, (countOf(candidates) * 0.05) / possiblePairs),
  };
  for (let round = 1; ; round += 1) {
    let posterior = posteriorOf(candidates, belief);
    if (round < FIRST_ROUNDS || round % 5 === 0) {
      belief = { ...belief, ...differing.learn(belief, posterior, round <= ORDERING_ROUNDS) };
      // Matches are told from namesakes only where it is known how many namesakes there are.
      if (round === 1) posterior = posteriorOf(candidates, belief);
    }
    const matched = candidates.reduce((sum, { count }, at) => sum + count * (posterior[at] ?? 0), 0);
    const pairShare = Math.min(0.5, Math.max(1e-12, matched / possiblePairs));
    const moved = Math.abs(Math.log(pairShare / belief.pairShare));
    const m = countLevels(comparisons, candidates, (at) => posterior[at] ?? 0).map(tempered);
    belief = { ...belief, m, pairShare };
    if (moved < 1e-5 || round === ROUNDS) return { ...belief, matched, rounds: round, converged: moved < 1e-5 };
  }
}

/** All possible pairs: candidates are counted whole, of the others some were drawn and stand for the rest. */
class DifferingPairs {
  /** How often each outcome is among all pairs, by comparison and level, as far as different persons can have it. */
  readonly whole: number[][];
  readonly #comparisons: readonly Comparison[];
  readonly #all: readonly Shown[];
  readonly #each: number;
  #order: readonly Order[] = [];

  constructor(
    comparisons: readonly Comparison[],
    candidates: readonly PatternCount[],
    others: readonly PatternCount[],
    possiblePairs: number,
  ) {
    const drawn = countOf(others);
    this.#comparisons = comparisons;
    this.#each = drawn === 0 ? 1 : Math.max(1, (possiblePairs - countOf(candidates)) / drawn);
    this.#all = [
      ...candidates.map(({ levels, count }): Shown => ({ levels, pairs: count, drawn: false })),
      ...others.map(({ levels, count }): Shown => ({ levels, pairs: count * this.#each, drawn: true })),
    ];
    this.whole = this.#shares([]).map((row, at) => atMost(row, comparisons[at]?.shared ?? 1));
  }

  /** What different persons have in common, given how likely each candidate is a match. */
  learn({ m, implied }: Belief, posterior: readonly number[], order: boolean): Pick<Belief, 'u' | 'implied'> {
    const u = this.#shares(posterior).map((row, at) =>
      row.map((share, level) => Math.max(share, LEAST_PART * (this.whole[at]?.[level] ?? 0))),
    );
    const seen = { shown: this.#all, each: this.#each, m, u, known: implied };
    if (order) this.#order = findOrder(seen);
    return { u, implied: learnImplied(this.#order, seen) };
  }

  #shares(posterior: readonly number[]): number[][] {
    const shown = this.#all.map(({ levels, pairs }) => ({ levels, count: pairs }));
    const counts = countLevels(this.#comparisons, shown, (at) => 1 - (posterior[at] ?? 0));
    return counts.map((row) => smoothed(row, SMOOTHING * this.#each));
  }
}

const countOf = (patterns: readonly PatternCount[]): number => patterns.reduce((sum, { count }) => sum + count, 0);

function firstGuess(levels: number): number[] {
  return [0, 0.8, ...Array.from({ length: levels - 1 }, () => 0.2 / Math.max(1, levels - 1))];
}

function posteriorOf(candidates: readonly PatternCount[], { m, u, implied, pairShare }: Belief): number[] {
  const bits = m.map((row, at) =>
    row.map((share, level) => (level === 0 ? 0 : Math.log2(share / (u[at]?.[level] ?? 1)))),
  );
  const prior = Math.log2(pairShare / (1 - pairShare));
  return candidates.map(({ levels }) => {
    const alone = levels.reduce((sum, level, at) => sum + (bits[at]?.[level] ?? 0), prior);
    return 1 / (1 + 2 ** (impliedBits(implied, levels, u) - alone));
  });
}

/** Shares of which the first level has no more than this. */
function atMost(shares: readonly number[], most: number): number[] {
  const same = shares[1] ?? 0;
  const grow = (1 - most) / (1 - same);
  return same <= most ? [...shares] : shares.map((share, level) => (level === 1 ? most : share * grow));
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

function smoothed(counts: readonly number[], by: number): number[] {
  const total = counts.slice(1).reduce((sum, count) => sum + count + by, 0);
  return counts.map((count, level) => (level === 0 ? 0 : (count + by) / total));
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

const FEW = 5;

/**
 * A level met fewer than five times among the candidates weighs what its neighbours do on average. The same value never speaks against one person,
 * another value never for it.
 */
function weightsOf(m: readonly number[], u: readonly number[], seen: readonly number[]): number[] {
  const last = m.length - 1;
  const plain = m.map((value, level) => {
    const weight = level === 0 ? 0 : Math.log2(value / (u[level] ?? 1));
    if (level === 1) return Math.max(0, weight);
    return level === last ? Math.min(0, weight) : weight;
  });
  const known = (level: number): boolean => level > 0 && (seen[level] ?? 0) >= FEW;
  return plain.map((weight, level) => {
    if (level === 0 || known(level)) return weight;
    const before = plain.findLast((_, at) => at < level && known(at));
    const after = plain.find((_, at) => at > level && known(at));
    if (before === undefined && after === undefined) return 0;
    if (before === undefined) return Math.min(weight, after ?? 0);
    return after === undefined ? Math.min(weight, before) : (before + after) / 2;
  });
}
