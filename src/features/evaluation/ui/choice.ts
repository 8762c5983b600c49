import type { YearSpan } from '../rules/engine.ts';
import { examples } from '../rules/examples.ts';

/** Where the figures come from. Own figures stay in the page: an address is kept and handed on. */
export const origins = ['victims', 'cases', 'stored', 'records', 'own'] as const;
export type Origin = (typeof origins)[number];

export type Choice = { of: Origin; before: YearSpan | null; after: YearSpan | null };

/** The choice of an address; an example brings its own spans. */
export function readChoice(search: URLSearchParams): Choice {
  const of = origins.find((known) => known === search.get('of')) ?? 'victims';
  const example = examples.find(({ id }) => id === of);
  return {
    of,
    before: readSpan(search.get('before')) ?? example?.before ?? null,
    after: readSpan(search.get('after')) ?? example?.after ?? null,
  };
}

/** An address with other spans or another origin; another origin begins anew. */
export function writeChoice(before: URLSearchParams, { of, ...spans }: Choice): URLSearchParams {
  const next = new URLSearchParams(before.get('of') === of || (of === 'victims' && !before.has('of')) ? before : {});
  next.set('of', of);
  for (const name of ['before', 'after'] as const) {
    const span = spans[name];
    if (span === null) next.delete(name);
    else next.set(name, `${span.from}-${span.to}`);
  }
  return next;
}

function readSpan(text: string | null): YearSpan | null {
  const match = /^(\d{4})-(\d{4})$/.exec(text ?? '');
  const span = { from: Number(match?.[1]), to: Number(match?.[2]) };
  return match && span.from <= span.to ? span : null;
}

/** Two halves of the years there are, for a series nobody has chosen spans for. */
export function halvesOf(years: readonly number[]): { before: YearSpan; after: YearSpan } | null {
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (years.length < 2) return null;
  const middle = Math.floor((first + last) / 2);
  return { before: { from: first, to: middle }, after: { from: middle + 1, to: last } };
}
