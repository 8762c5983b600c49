import { z } from 'zod';
import { collection, defineAction, notFound, Problem, type Action } from '../../../platform/action/index.ts';
import { countryByAlpha3, parseCountry } from '../../../words/countries.ts';
import { FILL_JOB } from '../fill-job.ts';
import { changesBetween, coverageOf, releaseOf } from '../library-store.ts';
import {
  changesInput,
  changesOutput,
  coverageInput,
  coverageOutput,
  type Coverage,
  type ReleaseChanges,
} from '../schema.ts';

export const seriesCoverage = defineAction({
  name: 'series.coverage',
  method: 'GET',
  path: '/api/series/coverage',
  summary: 'For which countries and years a release has figures of an indicator',
  input: coverageInput,
  output: coverageOutput,
  permission: 'series.read',
  subject: collection('series'),
  purpose: 'reference',
  audit: 'read the coverage of a published release',
  auditDetail: ({ source, release, indicator }) => ({ source, release, indicator }),
  command: 'series coverage',
  run: async ({ store, input }): Promise<Coverage> => {
    const release = await releaseOf(store, input.source, input.release);
    if (release === null) throw notFound();
    const { id, ...about } = release;
    const covered = await coverageOf(store, id, input.indicator);
    if (covered.areas.length === 0) throw notFound();
    return { about, ...covered };
  },
});

export const seriesChanges = defineAction({
  name: 'series.changes',
  method: 'GET',
  path: '/api/series/changes',
  summary: 'What changed between two releases of a source: figures added, removed, and given differently',
  input: changesInput,
  output: changesOutput,
  permission: 'series.read',
  subject: collection('series'),
  purpose: 'reference',
  audit: 'compared two published releases',
  auditDetail: ({ source, from, to }) => ({ source, from, to }),
  command: 'series changes',
  run: async ({ store, input }): Promise<ReleaseChanges> => {
    if (input.from === input.to)
      throw new Problem('invalid-input', { fields: [{ field: 'to', message: 'is the same release as `from`' }] });
    const from = await releaseOf(store, input.source, input.from);
    const to = await releaseOf(store, input.source, input.to);
    if (from === null || to === null) throw notFound();
    const { country } = input;
    const area =
      country === undefined ? undefined : (countryByAlpha3(country)?.alpha3 ?? parseCountry(country) ?? country);
    const query = { from: from.id, to: to.id, indicator: input.indicator, area, kind: input.kind, limit: input.limit };
    const { rows, ...counts } = await changesBetween(store, query);
    const { id: _from, ...fromAbout } = from;
    const { id: _to, ...toAbout } = to;
    return {
      from: fromAbout,
      to: toAbout,
      ...counts,
      rows: rows.slice(0, input.limit),
      truncated: rows.length > input.limit,
    };
  },
});

export const fillLibrary = defineAction({
  name: 'series.fill',
  method: 'POST',
  path: '/api/series/fill',
  summary: 'Bring in the published tables that Palermo ships, in the background; what is in already stays as it is',
  input: z.object({}),
  output: z.object({ jobId: z.uuid() }),
  permission: 'series.manage',
  subject: collection('series'),
  purpose: 'reference',
  audit: 'brought in the published tables that are shipped',
  command: 'series fill',
  run: async ({ store, services, actor, newId }) => {
    const jobId = newId();
    await services.jobs.enqueue(store, actor, FILL_JOB, jobId, {});
    return { jobId };
  },
});

export const libraryActions: readonly Action[] = [seriesCoverage, seriesChanges, fillLibrary];
