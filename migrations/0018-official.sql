-- Statistics that an office can sign: what became of suspects and victims and when, agencies' word on how complete their
-- records are, population figures, estimates that were kept, and releases, which are never changed once signed.

create table outcome (
  id uuid primary key,
  case_id uuid not null references case_file,
  subject_kind text not null check (subject_kind in ('person_record', 'perpetrator')),
  subject_id uuid not null,
  kind text not null,
  happened_from date not null,
  happened_to date,
  happened_precision text,
  from_country text,
  to_country text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  check (happened_to is null or happened_to >= happened_from)
);
comment on table outcome is 'A dated step: of a suspect through criminal justice, of a victim the return home. A status without a date belongs to no year.';
comment on column outcome.kind is 'A code of case-status-justice for a perpetrator; REPATRIATED for a person record.';
create index outcome_of_case on outcome (case_id);
create index outcome_of_subject on outcome (subject_id);
alter table outcome enable row level security;
create policy read on outcome for select using ((select 'statistical' = any (actor_reads())) and ((select actor_scope()) = 'all'
  or exists (select 1 from case_file c where c.id = outcome.case_id
    and (c.agency_id = (select actor_agency()) and (select actor_scope()) = 'agency' or may_read(c.id, 'statistical')))));
create policy add on outcome for insert with check (may_write(case_id, 'statistical'));
create policy change on outcome for update using (may_write(case_id, 'statistical'));
create policy remove on outcome for delete using (may_write(case_id, 'statistical'));
grant select, insert, update, delete on outcome to palermo_app;
create trigger outcome_history before update or delete on outcome for each row execute function keep_history('statistical');
create trigger outcome_stays before update on outcome for each row execute function stay_in_case();

-- Whoever is removed from a case takes the dated steps along.
create function leave_outcomes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from outcome where subject_id = old.id;
  return null;
end $$;
create trigger person_record_outcomes after delete on person_record for each row execute function leave_outcomes();
create trigger perpetrator_outcomes after delete on perpetrator for each row execute function leave_outcomes();

create table completeness_statement (
  id uuid primary key,
  agency_id uuid not null references agency,
  complete_to date not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
comment on table completeness_statement is 'An agency''s word that its records up to a day are all in. The latest counts; none is ever changed.';
create index completeness_by_agency on completeness_statement (agency_id, created_at desc);
alter table completeness_statement enable row level security;
create policy read on completeness_statement for select using ((select actor_may('statistics.read') or actor_may('statistics.report')));
create policy add on completeness_statement for insert with check (
  (select actor_may('statistics.report')) and agency_id = (select actor_agency()));
grant select, insert on completeness_statement to palermo_app;

create table population_figure (
  id uuid primary key,
  country text not null,
  year integer not null,
  people bigint not null check (people > 0),
  source text not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
comment on table population_figure is 'Resident population as an office enters it, with its source; the latest entry of a year stands before the shipped figure.';
create index population_of_country on population_figure (country, year, created_at desc);
alter table population_figure enable row level security;
create policy read on population_figure for select using ((select actor_may('statistics.read')));
create policy add on population_figure for insert with check ((select actor_may('statistics.sign')));
grant select, insert on population_figure to palermo_app;

create table kept_estimate (
  id uuid primary key,
  agency_id uuid not null references agency,
  country text not null,
  year_from integer not null,
  year_to integer not null check (year_to >= year_from),
  title text not null,
  comparison jsonb not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
comment on table kept_estimate is 'Every method on one capture table, as it was shown; the table itself is not kept, only its checksum.';
alter table kept_estimate enable row level security;
create policy read on kept_estimate for select using ((select actor_may('statistics.read')));
create policy add on kept_estimate for insert with check ((select actor_may('statistics.sign')) and agency_id = (select actor_agency()));
grant select, insert on kept_estimate to palermo_app;

create table official_release (
  id uuid primary key,
  agency_id uuid references agency,
  country text not null,
  year_from integer not null,
  year_to integer not null check (year_to >= year_from),
  cut_off date not null,
  confirmed_only boolean not null,
  title text not null,
  note text,
  content jsonb not null,
  signed_at timestamptz(3) not null default now(),
  signed_by uuid not null default actor_user(),
  signer text not null
);
comment on table official_release is 'Signed figures as they were told, small cells already withheld. Never changed: a later release revises an earlier one by standing beside it.';
comment on column official_release.agency_id is 'The agency whose own figures these are; null when they are of every agency of the country.';
create index official_release_of_country on official_release (country, signed_at desc);
alter table official_release enable row level security;
create policy read on official_release for select using ((select actor_may('statistics.read'))
  and (agency_id is null or agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy add on official_release for insert with check ((select actor_may('statistics.sign'))
  and (agency_id = (select actor_agency()) or agency_id is null and (select actor_scope()) = 'all'));
grant select, insert on official_release to palermo_app;

update role set permissions = permissions || '{statistics.sign}'
  where agency_id is null and code in ('analyst', 'operator') and not 'statistics.sign' = any (permissions);
update role set permissions = permissions || '{statistics.report}'
  where agency_id is null and code in ('case-worker', 'investigator', 'prosecutor') and not 'statistics.report' = any (permissions);
