import { linkDrawer } from '../../engines/shared/index.ts';

/** Uncertainty of a yes or no in bits (Shannon). */
function entropy(probability: number): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -(probability * Math.log2(probability) + (1 - probability) * Math.log2(1 - probability));
}

/**
 * What deciding a pair is worth: the uncertainty it takes away, and the persons likely counted twice as long as nobody
 * decides.
 */
export const worthOf = (probability: number): number => entropy(probability) + probability;

export interface Share {
  readonly part: number;
  readonly whole: number;
  /** Null of nothing. */
  readonly share: number | null;
  /** Limits of the 95 % interval (Wilson 1927, JASA 22:209); 0 and 1 where nothing is known. */
  readonly low: number;
  readonly high: number;
}

const z95 = 1.959963984540054;

/** A share with its interval. */
export function shareOf(part: number, whole: number): Share {
  if (whole === 0) return { part, whole, share: null, low: 0, high: 1 };
  const share = part / whole;
  const spread = z95 ** 2 / whole;
  const centre = (share + spread / 2) / (1 + spread);
  const reach = (z95 / (1 + spread)) * Math.sqrt((share * (1 - share)) / whole + z95 ** 2 / (4 * whole ** 2));
  return { part, whole, share, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/** A pair that people decided, and what the program had said of it. */
export interface Labelled {
  readonly probability: number;
  readonly linked: boolean;
  readonly same: boolean;
}

const bounds = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1] as const;
/** Probabilities from which pairs might be linked, for precision and recall by threshold. */
const thresholds = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99] as const;
/** Fewer decisions say nothing of drift. */
const fewest = 30;
const latest = 200;
/** Beyond three standard errors chance is no explanation. */
const farOff = 3;

/** Precision, recall and calibration of the program by the pairs that people decided, the latest first. */
export function qualityOf(labelled: readonly Labelled[]) {
  const count = (test: (one: Labelled) => boolean): number => labelled.filter(test).length;
  const right = count(({ linked, same }) => linked && same);
  const bins = bounds.slice(0, -1).map((from, at) => {
    const to = bounds[at + 1] ?? 1;
    const inside = labelled.filter(({ probability }) => probability >= from && (probability < to || to === 1));
    return {
      from,
      to,
      said: inside.length === 0 ? null : inside.reduce((sum, { probability }) => sum + probability, 0) / inside.length,
      found: shareOf(inside.filter(({ same }) => same).length, inside.length),
    };
  });
  return {
    reviewed: labelled.length,
    precision: shareOf(
      right,
      count(({ linked }) => linked),
    ),
    recall: shareOf(
      right,
      count(({ same }) => same),
    ),
    bins,
    steps: thresholds.map((from) => {
      const linked = labelled.filter(({ probability }) => probability >= from);
      const same = linked.filter((one) => one.same).length;
      return {
        from,
        precision: shareOf(same, linked.length),
        recall: shareOf(
          same,
          count((one) => one.same),
        ),
      };
    }),
    drift: driftOf(labelled.slice(0, latest)),
  };
}

/**
 * Whether the latest decisions agree with the probabilities said of them: the standardised difference between the pairs
 * found the same and those expected to be (Spiegelhalter 1986, Statistics in Medicine 5:421).
 */
function driftOf(labelled: readonly Labelled[]) {
  const expected = labelled.reduce((sum, { probability }) => sum + probability, 0);
  const observed = labelled.filter(({ same }) => same).length;
  const variance = labelled.reduce((sum, { probability }) => sum + probability * (1 - probability), 0);
  // Each decision may itself err once in a hundred, so that near-certain pairs alone never make an alarm of one slip.
  const z = labelled.length === 0 ? 0 : (observed - expected) / Math.sqrt(variance + labelled.length * 0.01);
  return {
    decisions: labelled.length,
    expected,
    observed,
    z,
    warned: labelled.length >= fewest && Math.abs(z) > farOff,
  };
}

/** Persons by combination of lists, and the pairs between them that nobody decided. Bit i of a mask stands for list i. */
export interface Lists {
  readonly lists: readonly string[];
  /** The key is the sum of the persons' lasting random keys. */
  readonly counts: readonly (readonly [mask: number, persons: number, key: number])[];
  /** The masks of persons that are in an open pair. */
  readonly nodes: readonly number[];
  /** Their lasting random keys. */
  readonly keys: readonly number[];
  readonly edges: readonly (readonly [one: number, other: number, probability: number])[];
}

export const noLists: Lists = { lists: [], counts: [], nodes: [], keys: [], edges: [] };

export interface Drawn {
  /** By mask, persons in each draw. */
  readonly masks: ReadonlyMap<number, readonly number[]>;
  readonly totals: readonly number[];
}

/** Counts of persons by combination of lists when open pairs are drawn as one person or two: see `linkDrawer`. */
export function drawOverlap({ counts, nodes, edges }: Lists, draws: number, uniform: () => number): Drawn {
  const found = new Map<number, number[]>();
  const totals: number[] = [];
  const draw = linkDrawer(
    nodes.length,
    edges.map(([a, b, probability]) => ({ a, b, probability })),
  );
  for (let at = 0; at < draws; at += 1) {
    const now = new Map(counts.map(([which, persons]) => [which, persons]));
    const add = (which: number, by: number): void => void now.set(which, (now.get(which) ?? 0) + by);
    const joined = new Map<number, number>();
    for (const [node, person] of draw(uniform).entries()) {
      const mask = nodes[node] ?? 0;
      add(mask, -1);
      joined.set(person, (joined.get(person) ?? 0) | mask);
    }
    for (const mask of joined.values()) add(mask, 1);
    totals.push([...now.values()].reduce((sum, persons) => sum + persons, 0));
    for (const [which, persons] of now) {
      const values = found.get(which) ?? Array.from({ length: draws }, () => 0);
      found.set(which, values);
      values[at] = persons;
    }
  }
  return { masks: found, totals };
}

/** The middle 95 % of draws. */
export function middleOf(draws: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = draws.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}
