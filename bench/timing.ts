/** Milliseconds at the middle and near the end of a set of measurements. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

export function spreadOf(milliseconds: readonly number[]): Spread {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Measures several ways to the same result in turn, so that whatever else the machine does falls on all. */
export async function compare(
  rounds: number,
  ways: readonly ((round: number) => Promise<unknown>)[],
): Promise<Spread[]> {
  const measured = ways.map((): number[] => []);
  for (let round = -20; round < rounds; round += 1) {
    for (const [position, way] of ways.entries()) {
      const spent = await milliseconds(() => way(round));
      if (round >= 0) measured[position]?.push(spent);
    }
  }
  return measured.map(spreadOf);
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** A line of the printed table. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly against: string;
  readonly ratio: string;
}

export const times = (value: number): string => `${value.toFixed(2)} x`;
export const ms = (spread: Spread): string => `p50 ${spread.p50.toFixed(2)} ms, p95 ${spread.p95.toFixed(2)} ms`;
