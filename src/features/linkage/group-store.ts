import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import { foundBy, saidAlready, type PairRow } from './pair-store.ts';
import { mostInGroup, type GroupRow, type GroupView, type Verdict } from './schema.ts';

type PairState = GroupView['pairs'][number]['state'];

/** Larger groups are decided pair by pair: nobody takes in more records at once. */
export const mostRecords = mostInGroup;

/** A group, with what was compared of its first pair. */
export type WaitingGroup = Omit<GroupRow, 'comparisons'> & Pick<PairRow, 'levels' | 'bits' | 'comparisons'>;

/** A pair of a group, with its records by id. */
export interface GroupPair {
  readonly id: string;
  readonly version: number;
  readonly leftRecord: string;
  readonly rightRecord: string;
  readonly state: PairState;
  readonly weight: number;
  readonly probability: number;
  readonly linked: boolean;
  readonly threshold: number | null;
  readonly mine: Verdict | null;
  readonly leftAgency: string;
  readonly rightAgency: string;
}

const around = (pair: RawBuilder<unknown>): RawBuilder<unknown> => sql`with recursive reached (record) as (
      select unnest(array[p.left_record, p.right_record]) from linkage_pair p where p.id = ${pair}
      union
      select case when p.left_record = r.record then p.right_record else p.left_record end
      from reached r join linkage_pair p on p.left_record = r.record or p.right_record = r.record
      where p.state = 'same' or p.linked and p.state <> 'different')
    select record from reached order by record`;

/**
 * Groups that wait, those first of which a decision tells most: records that the program put together make one group, every
 * other pair one of its own. Records and pairs are counted as the group's page shows them. Only pairs the actor may know of and,
 * while nobody disagrees, has not decided.
 */
export async function waitingGroups(
  store: Store,
  {
    state,
    runId,
    order,
    limit,
  }: { state: PairRow['state']; runId?: string | undefined; order: 'worth' | 'likely'; limit: number },
): Promise<WaitingGroup[]> {
  const by =
    order === 'worth' ? sql`sum(w.worth) desc, w.key` : sql`max(w.probability) desc, min(w.probability) desc, w.key`;
  const { rows } = await sql<WaitingGroup>`with waiting as (
      select p.*, case when p.linked then p.run_id || ':' || p.cluster else p.id::text end as key from linkage_pair p
      where p.state = ${state} and ${foundBy(runId)} and not ${saidAlready}),
    chosen as (
      select array_agg(w.id order by w.worth desc, w.id) as ids,
        array_agg(w.left_agency) || array_agg(w.right_agency) as holders, bool_or(w.linked) as linked,
        max(w.probability) as likeliest, min(w.probability) as least, sum(w.worth) as worth, row_number() over (order by ${by}) as place
      from waiting w group by w.key order by ${by} limit ${limit})
    select c.ids[1] as pair_id, s.pairs, c.linked, c.likeliest, c.least, c.worth, s.records,
      (select array_agg(distinct a.name order by a.name) from agency a where a.id = any (c.holders)) as agencies,
      p.levels, p.bits, u.report->'comparisons' as comparisons
    from chosen c join linkage_pair p on p.id = c.ids[1] join linkage_run u on u.id = p.run_id, lateral (
      with around as (${around(sql`c.ids[1]`)} limit ${mostRecords})
      select (select count(*)::integer from around) as records, (select count(*)::integer from linkage_pair q
        where q.left_record in (select a.record from around a) and q.right_record in (select a.record from around a)) as pairs) s
    order by c.place`.execute(store);
  return rows;
}

/** The records that hang together with a pair, by pairs the actor may know of: joined already, or put together by the program. */
export async function recordsAround(store: Store, pairId: string): Promise<string[]> {
  const { rows } = await sql<{ record: string }>`${around(sql`${pairId}::uuid`)} limit ${mostRecords + 1}`.execute(
    store,
  );
  return rows.map(({ record }) => record);
}

/** Pairs with at least one of these records, that the actor may know of, the weightiest first. */
export async function pairsAround(store: Store, records: readonly string[]): Promise<GroupPair[]> {
  // The report of a run is large: its threshold is read once a run, not once a pair.
  const { rows } = await sql<GroupPair>`with found as materialized (
      select p.* from linkage_pair p
      where p.left_record = any (${[...records]}::uuid[]) or p.right_record = any (${[...records]}::uuid[])),
    runs as materialized (
      select u.id, (u.report->>'threshold')::float8 as threshold from linkage_run u where u.id in (select f.run_id from found f))
    select p.id, p.version, p.left_record, p.right_record, p.state, p.weight, p.probability, p.linked, u.threshold,
      l.name as left_agency, r.name as right_agency,
      (select d.verdict from linkage_decision d where d.pair_id = p.id and d.user_id = actor_user() and d.undone_at is null
        and d.left_stamp = p.left_stamp and d.right_stamp = p.right_stamp limit 1) as mine
    from found p join runs u on u.id = p.run_id join agency l on l.id = p.left_agency join agency r on r.id = p.right_agency
    order by p.weight desc, p.id`.execute(store);
  return rows;
}

/** What is shown of each record of these pairs, once a record. */
export async function shownOf(
  store: Store,
  pairs: readonly Pick<GroupPair, 'id' | 'leftRecord' | 'rightRecord'>[],
): Promise<Map<string, Record<string, unknown>>> {
  const wanted = new Map<string, { pair: string; side: string }>();
  for (const { id, leftRecord, rightRecord } of pairs) {
    if (!wanted.has(leftRecord)) wanted.set(leftRecord, { pair: id, side: 'left' });
    if (!wanted.has(rightRecord)) wanted.set(rightRecord, { pair: id, side: 'right' });
  }
  const asked = [...new Set([...wanted.values()].map(({ pair }) => pair))];
  const { rows } = await sql<
    Record<string, unknown> & { pair: string; side: string }
  >`select q.pair, s.*, a.name as agency_name
    from unnest(${asked}::uuid[]) as q (pair), linkage_shown(q.pair) s join agency a on a.id = s.agency_id`.execute(
    store,
  );
  return new Map(
    [...wanted].flatMap(([record, { pair, side }]) => {
      const found = rows.find((row) => row.pair === pair && row.side === side);
      return found ? [[record, found] as const] : [];
    }),
  );
}

/** The person each record is of by now, as a number within the group. */
export async function personsOf(store: Store, pairs: readonly { readonly id: string }[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ recordId: string; person: number }>`select record_id, person
    from linkage_persons(${pairs.map(({ id }) => id)}::uuid[])`.execute(store);
  return new Map(rows.map(({ recordId, person }) => [recordId, person]));
}

/** Those of the pairs that are in one of these states now, in the order of their ids. */
export async function idsInState(
  store: Store,
  pairs: readonly { readonly id: string }[],
  ...states: readonly PairState[]
): Promise<string[]> {
  if (pairs.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select id from linkage_pair
    where id = any (${pairs.map(({ id }) => id)}::uuid[]) and state = any (${[...states]}::text[]) order by id`.execute(
    store,
  );
  return rows.map(({ id }) => id);
}
