-- Groups of records decided as a whole, comparisons taken up again, and pairs that always say what their records are.

-- Which of the records of pairs the actor may know of are of one person by now: numbers, never the person.
create function linkage_persons(pairs uuid[]) returns table (record_id uuid, person integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with known as (
    select p.left_record, p.right_record from linkage_pair p
    where p.id = any (pairs) and linkage_may_know(p.left_case, p.left_agency, p.right_case, p.right_agency, p.agreement_id))
  select r.id, dense_rank() over (order by r.person_id)::integer from person_record r
  where r.id in (select left_record from known union select right_record from known)
$$;
comment on function linkage_persons is 'Records of pairs that one may know of, numbered by the person they belong to.';

-- Both records stay of one person through others: the pair says so instead of waiting to be decided.
create or replace function linkage_part(pair uuid, why text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair;
  holder uuid; anchor uuid; far uuid; part uuid[]; target uuid;
begin
  select * into p from linkage_pair where id = pair for update;
  select person_id into holder from person_record where id = p.left_record;
  update linkage_pair set state = 'open', how = null, moved = '{}', from_person = null, settled_at = null, version = version + 1 where id = pair;
  if holder is distinct from (select person_id from person_record where id = p.right_record) then return true; end if;
  anchor := case when p.left_record = any (p.moved) then p.left_record else p.right_record end;
  far := case when anchor = p.left_record then p.right_record else p.left_record end;
  with recursive edge as (
    select q.left_record as a, q.right_record as b from linkage_pair q join person_record x on x.id = q.left_record and x.person_id = holder
      join person_record y on y.id = q.right_record and y.person_id = holder
      where q.state = 'same' and q.how <> 'implied'
    union all
    select q.left_record, m from linkage_pair q join person_record x on x.id = q.left_record and x.person_id = holder, unnest(q.moved) m
      where q.state = 'same' and q.left_record = any (q.moved)
    union all
    select q.right_record, m from linkage_pair q join person_record x on x.id = q.right_record and x.person_id = holder, unnest(q.moved) m
      where q.state = 'same' and q.right_record = any (q.moved)
    union all
    select anchor, m from unnest(p.moved) m),
  reached (record) as (
    select anchor union
    select case when e.a = reached.record then e.b else e.a end from reached join edge e on reached.record in (e.a, e.b))
  select array_agg(record order by record) into part from reached join person_record r on r.id = record and r.person_id = holder;
  if far = any (part) then
    update linkage_pair set state = 'same', how = 'implied', settled_at = now() where id = pair;
    return false;
  end if;
  target := p.from_person;
  if target is null or not exists (select 1 from person where id = target) or exists (select 1 from person_record where person_id = target) then
    target := gen_random_uuid();
    insert into person (id) values (target);
  end if;
  perform linkage_move(pair, part, target, 'split', why);
  update linkage_pair q set state = 'open', how = null, settled_at = null, version = q.version + 1
    where q.state = 'same' and q.how = 'implied' and (q.left_record = any (part)) <> (q.right_record = any (part));
  return true;
end $$;

alter table linkage_run add column job_id uuid;
comment on column linkage_run.job_id is 'The work that goes on with it; null: that of its own id. A comparison taken up again has another.';

-- Takes a comparison up again that was stopped or failed, under the rights of who asks now.
create function linkage_resume(of_run uuid, next_job uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  run linkage_run;
begin
  select * into run from linkage_run r where r.id = of_run and r.agency_id = actor_agency() for update;
  if not found or not actor_may('linkage.run') or not 'identity' = any (actor_reads()) or actor_scope() <> 'agency' then
    raise insufficient_privilege using message = 'linkage.run';
  end if;
  if run.agreement_id is not null and not linkage_holds(run.agreement_id) then return false; end if;
  if run.state not in ('cancelled', 'failed')
    and not exists (select 1 from job j where j.id = coalesce(run.job_id, run.id) and j.state in ('failed', 'cancelled')) then return false; end if;
  update linkage_run set state = 'queued', stage = null, done = null, total = null, cancel_asked = false, problem = null, finished_at = null,
    user_id = actor_user(), job_id = next_job where id = of_run;
  return true;
end $$;


revoke all on function linkage_persons, linkage_resume from public;
grant execute on function linkage_persons, linkage_resume to palermo_app;
