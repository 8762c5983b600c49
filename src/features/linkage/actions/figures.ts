import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '../../../platform/access/actor.ts';
import { collection, defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import { smallestShown } from '../../statistics/index.ts';
import { overlapOf } from '../overlap.ts';
import { cellKeyNoise } from '../../../engines/disclosure/index.ts';
import { noLists, qualityOf } from '../rules.ts';
import { overlapInput, overlapView, qualityView } from '../schema.ts';
import { agreementsOf, labelledPairs, personLists } from '../store.ts';

const mostLabelled = 20_000;

export const overlap = defineAction({
  name: 'linkage.overlap',
  method: 'GET',
  path: '/api/linkage/overlap',
  summary: 'How many victims each agency and each combination of agencies knows, counted once, small counts withheld',
  input: overlapInput,
  output: overlapView,
  permission: 'statistics.read',
  dataClass: 'statistical',
  subject: collection('linkage-overlap'),
  purpose: 'statistics',
  audit: 'read how agencies overlap',
  auditDetail: ({ agreementId, internal }) => ({ agreement: agreementId ?? null, internal }),
  limits: { perMinute: 60 },
  command: 'linkage overlap',
  run: async ({ store, actor, input }) => {
    if (input.internal && !may(actor, 'statistics.internal'))
      throw new Problem('not-permitted', { permission: 'statistics.internal' });
    const agreementId = input.agreementId ?? null;
    if (agreementId !== null && (await agreementsOf(store, agreementId))[0]?.state !== 'holds')
      throw new Problem('not-found');
    // Who reaches a part of an agency cannot count its persons.
    const counts = actor.scope === 'all' || actor.scope === 'agency';
    const least = await smallestShown(store);
    // Of other agencies' people too, so that a right to records of one's own does not do.
    const noise = !may(actor, 'statistics.internal');
    const asked = { agreementId, agencyIds: input.agencyIds, step: noise ? least : null };
    const lists = counts ? await personLists(store, asked) : noLists;
    const threshold = input.internal ? null : least;
    const found = await overlapOf(lists, { threshold, noise });
    const { rows: agencies } = await sql<{ id: string; name: string }>`select id, name from agency
      where id = any(${[...lists.lists]}::uuid[])`.execute(store);
    const named = lists.lists.map((agencyId, at) => ({
      agencyId,
      name: agencies.find(({ id }) => id === agencyId)?.name ?? '',
      ...(found.lists[at] ?? { persons: null, withheld: true, interval: null }),
    }));
    // They come by size, which with noise is not to be seen.
    const places = [...named.keys()];
    if (noise) places.sort((one, other) => ((named[one]?.name ?? '') < (named[other]?.name ?? '') ? -1 : 1));
    return {
      lists: places.flatMap((place) => named[place] ?? []),
      cells: found.cells.map((cell) => ({ ...cell, on: places.map((place) => cell.on[place] ?? false) })),
      persons: found.all.persons,
      interval: found.all.interval,
      openPairs: found.openPairs,
      draws: found.draws,
      threshold,
      noise: noise ? cellKeyNoise.most : null,
    };
  },
});

export const quality = defineAction({
  name: 'linkage.quality',
  method: 'GET',
  path: '/api/linkage/quality',
  summary: 'How often the program agrees with what people decided: precision, recall, calibration and drift',
  input: z.object({}),
  output: qualityView,
  permission: 'person.join',
  dataClass: 'identity',
  subject: collection('linkage-quality'),
  purpose: 'case-work',
  audit: 'read how well records are linked',
  command: 'linkage quality',
  run: async ({ store }) => qualityOf(await labelledPairs(store, mostLabelled)),
});

export const figureActions: readonly Action[] = [overlap, quality];
