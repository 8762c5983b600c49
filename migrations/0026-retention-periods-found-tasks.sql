-- How long closed cases are kept, as an agency says it; and titles of tasks among what can be found.

create table retention_period (
  id uuid primary key,
  agency_id uuid not null references agency,
  retention_class text not null,
  years integer not null check (years between 0 and 100),
  until_age integer check (until_age between 18 and 100),
  law text not null,
  reason text not null,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  unique (agency_id, retention_class)
);
comment on table retention_period is 'How long an agency keeps closed cases of a kind, where it says otherwise than the product. law: what it rests on, as the agency cites it; reason: why it was set so.';
alter table retention_period enable row level security;
create policy read on retention_period for select using (agency_id = (select actor_agency()) or (select actor_scope()) = 'all');
create policy add on retention_period for insert with check ((select actor_may('case.erase')) and agency_id = (select actor_agency()));
create policy change on retention_period for update using ((select actor_may('case.erase')) and agency_id = (select actor_agency()));
grant select, insert, update on retention_period to palermo_app;
create trigger retention_period_history before update or delete on retention_period for each row execute function keep_history('administrative');

-- A day some years later; the 29th of February becomes the 1st of March, never a day too early (as in features/cases/rules).
create function years_after(day date, years integer) returns date language sql immutable as $$
  select (day + make_interval(years => years))::date
    + case when extract(day from day + make_interval(years => years)) < extract(day from day) then 1 else 0 end
$$;

-- When the closed cases of a kind in the actor's agency fall due now, and when by another period. Reads birth dates, which the keeper
-- of records does not: so it runs as the owner, and only its sums and its effect leave the two functions below.
create function retention_times(of_class text, new_years integer, new_age integer, not_before date)
returns table (case_id uuid, unit_id uuid, held boolean, before date, after date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.unit_id, c.legal_hold, c.retain_until,
    case when t.due < coalesce(c.retain_until, t.due + 1) then greatest(t.due, least(coalesce(c.retain_until, not_before), not_before)) else t.due end
  from case_file c, lateral (select greatest(years_after(c.closed_on, new_years), (
      select max(coalesce(years_after(i.birth_to, new_age), years_after(coalesce(c.opened_on, c.closed_on), new_age - r.age_identification_min)))
      from person_record r left join person_identity i on i.record_id = r.id where r.case_id = c.id and new_age is not null)) as due) t
  where actor_may('case.erase') and c.agency_id = actor_agency() and c.retention_class = of_class
    and c.erased_at is null and c.status like 'closed%' and c.closed_on is not null
$$;
create function retention_preview(of_class text, new_years integer, new_age integer, not_before date, today date)
returns table (unit_name text, year integer, before integer, after integer, due_before integer, due_after integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.name, s.year, sum(s.before)::int, sum(s.after)::int, sum(s.due_before)::int, sum(s.due_after)::int
  from retention_times(of_class, new_years, new_age, not_before) t, lateral (values
      (extract(year from t.before)::int, 1, 0, (t.before <= today)::int, 0), (extract(year from t.after)::int, 0, 1, 0, (t.after <= today)::int)
    ) as s (year, before, after, due_before, due_after) left join lateral (select name from unit where id = t.unit_id) u on true
  where not t.held and s.year is not null group by u.name, s.year
$$;
create function retention_apply(of_class text, new_years integer, new_age integer, not_before date) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed integer;
begin
  update case_file c set retain_until = t.after from retention_times(of_class, new_years, new_age, not_before) t
    where c.id = t.case_id and c.retain_until is distinct from t.after;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function retention_times, retention_preview, retention_apply from public;
grant execute on function retention_preview, retention_apply to palermo_app;

-- What is to be done is looked for by its words too. Its class is that of its table.
create or replace view search_source as
  select 'name' as kind, id, case_id, 'identity' as data_class, array[full_text] as texts from person_name
  union all select 'document', id, case_id, 'identity', array[number] from person_document where number is not null
  union all select 'contact', id, case_id, 'contact', array[value, kind] from person_contact where not sheltered
  union all select 'suspect', perpetrator_id, case_id, 'intelligence',
    array[full_text] || coalesce(aliases, '{}') || '{NULL}'::text[] || coalesce(documents, '{}') || coalesce(handles, '{}') from perpetrator_identity
  union all select 'organisation', id, case_id, 'administrative', array[name] from organisation where name is not null
  union all select 'case', id, id, 'administrative', array[number, reference] from case_file where erased_at is null
  union all select 'summary', id, id, 'administrative', array[summary] from case_file where erased_at is null and summary is not null
  union all select 'note', id, case_id, data_class, array[body] from note
  union all select 'attachment', id, case_id, data_class, array[file_name, description] from attachment
  union all select 'task', id, case_id, 'administrative', array[title] from task;
create trigger task_found_new after insert on task referencing new table as fresh for each statement execute function search_mark('{task}', 'id');
create trigger task_found_change after update on task for each row when (new.title is distinct from old.title) execute function search_mark('{task}', 'id');
create trigger task_found_gone after delete on task referencing old table as gone for each statement execute function search_mark('{task}', 'id');
insert into search_pending (kind, id, written_in) select 'task', id, null from task;
