import { observedOf, type CaptureTable } from './capture-table.ts';
import { fitPoisson, type SparseRow } from './poisson-fit.ts';

export interface LowerBounds {
  /** People at least, if all lists find people equally well (Chao 1987, model Mh): one number of captures a person. */
  readonly equalLists: number | null;
  /** People at least, if lists find people unequally well (model Mth). */
  readonly unequalLists: number | null;
}

/**
 * Chao's lower bounds in the log-linear form of Rivest and Baillargeon 2007 (Biometrics 63:999): terms for three and more
 * captures take up that some people are easier to find; negative ones are set to nothing. Null where it cannot be fitted.
 */
export function lowerBounds(table: CaptureTable): LowerBounds {
  return { equalLists: bound(table, equalColumns), unequalLists: bound(table, unequalColumns(table.lists.length)) };
}

type Columns = (history: number) => number[];

const captures = (history: number): number => {
  let left = history;
  let count = 0;
  for (; left !== 0; left &= left - 1) count += 1;
  return count;
};
const equalColumns: Columns = (history) => [1, captures(history)];
const unequalColumns =
  (lists: number): Columns =>
  (history) => [1, ...Array.from({ length: lists }, (_, list) => (history >> list) & 1)];

function bound(table: CaptureTable, columns: Columns): number | null {
  const histories = table.counts.map((_, history) => history).slice(1);
  const seen = Float64Array.from(histories, (history) => table.counts[history] ?? 0);
  let heterogeneity = heterogeneityTerms(table.lists.length);
  for (;;) {
    const base = columns(1).length;
    const rows = histories.map((history) =>
      sparse([...columns(history), ...heterogeneity.map((from) => Math.max(0, captures(history) - from + 1))]),
    );
    const fit = fitPoisson(rows, base + heterogeneity.length, seen);
    if (!fit) {
      if (heterogeneity.length === 0) return null;
      heterogeneity = heterogeneity.slice(0, -1);
      continue;
    }
    const kept = heterogeneity.filter((_, index) => (fit.coefficients[base + index] ?? 0) >= 0);
    if (kept.length === heterogeneity.length) return observedOf(table) + Math.exp(fit.coefficients[0] ?? 0);
    heterogeneity = kept;
  }
}

const heterogeneityTerms = (lists: number): number[] =>
  Array.from({ length: Math.max(0, lists - 2) }, (_, index) => index + 3);

function sparse(values: readonly number[]): SparseRow {
  const at = values.flatMap((value, index) => (value === 0 ? [] : [index]));
  return { at, value: at.map((index) => values[index] ?? 0) };
}
