/** How well clusters agree with the truth. Shares are from 0 to 1; a share of nothing is 1. */
export interface ClusterQuality {
  readonly records: number;
  readonly truePairs: number;
  readonly foundPairs: number;
  readonly rightPairs: number;
  readonly pairwise: Quality;
  /** Averaged over records (Bagga and Baldwin 1998): large clusters do not outweigh small ones. */
  readonly bcubed: Quality;
}

export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;
const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const quality = (precision: number, recall: number): Quality => ({
  precision,
  recall,
  f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
});

/** Compares two clusterings of the same records, over all pairs of records; nothing is sampled. */
export function clusterQuality(found: readonly string[], truth: readonly string[]): ClusterQuality {
  const [foundSizes, truthSizes] = [sizesOf(found), sizesOf(truth)];
  const both = new Map<string, Map<string, number>>();
  for (const [at, cluster] of found.entries()) {
    const inner = both.get(cluster) ?? new Map<string, number>();
    both.set(cluster, inner);
    const real = truth[at] ?? '';
    inner.set(real, (inner.get(real) ?? 0) + 1);
  }
  let [right, precision, recall] = [0, 0, 0];
  for (const [cluster, inner] of both)
    for (const [real, count] of inner) {
      right += pairsOf(count);
      precision += (count * count) / (foundSizes.get(cluster) ?? count);
      recall += (count * count) / (truthSizes.get(real) ?? count);
    }
  const sum = (sizes: Map<string, number>): number =>
    [...sizes.values()].reduce((all, count) => all + pairsOf(count), 0);
  const [foundPairs, truePairs] = [sum(foundSizes), sum(truthSizes)];
  return {
    records: found.length,
    truePairs,
    foundPairs,
    rightPairs: right,
    pairwise: quality(shareOf(right, foundPairs), shareOf(right, truePairs)),
    bcubed: quality(shareOf(precision, found.length), shareOf(recall, found.length)),
  };
}

function sizesOf(clusters: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return sizes;
}

/** How many clusters there are of each size, smallest first. */
export function clusterSizes(
  clusters: readonly (string | number)[],
): { readonly size: number; readonly clusters: number }[] {
  const counts = new Map<number, number>();
  for (const size of sizesOf(clusters.map(String)).values()) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts]
    .map(([size, count]) => ({ size, clusters: count }))
    .toSorted((one, other) => one.size - other.size);
}
