-- One comparison of the same records at a time, and what each comparison found, whichever found it last.

-- Work that ended without a word of its own ends its comparison too, so that another may be started.
create function linkage_run_over() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update linkage_run set state = new.state, finished_at = now()
    where coalesce(job_id, id) = new.id and state in ('queued', 'running');
  return null;
end $$;
create trigger linkage_run_over after update of state on job for each row
  when (new.kind = 'linkage.run' and new.state in ('failed', 'cancelled')) execute function linkage_run_over();

update linkage_run r set state = j.state, finished_at = coalesce(j.finished_at, now()) from job j
  where j.id = coalesce(r.job_id, r.id) and j.state in ('failed', 'cancelled') and r.state in ('queued', 'running');
update linkage_run r set state = 'cancelled', cancel_asked = true, finished_at = now()
  where r.state in ('queued', 'running') and exists (select 1 from linkage_run e
    where e.state in ('queued', 'running') and coalesce(e.agreement_id, e.agency_id) = coalesce(r.agreement_id, r.agency_id)
      and e.import_id is not distinct from r.import_id and (e.created_at, e.id) < (r.created_at, r.id));
create unique index linkage_run_one_at_a_time on linkage_run
  (coalesce(agreement_id, agency_id), coalesce(import_id, '00000000-0000-0000-0000-000000000000')) where state in ('queued', 'running');
comment on index linkage_run_one_at_a_time is 'The same records are not compared twice at once, whoever asks.';

-- As before; false too when another comparison of the same records was started meanwhile.
create or replace function linkage_resume(of_run uuid, next_job uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  run linkage_run;
begin
  select * into run from linkage_run r where r.id = of_run and r.agency_id = actor_agency() for update;
  if not found or not actor_may('linkage.run') or not 'identity' = any (actor_reads()) or actor_scope() <> 'agency' then
    raise insufficient_privilege using message = 'linkage.run';
  end if;
  if run.agreement_id is not null and not linkage_holds(run.agreement_id) then return false; end if;
  if run.state not in ('cancelled', 'failed') then return false; end if;
  update linkage_run set state = 'queued', stage = null, done = null, total = null, cancel_asked = false, problem = null, finished_at = null,
    user_id = actor_user(), job_id = next_job where id = of_run;
  return true;
exception when unique_violation then
  return false;
end $$;

create table linkage_found (
  run_id uuid not null references linkage_run on delete cascade,
  pair_id uuid not null references linkage_pair on delete cascade,
  primary key (run_id, pair_id)
);
comment on table linkage_found is 'The pairs each comparison found. A pair itself carries the weights of the comparison that found it last.';
create index linkage_found_by_pair on linkage_found (pair_id);
alter table linkage_found enable row level security;
-- Who knows of a comparison knows how many pairs it found; what they are is in the pairs, under their own rules.
create policy read on linkage_found for select using (exists (select 1 from linkage_run r where r.id = run_id));
grant select on linkage_found to palermo_app;
insert into linkage_found (run_id, pair_id) select run_id, id from linkage_pair;

-- Keeps proposals of a run and that it found them. What people decided stays, unless what a record says has changed since.
create or replace function linkage_propose(of_run uuid, proposals jsonb) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
  agencies uuid[] := linkage_agencies(of_run);
  kept integer;
begin
  with said as materialized (
    select least(d."left", d."right") as l, greatest(d."left", d."right") as r, d.*
    from jsonb_to_recordset(proposals) as d ("left" uuid, "right" uuid, weight double precision, probability double precision,
      levels integer[], bits double precision[], linked boolean, sure boolean, worth double precision, cluster integer, "clusterWorth" double precision)),
  stamps as materialized (
    select s.record_id, s.stamp from linkage_said(array(select l from said union select r from said)) s)
  insert into linkage_pair (left_record, right_record, left_case, right_case, left_agency, right_agency, left_stamp, right_stamp,
      agreement_id, run_id, weight, probability, levels, bits, linked, sure, worth, cluster, cluster_worth, state, how)
    select s.l, s.r, a.case_id, b.case_id, ca.agency_id, cb.agency_id, sa.stamp, sb.stamp,
      (select r.agreement_id from linkage_run r where r.id = of_run), of_run, s.weight, s.probability, s.levels, s.bits, s.linked, s.sure,
      s.worth, s.cluster, s."clusterWorth",
      case when a.person_id = b.person_id then 'same' else 'open' end, case when a.person_id = b.person_id then 'implied' end
    from said s join person_record a on a.id = s.l join person_record b on b.id = s.r
      join case_file ca on ca.id = a.case_id join case_file cb on cb.id = b.case_id
      join stamps sa on sa.record_id = s.l join stamps sb on sb.record_id = s.r
    where s.l <> s.r and ca.agency_id = any (agencies) and cb.agency_id = any (agencies)
  on conflict (left_record, right_record) do update set
    weight = excluded.weight, probability = excluded.probability, levels = excluded.levels, bits = excluded.bits, linked = excluded.linked, sure = excluded.sure,
    worth = excluded.worth, cluster = excluded.cluster, cluster_worth = excluded.cluster_worth, run_id = excluded.run_id,
    left_stamp = excluded.left_stamp, right_stamp = excluded.right_stamp,
    agreement_id = coalesce(excluded.agreement_id, linkage_pair.agreement_id),
    state = case when linkage_pair.state in ('same', 'open') then linkage_pair.state
      when linkage_pair.left_stamp = excluded.left_stamp and linkage_pair.right_stamp = excluded.right_stamp then linkage_pair.state else 'open' end,
    how = case when linkage_pair.state = 'same'
      or linkage_pair.left_stamp = excluded.left_stamp and linkage_pair.right_stamp = excluded.right_stamp then linkage_pair.how end,
    version = linkage_pair.version + case when linkage_pair.left_stamp = excluded.left_stamp and linkage_pair.right_stamp = excluded.right_stamp then 0 else 1 end
  where linkage_pair.state <> 'different' or linkage_pair.left_stamp <> excluded.left_stamp or linkage_pair.right_stamp <> excluded.right_stamp;
  get diagnostics kept = row_count;
  insert into linkage_found (run_id, pair_id)
    select of_run, p.id from jsonb_to_recordset(proposals) as d ("left" uuid, "right" uuid)
      join linkage_pair p on p.left_record = least(d."left", d."right") and p.right_record = greatest(d."left", d."right")
    where p.left_agency = any (agencies) and p.right_agency = any (agencies)
    on conflict do nothing;
  return kept;
end $$;
