import { sql, type RawBuilder } from 'kysely';
import { countries } from '../../words/countries.ts';
import type { Store } from '../../platform/store/index.ts';
import type { Catalogue, Conflicts, SeriesValue } from './schema.ts';

type Release = Catalogue['sources'][number]['releases'][number];
export type ReleaseAbout = Pick<Release, 'release' | 'title' | 'publisher' | 'licence' | 'url' | 'citation'> & {
  readonly id: string;
};

/** The columns that make one thing measured, beside its release. */
const keyColumns = sql`indicator, area, year, dimension, category, sex, age_group, unit`;

/** What releases there are of a source (of all), and what each holds. */
export async function catalogue(store: Store, source: string | undefined): Promise<Catalogue> {
  const chosen = source === undefined ? sql`true` : sql`r.source = ${source}`;
  const { rows: releases } = await sql<{ id: string; source: string } & Omit<Release, 'indicators'>>`
    with kept as materialized (select f.* from series_figure f join series_release r on r.id = f.release_id where ${chosen}),
    counted as (select release_id, sum(times)::integer as rows, count(*)::integer as figures, sum(times - 1)::integer as repeated_rows,
        count(distinct area)::integer as areas, count(distinct area_name)::integer as area_names,
        (count(distinct area) filter (where area = any (${countries.map(({ alpha3 }) => alpha3)}::text[])))::integer as countries
      from kept group by release_id),
    contradicted as (select release_id, count(*)::integer as keys from
      (select release_id from kept group by release_id, ${keyColumns} having count(*) > 1) k group by release_id)
    select r.id, r.source, r.release, r.title, r.publisher, r.licence, r.url, r.citation, r.created_at as imported_at,
      c.rows, c.figures, c.repeated_rows, coalesce(k.keys, 0) as conflicting_keys, c.areas, c.countries, c.area_names
    from series_release r join counted c on c.release_id = r.id left join contradicted k on k.release_id = r.id
    order by r.source, r.release desc`.execute(store);
  const { rows: indicators } = await sql<{ releaseId: string } & Release['indicators'][number]>`
    select f.release_id, f.indicator, array_agg(distinct f.unit) as units, min(f.year) as from_year, max(f.year) as to_year,
      count(distinct f.area)::integer as areas, count(*)::integer as figures,
      (count(*) filter (where f.censored_below is not null))::integer as censored, array_agg(distinct f.dimension) as dimensions
    from series_figure f join series_release r on r.id = f.release_id where ${chosen}
    group by f.release_id, f.indicator order by f.indicator`.execute(store);
  const sources = new Map<string, Release[]>();
  for (const { id, source: of, ...release } of releases) {
    const own = indicators.filter((found) => found.releaseId === id).map(({ releaseId: _, ...indicator }) => indicator);
    sources.set(of, [...(sources.get(of) ?? []), { ...release, indicators: own }]);
  }
  return { sources: [...sources].map(([of, found]) => ({ source: of, releases: found })) };
}

export interface ValueQuery {
  readonly source: string;
  readonly indicator: string;
  readonly areas: readonly string[];
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly release: string | undefined;
  /** Null: whatever it is. */
  readonly dimension: string | null;
  readonly category: string | null;
  readonly sex: string | null;
  readonly ageGroup: string | null;
  readonly limit: number;
}

/** The releases that have figures of an indicator, newest first. */
export async function releasesWith(
  store: Store,
  source: string,
  indicator: string,
  release: string | undefined,
): Promise<ReleaseAbout[]> {
  const { rows } =
    await sql<ReleaseAbout>`select id, release, title, publisher, licence, url, citation from series_release r
    where source = ${source} and (${release ?? null}::date is null or release = ${release ?? null}::date)
      and exists (select 1 from series_figure f where f.release_id = r.id and f.indicator = ${indicator})
    order by release desc`.execute(store);
  return rows;
}

/** The first and last year for which a release has any figure of the indicator. */
export async function coverage(
  store: Store,
  releaseId: string,
  indicator: string,
): Promise<{ from: number; to: number } | null> {
  const { rows } = await sql<{
    from: number | null;
    to: number | null;
  }>`select min(year) as "from", max(year) as "to" from series_figure
    where release_id = ${releaseId} and indicator = ${indicator}`.execute(store);
  const found = rows[0];
  return found && found.from !== null && found.to !== null ? { from: found.from, to: found.to } : null;
}

/** Figures as printed, every release by itself; one more than asked for when there are more. */
export async function findValues(
  store: Store,
  releaseIds: readonly string[],
  query: ValueQuery,
): Promise<SeriesValue[]> {
  const equal = (column: RawBuilder<unknown>, value: string | null): RawBuilder<unknown> =>
    value === null ? sql`true` : sql`${column} = ${value}`;
  const { rows } =
    await sql<SeriesValue>`select r.release, f.area, f.area_name, f.year, f.dimension, f.category, f.sex, f.age_group, f.unit,
      f.value, f.censored_below, f.code, f.dated as date, f.printed as text, f.times,
      case when count(*) over (partition by f.release_id, ${keyColumns}) > 1 then 'conflicting' else 'single' end as status
    from series_figure f join series_release r on r.id = f.release_id
    where f.release_id = any (${[...releaseIds]}::uuid[]) and f.indicator = ${query.indicator}
      and ${query.areas.length > 0 ? sql`f.area = any (${[...query.areas]}::text[])` : sql`true`}
      and ${query.from === undefined ? sql`true` : sql`f.year >= ${query.from}`} and ${query.to === undefined ? sql`true` : sql`f.year <= ${query.to}`}
      and ${equal(sql`f.dimension`, query.dimension)} and ${equal(sql`f.category`, query.category)}
      and ${equal(sql`f.sex`, query.sex)} and ${equal(sql`f.age_group`, query.ageGroup)}
    order by f.area, f.year, r.release desc, f.dimension, f.category, f.sex, f.age_group, f.unit, f.row_number
    limit ${query.limit + 1}`.execute(store);
  return rows;
}

/** Things for which one release gives several figures. */
export async function findConflicts(
  store: Store,
  source: string,
  release: string,
  limit: number,
): Promise<Conflicts | null> {
  const { rows: releases } = await sql<{
    id: string;
  }>`select id from series_release where source = ${source} and release = ${release}`.execute(store);
  const id = releases[0]?.id;
  if (!id) return null;
  const { rows } = await sql<
    Conflicts['conflicts'][number] & { total: number }
  >`select ${keyColumns}, min(area_name) as area_name,
      jsonb_agg(jsonb_build_object('text', printed, 'times', times, 'row', row_number) order by row_number) as figures,
      (count(*) over ())::integer as total
    from series_figure where release_id = ${id} group by ${keyColumns} having count(*) > 1
    order by area, year, indicator, dimension, category, sex, age_group limit ${limit}`.execute(store);
  return { conflicts: rows.map(({ total: _, ...conflict }) => conflict), total: rows[0]?.total ?? 0 };
}
