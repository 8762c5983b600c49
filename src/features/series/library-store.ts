import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { Coverage, ReleaseChanges } from './schema.ts';
import type { ReleaseAbout } from './store.ts';

/** A release of a source by its day. */
export async function releaseOf(store: Store, source: string, release: string): Promise<ReleaseAbout | null> {
  const { rows } =
    await sql<ReleaseAbout>`select id, release, title, publisher, licence, url, citation from series_release
    where source = ${source} and release = ${release}`.execute(store);
  return rows[0] ?? null;
}

type CoverageRow = Coverage['areas'][number]['cells'][number] & { area: string; areaName: string };

/** For which areas and years a release has figures of an indicator, and the whole where it gives one. */
export async function coverageOf(
  store: Store,
  releaseId: string,
  indicator: string,
): Promise<Pick<Coverage, 'years' | 'areas'>> {
  const whole = sql`dimension = 'total' and category = 'total' and sex = 'total' and age_group = 'total'`;
  const { rows } = await sql<CoverageRow>`select area, min(area_name) as area_name, year, count(*)::integer as figures,
      (count(*) filter (where censored_below is not null))::integer as censored,
      string_agg(printed, ' / ' order by row_number) filter (where ${whole}) as text,
      case when count(*) filter (where ${whole}) = 1 then max(value) filter (where ${whole}) end as value,
      count(*) filter (where ${whole}) > 1 as conflicting
    from series_figure where release_id = ${releaseId} and indicator = ${indicator}
    group by area, year order by area, year`.execute(store);
  const areas = [...Map.groupBy(rows, ({ area }) => area)].map(([area, cells]) => ({
    area,
    areaName: cells[0]?.areaName ?? area,
    cells: cells.map(({ area: _area, areaName: _name, ...cell }) => cell),
  }));
  return { years: [...new Set(rows.map(({ year }) => year))].sort((one, other) => one - other), areas };
}

export interface ChangeQuery {
  readonly from: string;
  readonly to: string;
  readonly indicator: string | undefined;
  readonly area: string | undefined;
  readonly kind: 'added' | 'removed' | 'changed' | undefined;
  readonly limit: number;
}

const key = sql`indicator, area, year, dimension, category, sex, age_group, unit`;

/** What one release has that another has not, and what they give differently. One row more than asked for when there are more. */
export async function changesBetween(
  store: Store,
  { from, to, indicator, area, kind, limit }: ChangeQuery,
): Promise<Omit<ReleaseChanges, 'from' | 'to' | 'truncated'>> {
  const side = (releaseId: string): RawBuilder<unknown> => sql`select ${key}, min(area_name) as area_name,
      array_agg(figure order by figure) as figures, array_agg(printed order by row_number) as texts,
      case when count(*) = 1 then max(value) end as exact, max(value) as most
    from series_figure where release_id = ${releaseId}
      and ${indicator === undefined ? sql`true` : sql`indicator = ${indicator}`}
      and ${area === undefined ? sql`true` : sql`area = ${area}`} group by ${key}`;
  const compared = sql`with compared as materialized (
    select ${key}, coalesce(n.area_name, o.area_name) as area_name, coalesce(o.texts, '{}') as before,
      coalesce(n.texts, '{}') as after, n.exact - o.exact as difference,
      abs(coalesce(n.most, 0) - coalesce(o.most, 0)) as weight,
      case when o.figures is null then 'added' when n.figures is null then 'removed'
        when o.figures = n.figures then 'same' else 'changed' end as kind
    from (${side(from)}) o full join (${side(to)}) n using (${key}))`;
  const { rows: counts } = await sql<{
    kind: 'added' | 'removed' | 'changed' | 'same';
    count: number;
  }>`${compared} select kind, count(*)::integer as count from compared group by kind`.execute(store);
  const { rows } = await sql<ReleaseChanges['rows'][number]>`${compared}
    select kind, ${key}, area_name, before, after, difference from compared
    where kind <> 'same' and ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
    order by array_position(array['changed', 'added', 'removed'], kind), weight desc, ${key} limit ${limit + 1}`.execute(
    store,
  );
  const countOf = (wanted: string): number => counts.find((one) => one.kind === wanted)?.count ?? 0;
  return {
    added: countOf('added'),
    removed: countOf('removed'),
    changed: countOf('changed'),
    same: countOf('same'),
    rows,
  };
}
