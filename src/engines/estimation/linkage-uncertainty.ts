import { tableOfPersons, type CaptureTable } from './capture-table.ts';
import type { Uniform } from './bootstrap.ts';
import type { Fit } from './log-linear.ts';
import { normalQuantile } from '../shared/normal.ts';

/** Records of several lists and how likely two of them are one person. */
export interface UncertainLinks {
  readonly lists: readonly string[];
  /** The list (by index) of each record. */
  readonly listOf: readonly number[];
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
  readonly draws: number;
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

/**
 * Carries the uncertainty of record linkage into the number of people: link sets are drawn from their probabilities, each
 * gives a capture table and a fit, and the fits are pooled on the logarithm of the unseen (multiple imputation, Rubin 1987,
 * section 3.1). Null when fewer than two draws can be fitted.
 */
export function poolOverLinks(
  uncertain: UncertainLinks,
  fit: (table: CaptureTable) => Fit | null,
  draws: number,
  uniform: Uniform,
): Pooled | null {
  const fits = Array.from({ length: draws }, () => {
    const links = uncertain.links.filter(({ probability }) => uniform() < probability);
    return fit(tableOfLinks(uncertain, links));
  }).filter((one) => one !== null);
  if (fits.length < 2) return null;
  const observed = mean(fits.map(({ estimate, intercept }) => estimate - Math.exp(intercept)));
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
    draws: fits.length,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function tableOfLinks(
  { lists, listOf }: UncertainLinks,
  links: readonly { readonly a: number; readonly b: number }[],
): CaptureTable {
  const root = listOf.map((_, record) => record);
  const find = (record: number): number => {
    let at = record;
    while (root[at] !== at) {
      root[at] = root[root[at] ?? at] ?? at;
      at = root[at] ?? at;
    }
    return at;
  };
  for (const { a, b } of links) root[find(a)] = find(b);
  const persons = new Map<number, string[]>();
  for (const [record, list] of listOf.entries()) {
    const person = find(record);
    persons.set(person, [...(persons.get(person) ?? []), lists[list] ?? '']);
  }
  return tableOfPersons(lists, persons.values());
}
