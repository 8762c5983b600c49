import { sql } from 'kysely';
import { tableOfPersons, type CaptureTable } from '../../engines/estimation/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { UNKNOWN } from '../../words/codes.ts';
import type { OwnAsked, Referral } from './schema.ts';

/** Victims of the asked years and group by the agencies that know them, counted once each. */
export interface Histories {
  readonly agencies: readonly { readonly id: string; readonly name: string; readonly persons: number }[];
  readonly known: readonly { readonly by: readonly string[]; readonly persons: number }[];
}

/** In the reader's reach: who reaches one agency alone has one list, and nothing can be estimated from that. */
export async function agencyHistories(store: Store, { from, to, sex, age }: OwnAsked): Promise<Histories> {
  const { rows } = await sql<{ by: string[]; persons: number }>`with seen as (
      select distinct r.person_id, c.agency_id from person_record r join case_file c on c.id = r.case_id
      left join (select p.participant_id as id, min(extract(year from e.date_from))::integer as year
        from event e join event_participant p on p.event_id = e.id and p.participant_kind = 'person_record'
        where e.type = 'DETECTION' and e.date_from is not null group by 1) d on d.id = r.id
      where r.part = 'victim' and r.victim_status is distinct from 'NOT' and c.tip <> 'no'
        and coalesce(d.year, r.registration_year, c.registration_year, extract(year from c.opened_on)::integer) between ${from} and ${to}
        and (${sex ?? null}::text is null or r.sex = ${sex ?? UNKNOWN})
        and (${age ?? null}::text is null or ${age ?? ''} = 'child' and r.age_identification_max < 18
          or ${age ?? ''} = 'adult' and r.age_identification_min >= 18))
    select by, count(*)::integer as persons from (
      select array_agg(agency_id order by agency_id) as by from seen group by person_id) h group by by order by by`.execute(
    store,
  );
  const ids = [...new Set(rows.flatMap(({ by }) => by))];
  const named = await sql<{
    id: string;
    name: string;
  }>`select id, name from agency where id = any (${ids}::uuid[]) order by name, id`.execute(store);
  const sizeOf = (id: string): number =>
    rows.reduce((sum, { by, persons }) => sum + (by.includes(id) ? persons : 0), 0);
  return { agencies: named.rows.map((one) => ({ ...one, persons: sizeOf(one.id) })), known: rows };
}

/**
 * The capture table in which each agency is on the list it was given: agencies of one name are one list, those left out are
 * none. Agencies nobody placed stand each for itself.
 */
export function tableOfAgencies({ agencies, known }: Histories, lists: OwnAsked['lists']): CaptureTable {
  const placed = new Map(lists.map(({ agencyId, list }) => [agencyId, list.trim()]));
  const listOf = new Map(agencies.map(({ id, name }) => [id, placed.get(id) ?? name.replaceAll(':', ' ')]));
  const names = [...new Set(listOf.values())].filter((name) => name !== '');
  const persons = known.flatMap(({ by, persons: count }) => {
    const held = [...new Set(by.flatMap((id) => listOf.get(id) || []))];
    return Array.from({ length: count }, () => held);
  });
  return tableOfPersons(names, persons);
}

/** How many cases agencies have shared with one another; only who counts everything is told. */
export async function referralsBetween(
  store: Store,
  agencyIds: readonly string[],
  threshold: number | null,
): Promise<Referral[]> {
  const { rows } = await sql<{
    fromAgency: string;
    toAgency: string;
    cases: number;
  }>`select from_agency, to_agency, cases
    from shared_cases(${[...agencyIds]}::uuid[]) order by cases desc, from_agency, to_agency limit 40`.execute(store);
  return rows.map((row) => ({ ...row, cases: threshold !== null && row.cases < threshold ? null : row.cases }));
}
