import { observedOf, type CaptureTable } from './capture-table.ts';
import { logFactorial, logGamma } from './poisson.ts';
import { pairsOf } from './stepwise.ts';

export interface Averaged {
  /** Median and central credible intervals of the number of people. */
  readonly estimate: number;
  readonly ci95: readonly [number, number];
  readonly ci80: readonly [number, number];
  readonly models: number;
}

/** Six lists have 18,154 decomposable graphs; with more the average is not taken. */
const mostListsAveraged = 5;

/**
 * A second opinion without choosing a model: the number of people averaged over all decomposable graphs of dependence
 * between lists, with hyper-Dirichlet priors that weigh as one person and a prior of 1/N on the number (Madigan and York 1997,
 * Biometrika 84:19). Deterministic. Null for fewer than three or more than five lists.
 */
export function averageDecomposable(table: CaptureTable, mostUnseenPerSeen = 40): Averaged | null {
  const lists = table.lists.length;
  if (lists < 3 || lists > mostListsAveraged) return null;
  const observed = observedOf(table);
  const unseen = gridOfUnseen(observed * mostUnseenPerSeen);
  const graphs = decomposableGraphs(lists);
  const likelihoods = table.counts.map((_, set) => marginalLikelihood(table, set, unseen.at));
  const marginal = (set: number): Float64Array => likelihoods[set] ?? new Float64Array(unseen.at.length);
  const weights = new Float64Array(unseen.at.length).fill(Number.NEGATIVE_INFINITY);
  const base = Float64Array.from(
    unseen.at,
    (n) => logFactorial(observed + n) - logFactorial(n) - Math.log(observed + n),
  );
  for (const { cliques, separators } of graphs) {
    const ofCliques = cliques.map(marginal);
    const ofSeparators = separators.map(marginal);
    for (let at = 0; at < weights.length; at += 1) {
      let sum = base[at] ?? 0;
      for (const part of ofCliques) sum += part[at] ?? 0;
      for (const part of ofSeparators) sum -= part[at] ?? 0;
      weights[at] = logAdd(weights[at] ?? 0, sum);
    }
  }
  const posterior = weights.map((weight, at) => weight + Math.log(unseen.width[at] ?? 1));
  const at = (probability: number) => observed + quantileOf(unseen.at, posterior, probability);
  return { estimate: at(0.5), ci95: [at(0.025), at(0.975)], ci80: [at(0.1), at(0.9)], models: graphs.length };
}

/** Numbers of unseen people: each of the first hundreds, then ever coarser; the width is how many each stands for. */
function gridOfUnseen(most: number): { at: number[]; width: number[] } {
  const at: number[] = [];
  for (let n = 0; n <= most; n = Math.max(n + 1, Math.round(n * 1.0025))) at.push(n);
  return { at, width: at.map((n, index) => (index === 0 ? 1 : n - (at[index - 1] ?? 0))) };
}

/** Log marginal likelihood of the counts over the lists of a set, by number unseen; the hyper-consistent Dirichlet prior. */
function marginalLikelihood({ counts }: CaptureTable, set: number, unseen: readonly number[]): Float64Array {
  const observed = counts.reduce((sum, count) => sum + count, 0);
  const sums = new Map<number, number>();
  for (const [history, count] of counts.entries()) sums.set(history & set, (sums.get(history & set) ?? 0) + count);
  const prior = 1 / sums.size;
  let fixed = 0;
  for (const [part, count] of sums) fixed += (part === 0 ? 0 : logGamma(count + prior)) - logGamma(prior);
  const none = sums.get(0) ?? 0;
  return Float64Array.from(unseen, (n) => fixed + logGamma(none + n + prior) - logGamma(observed + n + 1));
}

interface Graph {
  readonly cliques: readonly number[];
  readonly separators: readonly number[];
}

/** Every chordal graph of the lists, as its cliques and separators in a perfect order. */
export function decomposableGraphs(lists: number): Graph[] {
  const pairs = pairsOf(lists);
  const graphs: Graph[] = [];
  for (let bits = 0; bits < 2 ** pairs.length; bits += 1) {
    const graph = cliquesInOrder(
      lists,
      pairs.filter((_, index) => bits & (1 << index)),
    );
    if (graph) graphs.push(graph);
  }
  return graphs;
}

/** Maximum cardinality search (Tarjan and Yannakakis 1984): null when the graph is not chordal. */
function cliquesInOrder(lists: number, edges: readonly number[]): Graph | null {
  const beside = Array.from({ length: lists }, (_, list) =>
    edges.reduce((set, edge) => (edge & (1 << list) ? set | (edge & ~(1 << list)) : set), 0),
  );
  const cliques: number[] = [];
  const separators: number[] = [];
  let numbered = 0;
  for (let step = 0; step < lists; step += 1) {
    const next = mostBeside(beside, numbered);
    const before = (beside[next] ?? 0) & numbered;
    if (!isComplete(beside, before)) return null;
    const clique = cliques.indexOf(before);
    if (clique >= 0) cliques[clique] = before | (1 << next);
    else {
      cliques.push(before | (1 << next));
      if (step > 0) separators.push(before);
    }
    numbered |= 1 << next;
  }
  return { cliques, separators };
}

function mostBeside(beside: readonly number[], numbered: number): number {
  let best = -1;
  let most = -1;
  for (const [list, neighbours] of beside.entries()) {
    const count = sizeOf(neighbours & numbered);
    if (!(numbered & (1 << list)) && count > most) [best, most] = [list, count];
  }
  return best;
}

function isComplete(beside: readonly number[], set: number): boolean {
  return beside.every((neighbours, list) => !(set & (1 << list)) || (set & ~(neighbours | (1 << list))) === 0);
}

function sizeOf(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count += 1;
  return count;
}

function logAdd(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

function quantileOf(values: readonly number[], logWeights: Float64Array, probability: number): number {
  const most = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weights = logWeights.map((weight) => Math.exp(weight - most));
  const total = weights.reduce((a, b) => a + b, 0);
  let sum = 0;
  for (const [index, value] of values.entries()) {
    sum += weights[index] ?? 0;
    if (sum >= probability * total) return value;
  }
  return values.at(-1) ?? 0;
}
