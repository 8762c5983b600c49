import { sql } from 'kysely';
import type { Batch, Target } from './contract.ts';
import type { Store } from '../../platform/store/index.ts';
import { figureKey, figureText, type FigureDraft, type IncidentDraft, type SeriesDraft } from './draft.ts';
import { sumIncidents } from './incidents.ts';
import { sources, undescribed } from './sources.ts';
import { countryByAlpha3 } from '../../words/countries.ts';

/** Where published figures go. Figures that are already there under the same release stay as they are. */
export const seriesTarget: Target = {
  kind: 'series',
  applyBatch: async (store, batch) => {
    const releases = await openReleases(store, batch);
    const figures = await writeFigures(store, batch, releases);
    const incidents = await writeIncidents(store, batch, releases);
    return { figures: figures.written + incidents.written, unchanged: figures.unchanged + incidents.unchanged };
  },
  obstacles: async () => [],
  undoBatch: undoFigures,
};

const releaseKey = ({ source, release }: Pick<SeriesDraft, 'source' | 'release'>): string => `${source} ${release}`;

interface Numbered<D extends SeriesDraft> {
  readonly row: number;
  readonly draft: D;
}

const draftsOf = <D extends SeriesDraft>(batch: Batch, kind: D['kind']): Numbered<D>[] =>
  batch.rows.flatMap(({ row, drafts }) =>
    drafts.filter((draft): draft is D => draft.kind === kind).map((draft) => ({ row, draft })),
  );

/** The ids of the releases the batch speaks of, made when they are new. */
async function openReleases(store: Store, batch: Batch): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<string, SeriesDraft>();
  for (const { drafts } of batch.rows)
    for (const draft of drafts) if (!wanted.has(releaseKey(draft))) wanted.set(releaseKey(draft), draft);
  const ids = new Map<string, string>();
  for (const [key, draft] of wanted) {
    const about =
      (draft.kind === 'figure' ? draft.about : undefined) ?? sources[draft.source] ?? undescribed(draft.source);
    await sql`insert into series_release (source, release, title, publisher, licence, url, citation, import_id)
      values (${draft.source}, ${draft.release}, ${about.title}, ${about.publisher}, ${about.licence}, ${about.url},
        ${about.citation.replace('{release}', draft.release)}, ${batch.importId})
      on conflict (source, release) do nothing`.execute(store);
    const { rows } = await sql<{
      id: string;
    }>`select id from series_release where source = ${draft.source} and release = ${draft.release}`.execute(store);
    if (rows[0]) ids.set(key, rows[0].id);
  }
  return ids;
}

interface Written {
  readonly written: number;
  readonly unchanged: number;
}

