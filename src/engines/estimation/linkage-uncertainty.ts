import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Uniform } from './bootstrap.ts';
import { observedOf, type CaptureTable } from './capture-table.ts';
import { fitByRule, type Rule } from './estimate.ts';
import { rememberExistence, type ExistenceMemory } from './existence.ts';
import { normalQuantile } from '../shared/normal.ts';

/** Records, or persons as far as they are joined, and how likely two of them are one person. */
export interface UncertainLinks {
  readonly lists: readonly string[];
  /** People in no link, by history as a capture table counts them. */
  readonly certain: readonly number[];
  /** For each record in a link, the lists (bits) that hold it. */
  readonly held: readonly number[];
  readonly links: readonly {
    readonly a: number;
    readonly b: number;
    /** That a and b are one person, 0 to 1. */
    readonly probability: number;
  }[];
}

export interface Pooled {
  readonly estimate: number;
  readonly ci95: readonly [number, number];
  readonly ci80: readonly [number, number];
  /** Share of the variance that the uncertain links bring, 0 to 1. */
  readonly shareOfLinkage: number;
  /** People seen in the draw with the fewest and in the draw with the most. */
  readonly observed: readonly [number, number];
  readonly draws: number;
  /** Draws whose table had no estimate; they are left out. */
  readonly failed: number;
}

/** A link at or above this is taken as certain by whoever ignores uncertainty. */
const mostLikely = 0.5;

/** The capture table when every link more likely than not is taken as true and every other as false. */
export function tableOfLikelyLinks(uncertain: UncertainLinks): CaptureTable {
  return tableOfLinks(
    uncertain,
    uncertain.links.filter(({ probability }) => probability >= mostLikely),
  );
}

export interface LinkDraws {
  readonly uncertain: UncertainLinks;
  /** How the model is chosen, anew for each draw. */
  readonly rule: Rule;
  readonly draws: number;
  readonly seed: number;
}

/** The fit of one draw of links; null where its table has none. */
export type DrawnFit = {
  readonly observed: number;
  readonly intercept: number;
  readonly standardError: number;
} | null;

/** Draws link sets from their probabilities and fits the table of each. Plain data, so that another thread can do it. */
export function fitDrawnLinks({ uncertain, rule, draws, seed }: LinkDraws): DrawnFit[] {
  const uniform = uniformOf(seed);
  const known = rememberExistence();
  return Array.from({ length: draws }, () => {
    const links = uncertain.links.filter(({ probability }) => uniform() < probability);
    return drawnFit(tableOfLinks(uncertain, links), rule, known);
  });
}

/** Tables drawn in another way, such as those that may stand behind numbers with noise. */
export interface DrawnTables {
  readonly tables: readonly CaptureTable[];
  readonly rule: Rule;
}

/** Fits each, the model chosen anew. Plain data, so that another thread can do it. */
export function fitDrawnTables({ tables, rule }: DrawnTables): DrawnFit[] {
  const known = rememberExistence();
  return tables.map((table) => drawnFit(table, rule, known));
}

function drawnFit(table: CaptureTable, rule: Rule, known: ExistenceMemory): DrawnFit {
  const fit = fitByRule(table, rule, known);
  return fit && { observed: observedOf(table), intercept: fit.intercept, standardError: fit.standardError };
}

/** The draws as shares of the work that threads take on; the shares are the same however many threads there are. */
export const sharesOf = (asked: LinkDraws): LinkDraws[] =>
  Array.from({ length: Math.ceil(asked.draws / drawsPerShare) }, (_, share) => ({
    ...asked,
    draws: Math.min(drawsPerShare, asked.draws - share * drawsPerShare),
    seed: asked.seed + (share + 1) * seedStep,
  }));

const drawsPerShare = 25;
/** Far from the seeds people choose, so that draws of links and draws of people do not run together. */
const seedStep = 1_000_003;

/**
 * Carries the uncertainty of record linkage into the number of people: the fits of drawn link sets are pooled on the
 * logarithm of the unseen (multiple imputation, Rubin 1987, section 3.1). It holds as far as the match probabilities do. Null
 * when fewer than two draws can be fitted.
 */
export function poolDraws(drawn: readonly DrawnFit[]): Pooled | null {
  const fits = drawn.filter((one) => one !== null);
  if (fits.length < 2) return null;
  const counts = fits.map(({ observed }) => observed);
  const observed = mean(counts);
  const centre = mean(fits.map(({ intercept }) => intercept));
  const within = mean(fits.map(({ standardError }) => standardError ** 2));
  const between = fits.reduce((sum, { intercept }) => sum + (intercept - centre) ** 2, 0) / (fits.length - 1);
  const ofLinks = (1 + 1 / fits.length) * between;
  const spread = Math.sqrt(within + ofLinks);
  const limits = (confidence: number): readonly [number, number] => {
    const reach = normalQuantile((1 + confidence) / 2) * spread;
    return [observed + Math.exp(centre - reach), observed + Math.exp(centre + reach)];
  };
  return {
    estimate: observed + Math.exp(centre),
    ci95: limits(0.95),
    ci80: limits(0.8),
    shareOfLinkage: ofLinks / (within + ofLinks),
    observed: [Math.min(...counts), Math.max(...counts)],
    draws: fits.length,
    failed: drawn.length - fits.length,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The first draws of a generator seeded with a small number are far from random. */
const warmUp = 64;

function uniformOf(seed: number): Uniform {
  const generator = xoroshiro128plus(seed);
  for (let skipped = 0; skipped < warmUp; skipped += 1) generator.next();
  return () => uniformFloat64(generator);
}

/** What is linked with what is linked is one person; who is on a list twice counts once there. */
function tableOfLinks(
  { lists, certain, held }: UncertainLinks,
  links: readonly { readonly a: number; readonly b: number }[],
): CaptureTable {
  const root = held.map((_, record) => record);
  const find = (record: number): number => {
    let at = record;
    while (root[at] !== at) {
      root[at] = root[root[at] ?? at] ?? at;
      at = root[at] ?? at;
    }
    return at;
  };
  for (const { a, b } of links) root[find(a)] = find(b);
  const histories = held.map(() => 0);
  for (const [record, on] of held.entries()) {
    const person = find(record);
    histories[person] = (histories[person] ?? 0) | on;
  }
  const counts = Array.from({ length: 2 ** lists.length }, (_, history) => certain[history] ?? 0);
  for (const history of histories) if (history !== 0) counts[history] = (counts[history] ?? 0) + 1;
  return { lists, counts };
}
