/** No value adds or takes more than this, in bits. */
const MOST = 6;

/**
 * How much more (or less) the agreement on each value tells than an agreement on average: log2 of the chance that two random records agree at
 * all, over the frequency of the value. Values of no count are taken as seen once.
 */
export function rarityOf(counts: ReadonlyMap<string, number>): (value: string) => number {
  let total = 0;
  for (const count of counts.values()) total += count;
  let agreement = 0;
  for (const count of counts.values()) agreement += (count / total) ** 2;
  return (value) => {
    if (total === 0) return 0;
    const bits = Math.log2((agreement * total) / (counts.get(value) ?? 1));
    return Math.max(-MOST, Math.min(MOST, bits));
  };
}
