import type { WeightedPairs } from './cluster.ts';

/** As many pairs of one person as what is believed beforehand counts for: of pairs within or between lists, and of two lists alone. */
const [KIND_COUNTS, LISTS_COUNT] = [0.5, 5];
const ROUNDS = 100;

/**
 * log2 of the odds that two records are of one person before anything is compared, by the lists they are of: a list repeats itself
 * far less than two lists hold the same people, and some two lists share more than others. One prior for all would join too much
 * within a list and too little between lists. Found by expectation maximisation of the shares alone, what two lists share drawn
 * towards what lists share on the whole. `listOf` gives each record's list, from 0; of one list alone the prior is as learned.
 */
export function priorsByList(
  { left, right, weight }: WeightedPairs,
  listOf: Uint8Array | Int32Array,
  pairShare: number,
): (left: number, right: number) => number {
  const sizes = new Map<number, number>();
  for (const list of listOf) sizes.set(list, (sizes.get(list) ?? 0) + 1);
  const plain = oddsBits(pairShare);
  if (sizes.size < 2) return () => plain;
  const groups = new Map<number, number[]>();
  for (const [at, bits] of weight.entries()) {
    const key = keyOf(listOf[left[at] ?? 0] ?? 0, listOf[right[at] ?? 0] ?? 0);
    const found = groups.get(key);
    if (found) found.push(bits);
    else groups.set(key, [bits]);
  }
  const cells = cellsOf(sizes).map((cell) => ({ ...cell, weights: groups.get(cell.key) ?? [] }));
  const priors = new Map<number, number>();
  for (const within of [true, false]) {
    const alike = cells.filter((cell) => cell.within === within && cell.possible > 0);
    const possible = alike.reduce((sum, cell) => sum + cell.possible, 0);
    const base = shareOf(
      alike.flatMap(({ weights }) => weights),
      possible,
      { share: pairShare, counts: KIND_COUNTS },
    );
    for (const cell of alike)
      priors.set(cell.key, oddsBits(shareOf(cell.weights, cell.possible, { share: base, counts: LISTS_COUNT })));
  }
  return (one, other) => priors.get(keyOf(listOf[one] ?? 0, listOf[other] ?? 0)) ?? plain;
}

/** Fewer lists than this. */
const LISTS = 4096;
const keyOf = (one: number, other: number): number => Math.min(one, other) * LISTS + Math.max(one, other);

function cellsOf(sizes: ReadonlyMap<number, number>): { key: number; within: boolean; possible: number }[] {
  const lists = [...sizes].toSorted(([one], [other]) => one - other);
  return lists.flatMap(([one, size], at) =>
    lists.slice(at).map(([other, others]) => ({
      key: keyOf(one, other),
      within: one === other,
      possible: one === other ? (size * (size - 1)) / 2 : size * others,
    })),
  );
}

/** What part of the possible pairs is of one person, from what those weigh that may be. */
function shareOf(
  weights: readonly number[],
  possible: number,
  before: { readonly share: number; readonly counts: number },
): number {
  let share = before.share;
  for (let round = 0; round < ROUNDS; round += 1) {
    const bits = oddsBits(share);
    const matched = weights.reduce((sum, weight) => sum + 1 / (1 + 2 ** -(weight + bits)), 0);
    const next = (matched + before.counts) / (possible + before.counts / before.share);
    const moved = Math.abs(Math.log(next / share));
    share = Math.min(0.5, Math.max(1e-12, next));
    if (moved < 1e-6) break;
  }
  return share;
}

const oddsBits = (share: number): number => Math.log2(share / (1 - share));
