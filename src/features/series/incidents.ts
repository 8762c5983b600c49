import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';

/** The area of sums over the incidents of the whole world. */
const WORLD = 'world';

/**
 * Writes the figures of a release of incidents anew: sums by year in all, by region and by route. The number of
 * incidents stands beside them, for a sum without it cannot be judged.
 */
export async function sumIncidents(store: Store, releaseId: string): Promise<void> {
  await sql`delete from series_figure where release_id = ${releaseId}`.execute(store);
  await sql`with sums as (
      select year, case when grouping(region) = 0 then 'region' when grouping(route) = 0 then 'route' else 'total' end as dimension,
        case when grouping(region) = 0 then region when grouping(route) = 0 then route else 'total' end as category,
        sum(dead) as dead, sum(missing) as missing, sum(total) as dead_and_missing, count(*) as incidents
      from series_incident where release_id = ${releaseId}
      group by grouping sets ((year), (year, region), (year, route)))
    insert into series_figure (release_id, indicator, area, area_name, year, dimension, category, sex, age_group, unit, value,
      figure, printed, import_id, row_number)
    select ${releaseId}::uuid, v.indicator, r.area, r.name, s.year, s.dimension, s.category, 'total', 'total', v.unit, v.value,
      trim_scale(v.value)::text, trim_scale(v.value)::text,
      (select i.import_id from series_incident i where i.release_id = ${releaseId} limit 1), 0
    from sums s
    cross join lateral (values ('dead', 'persons', s.dead), ('missing', 'persons', s.missing),
      ('dead-and-missing', 'persons', s.dead_and_missing), ('incidents', 'incidents', s.incidents::numeric)) v (indicator, unit, value)
    cross join (select case when source = 'missing-migrants-europe' then 'europe-extract' else ${WORLD} end as area,
      case when source = 'missing-migrants-europe' then 'Extract for Europe' else 'World' end as name
      from series_release where id = ${releaseId}) r
    where v.value is not null`.execute(store);
}
