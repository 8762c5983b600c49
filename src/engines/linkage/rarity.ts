/** No value adds or takes more than this, in bits. */
const MOST = 6;

/**
 * How much more (or less) the agreement on a value of this count tells than an agreement on average: log2 of the chance that two random
 * records agree at all, over the frequency of the value. `counts` are those of all values.
 */
export function rarityOf(counts: Iterable<number>): (count: number) => number {
  let total = 0;
  let squares = 0;
  for (const count of counts) {
    total += count;
    squares += count ** 2;
  }
  return (count) => {
    if (total === 0) return 0;
    const bits = Math.log2(squares / total / count);
    return Math.max(-MOST, Math.min(MOST, bits));
  };
}
