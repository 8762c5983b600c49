import type { Uniform } from './bootstrap.ts';
import type { CaptureTable } from './capture-table.ts';

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
