-- The house: agencies, people who work in them, what they may do, and the trail of what they did.
-- The owner of these tables is the migrating role; the application works as palermo_app, which owns nothing.

-- An administrator of the server may have made and granted the role beforehand, for an owner who may not create roles.
do $$ begin
  if not exists (select from pg_roles where rolname = 'palermo_app') then create role palermo_app nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
  execute format('grant palermo_app to %I', current_user);
exception when insufficient_privilege then
  perform set_config('role', 'palermo_app', true), set_config('role', 'none', true);
end $$;

-- Who is asking. Set for one transaction by the store; empty means nobody, and nobody sees nothing.
create function actor_user() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('palermo.user_id', true), '')::uuid $$;
create function actor_agency() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('palermo.agency_id', true), '')::uuid $$;
create function actor_units() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('palermo.unit_ids', true), ''), '{}')::uuid[] $$;
create function actor_scope() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('palermo.scope', true), '') $$;
create function actor_reads() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('palermo.reads', true), ''), '{}')::text[] $$;
create function actor_writes() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('palermo.writes', true), ''), '{}')::text[] $$;
create function actor_permissions() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('palermo.permissions', true), ''), '{}')::text[] $$;
create function actor_may(permission text) returns boolean language sql stable parallel safe
  as $$ select permission = any (actor_permissions()) $$;

