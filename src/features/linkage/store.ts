import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { Facts, Proposal } from './link.ts';
import { noLists, type Labelled, type Lists } from './rules.ts';
import type { AgreementView, LinkageField, RunReport, RunView } from './schema.ts';

export interface RunRow extends RunView {
  readonly userId: string;
  readonly agencyId: string;
}

const runColumns = sql`r.id, a.name as agency_name, r.agreement_id, r.import_id, r.fields, r.seed,
  case when r.finished_at is null and exists (select 1 from job j where j.id = coalesce(r.job_id, r.id) and j.state = 'failed') then 'failed' else r.state end as state,
  r.stage, r.done, r.total, (select (j.progress->>'secondsLeft')::integer from job j
    where j.id = coalesce(r.job_id, r.id) and j.progress->>'stage' = r.stage) as seconds_left, r.counts, r.problem, r.created_at, r.finished_at, r.user_id, r.agency_id`;

/** Runs the actor may know of, the latest first. */
export async function runsOf(store: Store, importId: string | null): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`select ${runColumns} from linkage_run r join agency a on a.id = r.agency_id
    where ${importId}::uuid is null or r.import_id = ${importId}::uuid order by r.created_at desc, r.id limit 50`.execute(
    store,
  );
  return rows;
}

export async function findRun(store: Store, id: string): Promise<(RunRow & { report: RunReport | null }) | null> {
  const { rows } = await sql<RunRow & { report: RunReport | null }>`select ${runColumns}, r.report
    from linkage_run r join agency a on a.id = r.agency_id where r.id = ${id}`.execute(store);
  return rows[0] ?? null;
}

/** A comparison to be made. */
export interface NewRun {
  readonly id: string;
  readonly agreementId: string | null;
  readonly importId: string | null;
  readonly fields: readonly LinkageField[];
  readonly seed: number;
}

/** Notes that records are to be compared; false when the same ones wait for it or are being compared. */
export async function addRun(store: Store, { id, agreementId, importId, fields, seed }: NewRun): Promise<boolean> {
  const { rows } = await sql`insert into linkage_run (id, agreement_id, import_id, fields, seed)
    values (${id}, ${agreementId}, ${importId}, ${[...fields]}, ${seed}) on conflict do nothing returning id`.execute(
    store,
  );
  return rows.length > 0;
}

/** Takes a run up; null when it ended or was stopped meanwhile. */
export async function beginRun(store: Store, id: string): Promise<RunRow | null> {
  const { rows } = await sql`update linkage_run set state = case when cancel_asked then 'cancelled' else 'running' end,
      finished_at = case when cancel_asked then now() end
    where id = ${id} and state in ('queued', 'running') returning id`.execute(store);
  const run = rows.length > 0 ? await findRun(store, id) : null;
  return run?.state === 'running' ? run : null;
}

/** Notes how far a run is; true when it is to stop. */
export async function noteProgress(
  store: Store,
  id: string,
  stage: string,
  done: number,
  total: number | null,
): Promise<boolean> {
  const { rows } = await sql<{
    cancelAsked: boolean;
  }>`update linkage_run set stage = ${stage}, done = ${done}, total = ${total}
    where id = ${id} and state = 'running' returning cancel_asked`.execute(store);
  return rows[0]?.cancelAsked ?? true;
}

export async function endRun(
  store: Store,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  counts: Readonly<Record<string, number>>,
  report: RunReport | null,
  problem: string | null = null,
): Promise<void> {
  await sql`update linkage_run set state = ${state}, counts = ${JSON.stringify(counts)}::jsonb,
      report = ${report === null ? null : JSON.stringify(report)}::jsonb, problem = ${problem}, finished_at = now()
    where id = ${id} and finished_at is null`.execute(store);
}

export async function factsAfter(store: Store, runId: string, after: string | null, most: number): Promise<Facts[]> {
  const { rows } = await sql<Facts>`select * from linkage_facts(${runId}, ${after}::uuid, ${most})`.execute(store);
  return rows;
}

export async function keepProposals(store: Store, runId: string, proposals: readonly Proposal[]): Promise<void> {
  await sql`select linkage_propose(${runId}, ${JSON.stringify(proposals)}::jsonb)`.execute(store);
}

/** How many pairs a run found, whatever became of them. */
export async function foundPairs(store: Store, runId: string): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*)::integer as found from linkage_found
    where run_id = ${runId}`.execute(store);
  return rows[0]?.found ?? 0;
}

export async function forgetUnfound(store: Store, runId: string): Promise<void> {
  await sql`select linkage_forget(${runId})`.execute(store);
}

export async function joinAutomatically(store: Store, runId: string, most: number): Promise<number> {
  const { rows } = await sql<{
    joined: number;
  }>`select linkage_automatic(${runId}, ${most}) as joined`.execute(store);
  return rows[0]?.joined ?? 0;
}

/** Agreements the actor's agency is party to, the latest first. */
export async function agreementsOf(store: Store, id: string | null = null): Promise<AgreementView[]> {
  const { rows } =
    await sql<AgreementView>`select a.id, a.purpose, a.fields, a.shown_fields, a.reviewers, a.valid_until::text as valid_until, a.created_at,
      case when exists (select 1 from linkage_party p where p.agreement_id = a.id and p.withdrawn_at is not null) then 'withdrawn'
        when a.valid_until < current_date then 'over'
        when exists (select 1 from linkage_party p where p.agreement_id = a.id and p.agreed_at is null) then 'proposed'
        else 'holds' end as state,
      (select jsonb_agg(jsonb_build_object('agencyId', p.agency_id, 'agencyName', g.name, 'own', p.agency_id = actor_agency(),
          'agreedAt', p.agreed_at, 'withdrawnAt', p.withdrawn_at) order by g.name)
        from linkage_party p join agency g on g.id = p.agency_id where p.agreement_id = a.id) as parties
    from linkage_agreement a where ${id}::uuid is null or a.id = ${id}::uuid order by a.created_at desc, a.id limit 200`.execute(
      store,
    );
  return rows;
}

/** What people decided on pairs the actor may know of, the latest first: the labelled set. */
export async function labelledPairs(store: Store, most: number): Promise<Labelled[]> {
  const { rows } = await sql<Labelled>`select p.probability, p.linked, p.state = 'same' as same from linkage_pair p
    where p.how = 'reviewed' and p.state in ('same', 'different') order by p.settled_at desc, p.id limit ${most}`.execute(
    store,
  );
  return rows;
}

/**
 * Persons by combination of agencies and the pairs that nobody decided, in numbers alone: of an agreement's agencies for
 * its parties, of all for who counts everything, else of the own agency. Lists are ids of agencies; at most eight. With a step
 * only what was entered when the last step of so many was full.
 */
export async function personLists(
  store: Store,
  { agreementId, agencyIds, step }: { agreementId: string | null; agencyIds: readonly string[]; step: number | null },
): Promise<Lists> {
  const { rows } = await sql<{
    found: Lists;
  }>`select linkage_lists(${agreementId}::uuid, ${[...agencyIds]}::uuid[], ${step}::integer) as found`.execute(store);
  return rows[0]?.found ?? noLists;
}
