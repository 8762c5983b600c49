import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { PairView, RunPairs, RunReport, Verdict } from './schema.ts';

type PairState = PairView['state'];

type Waiting = Pick<RunPairs, 'open' | 'said' | 'disagreed' | 'undecided'>;

/** That a comparison found the pair `p`, were it found again by a later one; always where none is named. */
export const foundBy = (runId: string | undefined): RawBuilder<unknown> =>
  runId === undefined
    ? sql`true`
    : sql`exists (select 1 from linkage_found f where f.run_id = ${runId}::uuid and f.pair_id = p.id)`;

/** That the actor has decided the pair `p`, on what its records say now, while it waits for another. */
export const saidAlready = sql`(p.state = 'open' and exists (select 1 from linkage_decision d where d.pair_id = p.id
  and d.user_id = actor_user() and d.undone_at is null and d.left_stamp = p.left_stamp and d.right_stamp = p.right_stamp))`;

const waitingColumns = sql`count(*) filter (where p.state = 'open' and not ${saidAlready})::integer as open,
  count(*) filter (where ${saidAlready})::integer as said,
  count(*) filter (where p.state = 'disagreed')::integer as disagreed,
  count(*) filter (where p.state = 'undecided')::integer as undecided`;

export interface PairRow {
  readonly id: string;
  readonly version: number;
  readonly state: PairState;
  readonly how: string | null;
  readonly weight: number;
  readonly probability: number;
  readonly worth: number;
  readonly cluster: string;
  readonly levels: readonly number[];
  readonly bits: readonly number[];
  readonly leftAgency: string;
  readonly rightAgency: string;
  readonly comparisons: RunReport['comparisons'] | null;
  readonly prior: number | null;
  readonly mine: Verdict | null;
  readonly reviewers: number;
}

const columns = sql`p.id, p.version, p.state, p.how, p.weight, p.probability, p.worth, p.run_id || ':' || p.cluster as cluster, p.levels, p.bits,
  l.name as left_agency, r.name as right_agency,
  (select d.verdict from linkage_decision d where d.pair_id = p.id and d.user_id = actor_user() and d.undone_at is null
    and d.left_stamp = p.left_stamp and d.right_stamp = p.right_stamp limit 1) as mine,
  case when p.left_agency = p.right_agency then coalesce((select x.reviewers from linkage_rule x where x.agency_id = p.left_agency), 1)
    else coalesce((select x.reviewers from linkage_agreement x where x.id = p.agreement_id), 2) end as reviewers,
  u.report->'comparisons' as comparisons, (u.report->>'prior')::float8 as prior`;
const tables = sql`linkage_pair p join agency l on l.id = p.left_agency join agency r on r.id = p.right_agency
  left join linkage_run u on u.id = p.run_id`;

/** Pairs of a state that the actor may know of, best to decide first; of open ones those the actor has not decided. */
export async function inbox(
  store: Store,
  {
    state,
    runId,
    personId,
    order,
    limit,
  }: {
    state: PairState;
    runId?: string | undefined;
    personId?: string | undefined;
    order: 'worth' | 'likely';
    limit: number;
  },
): Promise<PairRow[]> {
  const by =
    order === 'worth'
      ? sql`p.cluster_worth desc, p.run_id, p.cluster, p.worth desc, p.id`
      : sql`p.probability desc, p.id`;
  const { rows } = await sql<PairRow>`select ${columns} from ${tables}
    where p.state = ${state} and ${foundBy(runId)}
      and (${personId ?? null}::uuid is null or exists (select 1 from person_record o where o.person_id = ${personId ?? null}::uuid and o.id in (p.left_record, p.right_record)))
      and not ${saidAlready}
    order by ${by} limit ${limit}`.execute(store);
  return rows;
}

/** How many pairs wait, by state; of all comparisons, or of one. */
export async function waiting(store: Store, runId: string | undefined): Promise<Waiting> {
  const { rows } = await sql<Waiting>`select ${waitingColumns} from linkage_pair p
    where p.state in ('open', 'disagreed', 'undecided') and ${foundBy(runId)}`.execute(store);
  return rows[0] ?? { open: 0, said: 0, disagreed: 0, undecided: 0 };
}

