/** A figure that is told, with the groups of people it counts. */
export interface ToldSum {
  /** 0 is the new table. */
  readonly table: number;
  readonly values: readonly (string | null)[];
  readonly parts: readonly number[];
  readonly count: number;
}

/** People counted in one figure and not in another that lies wholly in it. */
export interface Subtraction {
  /** The earlier table of the two; 0 where both are of the new one. */
  readonly table: number;
  readonly values: readonly (string | null)[];
  readonly parts: readonly number[];
}

/**
 * Every small group that the new table makes known by one subtraction: a figure of its own less one that lies in it, or an
 * earlier figure less one of its own. How often a group counts in each is taken off too, so that records less persons tell of
 * second records.
 */
export function subtractions(sums: readonly ToldSum[], threshold: number): Subtraction[] {
  const sorted = sums.toSorted((a, b) => a.count - b.count);
  const found = new Map<string, Subtraction>();
  for (const [at, larger] of sorted.entries()) {
    for (let place = at - 1; place >= 0; place -= 1) {
      const smaller = sorted[place];
      if (!smaller || larger.count - smaller.count >= threshold) break;
      if (larger.table !== 0 && smaller.table !== 0) continue;
      if (larger.count === smaller.count) continue;
      const parts = takeAway(larger.parts, smaller.parts);
      if (parts === null || parts.length === 0) continue;
      const table = Math.max(larger.table, smaller.table);
      const key = `${table} ${parts.join()}`;
      if (!found.has(key)) found.set(key, { table, values: (larger.table === 0 ? larger : smaller).values, parts });
    }
  }
  return [...found.values()];
}

/** What is left of the first when the second is taken off it; null where the second does not lie in it. */
function takeAway(larger: readonly number[], smaller: readonly number[]): number[] | null {
  if (smaller.length > larger.length) return null;
  const taken = new Map<number, number>();
  for (const part of smaller) taken.set(part, (taken.get(part) ?? 0) + 1);
  const rest: number[] = [];
  for (const part of larger) {
    const times = taken.get(part) ?? 0;
    if (times > 0) taken.set(part, times - 1);
    else rest.push(part);
  }
  return rest.length === larger.length - smaller.length ? rest : null;
}
