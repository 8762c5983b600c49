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

/** Measures two ways to the same result in turn, so that whatever else the machine does falls on both. */
export async function compare(
  rounds: number,
  ours: (round: number) => Promise<unknown>,
  bare: (round: number) => Promise<unknown>,
): Promise<{ ours: Spread; bare: Spread }> {
  const measured = { ours: [] as number[], bare: [] as number[] };
  for (let round = -20; round < rounds; round += 1) {
    const [a, b] = [await milliseconds(() => ours(round)), await milliseconds(() => bare(round))];
    if (round < 0) continue;
    measured.ours.push(a);
    measured.bare.push(b);
  }
  return { ours: spreadOf(measured.ours), bare: spreadOf(measured.bare) };
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
