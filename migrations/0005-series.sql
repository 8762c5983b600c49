-- Published figures, as their publishers printed them. The release is part of the key: a later release never
-- overwrites an earlier one, and both are shown side by side.

create table series_release (
  id uuid primary key default gen_random_uuid(),
  source text not null,
  release date not null,
  title text not null,
  publisher text not null,
  licence text not null,
  url text not null,
  citation text not null,
  import_id uuid,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  unique (source, release)
);
comment on table series_release is 'One release of one source: who published it, under which terms, and how to cite it.';

create table series_figure (
  release_id uuid not null references series_release,
  indicator text not null,
  area text not null,
  area_name text not null,
  year integer not null,
  dimension text not null,
  category text not null,
  sex text not null,
  age_group text not null,
  unit text not null,
  value numeric,
  censored_below numeric,
  code text,
  dated date,
  figure text not null,
  printed text not null,
  times integer not null default 1,
  import_id uuid not null,
  row_number integer not null
);
comment on table series_figure is 'One published figure. value null with censored_below 5 stands for a printed <5; code and dated hold what is not a number.';
comment on column series_figure.area is 'ISO alpha-3 of a country, else the area as the source codes or names it.';
comment on column series_figure.figure is 'What is told apart: two different figures under one key are both kept and shown as conflicting.';
comment on column series_figure.times is 'How often the source repeats this row; it counts once.';
create unique index series_figure_key on series_figure
  (release_id, indicator, area, year, dimension, category, sex, age_group, unit, figure);
create index series_figure_of_import on series_figure (import_id);

create table series_incident (
  release_id uuid not null references series_release,
  incident text not null,
  year integer not null,
  region text not null,
  route text not null,
  dead numeric,
  missing numeric,
  total numeric,
  import_id uuid not null,
  row_number integer not null,
  primary key (release_id, incident)
);
comment on table series_incident is 'Deaths on migration routes by incident; the figures of their release are sums over these rows.';
create index series_incident_of_import on series_incident (import_id);

do $$
declare
  t text;
begin
  foreach t in array array['series_release', 'series_figure', 'series_incident'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update, delete on %I to palermo_app', t);
    execute format('create policy read on %I for select using ((select actor_may(''series.read'')))', t);
    execute format('create policy add on %I for insert with check ((select actor_may(''series.manage'')))', t);
    execute format('create policy change on %I for update using ((select actor_may(''series.manage'')))', t);
    execute format('create policy remove on %I for delete using ((select actor_may(''series.manage'')))', t);
  end loop;
end $$;

-- Statistics read every participant an actor may see: scope is decided once a query here too, as on the other tables.
alter policy read on event_participant using ((select 'statistical' = any (actor_reads())) and ((select actor_scope()) = 'all'
  or exists (select 1 from case_file c where c.id = event_participant.case_id
    and (c.agency_id = (select actor_agency()) and (select actor_scope()) = 'agency' or may_read(c.id, 'statistical')))));
