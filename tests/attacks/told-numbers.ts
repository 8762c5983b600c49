/**
 * What somebody can work out who puts many told numbers together: unknown counts of people tied to one another by sums, each told
 * number a little off. Every count by itself, the least squares of all, and the whole numbers that remain possible.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** Some counts, added and taken away, are a number to within so much. */
export interface Equation {
  readonly terms: readonly (readonly [name: string, factor: 1 | -1])[];
  readonly value: number;
  /** At most so much off. */
  readonly most: number;
  readonly variance: number;
}

export interface Known {
  readonly equations: readonly Equation[];
  /** The least that each count is known to be; of others 0. */
  readonly least: ReadonlyMap<string, number>;
  /** Counts that were withheld, or that nobody asks for: what is to be found out. */
  readonly targets: readonly string[];
}

interface Row {
  readonly places: readonly number[];
  readonly factors: readonly number[];
  readonly value: number;
  readonly most: number;
  readonly variance: number;
}

function rowsOf({ equations, targets }: Known): { names: string[]; rows: Row[] } {
  const places = new Map<string, number>();
  const placeOf = (name: string): number => {
    const known = places.get(name) ?? places.size;
    places.set(name, known);
    return known;
  };
  const rows = equations.map(({ terms, ...rest }) => ({
    ...rest,
    places: terms.map(([name]) => placeOf(name)),
    factors: terms.map(([, factor]) => factor),
  }));
  for (const name of targets) placeOf(name);
  return { names: [...places.keys()], rows };
}

/** What is likely of a count of which nothing is told. */
const unknown = { mean: 5, variance: 60 };

/** The most likely value of each count, were all errors independent and of normal shape. */
function likeliest(known: Known): ReadonlyMap<string, number> {
  const { names, rows } = rowsOf(known);
  const weights = Matrix.zeros(names.length, names.length);
  const right = Matrix.zeros(names.length, 1);
  const add = ({ places, factors, value, variance }: Omit<Row, 'most'>): void => {
    for (const [at, place] of places.entries()) {
      const factor = (factors[at] ?? 0) / variance;
      right.set(place, 0, right.get(place, 0) + factor * value);
      for (const [other, beside] of places.entries())
        weights.set(place, beside, weights.get(place, beside) + factor * (factors[other] ?? 0));
    }
  };
  for (const row of rows) add(row);
  const told = new Set(rows.filter(({ places }) => places.length === 1).flatMap(({ places }) => places));
  for (const place of names.keys())
    add({
      places: [place],
      factors: [1],
      value: told.has(place) ? 0 : unknown.mean,
      variance: told.has(place) ? 1e9 : unknown.variance,
    });
  const solved = new CholeskyDecomposition(weights).solve(right);
  return new Map(names.map((name, place) => [name, solved.get(place, 0)]));
}

/** From the least to the most that each count can be, all equations held against each other until nothing narrows. */
function possible(known: Known): ReadonlyMap<string, readonly [low: number, high: number]> {
  const { names, rows } = rowsOf(known);
  const low = names.map((name) => known.least.get(name) ?? 0);
  const high = names.map(() => Number.POSITIVE_INFINITY);
  const narrow = ({ places, factors, value, most }: Row): boolean => {
    const ends = places.map((place, at): readonly [number, number] =>
      factors[at] === 1 ? [low[place] ?? 0, high[place] ?? 0] : [-(high[place] ?? 0), -(low[place] ?? 0)],
    );
    const sum = (end: 0 | 1, but: number): number =>
      ends.reduce((all, one, at) => (at === but ? all : all + one[end]), 0);
    return places.reduce((moved, place, at) => {
      const [from, to] = [value - most - sum(1, at), value + most - sum(0, at)];
      const [least, greatest] = factors[at] === 1 ? [from, to] : [-to, -from];
      const before = [low[place], high[place]];
      low[place] = Math.max(low[place] ?? 0, Math.ceil(least - 1e-9));
      high[place] = Math.min(high[place] ?? 0, Math.floor(greatest + 1e-9));
      return moved || before[0] !== low[place] || before[1] !== high[place];
    }, false);
  };
  for (let round = 0; round < 100; round += 1) if (!rows.map(narrow).includes(true)) break;
  return new Map(names.map((name, place) => [name, [low[place] ?? 0, high[place] ?? 0]]));
}

export interface Success {
  readonly targets: number;
  /** Targets of which one whole number alone remains possible, and it is right. */
  readonly certain: number;
  /** Share of targets guessed right by what is likeliest of what is possible, knowing also how often small groups have each size. */
  readonly guessed: number;
  /** Share that naming the most frequent size every time gets right. */
  readonly blind: number;
}

/** How much of what was withheld comes out, measured against the truth. */
export function attack(known: Known, truth: ReadonlyMap<string, number>): Success {
  const small = known.targets.filter((name) => truth.has(name));
  const [values, ranges] = [likeliest(known), possible(known)];
  const sizes = new Map<number, number>();
  for (const name of small) sizes.set(truth.get(name) ?? 0, (sizes.get(truth.get(name) ?? 0) ?? 0) + 1);
  const fits = (name: string, size: number): boolean => {
    const [least, greatest] = ranges.get(name) ?? [0, Number.POSITIVE_INFINITY];
    return size >= least && size <= greatest;
  };
  const bestOf = (name: string, spread: number): number | undefined => {
    const chance = ([size, times]: readonly [number, number]): number =>
      Math.log(times) - ((values.get(name) ?? 0) - size) ** 2 / (2 * spread ** 2);
    const left = [...sizes].filter(([size]) => fits(name, size));
    return left.toSorted((one, other) => chance(other) - chance(one))[0]?.[0];
  };
  // As if the attacker knew how far off the guesses are: the best of several is taken.
  const rights = [0.3, 0.7, 1, 1.5, 2, 3, 5].map(
    (spread) => small.filter((name) => bestOf(name, spread) === truth.get(name)).length,
  );
  const certain = small.filter((name) => {
    const [least, greatest] = ranges.get(name) ?? [0, 1];
    return least === greatest && least === truth.get(name);
  });
  return {
    targets: small.length,
    certain: certain.length,
    guessed: Math.max(...rights) / small.length,
    blind: Math.max(...sizes.values()) / small.length,
  };
}
