import { totalWith, type CaptureTable } from './capture-table.ts';
import { fitWhereItExists, type ExistenceMemory } from './existence.ts';
import type { Fit, Terms } from './log-linear.ts';
import { poissonTails } from './poisson.ts';

/**
 * Starts from independent lists and adds, while its chance stays below the threshold, the pair of lists whose overlap the
 * model explains worst; a pair whose model does not exist is passed over (Chan, Silverman and Vincent 2021, section 3.2).
 * Null when not even the model of independent lists can be fitted.
 */
export function chooseStepwise(table: CaptureTable, threshold: number, known: ExistenceMemory): Fit | null {
  let fit = fitWhereItExists(table, [], known);
  while (fit) {
    const better = addWorstExplained(table, fit, threshold, known);
    if (!better) break;
    fit = better;
  }
  return fit;
}

function addWorstExplained(table: CaptureTable, fit: Fit, threshold: number, known: ExistenceMemory): Fit | null {
  const candidates = pairsOf(table.lists.length)
    .filter((pair) => !fit.terms.includes(pair))
    .map((pair) => ({ pair, chance: chanceOfOverlap(table, fit, pair) }))
    .filter(({ chance }) => chance < threshold)
    .toSorted((a, b) => a.chance - b.chance);
  for (const { pair } of candidates) {
    const wider = fitWhereItExists(table, [...fit.terms, pair], known);
    if (wider) return wider;
  }
  return null;
}

function chanceOfOverlap({ counts }: CaptureTable, fit: Fit, pair: number): number {
  let mean = 0;
  for (let history = 1; history < counts.length; history += 1) {
    if ((history & pair) === pair) mean += fit.fitted[history] ?? 0;
  }
  const { atMost, atLeast } = poissonTails(mean, totalWith(counts, pair));
  return Math.min(atMost, atLeast);
}

/** All pairs of lists, the first list's first. */
export function pairsOf(lists: number): Terms {
  return Array.from({ length: lists }, (_, a) =>
    Array.from({ length: lists - a - 1 }, (__, b) => (1 << a) | (1 << (a + 1 + b))),
  ).flat();
}
