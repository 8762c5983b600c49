/**
 * Sums of amounts in which one contributor dominates. Rules after Hundepool and others 2012 (Statistical Disclosure
 * Control, section 4.2.2): by the p% rule a cell is sensitive when its second largest contributor could tell the largest
 * one to within p percent; by the (n, k) rule when the n largest make more than k percent of it.
 */
import { attacker } from './attack.ts';
import type { FullTable } from './cells.ts';
import { hideNeeds } from './hide.ts';
import type { Solve } from './programme.ts';
import { suppress, type SuppressOptions, type TableRelease } from './suppress.ts';

export type DominanceRule =
  | { readonly rule: 'p-percent'; readonly percent: number }
  | { readonly rule: 'n-k'; readonly largest: number; readonly percent: number };

export interface AmountRelease extends TableRelease {
  /** By cell, the sum of amounts. */
  readonly amounts: readonly number[];
  /** Cells (positions) in which few contributors dominate. */
  readonly dominated: ReadonlySet<number>;
  /** Dominated cells whose sum can still be known too closely; a release with any must not leave. */
  readonly exposedAmounts: readonly number[];
}

/** How much larger a sum must be able to be, for all an outsider can know; 0 or less where nobody dominates. */
export function protectionNeeded(contributions: readonly number[], rule: DominanceRule): number {
  const sorted = contributions.toSorted((a, b) => b - a);
  const total = sorted.reduce((sum, one) => sum + one, 0);
  if (rule.rule === 'p-percent') {
    const [first = 0, second = 0] = sorted;
    return (rule.percent / 100) * first - (total - first - second);
  }
  const largest = sorted.slice(0, rule.largest).reduce((sum, one) => sum + one, 0);
  return (100 / rule.percent) * largest - total;
}

/**
 * Withholds small counts and dominated sums, with what would give either away: first by counts, then by amounts, where
 * each dominated sum must be able to be larger by what its rule needs.
 */
export function suppressAmounts(
  table: FullTable,
  byAtom: readonly (readonly number[])[],
  rule: DominanceRule,
  options: SuppressOptions,
  solve: Solve,
): AmountRelease {
  const contributions = table.cells.map(({ parts }) => parts.flatMap((part) => byAtom[part] ?? []));
  const needed = contributions.map((amounts) => protectionNeeded(amounts, rule));
  const dominated = new Set(needed.flatMap((by, at) => (by > 1e-9 ? [at] : [])));
  const amounts = contributions.map((list) => list.reduce((sum, one) => sum + one, 0));
  const ofAmounts: FullTable = {
    fields: table.fields,
    least: 0,
    atoms: byAtom.map((list) => list.reduce((sum, one) => sum + one, 0)),
    cells: table.cells.map((cell, at) => ({ ...cell, count: amounts[at] ?? 0 })),
  };
  const withheld = new Set([...dominated, ...suppress(table, { ...options, also: dominated }, solve).withheld]);
  const needs = [...dominated].map((at) => ({ parts: table.cells[at]?.parts ?? [], by: needed[at] ?? 0 }));
  hideNeeds(ofAmounts, { withheld, fixed: new Set() }, needs, {}, solve);
  const release = suppress(table, { ...options, also: withheld }, solve);
  const outsider = attacker(ofAmounts, release.withheld, solve);
  const exposedAmounts = [...dominated].filter((at) => {
    const { high } = outsider.range(table.cells[at]?.parts ?? []);
    return high - (amounts[at] ?? 0) < (needed[at] ?? 0) - 1e-6;
  });
  const small = new Set([...release.primary].filter((at) => (table.cells[at]?.count ?? 0) < options.threshold));
  // Cells withheld for another's sake need no interval of the threshold; only small and dominated ones do.
  const exposed = release.exposed.filter(({ cell, low, high }) => small.has(cell) || high - low < 1 - 1e-6);
  return { ...release, primary: new Set([...small, ...dominated]), exposed, amounts, dominated, exposedAmounts };
}
