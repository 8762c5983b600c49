-- What leaves the house as figures: built, attacked, approved by a second person, published, revised, withdrawn. What was
-- told once stays known for good, so that no row here is ever removed.

create table release (
  id uuid primary key,
  agency_id uuid not null references agency,
  series_id uuid not null,
  number integer not null,
  kind text not null check (kind in ('table', 'records')),
  title text not null,
  unit text not null,
  fields text[] not null,
  reach text not null check (reach in ('agency', 'all')),
  cut_off date not null,
  method text not null,
  settings jsonb not null,
  spare boolean not null default false,
  note text,
  licence text not null,
  citation text not null,
  changes text,
  state text not null default 'building'
    check (state in ('building', 'failed', 'refused', 'built', 'approved', 'published', 'withdrawn')),
  told jsonb,
  records text,
  figures jsonb,
  report jsonb,
  refusal jsonb,
  approved_by uuid references app_user,
  approved_at timestamptz(3),
  published_at timestamptz(3),
  withdrawn_at timestamptz(3),
  withdrawn_reason text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  unique (series_id, number),
  -- Two people: who builds a release does not approve it.
  check (approved_by is null or approved_by <> created_by),
  check (state not in ('approved', 'published', 'withdrawn') or approved_by is not null),
  check (state not in ('published', 'withdrawn') or published_at is not null)
);
comment on table release is 'One version of one release. told: the cells of a table, count null where withheld; records: the protected records as CSV. Nothing else of it is ever public.';
comment on column release.report is 'Utility and attacks, with intervals around withheld counts: for the office only.';
comment on column release.reach is 'Whose cases were counted: those the maker read, of the own agency or of all.';
create index release_of_agency on release (agency_id, created_at desc);

create table privacy_budget (
  agency_id uuid not null references agency,
  data_set text not null,
  epsilon numeric not null check (epsilon > 0),
  delta numeric not null check (delta > 0 and delta < 1),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid not null default actor_user(),
  primary key (agency_id, data_set)
);
comment on table privacy_budget is 'All that may ever be told of one data set by releases with noise. Made with the first of them.';

create table privacy_spending (
  release_id uuid primary key references release,
  agency_id uuid not null,
  data_set text not null,
  epsilon numeric not null check (epsilon > 0),
  delta numeric not null check (delta > 0),
  spent_at timestamptz(3) not null default now(),
  foreign key (agency_id, data_set) references privacy_budget
);
comment on table privacy_spending is 'Written before the noise is drawn and never taken back, so that a crash can only overstate what was told.';

create table public_window (
  agency_id uuid primary key references agency,
  open boolean not null default false,
  about text,
  embedders text[] not null default '{}',
  version integer not null default 1,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid not null default actor_user()
);
comment on table public_window is 'Whether anyone may read what the agency published, and which sites may show it in a frame.';

do $$
declare
  t text;
begin
  foreach t in array array['release', 'privacy_budget', 'privacy_spending', 'public_window'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy read on %I for select using (agency_id = (select actor_agency())
      and ((select actor_may(''release.prepare'')) or (select actor_may(''release.approve''))))', t);
    execute format('grant select on %I to palermo_app', t);
  end loop;
end $$;
grant insert, update on release, privacy_budget, public_window to palermo_app;
grant insert on privacy_spending to palermo_app;
create policy add on release for insert
  with check (agency_id = (select actor_agency()) and (select actor_may('release.prepare')) and created_by = (select actor_user()));
create policy change on release for update using (agency_id = (select actor_agency())
  and ((select actor_may('release.prepare')) or (select actor_may('release.approve'))));
create policy add on privacy_budget for insert with check (agency_id = (select actor_agency()) and (select actor_may('release.prepare')));
-- Changed by nobody: for update needs the right, the policy passes rows to lock and no new values.
create policy lock on privacy_budget for update using (agency_id = (select actor_agency()) and (select actor_may('release.prepare')))
  with check (false);
create policy add on privacy_spending for insert with check (agency_id = (select actor_agency()) and (select actor_may('release.prepare')));
create policy add on public_window for insert with check (agency_id = (select actor_agency()) and (select actor_may('release.approve')));
create policy change on public_window for update using (agency_id = (select actor_agency()) and (select actor_may('release.approve')));

-- What was built stands: afterwards only its state may move on, and only forwards.
create function keep_release() returns trigger language plpgsql as $$
begin
  if (old.state <> 'building' and (new.told, new.records, new.fields, new.cut_off, new.method, new.settings, new.unit, new.title)
      is distinct from (old.told, old.records, old.fields, old.cut_off, old.method, old.settings, old.unit, old.title))
    or (new.agency_id, new.created_by, new.series_id, new.number) is distinct from (old.agency_id, old.created_by, old.series_id, old.number)
    or not (old.state = new.state or (old.state, new.state) in (('building', 'built'), ('building', 'refused'), ('building', 'failed'),
      ('built', 'approved'), ('approved', 'published'), ('published', 'withdrawn'))) then
    raise exception 'a release that was built is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger release_kept before update on release for each row execute function keep_release();