create table agency (
  id uuid primary key,
  code text not null unique,
  name text not null,
  kind text not null,
  country text not null,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table unit (
  id uuid primary key,
  agency_id uuid not null references agency,
  parent_id uuid references unit,
  name text not null,
  place_code text,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create index unit_by_agency on unit (agency_id);
create table role (
  id uuid primary key,
  agency_id uuid references agency,
  code text not null,
  name text not null,
  permissions text[] not null,
  reads text[] not null,
  writes text[] not null,
  scope text not null check (scope in ('shared', 'own', 'unit', 'agency', 'all')),
  second_factor boolean not null,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  unique nulls not distinct (agency_id, code)
);
comment on table role is 'A list of verbs with the data classes it reads and writes. agency_id null: shipped with the product.';
create table app_user (
  id uuid primary key,
  email text not null,
  name text not null,
  language text not null default 'en',
  status text not null check (status in ('invited', 'active', 'suspended')),
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create unique index app_user_by_email on app_user (lower(email));
create table membership (
  id uuid primary key,
  user_id uuid not null references app_user,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  role_id uuid not null references role,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create index membership_by_user on membership (user_id);
create index membership_by_agency on membership (agency_id);
create unique index membership_once on membership (user_id, agency_id, role_id, unit_id) nulls not distinct where active;
comment on table membership is 'One hat: a person in an agency (and unit) with one role. A session wears one hat at a time.';

-- Whether somebody who can invite others works there; invited people count, since their link is on its way.
create function agency_is_administered(of_agency uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select 1 from membership m join role r on r.id = m.role_id join app_user u on u.id = m.user_id
    where m.agency_id = of_agency and m.active and u.status <> 'suspended' and 'user.manage' = any (r.permissions)) $$;

-- Secrets of sign-in: no policy lets palermo_app read them; the sign-in code works outside the actor's rights.
create table credential (
  user_id uuid primary key references app_user,
  password_hash text,
  totp_secret_sealed text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  recovery_hashes text[] not null default '{}',
  factors_cleared_by uuid,
  factors_cleared_at timestamptz,
  oidc_subject text unique
);
create table failed_attempt (
  key text primary key,
  failures integer not null,
  locked_until timestamptz,
  last_at timestamptz not null
);
create index failed_attempt_by_time on failed_attempt (last_at);
comment on table failed_attempt is 'Wrong passwords by keyed hash of the address typed, so that an account that does not exist locks like one that does; wrong codes by user.';
create table passkey (
  id uuid primary key,
  user_id uuid not null references app_user,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz
);
create table auth_challenge (
  id uuid primary key,
  kind text not null,
  user_id uuid references app_user,
  payload jsonb not null,
  expires_at timestamptz not null
);
create table invitation (
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'reset', 'set-up')),
  token_hash bytea not null unique,
  user_id uuid references app_user,
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references app_user,
  membership_id uuid references membership,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  second_factor_at timestamptz,
  authenticated_at timestamptz(3) not null default now(),
  device text not null
);
create index session_by_user on session (user_id);
create table setting (
  key text primary key,
  value jsonb not null
);
comment on table setting is 'Facts of this installation: set up or not, demo or not.';

-- The audit trail: one hash chain per lane (an agency, or the node itself for what has no agency).
create table audit_lane (
  lane uuid primary key,
  seq bigint not null,
  hash bytea not null
);
create table audit_event (
  lane uuid not null,
  seq bigint not null,
  at timestamptz not null,
  actor uuid,
  agency uuid,
  action text not null,
  outcome text not null,
  subject_kind text,
  subject_id uuid,
  case_id uuid,
  hits uuid[],
  payload text not null,
  hash bytea not null,
  primary key (lane, seq)
);
create index audit_event_by_time on audit_event (agency, at desc);
create index audit_event_by_case on audit_event (case_id) where case_id is not null;
create index audit_event_by_hit on audit_event using gin (hits) where hits is not null;
comment on table audit_event is 'hash = sha256(previous hash || seq || payload). The columns repeat the payload for search; verification compares both.';
create table audit_seal (
  lane uuid not null,
  seq bigint not null,
  at timestamptz not null,
  hash bytea not null,
  mac text not null,
  primary key (lane, seq)
);
comment on table audit_seal is 'Head of a lane at a moment, authenticated with a key kept apart from the database.';

-- The only way into the trail for palermo_app. An actor speaks for themselves and in the lane of the agency named;
-- a time far from now is kept as a claim only, so that nobody writes yesterday's events today.
create function audit_append(lane_id uuid, event text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  fields jsonb := event::jsonb;
  as_application boolean := current_setting('role') = 'palermo_app';
  next_seq bigint;
  next_hash bytea;
begin
  if (actor_user() is not null or as_application) and (fields->>'actor')::uuid is distinct from actor_user()
    or as_application and (fields->>'agency')::uuid is distinct from actor_agency() then
    raise exception 'an audit event must name the actor who causes it, and their agency' using errcode = '42501';
  end if;
  if lane_id is distinct from coalesce((fields->>'agency')::uuid, '00000000-0000-0000-0000-000000000000'::uuid) then
    raise exception 'an audit event belongs in the lane of its agency' using errcode = '42501';
  end if;
  if abs(extract(epoch from (fields->>'at')::timestamptz - clock_timestamp())) < 600 is not true then
    fields := fields || jsonb_build_object('claimedAt', fields->'at',
      'at', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
    event := fields::text;
  end if;
  loop
    update audit_lane
      set seq = audit_lane.seq + 1,
          hash = sha256(audit_lane.hash || convert_to((audit_lane.seq + 1)::text || ' ' || event, 'UTF8'))
      where lane = lane_id returning seq, hash into next_seq, next_hash;
    exit when found;
    insert into audit_lane values (lane_id, 0, ''::bytea) on conflict do nothing;
  end loop;
  insert into audit_event values (
    lane_id, next_seq, (fields->>'at')::timestamptz, (fields->>'actor')::uuid, (fields->>'agency')::uuid,
    fields->>'action', fields->>'outcome', fields->>'subjectKind', (fields->>'subjectId')::uuid,
    (fields->>'caseId')::uuid,
    case when fields ? 'hits' then array(select jsonb_array_elements_text(fields->'hits'))::uuid[] end,
    event, next_hash);
  return next_seq;
end $$;

-- Answers to repeated writes.
create table idempotency (
  user_id uuid not null,
  key text not null,
  action text not null,
  request_hash bytea not null,
  reply json,
  created_at timestamptz(3) not null default now(),
  primary key (user_id, key)
);

-- Work that outlives a request.
create table job (
  id uuid primary key,
  kind text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  user_id uuid not null,
  membership_id uuid,
  agency_id uuid,
  input jsonb not null,
  progress jsonb not null default '{}',
  problem jsonb,
  cancel_asked boolean not null default false,
  attempts integer not null default 0,
  lease_until timestamptz,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index job_waiting on job (created_at) where state in ('queued', 'running');

-- Every earlier version of every record, kept by the trigger below.
create table history (
  kind text not null,
  id uuid not null,
  version integer not null,
  case_id uuid,
  data_class text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  changed_by uuid,
  deleted boolean not null,
  row jsonb not null,
  ended_by uuid,
  primary key (kind, id, version)
);
create index history_by_case on history (case_id, valid_to);
comment on table history is 'The row as it was from valid_from until valid_to, made by changed_by and ended by ended_by; the present row is in its own table.';

-- On update: count the version up, say who and when, keep the old row. On delete: keep the row.
-- Arguments: the data class of the table ('' when the row names its own in data_class).
create function keep_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old_row jsonb := to_jsonb(old);
  -- One moment ends the old version and begins the new, so that no instant falls between them.
  moment timestamptz(3) := greatest(clock_timestamp(), old.updated_at);
begin
  insert into history values (
    tg_table_name, coalesce(old_row->>'id', old_row->>'record_id', old_row->>'perpetrator_id')::uuid, old.version,
    case when tg_table_name = 'case_file' then (old_row->>'id')::uuid else (old_row->>'case_id')::uuid end,
    coalesce(nullif(tg_argv[0], ''), old_row->>'data_class'), old.updated_at, moment,
    coalesce((old_row->>'updated_by')::uuid, (old_row->>'created_by')::uuid), tg_op = 'DELETE', old_row, actor_user())
  on conflict do nothing;
  if tg_op = 'DELETE' then return old; end if;
  new.version := old.version + 1;
  new.updated_at := moment;
  new.updated_by := actor_user();
  return new;
end $$;

create trigger agency_history before update or delete on agency for each row execute function keep_history('administrative');
create trigger unit_history before update or delete on unit for each row execute function keep_history('administrative');
create trigger role_history before update or delete on role for each row execute function keep_history('administrative');
create trigger app_user_history before update or delete on app_user for each row execute function keep_history('administrative');
create trigger membership_history before update or delete on membership for each row execute function keep_history('administrative');

-- Row-level security. palermo_app sees what the actor may see; without an actor, nothing.
alter table agency enable row level security;
alter table unit enable row level security;
alter table role enable row level security;
alter table app_user enable row level security;
alter table membership enable row level security;
alter table credential enable row level security;
alter table failed_attempt enable row level security;
alter table passkey enable row level security;
alter table auth_challenge enable row level security;
alter table invitation enable row level security;
alter table session enable row level security;
alter table setting enable row level security;
alter table audit_lane enable row level security;
alter table audit_event enable row level security;
alter table audit_seal enable row level security;
alter table idempotency enable row level security;
alter table job enable row level security;
alter table history enable row level security;

grant select, insert, update on agency, unit, role, app_user, membership, idempotency, job to palermo_app;
grant delete on role to palermo_app;
grant select on setting, audit_event, audit_seal, history to palermo_app;
revoke all on function audit_append from public;
grant execute on function audit_append to palermo_app;
revoke all on function agency_is_administered from public;
grant execute on function agency_is_administered to palermo_app;

create policy read on agency for select using ((select actor_user()) is not null);
create policy add on agency for insert with check ((select actor_may('agency.manage')) and (select actor_scope()) = 'all' or (select actor_may('node.manage')));
create policy change on agency for update
  using ((select actor_may('agency.manage')) and (id = (select actor_agency()) or (select actor_may('node.manage'))));
create policy read on unit for select using ((select actor_user()) is not null);
create policy add on unit for insert
  with check ((select actor_may('agency.manage')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy change on unit for update
  using ((select actor_may('agency.manage')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy read on role for select
  using ((select actor_user()) is not null and (agency_id is null or agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy add on role for insert
  with check ((select actor_may('role.manage')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy change on role for update
  using ((select actor_may('role.manage')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all')
    and not exists (select 1 from membership m where m.role_id = role.id and m.active and m.user_id = (select actor_user())));
create policy remove on role for delete
  using ((select actor_may('role.manage')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy read on membership for select
  using (user_id = (select actor_user()) or agency_id = (select actor_agency()) or (select actor_scope()) = 'all' and (select actor_may('user.read')));
-- Nobody gives a role to themselves or changes the one they have.
create policy add on membership for insert
  with check ((select actor_may('user.manage')) and user_id <> (select actor_user()) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy change on membership for update
  using ((select actor_may('user.manage')) and user_id <> (select actor_user()) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy read on app_user for select
  using (id = (select actor_user())
    or (select actor_scope()) = 'all' and (select actor_may('user.read'))
    or exists (select 1 from membership m where m.user_id = app_user.id and m.agency_id = (select actor_agency())));
create policy add on app_user for insert with check ((select actor_may('user.manage')));
create policy change on app_user for update
  using (id = (select actor_user())
    or (select actor_may('user.manage')) and ((select actor_scope()) = 'all'
      or exists (select 1 from membership m where m.user_id = app_user.id and m.agency_id = (select actor_agency()))));
create policy read on setting for select using ((select actor_user()) is not null);
create policy own on idempotency using (user_id = (select actor_user())) with check (user_id = (select actor_user()));
create policy own on job using (user_id = (select actor_user()) or agency_id = (select actor_agency()) and (select actor_may('import.run')) or (select actor_scope()) = 'all' and (select actor_may('node.manage')))
  with check (user_id = (select actor_user()));
create policy read on audit_event for select
  using ((select actor_may('audit.read')) and (agency = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy read on audit_seal for select using ((select actor_may('audit.verify')));
