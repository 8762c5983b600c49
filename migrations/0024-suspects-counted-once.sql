-- Suspects of several cases that are one person, so that they count once; and pairs of persons that nobody has decided on, so
-- that an estimate can carry the doubt.

create table suspect_member (
  perpetrator_id uuid primary key,
  case_id uuid not null references case_file,
  foreign key (perpetrator_id, case_id) references perpetrator (id, case_id) on delete cascade,
  suspect_id uuid not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
comment on table suspect_member is 'Perpetrators of several cases found to be one person share a suspect_id. Who is not here stands alone.';
create index suspect_member_of_suspect on suspect_member (suspect_id);
create index suspect_member_of_case on suspect_member (case_id);
alter table suspect_member enable row level security;
create policy read on suspect_member for select using (exists (select 1 from perpetrator p where p.id = perpetrator_id));
grant select on suspect_member to palermo_app;

create table suspect_decision (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('join', 'split')),
  perpetrator_id uuid not null,
  case_id uuid not null references case_file,
  foreign key (perpetrator_id, case_id) references perpetrator (id, case_id) on delete cascade,
  other_id uuid references perpetrator on delete cascade,
  other_case_id uuid references case_file,
  reason text not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
comment on table suspect_decision is 'Each time a suspect was said to be that of another case, or not to be: by whom, and why. Read by who reads both sides.';
create index suspect_decision_of_case on suspect_decision (case_id);
create index suspect_decision_of_other on suspect_decision (other_id);
alter table suspect_decision enable row level security;
create policy read on suspect_decision for select using (
  may_read(case_id, 'intelligence') and (other_case_id is null or may_read(other_case_id, 'intelligence')));
grant select on suspect_decision to palermo_app;

-- Who may say it: joins persons, reads who both suspects are, and writes in the case of the first.
create function suspect_join(one uuid, other uuid, why text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid; there uuid;
  mine uuid; theirs uuid; whole uuid;
begin
  select case_id into here from perpetrator where id = one;
  select case_id into there from perpetrator where id = other;
  if not actor_may('person.join') or one = other or here is null or there is null or not may_write(here, 'statistical')
    or not may_read(here, 'intelligence') or not may_read(there, 'intelligence') then
    raise insufficient_privilege using message = 'person.join';
  end if;
  select suspect_id into mine from suspect_member where perpetrator_id = one;
  select suspect_id into theirs from suspect_member where perpetrator_id = other;
  whole := coalesce(theirs, mine, gen_random_uuid());
  update suspect_member set suspect_id = whole where suspect_id = mine and mine <> whole;
  insert into suspect_member (perpetrator_id, case_id, suspect_id) values (one, here, whole), (other, there, whole)
    on conflict (perpetrator_id) do nothing;
  insert into suspect_decision (kind, perpetrator_id, case_id, other_id, other_case_id, reason) values ('join', one, here, other, there, why);
  return whole;
end $$;

create function suspect_split(one uuid, why text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid;
begin
  select case_id into here from perpetrator where id = one;
  if not actor_may('person.join') or here is null or not may_write(here, 'statistical') or not may_read(here, 'intelligence') then
    raise insufficient_privilege using message = 'person.join';
  end if;
  delete from suspect_member where perpetrator_id = one;
  if not found then return false; end if;
  insert into suspect_decision (kind, perpetrator_id, case_id, reason) values ('split', one, here, why);
  return true;
end $$;

-- Pairs of persons nobody has decided on, for who counts everything: how likely each is one person, and no more.
create function undecided_persons() returns table (one uuid, other uuid, probability double precision)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not actor_may('statistics.read') or actor_scope() <> 'all' or not 'statistical' = any (actor_reads()) then return; end if;
  return query
    select least(a.person_id, b.person_id), greatest(a.person_id, b.person_id), max(p.probability)
    from linkage_pair p join person_record a on a.id = p.left_record join person_record b on b.id = p.right_record
    where p.state in ('open', 'undecided', 'disagreed') and a.person_id <> b.person_id
    group by 1, 2;
end $$;

revoke all on function suspect_join, suspect_split, undecided_persons from public;
grant execute on function suspect_join, suspect_split, undecided_persons to palermo_app;
