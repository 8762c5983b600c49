import { countShape, isWhole, shapesOf, type Marginal } from './combinations.ts';
import type { Aggregates } from './aggregates.ts';
import type { RecordSet } from './dataset.ts';

/** How well released records keep the counts of combinations of one length, against the source. */
export interface Utility {
  readonly length: number;
  /** Distinct combinations in the source, and their mean count. */
  readonly combinations: number;
  readonly meanCount: number;
  /** Mean absolute difference of counts over the combinations of the source or the release. */
  readonly meanError: number;
  /** The same over released counts, before records were made; null when there are none. */
  readonly meanErrorOfAggregates: number | null;
  /** Combinations of the source that the release has none of: distinct, and as a share of occurrences. */
  readonly suppressed: number;
  readonly suppressedShare: number;
  /** Combinations of the release that the source has none of: distinct, and as a share of occurrences. */
  readonly fabricated: number;
  readonly fabricatedShare: number;
  /** Combinations released that fewer than k records of the source share; 0 is what k promises. */
  readonly belowThreshold: number;
}

/** Compares counts of all combinations of up to `length` attributes. */
export function utilityOf(
  source: RecordSet,
  released: RecordSet,
  length: number,
  k: number,
  aggregates: Aggregates | null,
): Utility[] {
  const sums = Array.from({ length }, emptySum);
  // One set of columns after another: all at once would fill the memory where values are many.
  for (const [at, shape] of shapesOf(source, length).entries()) {
    const sum = sums[shape.columns.length - 1];
    const after = countShape(released, shape).counts;
    if (sum) addUp(sum, countShape(source, shape), after, aggregates?.marginals[at]?.counts ?? null, k);
  }
  return sums.map((sum, index) => summary(index + 1, sum));
}

const emptySum = () => ({
  combinations: 0,
  occurrences: 0,
  union: 0,
  error: 0,
  aggregateError: 0,
  aggregated: false,
  suppressed: 0,
  suppressedOccurrences: 0,
  released: 0,
  fabricated: 0,
  fabricatedOccurrences: 0,
  belowThreshold: 0,
});

function addUp(
  sum: ReturnType<typeof emptySum>,
  { shape, counts }: Marginal,
  after: ReadonlyMap<number, number>,
  aggregated: ReadonlyMap<number, number> | null,
  k: number,
): void {
  for (const key of new Set([...counts.keys(), ...after.keys()])) {
    if (!isWhole(shape, key)) continue;
    const [was, is] = [counts.get(key) ?? 0, after.get(key) ?? 0];
    sum.union += 1;
    sum.error += Math.abs(was - is);
    sum.occurrences += was;
    sum.released += is;
    if (aggregated) {
      sum.aggregated = true;
      sum.aggregateError += Math.abs(was - (aggregated.get(key) ?? 0));
    }
    if (was > 0) sum.combinations += 1;
    if (was > 0 && is === 0) {
      sum.suppressed += 1;
      sum.suppressedOccurrences += was;
    }
    if (was === 0) {
      sum.fabricated += 1;
      sum.fabricatedOccurrences += is;
    }
    if (is > 0 && was > 0 && was < k) sum.belowThreshold += 1;
  }
}

function summary(length: number, sum: ReturnType<typeof emptySum>): Utility {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    length,
    combinations: sum.combinations,
    meanCount: share(sum.occurrences, sum.combinations),
    meanError: share(sum.error, sum.union),
    meanErrorOfAggregates: sum.aggregated ? share(sum.aggregateError, sum.union) : null,
    suppressed: sum.suppressed,
    suppressedShare: share(sum.suppressedOccurrences, sum.occurrences),
    fabricated: sum.fabricated,
    fabricatedShare: share(sum.fabricatedOccurrences, sum.released),
    belowThreshold: sum.belowThreshold,
  };
}
