/**
 * Synthetic control: a weighted mean of comparison series that moved as this one did in the years before, and what it does
 * after (Abadie, Diamond and Hainmueller, Journal of the American Statistical Association 105 (2010) 493). Each series is
 * divided by its own mean of the years before, as countries differ in size. Weights are at least 0 and add to 1, by
 * projected gradient. The placebo p-value asks how often a comparison series, treated the same way, departs as much.
 */
import { exactOf, meanOf, sumOf, within, type YearFigure, type YearSpan } from './figures.ts';

export interface NamedSeries {
  readonly name: string;
  readonly figures: readonly YearFigure[];
}

export interface SyntheticControl {
  /** The comparison series that carry weight, heaviest first. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[];
  /** Mean level after of the series over that of its synthetic control, both in units of the years before. */
  readonly ratio: number | null;
  /** How far the control misses the series in the years before, root mean square, in units of the level before. */
  readonly missBefore: number;
  /** Share of all series, this one included, that depart at least as much from their own control. */
  readonly pValue: number;
  readonly comparisons: number;
  /** Both lines in units of the mean of the years before. */
  readonly line: readonly { readonly year: number; readonly own: number; readonly synthetic: number }[];
}

const FEWEST_COMPARISONS = 3;
const FEWEST_YEARS_BEFORE = 3;
const STEPS = 2000;

interface Scaled {
  readonly name: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Null where there are fewer than three complete comparison series or three years before. */
export function syntheticControl(
  own: NamedSeries,
  others: readonly NamedSeries[],
  before: YearSpan,
  after: YearSpan,
): SyntheticControl | null {
  const years = [before, after].map((span) => exactOf(within(own.figures, span)).map(({ year }) => year));
  const [yearsBefore = [], yearsAfter = []] = years;
  const series = scaled(own, yearsBefore, yearsAfter);
  const pool = others.flatMap((other) => scaled(other, yearsBefore, yearsAfter) ?? []);
  if (!series || pool.length < FEWEST_COMPARISONS || yearsBefore.length < FEWEST_YEARS_BEFORE || !yearsAfter.length)
    return null;
  const weights = weightsFor(series, pool);
  const mixed = (part: 'before' | 'after'): readonly number[] =>
    series[part].map((_, at) => mixedAt(pool, weights, part, at));
  const departure = departureOf(series, pool);
  const placebo = pool.filter(
    (one) =>
      departureOf(
        one,
        pool.filter((other) => other !== one),
      ) >= departure,
  );
  const level = meanOf(mixed('after'));
  return {
    weights: pool
      .map(({ name }, at) => ({ name, weight: weights[at] ?? 0 }))
      .filter(({ weight }) => weight > 0.005)
      .toSorted((one, other) => other.weight - one.weight),
    ratio: level > 0 ? meanOf(series.after) / level : null,
    missBefore: Math.sqrt(meanOf(series.before.map((value, at) => (value - (mixed('before')[at] ?? 0)) ** 2))),
    pValue: (1 + placebo.length) / (1 + pool.length),
    comparisons: pool.length,
    line: [...yearsBefore, ...yearsAfter].map((year, at) => ({
      year,
      own: [...series.before, ...series.after][at] ?? 0,
      synthetic: [...mixed('before'), ...mixed('after')][at] ?? 0,
    })),
  };
}

/** A series in units of its mean before; nothing where a year is not exact or all before is zero. */
function scaled({ name, figures }: NamedSeries, before: readonly number[], after: readonly number[]): Scaled | null {
  const values = new Map(exactOf(figures).map(({ year, value }) => [year, value]));
  const complete = [...before, ...after].every((year) => values.has(year));
  const mean = meanOf(before.map((year) => values.get(year) ?? 0));
  if (!complete || !(mean > 0)) return null;
  const share = (years: readonly number[]): readonly number[] => years.map((year) => (values.get(year) ?? 0) / mean);
  return { name, before: share(before), after: share(after) };
}

/** Least squares over the years before, on the simplex: accelerated projected gradient (Beck and Teboulle 2009, FISTA). */
function weightsFor(series: Scaled, pool: readonly Scaled[]): readonly number[] {
  let weights: readonly number[] = pool.map(() => 1 / pool.length);
  let ahead = weights;
  let momentum = 1;
  // The step is safe below one over the largest eigenvalue, which the sum of squares bounds.
  const step = 1 / Math.max(1e-9, sumOf(pool.flatMap(({ before }) => before.map((value) => value * value))));
  for (let turn = 0; turn < STEPS; turn += 1) {
    const misses = series.before.map((value, at) => mixedAt(pool, ahead, 'before', at) - value);
    const next = onSimplex(
      ahead.map(
        (weight, index) => weight - step * sumOf(misses.map((miss, at) => miss * (pool[index]?.before[at] ?? 0))),
      ),
    );
    const grown = (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2;
    const previous = weights;
    ahead = next.map((weight, index) => weight + ((momentum - 1) / grown) * (weight - (previous[index] ?? 0)));
    weights = next;
    momentum = grown;
  }
  return weights;
}

/** The weighted mean of the pool in one year. */
const mixedAt = (pool: readonly Scaled[], weights: readonly number[], part: 'before' | 'after', at: number): number =>
  sumOf(pool.map((one, index) => (weights[index] ?? 0) * (one[part][at] ?? 0)));

/** The nearest point of the simplex: Held, Wolfe and Crowder, Mathematical Programming 6 (1974) 62. */
function onSimplex(point: readonly number[]): readonly number[] {
  const falling = point.toSorted((one, other) => other - one);
  let [sum, shift] = [0, 0];
  falling.forEach((value, at) => {
    sum += value;
    const candidate = (sum - 1) / (at + 1);
    if (value - candidate > 0) shift = candidate;
  });
  return point.map((value) => Math.max(0, value - shift));
}

/** Squared misses after over squared misses before, as the paper ranks them. */
function departureOf(series: Scaled, pool: readonly Scaled[]): number {
  const weights = weightsFor(series, pool);
  const missed = (part: 'before' | 'after'): number =>
    meanOf(series[part].map((value, at) => (value - mixedAt(pool, weights, part, at)) ** 2));
  return missed('after') / Math.max(1e-9, missed('before'));
}
