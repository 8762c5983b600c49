-- All figures that left are one ledger, whoever let them out: a new release is attacked together with those of every agency.
-- And what a privacy budget may be raised to is decided by two people.

-- What is approved was meant for everyone; who prepares figures may hold their own against it.
create function releases_out() returns table (id uuid, title text, number integer, agency_id uuid, unit text, fields text[], reach text,
  cut_off text, method text, threshold integer, base integer, length integer, additive boolean, counted_at text, told jsonb, records text, approved_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.title, r.number, r.agency_id, r.unit, r.fields, r.reach, r.cut_off::text, r.method, (r.settings ->> 'threshold')::integer,
    (r.settings ->> 'base')::integer, (r.settings ->> 'length')::integer, (r.figures ->> 'additive')::boolean,
    coalesce(r.figures ->> 'countedAt', r.approved_at::text), r.told, r.records, r.approved_at
  from release r where r.approved_at is not null
    and ((select actor_may('release.prepare')) or (select actor_may('release.approve')) or (select actor_may('statistics.sign')))
$$;
create function official_out() returns table (id uuid, title text, agency_id uuid, country text, year_from integer, year_to integer,
  cut_off text, confirmed_only boolean, content jsonb, signed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.title, r.agency_id, r.country, r.year_from, r.year_to, r.cut_off::text, r.confirmed_only, r.content, r.signed_at
  from official_release r
  where (select actor_may('release.prepare')) or (select actor_may('release.approve')) or (select actor_may('statistics.sign'))
$$;

do $$
declare
  f text;
begin
  foreach f in array array['releases_out()', 'official_out()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to palermo_app', f);
  end loop;
end $$;

create table privacy_budget_raise (
  id uuid primary key,
  agency_id uuid not null,
  data_set text not null,
  epsilon numeric not null check (epsilon > 0 and epsilon <= 100),
  delta numeric not null check (delta > 0 and delta <= 0.01),
  reason text not null check (length(trim(reason)) >= 20),
  asked_at timestamptz(3) not null default now(),
  asked_by uuid not null default actor_user(),
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused')),
  decided_by uuid references app_user,
  decided_at timestamptz(3),
  decision_reason text,
  version integer not null default 1,
  foreign key (agency_id, data_set) references privacy_budget,
  -- Two people, and the second says why too.
  check (decided_by is null or decided_by <> asked_by),
  check ((state = 'asked') = (decided_by is null)),
  check (state = 'asked' or decided_at is not null and length(trim(decision_reason)) >= 5)
);
comment on table privacy_budget_raise is 'Asked by one, decided by another, both with reasons. What was told is never untold: a raise lets more be told.';
create unique index one_raise_asked on privacy_budget_raise (agency_id, data_set) where state = 'asked';
alter table privacy_budget_raise enable row level security;
create policy read on privacy_budget_raise for select using (agency_id = (select actor_agency())
  and ((select actor_may('release.prepare')) or (select actor_may('release.approve'))));
create policy add on privacy_budget_raise for insert with check (agency_id = (select actor_agency())
  and (select actor_may('release.prepare')) and asked_by = (select actor_user()) and state = 'asked');
create policy change on privacy_budget_raise for update using (agency_id = (select actor_agency()) and (select actor_may('release.approve')));
grant select, insert, update on privacy_budget_raise to palermo_app;

create function decide_raise() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.state <> 'asked' or (new.id, new.agency_id, new.data_set, new.epsilon, new.delta, new.reason, new.asked_by, new.asked_at)
      is distinct from (old.id, old.agency_id, old.data_set, old.epsilon, old.delta, old.reason, old.asked_by, old.asked_at) then
    raise exception 'a decision on a privacy budget is not changed' using errcode = 'insufficient_privilege';
  end if;
  -- The only way a budget changes: the row that two people made carries it over.
  if new.state = 'granted' then
    update privacy_budget b set epsilon = new.epsilon, delta = new.delta, updated_at = now(), updated_by = new.decided_by
      where b.agency_id = new.agency_id and b.data_set = new.data_set;
  end if;
  return new;
end $$;
create trigger raise_decided before update on privacy_budget_raise for each row execute function decide_raise();
