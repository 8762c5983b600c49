import { sql } from 'kysely';
import { tableOfPersons, type CaptureTable, type UncertainLinks } from '../../engines/estimation/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { UNKNOWN } from '../../words/codes.ts';
import type { OwnAsked, Referral } from './schema.ts';

/** Victims of the asked years and group by the agencies that know them, counted once each. */
export interface Histories {
  readonly agencies: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly persons: number;
  }[];
  readonly known: readonly { readonly by: readonly string[]; readonly persons: number }[];
  /** Of those known, each who may be one with another: the agencies that know them. */
  readonly doubtful: readonly (readonly string[])[];
  /** Two of the doubtful and how likely they are one person. */
  readonly pairs: readonly (readonly [one: number, other: number, probability: number])[];
}

/** In the reader's reach: who reaches one agency alone has one list, and nothing can be estimated from that. */
export async function agencyHistories(store: Store, { from, to, sex, age }: OwnAsked): Promise<Histories> {
  const found = await sql<Pick<Histories, 'known' | 'doubtful' | 'pairs'>>`with seen as (
      select distinct r.person_id, c.agency_id from person_record r join case_file c on c.id = r.case_id
      left join (select p.participant_id as id, min(extract(year from e.date_from))::integer as year
        from event e join event_participant p on p.event_id = e.id and p.participant_kind = 'person_record'
        where e.type = 'DETECTION' and e.date_from is not null group by 1) d on d.id = r.id
      where r.part = 'victim' and r.victim_status is distinct from 'NOT' and c.tip <> 'no'
        and coalesce(d.year, r.registration_year, c.registration_year, extract(year from c.opened_on)::integer) between ${from} and ${to}
        and (${sex ?? null}::text is null or r.sex = ${sex ?? UNKNOWN})
        and (${age ?? null}::text is null or ${age ?? ''} = 'child' and r.age_identification_max < 18
          or ${age ?? ''} = 'adult' and r.age_identification_min >= 18)),
    held as materialized (select person_id, array_agg(agency_id order by agency_id) as by from seen group by 1),
    pair as materialized (select u.one, u.other, u.probability from undecided_persons() u
      where u.one in (select person_id from held) and u.other in (select person_id from held)),
    node as materialized (select h.person_id, h.by, (row_number() over (order by h.by, h.person_id) - 1)::integer as place
      from held h where h.person_id in (select one from pair union select other from pair))
    select
      (select coalesce(jsonb_agg(jsonb_build_object('by', h.by, 'persons', h.persons) order by h.by), '[]')
        from (select by, count(*)::integer as persons from held group by by) h) as known,
      (select coalesce(jsonb_agg(n.by order by n.place), '[]') from node n) as doubtful,
      (select coalesce(jsonb_agg(jsonb_build_array(a.place, b.place, p.probability) order by a.place, b.place), '[]')
        from pair p join node a on a.person_id = p.one join node b on b.person_id = p.other) as pairs`.execute(store);
  const { known, doubtful, pairs } = found.rows[0] ?? { known: [], doubtful: [], pairs: [] };
  const ids = [...new Set(known.flatMap(({ by }) => by))];
  const named = await sql<{
    id: string;
    name: string;
    kind: string;
  }>`select id, name, kind from agency where id = any (${ids}::uuid[]) order by name, id`.execute(store);
  const sizeOf = (id: string): number =>
    known.reduce((sum, { by, persons }) => sum + (by.includes(id) ? persons : 0), 0);
  return { agencies: named.rows.map((one) => ({ ...one, persons: sizeOf(one.id) })), known, doubtful, pairs };
}

/**
 * The capture table in which each agency is on the list it was given: agencies of one name are one list, those left out are
 * none. Agencies nobody placed stand each for itself.
 */
export function tableOfAgencies(histories: Histories, lists: OwnAsked['lists']): CaptureTable {
  const { names, listOf } = listsOf(histories, lists);
  const persons = histories.known.flatMap(({ by, persons: count }) => {
    const held = [...new Set(by.flatMap((id) => listOf.get(id) || []))];
    return Array.from({ length: count }, () => held);
  });
  return tableOfPersons(names, persons);
}

/** The agencies of each list, in the order of the lists of the table. */
export function agenciesOfLists(histories: Histories, lists: OwnAsked['lists']): string[][] {
  const { names, listOf } = listsOf(histories, lists);
  return names.map((name) => [...listOf].flatMap(([id, list]) => (list === name ? [id] : [])));
}

/** The same people, with those who may be one with another apart; null where nobody is in doubt. */
export function linksOfAgencies(histories: Histories, lists: OwnAsked['lists']): UncertainLinks | null {
  const { doubtful, pairs } = histories;
  if (pairs.length === 0) return null;
  const { names, listOf } = listsOf(histories, lists);
  const held = doubtful.map((by) =>
    by.reduce((set, id) => {
      const at = names.indexOf(listOf.get(id) ?? '');
      return at < 0 ? set : set | (1 << at);
    }, 0),
  );
  const certain = [...tableOfAgencies(histories, lists).counts];
  for (const history of held) if (history !== 0) certain[history] = (certain[history] ?? 0) - 1;
  return { lists: names, certain, held, links: pairs.map(([a, b, probability]) => ({ a, b, probability })) };
}

/** Which list each agency is on; no name leaves it out. */
function listsOf({ agencies }: Histories, lists: OwnAsked['lists']) {
  const placed = new Map(lists.map(({ agencyId, list }) => [agencyId, list.trim()]));
  const listOf = new Map(agencies.map(({ id, name }) => [id, placed.get(id) ?? name.replaceAll(':', ' ')]));
  return { listOf, names: [...new Set(listOf.values())].filter((name) => name !== '') };
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
