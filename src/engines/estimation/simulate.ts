import type { Uniform } from './bootstrap.ts';
import type { CaptureTable } from './capture-table.ts';
import type { UncertainLinks } from './linkage-uncertainty.ts';

/** A made-up population whose size is known, to see whether intervals hold it. */
export interface Population {
  readonly people: number;
  readonly lists: readonly string[];
  /** How likely each list is to hold a person. */
  readonly capture: readonly number[];
  /** Pairs of lists (by index) that hold the same people more (above 0) or less often: added to the log-odds of the later list. */
  readonly interactions?: readonly { readonly a: number; readonly b: number; readonly logOdds: number }[];
  /** Share of people who are hard to find, and the factor on their chance of capture. */
  readonly hidden?: { readonly share: number; readonly factor: number };
  /** A list (by index) that passes people on to a later one, and how often. */
  readonly referral?: { readonly from: number; readonly to: number; readonly chance: number };
}

/** Draws the capture table such a population would give. */
export function simulateTable(population: Population, uniform: Uniform): CaptureTable {
  const counts = Array.from({ length: 2 ** population.lists.length }, () => 0);
  for (let person = 0; person < population.people; person += 1) {
    const history = historyOf(population, uniform);
    if (history !== 0) counts[history] = (counts[history] ?? 0) + 1;
  }
  return { lists: population.lists, counts };
}

function historyOf({ capture, interactions = [], hidden, referral }: Population, uniform: Uniform): number {
  const factor = hidden && uniform() < hidden.share ? hidden.factor : 1;
  let history = 0;
  for (const [list, chance] of capture.entries()) {
    const shift = interactions
      .filter(({ a, b }) => b === list && history & (1 << a))
      .reduce((sum, { logOdds }) => sum + logOdds, 0);
    const odds = ((chance * factor) / (1 - chance * factor)) * Math.exp(shift);
    if (uniform() < odds / (1 + odds)) history |= 1 << list;
  }
  const isReferred = referral && history & (1 << referral.from) && uniform() < referral.chance;
  return isReferred ? history | (1 << referral.to) : history;
}

/** Of the links that are told, the share that joins two people; the rest join records of one. */
const falseShare = 0.35;

/**
 * A made-up population of known size whose links are told with honest doubt: of those said to hold with a chance, that share
 * does. Chances run from 0.3 to 1; lists work independently.
 */
export function uncertainLinks(people: number, capture: readonly number[], uniform: Uniform): UncertainLinks {
  const held: number[] = [];
  const links: { a: number; b: number; probability: number }[] = [];
  const chance = (accept: (p: number) => number): number => {
    const p = 0.3 + 0.7 * uniform();
    return uniform() < accept(p) ? p : chance(accept);
  };
  for (let person = 0; person < people; person += 1) {
    const records = capture.flatMap((share, list) => (uniform() < share ? [held.push(1 << list) - 1] : []));
    for (const [index, a] of records.entries()) {
      for (const b of records.slice(index + 1)) links.push({ a, b, probability: chance((p) => p) });
    }
  }
  for (let wrong = Math.round((links.length * falseShare) / (1 - falseShare)); wrong > 0; wrong -= 1) {
    const [a, b] = [Math.floor(uniform() * held.length), Math.floor(uniform() * held.length)];
    if (held[a] === held[b]) wrong += 1;
    else links.push({ a, b, probability: chance((p) => 1 - p) });
  }
  return { lists: capture.map((_, index) => `L${index}`), certain: [], held, links };
}
