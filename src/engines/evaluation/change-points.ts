/**
 * Years from which the level of a series differs: binary segmentation (Scott and Knott, Biometrics 30 (1974) 507) on the
 * Poisson deviance, each split judged by permuting the years, as the largest of many F ratios follows no table. It flags; it
 * does not explain: a new law, form or reporting agency changes counts too, and a steady trend can look like a step.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { exactOf, meanOf, sumOf, type Range, type YearFigure } from './figures.ts';
import { levelRatio } from './rate-ratio.ts';

export interface ChangePoint {
  /** The first year at the new level. */
  readonly year: number;
  readonly levelBefore: number;
  readonly levelAfter: number;
  readonly pValue: number;
  /** The years in which the new level may have begun, with 95% confidence. */
  readonly years: readonly [first: number, last: number];
  /** New level over old; its interval does not know that the year was looked for, and is rather too narrow. */
  readonly ratio: number | null;
  readonly ratioCi95: Range | null;
}

export interface ChangePointOptions {
  readonly seed?: number;
  readonly permutations?: number;
  /** Splits with a larger p-value are not told. */
  readonly level?: number;
}

const DEFAULTS = { seed: 20230530, permutations: 999, level: 0.05 } as const;
const FEWEST_A_SIDE = 3;
/**
 * A year belongs to the 95% confidence set of a change when its likelihood ratio against the best is below this: the
 * distribution of a threshold's ratio has the quantile -2 ln(1 - sqrt(0.95)) (Hansen, Econometrica 68 (2000) 575).
 */
const FARTHEST_FROM_BEST = -2 * Math.log(1 - Math.sqrt(0.95));

type Exact = readonly { readonly year: number; readonly value: number }[];
type Draw = (below: number) => number;

/** Flags the years of a changed level. Needs six exact figures; the same seed gives the same answer. */
export function changePoints(figures: readonly YearFigure[], options: ChangePointOptions = {}): readonly ChangePoint[] {
  const { seed, permutations, level } = { ...DEFAULTS, ...options };
  const random = xoroshiro128plus(seed);
  return segments(exactOf(figures), (below) => uniformInt(random, 0, below - 1), permutations, level);
}

function segments(exact: Exact, draw: Draw, permutations: number, level: number): readonly ChangePoint[] {
  if (exact.length < 2 * FEWEST_A_SIDE) return [];
  const values = exact.map(({ value }) => value);
  const best = bestSplit(values);
  if (best === null) return [];
  let asExtreme = 1;
  for (let turn = 0; turn < permutations; turn += 1)
    if ((bestSplit(shuffled(values, draw))?.gain ?? 0) >= best.gain) asExtreme += 1;
  const pValue = asExtreme / (permutations + 1);
  if (pValue > level) return [];
  const [earlier, later] = [exact.slice(0, best.at), exact.slice(best.at)];
  const levelOf = (part: Exact): number => meanOf(part.map(({ value }) => value));
  const { ratio, ratioCi95 } = levelRatio(
    earlier.map(({ value }) => value),
    later.map(({ value }) => value),
  );
  const found: ChangePoint = {
    year: later[0]?.year ?? 0,
    levelBefore: levelOf(earlier),
    levelAfter: levelOf(later),
    pValue,
    years: yearsAsLikely(exact),
    ratio,
    ratioCi95,
  };
  return [...segments(earlier, draw, permutations, level), found, ...segments(later, draw, permutations, level)];
}

/** The first and the last year that cannot be told from the best one. */
function yearsAsLikely(exact: Exact): readonly [number, number] {
  const values = exact.map(({ value }) => value);
  const left = Array.from({ length: values.length - 2 * FEWEST_A_SIDE + 1 }, (_, place) => {
    const at = FEWEST_A_SIDE + place;
    return { year: exact[at]?.year ?? 0, parts: deviance(values.slice(0, at)) + deviance(values.slice(at)) };
  });
  const least = Math.min(...left.map(({ parts }) => parts));
  const dispersion = Math.max(1, least / (values.length - 2));
  const alike = left.filter(({ parts }) => (parts - least) / dispersion <= FARTHEST_FROM_BEST).map(({ year }) => year);
  return [Math.min(...alike), Math.max(...alike)];
}

function bestSplit(values: readonly number[]): { at: number; gain: number } | null {
  const whole = deviance(values);
  let best: { at: number; gain: number } | null = null;
  for (let at = FEWEST_A_SIDE; at <= values.length - FEWEST_A_SIDE; at += 1) {
    const parts = deviance(values.slice(0, at)) + deviance(values.slice(at));
    // Chance alone leaves about one unit of deviance a degree of freedom; less than that is no reason for more trust.
    const gain = (whole - parts) / Math.max(1, parts / (values.length - 2));
    if (best === null || gain > best.gain) best = { at, gain };
  }
  return best;
}

/** Twice the log-likelihood lost by giving all counts one Poisson mean. */
function deviance(values: readonly number[]): number {
  const mean = meanOf(values);
  return mean === 0 ? 0 : 2 * sumOf(values.map((value) => (value === 0 ? 0 : value * Math.log(value / mean))));
}

function shuffled(values: readonly number[], draw: Draw): readonly number[] {
  const mixed = [...values];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = draw(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] ?? 0, mixed[at] ?? 0];
  }
  return mixed;
}
