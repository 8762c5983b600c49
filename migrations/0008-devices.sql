-- Devices that keep a copy for work without a network, and what an agency says of screens left alone.

create table device (
  id uuid primary key,
  user_id uuid not null references app_user,
  agency_id uuid not null references agency,
  name text not null,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  keep_until timestamptz(3) not null,
  wiped_at timestamptz(3),
  wiped_by uuid,
  erased_at timestamptz(3)
);
create index device_of_user on device (user_id);
create index device_of_agency on device (agency_id);
comment on table device is 'One browser of one person that keeps cases for work without a network. keep_until: when it erases its copy without contact; wiped_at: the server refuses its key; erased_at: it said that its copy is gone.';

-- No policy lets palermo_app read it: the key is released outside the actor''s rights, like what a sign-in needs.
create table device_secret (
  device_id uuid primary key references device on delete cascade,
  proof_hash bytea not null,
  key_sealed text
);
comment on table device_secret is 'proof_hash: sha256 of the random token only this browser holds. key_sealed: the key of its copy, sealed with the key folder; null once wiped.';

create table device_case (
  device_id uuid not null references device on delete cascade,
  case_id uuid not null,
  taken_at timestamptz(3) not null default now(),
  primary key (device_id, case_id)
);
comment on table device_case is 'Which cases a device holds, so that it is known what was on one that is lost.';

create table agency_safety (
  agency_id uuid primary key references agency,
  keep_hours integer not null default 72 check (keep_hours between 0 and 720),
  idle_minutes integer not null default 15 check (idle_minutes between 1 and 120),
  version integer not null default 1,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
comment on table agency_safety is 'keep_hours: how long a device copy lives without contact, 0 forbids copies. idle_minutes: the longest a screen may be left alone before it locks.';

-- A screen left alone locks its session in every window, until its person proves again who they are.
alter table session add column locked_at timestamptz(3);

create function own_device(of_device uuid) returns boolean language sql stable
  as $$ select exists (select 1 from device d where d.id = of_device and d.user_id = actor_user()) $$;

alter table device enable row level security;
alter table device_secret enable row level security;
alter table device_case enable row level security;
alter table agency_safety enable row level security;
grant select, insert, update on device, agency_safety to palermo_app;
grant insert, update on device_secret to palermo_app;
grant select (device_id) on device_secret to palermo_app;
grant select, insert, delete on device_case to palermo_app;

create policy read on device for select
  using (user_id = (select actor_user()) or (select actor_may('user.manage')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy add on device for insert with check (user_id = (select actor_user()) and agency_id = (select actor_agency()));
create policy change on device for update
  using (user_id = (select actor_user()) or (select actor_may('user.manage')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy add on device_secret for insert with check (own_device(device_id));
create policy read on device_secret for select using (exists (select 1 from device d where d.id = device_id));
create policy change on device_secret for update using (exists (select 1 from device d where d.id = device_id));
create policy own on device_case using (own_device(device_id)) with check (own_device(device_id));
create policy read on device_case for select using (exists (select 1 from device d where d.id = device_id));
create policy read on agency_safety for select using (agency_id = (select actor_agency()) or (select actor_scope()) = 'all');
create policy add on agency_safety for insert with check ((select actor_may('agency.manage')) and agency_id = (select actor_agency()));
create policy change on agency_safety for update
  using ((select actor_may('agency.manage')) and agency_id = (select actor_agency()));
