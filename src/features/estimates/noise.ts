import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { cellKeyNoise, keyRange, withNoise } from '../../engines/disclosure/index.ts';
import type { CaptureTable, DrawnFit } from '../../engines/estimation/index.ts';
import { normalQuantile } from '../../engines/shared/index.ts';
import { tableOfAgencies, type Histories } from './own.ts';
import type { MethodResult, OwnAsked } from './schema.ts';

/** Numbers with noise that an estimate is made of. */
export interface NoisyNumbers {
  readonly histories: Histories;
  readonly lists: OwnAsked['lists'];
}

/** The first draws of a generator seeded with a small number are far from random. */
const warmUp = 64;
/** Far from the seeds people choose, so that draws of noise and draws of people do not run together. */
const seedStep = 2_000_003;

/**
 * Tables that may stand behind the noise: each number that is told is drawn from those that the noise can have made it of,
 * all alike likely beforehand. Histories that noise took away stay away. Made of what is told alone, so that it tells no more.
 */
export function tablesBehindNoise({ histories, lists }: NoisyNumbers, draws: number, seed: number): CaptureTable[] {
  const generator = xoroshiro128plus(seed + seedStep);
  for (let skipped = 0; skipped < warmUp; skipped += 1) generator.next();
  const uniform = (): number => uniformFloat64(generator);
  return Array.from({ length: draws }, () => {
    const known = histories.known.map((one) => ({ ...one, persons: behind(one.persons, uniform) }));
    return tableOfAgencies({ ...histories, known }, lists);
  });
}

/** A count of which the noise could have made this one, by drawing until it does. */
function behind(told: number, uniform: () => number): number {
  if (told === 0) return 0;
  const least = Math.max(1, told - cellKeyNoise.most);
  for (;;) {
    const count = least + Math.floor(uniform() * (told + cellKeyNoise.most - least + 1));
    if (withNoise(count, Math.floor(uniform() * keyRange)) === told) return count;
  }
}

/** What the noise does to a method. */
export interface NoiseSpread {
  /** Variance of the logarithm of the unseen. */
  readonly variance: number;
  readonly draws: number;
  /** Draws whose table had no estimate. */
  readonly failed: number;
}

/** How far estimates of the drawn tables lie from one another, people seen and unseen together; null where fewer than two have one. */
export function spreadOf(fits: readonly DrawnFit[], observed: number): NoiseSpread | null {
  const logarithms = fits.flatMap((fit) => {
    const unseen = fit ? fit.observed - observed + Math.exp(fit.intercept) : 0;
    return unseen > 0 ? [Math.log(unseen)] : [];
  });
  const count = logarithms.length;
  if (count < 2) return null;
  const mean = logarithms.reduce((sum, one) => sum + one, 0) / count;
  const between = logarithms.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (count - 1);
  return { variance: (1 + 1 / count) * between, draws: fits.length, failed: fits.length - count };
}

type Limits = [number, number];

/**
 * An interval that holds the noise too: on the logarithm of the unseen the variance of the noise is added to each side, as
 * between draws in multiple imputation (Rubin 1987, section 3.1). A limit at the people seen stays there.
 */
export function widerBy(
  variance: number,
  { estimate, observed }: { readonly estimate: number; readonly observed: number },
  [low, high]: readonly [number, number],
  confidence: number,
): Limits {
  const unseen = estimate - observed;
  if (unseen <= 0) return [low, high];
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(variance);
  const side = (limit: number): number => Math.hypot(Math.abs(Math.log((limit - observed) / unseen)), reach);
  return [
    low <= observed ? low : observed + unseen * Math.exp(-side(low)),
    high <= observed ? high : observed + unseen * Math.exp(side(high)),
  ];
}

/** A method with the noise in its intervals, and told so; without a spread it is told that they do not hold it. */
export function withSpread(result: MethodResult, observed: number, spread: NoiseSpread | null): MethodResult {
  const { estimate, ci95, ci80, warnings } = result;
  if (estimate === null || ci95 === null || ci80 === null) return result;
  if (spread === null) return { ...result, warnings: [...warnings, notCarried] };
  const at = { estimate, observed };
  const { draws, failed } = spread;
  const doubt = {
    code: 'noise-draws-failed',
    message: `${failed} of ${draws} draws had no estimate.`,
    details: { draws, failed },
  };
  return {
    ...result,
    ci95: widerBy(spread.variance, at, ci95, 0.95),
    ci80: widerBy(spread.variance, at, ci80, 0.8),
    warnings: failed === 0 ? warnings : [...warnings, doubt],
  };
}

const notCarried = {
  code: 'noise-not-carried',
  message: 'The interval does not hold the noise laid on the numbers.',
  details: {},
};
