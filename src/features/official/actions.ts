import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '../../platform/access/actor.ts';
import { collection, defineAction, orNotFound, Problem, type Action } from '../../platform/action/index.ts';
import { opensRecords, smallestShown } from '../statistics/index.ts';
import { countryName } from '../../words/countries.ts';
import { recordsBehind } from './counting.ts';
import { fileOf, type Written } from './files.ts';
import { signable } from './ledger.ts';
import { countingOf, liveFigures } from './live.ts';
import { unitOf } from './rules.ts';
import {
  cellKey,
  fileFormats,
  figuresInput,
  liveOutput,
  populationInput,
  recordsOutput,
  releaseOutput,
  releaseShown,
  signInput,
  type OfficialContent,
  type ReleaseShown,
} from './schema.ts';
import { findRelease, listReleases, ownAgency } from './store.ts';

const officialId = z.object({ officialId: z.uuid() });
const written = z.object({ id: z.uuid() });

export const officialFigures = defineAction({
  name: 'official.figures',
  method: 'GET',
  path: '/api/official',
  summary:
    'Official statistics as they stand now, in the tables of UNODC and SDG 16.2.2; figures are null while small counts are being withheld',
  input: figuresInput,
  output: liveOutput,
  permission: 'statistics.read',
  dataClass: 'statistical',
  subject: collection('official'),
  purpose: 'statistics',
  audit: 'read official statistics',
  auditDetail: ({ open }, { country, cutOff }) => ({ country, cutOff, open }),
  command: 'official',
  run: async ({ store, actor, input, now }) => {
    if (input.open && !opensRecords(actor)) throw new Problem('not-permitted', { permission: 'statistics.internal' });
    const telling = input.open ? 'open' : opensRecords(actor) ? 'withheld' : 'noise';
    return liveFigures(store, actor, await countingOf(store, actor, input, now), telling);
  },
});

export const officialRecords = defineAction({
  name: 'official.records',
  method: 'GET',
  path: '/api/official/records',
  summary: 'The persons or cases behind one figure, in the reader’s reach',
  input: figuresInput.omit({ from: true, to: true, open: true }).extend(cellKey.shape),
  output: recordsOutput,
  permission: 'case.read',
  dataClass: 'statistical',
  subject: collection('official'),
  purpose: 'statistics',
  audit: 'opened the records behind an official figure',
  auditHits: ({ rows }) => rows.flatMap((row) => row.records.map(({ caseId }) => caseId)),
  run: async ({ store, actor, input, now }) => {
    const counting = await countingOf(store, actor, { ...input, from: input.year, to: input.year }, now);
    return { unit: unitOf(input.table), ...(await recordsBehind(store, counting, input)) };
  },
});

export const signOfficial = defineAction({
  name: 'official.sign',
  method: 'POST',
  path: '/api/official/releases',
  summary: 'Sign the figures as a release: they are kept as told, small counts withheld, and never change',
  input: signInput,
  output: releaseShown,
  permission: 'statistics.internal',
  subject: collection('official-release'),
  purpose: 'statistics',
  audit: 'signed official statistics',
  auditHits: ({ id }) => [id],
  run: async ({ store, services, actor, input, now, newId }) => {
    // What is withheld besides tells where somebody came since the last signing: who signs sees small counts anyway.
    if (!may(actor, 'statistics.sign')) throw new Problem('not-permitted', { permission: 'statistics.sign' });
    // No draft of a release is opened while these are held against what is out.
    await sql`lock table release in share row exclusive mode`.execute(store);
    const counting = await countingOf(store, actor, input, now);
    const live = await liveFigures(store, actor, counting, 'withheld');
    const { previous: _previous, figures: told, noise: _noise, ...rest } = live;
    const figures = told && { figures: told, threshold: rest.threshold ?? (await smallestShown(store)) };
    const safe = figures && (await signable(store, services.database, actor, counting, figures));
    if (safe === null)
      throw new Problem('not-allowed-now', {
        reason: 'Small counts are still being withheld. Sign again in a moment.',
      });
    if (safe.exposed > 0)
      throw new Problem('rule-broken', {
        rule: 'differencing',
        reason: 'Beside figures that are out already, these would tell of a few people. Nothing was signed.',
        groups: safe.exposed,
      });
    const content: OfficialContent = { ...rest, figures: [...safe.figures] };
    const { rows } = await sql<{ name: string }>`select name from app_user where id = ${actor.userId}`.execute(store);
    const agency = await ownAgency(store, actor.agencyId);
    const id = newId();
    const national = actor.scope === 'all';
    const signer = [rows[0]?.name, agency?.name].filter(Boolean).join(', ');
    await sql`insert into official_release (id, agency_id, country, year_from, year_to, cut_off, confirmed_only, title, note, content, signed_at, signer)
      values (${id}, ${national ? null : actor.agencyId}, ${counting.country}, ${counting.from}, ${counting.to}, ${counting.cutOff},
        ${counting.confirmedOnly}, ${input.title}, ${input.note}, ${JSON.stringify(content)}::jsonb, ${now.toISOString()}, ${signer})`.execute(
      store,
    );
    const { content: _content, ...shown } = orNotFound(await findRelease(store, id));
    return shown;
  },
});