async function writeFigures(store: Store, batch: Batch, releases: ReadonlyMap<string, string>): Promise<Written> {
  const found = draftsOf<FigureDraft>(batch, 'figure');
  if (found.length === 0) return { written: 0, unchanged: 0 };
  // One statement may not touch a row twice: of a row the file repeats, the latest says how often it came.
  const distinct = new Map<string, Numbered<FigureDraft>>();
  for (const item of found) {
    const key = `${figureKey(item.draft)} ${figureText(item.draft)}`;
    distinct.set(key, { draft: item.draft, row: distinct.get(key)?.row ?? item.row });
  }
  const rows = [...distinct.values()];
  const texts = (cell: (draft: FigureDraft, row: number) => string | number | null | undefined): (string | null)[] =>
    rows.map(({ draft, row }) => textOrNull(cell(draft, row)));
  // Columns as arrays: several times faster to take apart than a document of rows.
  const { rows: results } = await sql<{
    isNew: boolean;
  }>`insert into series_figure (release_id, indicator, area, area_name, year,
      dimension, category, sex, age_group, unit, value, censored_below, code, dated, figure, printed, times, import_id, row_number)
    select f.release_id, f.indicator, f.area, f.area_name, f.year, f.dimension, f.category, f.sex, f.age_group, f.unit, f.value,
      f.censored_below, f.code, f.dated, f.figure, f.printed, f.times, ${batch.importId}::uuid, f.row_number
    from unnest(
      ${texts((draft) => releases.get(releaseKey(draft)))}::uuid[], ${texts((draft) => draft.indicator)}::text[],
      ${texts((draft) => draft.area)}::text[], ${texts(nameOf)}::text[], ${texts((draft) => draft.year)}::integer[],
      ${texts((draft) => draft.dimension)}::text[], ${texts((draft) => draft.category)}::text[],
      ${texts((draft) => draft.sex)}::text[], ${texts((draft) => draft.ageGroup)}::text[], ${texts((draft) => draft.unit)}::text[],
      ${texts((draft) => draft.value)}::numeric[], ${texts((draft) => draft.censoredBelow)}::numeric[],
      ${texts((draft) => draft.code)}::text[], ${texts((draft) => draft.dated)}::date[], ${texts(figureText)}::text[],
      ${texts((draft) => draft.printed)}::text[], ${texts((draft) => draft.times)}::integer[], ${texts((_, row) => row)}::integer[]
    ) as f (release_id, indicator, area, area_name, year, dimension, category, sex, age_group, unit, value, censored_below, code,
      dated, figure, printed, times, row_number)
    on conflict (release_id, indicator, area, year, dimension, category, sex, age_group, unit, figure)
      do update set times = excluded.times where excluded.times > series_figure.times
    returning (xmax = 0) as is_new`.execute(store);
  const written = results.filter((row) => row.isNew).length;
  return { written, unchanged: found.length - written };
}

const textOrNull = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
const nameOf = ({ area, areaName }: FigureDraft): string => areaName || (countryByAlpha3(area)?.label ?? '');

async function writeIncidents(store: Store, batch: Batch, releases: ReadonlyMap<string, string>): Promise<Written> {
  const found = draftsOf<IncidentDraft>(batch, 'incident');
  if (found.length === 0) return { written: 0, unchanged: 0 };
  const rows = found.map(({ row, draft }) => ({
    ...draft,
    release_id: releases.get(releaseKey(draft)),
    row_number: row,
  }));
  const { rows: results } = await sql<{ incident: string }>`insert into series_incident
      (release_id, incident, year, region, route, dead, missing, total, import_id, row_number)
    select release_id, incident, year, region, route, dead, missing, total, ${batch.importId}::uuid, row_number
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (release_id uuid, incident text, year integer, region text,
      route text, dead numeric, missing numeric, total numeric, row_number integer)
    on conflict do nothing returning incident`.execute(store);
  const touched = new Set(found.map(({ draft }) => releases.get(releaseKey(draft)) ?? ''));
  if (results.length > 0) for (const releaseId of touched) await sumIncidents(store, releaseId);
  return { written: results.length, unchanged: found.length - results.length };
}

/** Takes away figures, then incidents with the sums over them, and in the end releases that hold nothing any more. */
async function undoFigures(store: Store, importId: string, limit: number): Promise<number> {
  const { rows: incidents } = await sql<{
    releaseId: string;
  }>`delete from series_incident where (release_id, incident) in
    (select release_id, incident from series_incident where import_id = ${importId} limit ${limit}) returning release_id`.execute(
    store,
  );
  if (incidents.length > 0) {
    for (const releaseId of new Set(incidents.map((row) => row.releaseId))) await sumIncidents(store, releaseId);
    return incidents.length;
  }
  const { rows } = await sql<{ year: number }>`delete from series_figure where ctid in
    (select ctid from series_figure where import_id = ${importId} limit ${limit}) returning year`.execute(store);
  if (rows.length > 0) return rows.length;
  await sql`delete from series_release r where not exists (select 1 from series_figure f where f.release_id = r.id)
    and not exists (select 1 from series_incident i where i.release_id = r.id)
    and (import_id = ${importId} or import_id is null)`.execute(store);
  return 0;
}