/** What became of the pairs that each of these comparisons found, as far as the actor may know of them. */
export async function pairsOfRuns(
  store: Store,
  runs: readonly { readonly id: string; readonly counts: Readonly<Record<string, number>> }[],
): Promise<Map<string, RunPairs>> {
  const ids = runs.map(({ id }) => id);
  const { rows } = await sql<Waiting & { id: string; same: number; different: number; all: number; seen: number }>`
    select f.run_id as id, count(*)::integer as "all", count(p.id)::integer as seen, ${waitingColumns},
      count(*) filter (where p.state = 'same')::integer as same, count(*) filter (where p.state = 'different')::integer as different
    from linkage_found f left join linkage_pair p on p.id = f.pair_id
    where f.run_id = any (${ids}::uuid[]) group by f.run_id`.execute(store);
  const none = { open: 0, said: 0, disagreed: 0, undecided: 0, same: 0, different: 0, all: 0, seen: 0 };
  return new Map(
    runs.map(({ id, counts }) => {
      const { all, seen, ...states } = { ...none, ...rows.find((row) => row.id === id) };
      return [id, { ...states, elsewhere: all - seen, gone: Math.max(0, (counts['kept'] ?? all) - all) }];
    }),
  );
}

export async function findPair(store: Store, id: string): Promise<PairRow | null> {
  const { rows } = await sql<PairRow>`select ${columns} from ${tables} where p.id = ${id}`.execute(store);
  return rows[0] ?? null;
}

export interface SideRow {
  readonly side: 'left' | 'right';
  readonly own: boolean;
  readonly agencyName: string;
  readonly recordId: string | null;
  readonly caseId: string | null;
  readonly personId: string | null;
  readonly shown: PairView['sides'][number]['shown'];
}

/** Both records of a pair as far as the actor may see them. */
export async function sidesOf(store: Store, id: string): Promise<(SideRow & Record<string, unknown>)[]> {
  const { rows } = await sql<SideRow & Record<string, unknown>>`select s.*, a.name as agency_name
    from linkage_shown(${id}) s join agency a on a.id = s.agency_id order by s.own desc, s.side`.execute(store);
  return rows;
}

export async function effectOf(store: Store, id: string): Promise<PairView['effect']> {
  const { rows } = await sql<PairView['effect']>`select persons::integer as persons, joined, contradicted
    from linkage_effect(${id})`.execute(store);
  return rows[0] ?? { persons: 0, joined: false, contradicted: false };
}

/** What was said of a pair; staff of other agencies without names. */
export async function decisionsOn(store: Store, id: string): Promise<PairView['decisions']> {
  const { rows } = await sql<
    PairView['decisions'][number]
  >`select d.verdict, u.name as by_name, a.name as agency_name, d.remark, d.created_at, d.undone_at
    from linkage_decision d join agency a on a.id = d.agency_id
      left join app_user u on u.id = d.user_id and d.agency_id = actor_agency()
    where d.pair_id = ${id} order by d.created_at, d.id limit 100`.execute(store);
  return rows;
}

export async function decide(store: Store, id: string, verdict: Verdict, remark: string | null): Promise<PairState> {
  const { rows } = await sql<{
    state: PairState;
  }>`select linkage_decide(${id}, ${verdict}, ${remark}) as state`.execute(store);
  return rows[0]?.state ?? 'open';
}

/** Says the same of several pairs, in the order of their ids, so that two reviewers never wait for one another. */
export async function decideEach(
  store: Store,
  pairs: readonly { readonly id: string }[],
  verdict: Verdict,
  remark: string | null,
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`select linkage_decide(p.id, ${verdict}, ${remark})
    from (select id from unnest(${pairs.map(({ id }) => id)}::uuid[]) as q (id) order by id) p`.execute(store);
}

/** False when both records are still of one person through others. */
export async function undo(store: Store, id: string): Promise<boolean> {
  const { rows } = await sql<{ parted: boolean }>`select linkage_undo(${id}) as parted`.execute(store);
  return rows[0]?.parted ?? false;
}
