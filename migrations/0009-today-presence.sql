-- Who is on the page of a case now, and when each person last looked at it. One row a person and case, written by a
-- quiet heartbeat; it says nothing of what was read, the audit trail does.
create table case_visit (
  case_id uuid not null references case_file,
  user_id uuid not null references app_user,
  agency_id uuid references agency,
  arrived_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now(),
  here_until timestamptz(3) not null,
  primary key (case_id, user_id)
);
comment on table case_visit is 'The last visit of a person to the page of a case: since when, until when, and whether still there.';
comment on column case_visit.here_until is 'The person counts as being on the page until then, unless another beat comes.';
create index case_visit_by_user on case_visit (user_id, seen_at desc);
alter table case_visit enable row level security;
-- One's own visits; of others only that they are here now, and only on cases in sight.
create policy read on case_visit for select using (
  user_id = (select actor_user())
  or here_until > now() and exists (select 1 from case_file c where c.id = case_id));
create policy add on case_visit for insert with check (
  user_id = (select actor_user()) and exists (select 1 from case_file c where c.id = case_id));
create policy change on case_visit for update using (user_id = (select actor_user())) with check (
  user_id = (select actor_user()) and exists (select 1 from case_file c where c.id = case_id));
grant select, insert, update on case_visit to palermo_app;

-- A task may stop a clock that runs by law or by practice: telling child protection, deciding after reflection.
alter table task add column clock text check (clock in ('child-notification', 'reflection'));
comment on column task.clock is 'The clock of the case that stops when this task is done.';

-- Who opened cases in an emergency, for those who review it: they must know of whom they judge, also in another agency.
create function emergency_openers(grants uuid[]) returns table (grant_id uuid, user_name text, agency_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, u.name,
    (select string_agg(distinct a.name, ', ') from membership m join agency a on a.id = m.agency_id where m.user_id = u.id and m.active)
  from case_grant g join app_user u on u.id = g.to_user
  where g.id = any (grants) and g.kind = 'break-glass' and g.to_user <> actor_user()
    and (g.informed_user = actor_user() or actor_may('case.review-break-glass') and is_own_case(g.case_id))
$$;

-- A person of any agency by their exact work e-mail, for sharing a case with one named person. Nothing but an exact
-- address finds anybody; null for all else.
create function colleague_by_email(asked text) returns table (user_id uuid, name text, agency_id uuid, agency_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, a.id, a.name
  from app_user u join membership m on m.user_id = u.id and m.active join agency a on a.id = m.agency_id and a.active
    join role r on r.id = m.role_id and 'case.read' = any (r.permissions)
  where actor_user() is not null and actor_may('case.share') and lower(u.email) = lower(asked)
    and u.status = 'active' and u.id <> actor_user()
  order by m.created_at, m.id limit 1
$$;
revoke all on function emergency_openers, colleague_by_email from public;
grant execute on function emergency_openers, colleague_by_email to palermo_app;

-- Cases that wait for somebody to take them, for who hands them out.
create index case_file_unassigned on case_file (agency_id, created_at)
  where assigned_to is null and import_id is null and erased_at is null and status in ('open', 'follow-up');

-- The mapping of an import may quote the file, and holds the cells a person corrected: it goes with the rest.
create or replace function import_forget() returns text[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found uuid[];
  keys text[];
begin
  select array_agg(id), array_remove(array_agg(storage_key), null) into found, keys from import
    where erased_at is null and finished_at < now() - interval '30 days' and state in ('drafted', 'applied', 'undone', 'failed', 'cancelled');
  update import_problem set value = null where import_id = any (found);
  update import set preview = null, mapping = null, storage_key = null, erased_at = now(),
    state = case when state = 'drafted' then 'cancelled' else state end where id = any (found);
  return coalesce(keys, '{}');
end $$;