export const officialReleases = defineAction({
  name: 'official.releases',
  method: 'GET',
  path: '/api/official/releases',
  summary: 'Signed releases of official statistics, the newest first',
  input: z.object({}),
  output: z.object({ releases: z.array(releaseShown) }),
  permission: 'statistics.read',
  subject: collection('official-release'),
  purpose: 'statistics',
  audit: 'listed signed statistics',
  command: 'official releases',
  run: async ({ store }) => ({ releases: await listReleases(store) }),
});

export const officialRelease = defineAction({
  name: 'official.release',
  method: 'GET',
  path: '/api/official/releases/:officialId',
  summary: 'One signed release, as it was signed',
  input: officialId,
  output: releaseOutput,
  permission: 'statistics.read',
  subject: async ({ store, input }) => {
    const row = await findRelease(store, input.officialId);
    return row && { kind: 'official-release', id: row.id, row };
  },
  purpose: 'statistics',
  audit: 'read signed statistics',
  run: async ({ subject }) => subject.row,
});

export const officialFile = defineAction({
  name: 'official.file',
  method: 'GET',
  path: '/api/official/releases/:officialId/file',
  summary:
    'A signed release as the questionnaire’s workbook, CSV, SDMX-style CSV, or in the columns of UNODC’s data file',
  input: officialId.extend({ format: z.enum(fileFormats) }),
  output: z.null(),
  permission: 'statistics.read',
  subject: async ({ store, input }) => {
    const row = await findRelease(store, input.officialId);
    return row && { kind: 'official-release', id: row.id, row };
  },
  purpose: 'statistics',
  audit: 'took signed statistics as a file',
  reply: 'file',
  run: async ({ subject: { row }, input }) => fileOf(writtenOf(row, row.content), input.format),
});

function writtenOf(row: ReleaseShown, content: OfficialContent): Written {
  const facts: (readonly [string, string])[] = [
    ['Release', row.title],
    ['Country', countryName(row.country, 'en')],
    ['Years', `${row.yearFrom}-${row.yearTo}`],
    ['Entered up to', row.cutOff],
    ['Victims', row.confirmedOnly ? 'confirmed only' : 'confirmed and presumed'],
    ['Records of', row.national ? 'every agency of the country' : 'one agency'],
    ['Counts withheld below', String(content.threshold ?? '')],
    ['Signed', row.signedAt],
    ['Signed by', row.signer],
    ['Suspects without a dated step (in no year)', content.undated === null ? 'withheld' : String(content.undated)],
    ...(row.note === null ? [] : [['Note', row.note] as const]),
  ];
  return { content, facts, name: `official-${row.country}-${row.yearFrom}-${row.yearTo}-${row.cutOff}`, signed: true };
}

export const stateComplete = defineAction({
  name: 'official.complete',
  method: 'POST',
  path: '/api/official/statements',
  summary: 'State that the own agency’s records are complete up to a day',
  input: z.object({ completeTo: z.iso.date() }),
  output: written,
  permission: 'statistics.report',
  subject: collection('completeness-statement'),
  purpose: 'statistics',
  audit: 'stated that records are complete',
  auditDetail: ({ completeTo }) => ({ completeTo }),
  command: 'official complete',
  run: async ({ store, actor, input, now, newId }) => {
    if (input.completeTo > now.toISOString().slice(0, 10))
      throw new Problem('invalid-input', { fields: [{ field: 'completeTo', message: 'lies in the future' }] });
    const id = newId();
    await sql`insert into completeness_statement (id, agency_id, complete_to) values (${id}, ${actor.agencyId}, ${input.completeTo})`.execute(
      store,
    );
    return { id };
  },
});

export const enterPopulation = defineAction({
  name: 'official.population',
  method: 'POST',
  path: '/api/official/population',
  summary: 'Enter the resident population of a year with its source; it then stands before the shipped figure',
  input: populationInput,
  output: written,
  permission: 'statistics.sign',
  subject: collection('population-figure'),
  purpose: 'statistics',
  audit: 'entered a population figure',
  auditDetail: ({ country, year, people }) => ({ country, year, people }),
  run: async ({ store, input: { country, year, people, source }, newId }) => {
    const id = newId();
    await sql`insert into population_figure (id, country, year, people, source) values (${id}, ${country}, ${year}, ${people}, ${source})`.execute(
      store,
    );
    return { id };
  },
});

export const officialActions: readonly Action[] = [
  officialFigures,
  officialRecords,
  signOfficial,
  officialReleases,
  officialRelease,
  officialFile,
  stateComplete,
  enterPopulation,
];
