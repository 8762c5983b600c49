import { sql } from 'kysely';
import { tableOfPersons, type CaptureTable, type UncertainLinks } from '../../engines/estimation/index.ts';
import { keyRange, pairsWithNoise, toldWithNoise, withNoise } from '../../engines/disclosure/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { UNKNOWN } from '../../words/codes.ts';
import { keySum } from '../statistics/index.ts';
import type { OwnAsked, Referral } from './schema.ts';

interface Agency {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly persons: number;
}

/** Victims of the asked years and group by the agencies that know them, counted once each. */
export interface Histories {
  readonly agencies: readonly Agency[];
  /** The key is the sum of the persons' lasting random keys. */
  readonly known: readonly { readonly by: readonly string[]; readonly persons: number; readonly key: number }[];
  /** Of those known, each who may be one with another: the agencies that know them, and the own lasting key. */
  readonly doubtful: readonly { readonly by: readonly string[]; readonly key: number }[];
  /** Two of the doubtful and how likely they are one person. */
  readonly pairs: readonly (readonly [one: number, other: number, probability: number])[];
}

/**
 * In the reader's reach: who reaches one agency alone has one list, and nothing can be estimated from that. Where told, only of
 * what was entered by a moment.
 */
export async function agencyHistories(
  store: Store,
  { from, to, sex, age }: OwnAsked,
  enteredBy: string | null,
): Promise<Histories> {
  const found = await sql<Pick<Histories, 'known' | 'doubtful' | 'pairs'>>`with seen as (
      select distinct r.person_id, c.agency_id from person_record r join case_file c on c.id = r.case_id
      left join (select p.participant_id as id, min(extract(year from e.date_from))::integer as year
        from event e join event_participant p on p.event_id = e.id and p.participant_kind = 'person_record'
        where e.type = 'DETECTION' and e.date_from is not null group by 1) d on d.id = r.id
      where r.part = 'victim' and r.victim_status is distinct from 'NOT' and c.tip <> 'no'
        and r.created_at <= ${enteredBy ?? 'infinity'}::timestamptz and coalesce(d.year, r.registration_year, c.registration_year, extract(year from c.opened_on)::integer) between ${from} and ${to}
        and (${sex ?? null}::text is null or r.sex = ${sex ?? UNKNOWN})
        and (${age ?? null}::text is null or ${age ?? ''} = 'child' and r.age_identification_max < 18
          or ${age ?? ''} = 'adult' and r.age_identification_min >= 18)),
    held as materialized (select person_id, array_agg(agency_id order by agency_id) as by from seen group by 1),
    pair as materialized (select u.one, u.other, u.probability from undecided_persons() u
      where u.one in (select person_id from held) and u.other in (select person_id from held)),
    node as materialized (select h.person_id, h.by, (row_number() over (order by h.by, h.person_id) - 1)::integer as place
      from held h where h.person_id in (select one from pair union select other from pair))
    select
      (select coalesce(jsonb_agg(jsonb_build_object('by', h.by, 'persons', h.persons, 'key', h.key) order by h.by), '[]')
        from (select by, count(*)::integer as persons, ${keySum(sql`person_id`)} as key from held group by by) h) as known,
      (select coalesce(jsonb_agg(jsonb_build_object('by', n.by, 'key', noise_key(n.person_id)) order by n.place), '[]') from node n) as doubtful,
      (select coalesce(jsonb_agg(jsonb_build_array(a.place, b.place, p.probability) order by a.place, b.place), '[]')
        from pair p join node a on a.person_id = p.one join node b on b.person_id = p.other) as pairs`.execute(store);
  const { known, doubtful, pairs } = found.rows[0] ?? { known: [], doubtful: [], pairs: [] };
  const ids = [...new Set(known.flatMap(({ by }) => by))];
  const named = await sql<{
    id: string;
    name: string;
    kind: string;
  }>`select id, name, kind from agency where id = any (${ids}::uuid[]) order by name, id`.execute(store);
  return { agencies: sized(named.rows, known), known, doubtful, pairs };
}

const sized = (agencies: readonly Omit<Agency, 'persons'>[], known: Histories['known']): Agency[] =>
  agencies.map(({ id, name, kind }) => ({
    id,
    name,
    kind,
    persons: known.reduce((sum, { by, persons }) => sum + (by.includes(id) ? persons : 0), 0),
  }));

/**
 * The histories as an estimate for people who may not see small counts begins with them: how many have each, and how many
 * pairs of any two are in doubt, with noise. All else is made of these.
 */
export function historiesWithNoise({ agencies, known, doubtful, pairs }: Histories): Histories {
  const noisy = known.map((one) => ({ ...one, persons: withNoise(one.persons, one.key) }));
  const kinds = known.map(({ by }) => by);
  const kindOf = (place: number): number => kinds.findIndex((by) => by.join() === doubtful[place]?.by.join());
  const inDoubt = pairsWithNoise(
    pairs.map(([one, other, probability]) => ({
      one: kindOf(one),
      other: kindOf(other),
      probability,
      key: ((doubtful[one]?.key ?? 0) + (doubtful[other]?.key ?? 0)) % keyRange,
    })),
  );
  return {
    agencies: sized(agencies, noisy),
    known: noisy,
    doubtful: inDoubt.flatMap(({ one, other }) => [one, other].map((kind) => ({ by: kinds[kind] ?? [], key: 0 }))),
    pairs: inDoubt.map(({ probability }, at) => [2 * at, 2 * at + 1, probability]),
  };
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
  const held = doubtful.map(({ by }) =>
    by.reduce((set, id) => {
      const at = names.indexOf(listOf.get(id) ?? '');
      return at < 0 ? set : set | (1 << at);
    }, 0),
  );
  const certain = [...tableOfAgencies(histories, lists).counts];
  for (const history of held) if (history !== 0) certain[history] = Math.max(0, (certain[history] ?? 0) - 1);
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
    key: number;
  }>`select from_agency, to_agency, cases, key from shared_cases(${[...agencyIds]}::uuid[])
    order by cases desc, from_agency, to_agency limit 40`.execute(store);
  const told = rows.map(({ key, ...row }) => {
    if (threshold === null) return row;
    return { ...row, cases: row.cases < threshold ? null : toldWithNoise(row.cases, key, threshold) };
  });
  // By size they would tell what noise hides.
  const place = ({ fromAgency, toAgency }: Referral): string => fromAgency + toAgency;
  return threshold === null ? told : told.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}
