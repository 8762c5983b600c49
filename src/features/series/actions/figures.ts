import type { z } from 'zod';
import {
  collection,
  defineAction,
  notFound,
  orNotFound,
  Problem,
  type Action,
} from '../../../platform/action/index.ts';
import { countryByAlpha3, parseCountry } from '../../../words/countries.ts';
import { ageGroup, breakdown, slug } from '../reading.ts';
import {
  catalogueInput,
  catalogueOutput,
  conflictsInput,
  conflictsOutput,
  valuesInput,
  valuesOutput,
  type SeriesValue,
  type SeriesValues,
} from '../schema.ts';
import { catalogue, coverage, findConflicts, findValues, releasesWith, type ValueQuery } from '../store.ts';

export const seriesCatalogue = defineAction({
  name: 'series.list',
  method: 'GET',
  path: '/api/series',
  summary: 'Published sources with their releases: what each covers, its terms and how to cite it',
  input: catalogueInput,
  output: catalogueOutput,
  permission: 'series.read',
  subject: collection('series'),
  purpose: 'reference',
  audit: 'listed published series',
  command: 'series list',
  run: ({ store, input }) => catalogue(store, input.source),
});

export const seriesValues = defineAction({
  name: 'series.values',
  method: 'GET',
  path: '/api/series/values',
  summary:
    'Figures of one indicator as published, every release labelled; years without a figure are listed as missing',
  input: valuesInput,
  output: valuesOutput,
  permission: 'series.read',
  subject: collection('series'),
  purpose: 'reference',
  audit: 'read published figures',
  auditDetail: (input) => ({ source: input.source, indicator: input.indicator }),
  command: 'series get',
  run: async ({ store, input }): Promise<SeriesValues> => {
    if (input.from !== undefined && input.to !== undefined && input.from > input.to) {
      throw new Problem('invalid-input', { fields: [{ field: 'to', message: 'is before `from`' }] });
    }
    const releases = await releasesWith(store, input.source, input.indicator, input.release);
    if (releases.length === 0) throw notFound();
    const query = queryOf(input);
    const found = await findValues(
      store,
      releases.map((release) => release.id),
      query,
    );
    const values = found.slice(0, input.limit);
    const missing = await Promise.all(
      releases.map(async ({ id, release }) =>
        missingYears(release, query, values, await coverage(store, id, input.indicator)),
      ),
    );
    return {
      source: input.source,
      indicator: input.indicator,
      from: input.from ?? null,
      to: input.to ?? null,
      releases,
      values,
      // A cut answer does not know what is missing.
      missing: found.length > input.limit ? [] : missing.flat(),
      truncated: found.length > input.limit,
    };
  },
});

function queryOf(input: z.output<typeof valuesInput>): ValueQuery {
  const dimension = input.dimension === undefined ? 'total' : input.dimension === '*' ? null : slug(input.dimension);
  const wholeOnly = dimension === 'total';
  const category =
    input.category === undefined
      ? wholeOnly
        ? 'total'
        : null
      : input.category === '*'
        ? null
        : breakdown(input.category);
  const part = (text: string | undefined, read: (text: string) => string): string | null =>
    text === undefined ? 'total' : text === '*' ? null : read(text);
  return {
    source: input.source,
    indicator: input.indicator,
    areas: (input.country ?? []).map((text) => countryByAlpha3(text)?.alpha3 ?? parseCountry(text) ?? text.trim()),
    from: input.from,
    to: input.to,
    release: input.release,
    dimension,
    category,
    sex: part(input.sex, (text) => breakdown(text).toLowerCase()),
    ageGroup: part(input.ageGroup, (text) => (/^(\d+-\d+|\d+\+)$/.test(text) ? text : ageGroup(text))),
    limit: input.limit,
  };
}

/** For each area asked for (else: each that has figures), the years of the span for which the release has none. */
function missingYears(
  release: string,
  query: ValueQuery,
  values: readonly SeriesValue[],
  covered: { from: number; to: number } | null,
): SeriesValues['missing'] {
  const from = query.from ?? covered?.from;
  const to = query.to ?? covered?.to;
  if (from === undefined || to === undefined || to < from) return [];
  const own = values.filter((value) => value.release === release);
  const areas = query.areas.length > 0 ? new Set(query.areas) : new Set(own.map((value) => value.area));
  return [...areas].flatMap((area) => {
    const present = new Set(own.filter((value) => value.area === area).map((value) => value.year));
    const years = Array.from({ length: to - from + 1 }, (_, offset) => from + offset).filter(
      (year) => !present.has(year),
    );
    return years.length > 0 ? [{ release, area, years }] : [];
  });
}

export const seriesConflicts = defineAction({
  name: 'series.conflicts',
  method: 'GET',
  path: '/api/series/conflicts',
  summary: 'Where one release gives several figures for the same thing',
  input: conflictsInput,
  output: conflictsOutput,
  permission: 'series.read',
  subject: collection('series'),
  purpose: 'reference',
  audit: 'read contradictions within a published release',
  auditDetail: (input) => ({ source: input.source, release: input.release }),
  command: 'series conflicts',
  run: async ({ store, input }) => orNotFound(await findConflicts(store, input.source, input.release, input.limit)),
});

export const figureActions: readonly Action[] = [seriesCatalogue, seriesValues, seriesConflicts];
