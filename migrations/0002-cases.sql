-- Cases and what they hold: persons as each source told of them, perpetrators, organisations, events, movements.
-- IC-TIP keeps event, victim, perpetrator and organisation apart; the case joins them.
-- Answers: a coded column is null when not asked and 'UNKNOWN' when unknown. A coded set is a jsonb object
-- code -> 'yes' | 'no' | 'unknown'; an absent code was not asked, a null set means nothing of it was asked.

create table case_file (
  id uuid primary key,
  number text not null unique,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  assigned_to uuid references app_user,
  reference text,
  tip text not null default 'not-asked' check (tip in ('yes', 'suspected', 'no', 'unknown', 'not-asked')),
  som text not null default 'not-asked' check (som in ('yes', 'suspected', 'no', 'unknown', 'not-asked')),
  status text not null default 'open' check (status in ('open', 'follow-up', 'closed', 'closed-referred')),
  risk text check (risk in ('low', 'medium', 'high', 'UNKNOWN')),
  opened_on date not null,
  closed_on date,
  close_reason text,
  registration_year integer,
  summary text,
  retention_class text not null default 'case',
  retain_until date,
  legal_hold boolean not null default false,
  erased_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create index case_file_by_agency on case_file (agency_id, updated_at desc, id);
create index case_file_by_unit on case_file (unit_id, updated_at desc, id);
create index case_file_by_assignee on case_file (assigned_to, updated_at desc, id);
create index case_file_by_creator on case_file (created_by, updated_at desc, id);
create index case_file_by_update on case_file (updated_at desc, id);
create index case_file_by_reference on case_file (agency_id, reference);
create index case_file_by_import on case_file (import_id) where import_id is not null;
create index case_file_to_erase on case_file (retain_until) where erased_at is null and retain_until is not null;

-- Access to one case beyond the scope of the role: a share, or an emergency opening. Time-boxed, purpose-bound, revocable.
create table case_grant (
  id uuid primary key,
  case_id uuid not null references case_file,
  kind text not null check (kind in ('share', 'break-glass')),
  to_agency uuid references agency,
  to_user uuid references app_user,
  classes text[] not null,
  can_write boolean not null default false,
  purpose text not null,
  reason text,
  starts_at timestamptz(3) not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  informed_user uuid references app_user,
  reviewed_at timestamptz,
  reviewed_by uuid references app_user,
  review_outcome text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  check (num_nonnulls(to_agency, to_user) = 1)
);
create index case_grant_by_case on case_grant (case_id);
create index case_grant_to_agency on case_grant (to_agency, expires_at) where revoked_at is null;
create index case_grant_to_user on case_grant (to_user, expires_at) where revoked_at is null;

-- The smallest circle of a case: who, beside its assignee, may read where a sheltered person is.
create table case_circle (
  case_id uuid not null references case_file,
  user_id uuid not null references app_user,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  primary key (case_id, user_id)
);

-- Cases granted to the actor now. Runs as the owner, so that the policy of case_file does not ask itself.
create function actor_granted_cases() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct case_id), '{}') from (
    select case_id from case_grant where to_agency = actor_agency() and revoked_at is null and expires_at > now() and starts_at <= now()
    union all
    select case_id from case_grant where to_user = actor_user() and revoked_at is null and expires_at > now() and starts_at <= now()) g
$$;
create function granted_classes(subject uuid, writing boolean) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct c), '{}') from case_grant g, unnest(g.classes) c
  where g.case_id = subject and (g.to_agency = actor_agency() or g.to_user = actor_user())
    and g.revoked_at is null and g.expires_at > now() and g.starts_at <= now() and (g.can_write or not writing)
$$;
create function in_circle(subject uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from case_file c where c.id = subject and c.assigned_to = actor_user())
    or exists (select 1 from case_circle m where m.case_id = subject and m.user_id = actor_user())
$$;
-- The rule of scope stands in full in each policy: the settings are then read once a query, not once a row.
alter table case_file enable row level security;
create policy read on case_file for select using (
  (select actor_reads() && array['administrative', 'statistical'])
  and ((select actor_scope()) = 'all'
    or agency_id = (select actor_agency()) and (
      (select actor_scope()) = 'agency'
      or (select actor_scope()) = 'unit' and unit_id = any ((select actor_units())::uuid[])
      or (select actor_scope()) in ('unit', 'own') and (assigned_to = (select actor_user()) or created_by = (select actor_user())))
    or id = any ((select actor_granted_cases())::uuid[])));
create policy add on case_file for insert with check (
  (select actor_may('case.create') or actor_may('import.run'))
  and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy change on case_file for update using (
  (select 'administrative' = any (actor_writes()))
  and ((select actor_scope()) = 'all'
    or agency_id = (select actor_agency()) and (
      (select actor_scope()) = 'agency'
      or (select actor_scope()) = 'unit' and unit_id = any ((select actor_units())::uuid[])
      or (select actor_scope()) in ('unit', 'own') and (assigned_to = (select actor_user()) or created_by = (select actor_user())))
    or 'administrative' = any (granted_classes(id, true))));
create policy remove on case_file for delete using (
  (select actor_may('import.run')) and import_id is not null
  and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
grant select, insert, update, delete on case_file to palermo_app;
create trigger case_file_history before update or delete on case_file for each row execute function keep_history('administrative');

-- A class of a case's content may be read, or written, by the actor.
create function may_read(subject uuid, class text) returns boolean language sql stable as $$
  select class = any (actor_reads()) and exists (
    select 1 from case_file c where c.id = subject and ((select actor_scope()) = 'all'
    or c.agency_id = (select actor_agency()) and (
      (select actor_scope()) = 'agency'
      or (select actor_scope()) = 'unit' and c.unit_id = any ((select actor_units())::uuid[])
      or (select actor_scope()) in ('unit', 'own') and (c.assigned_to = (select actor_user()) or c.created_by = (select actor_user())))
      or class = any (granted_classes(c.id, false))))
$$;
create function may_write(subject uuid, class text) returns boolean language sql stable as $$
  select class = any (actor_writes()) and exists (
    select 1 from case_file c where c.id = subject and ((select actor_scope()) = 'all'
    or c.agency_id = (select actor_agency()) and (
      (select actor_scope()) = 'agency'
      or (select actor_scope()) = 'unit' and c.unit_id = any ((select actor_units())::uuid[])
      or (select actor_scope()) in ('unit', 'own') and (c.assigned_to = (select actor_user()) or c.created_by = (select actor_user())))
      or class = any (granted_classes(c.id, true))))
$$;

alter table case_grant enable row level security;
create policy read on case_grant for select using (
  to_user = (select actor_user()) or to_agency = (select actor_agency())
  or exists (select 1 from case_file c where c.id = case_id)
  or informed_user = (select actor_user())
  or (select actor_may('case.review-break-glass')) and kind = 'break-glass' and exists (
      select 1 from membership m where m.user_id = case_grant.to_user and m.agency_id = (select actor_agency())));
create policy add on case_grant for insert with check (
  kind = 'share' and (select actor_may('case.share')) and may_write(case_id, 'administrative')
  or kind = 'break-glass' and (select actor_may('case.break-glass')) and to_user = (select actor_user()));
create policy change on case_grant for update using (
  (select actor_may('case.share')) and may_write(case_id, 'administrative')
  or (select actor_may('case.review-break-glass')) and kind = 'break-glass');
grant select, insert, update on case_grant to palermo_app;
create trigger case_grant_history before update or delete on case_grant for each row execute function keep_history('administrative');

alter table case_circle enable row level security;
create policy read on case_circle for select using (exists (select 1 from case_file c where c.id = case_id));
create policy add on case_circle for insert with check (may_write(case_id, 'contact') and in_circle(case_id));
create policy remove on case_circle for delete using (may_write(case_id, 'contact') and in_circle(case_id));
grant select, insert, delete on case_circle to palermo_app;

create table person (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
comment on table person is 'A set of person records found to be one human being. Holds nothing itself; can be split again.';

create table person_record (
  id uuid primary key,
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  part text not null check (part in ('victim', 'smuggled-migrant', 'witness', 'family-member', 'complainant', 'other')),
  source text not null,
  source_key text,
  victim_status text,
  status_decided_by text,
  status_decided_on date,
  sex text,
  gender text,
  age_identification_min integer, age_identification_max integer, age_identification_basis text,
  age_entry_min integer, age_entry_max integer, age_entry_basis text,
  age_exploitation_min integer, age_exploitation_max integer, age_exploitation_basis text,
  citizenships text[],
  residence_country text,
  education text,
  migration_status text,
  recruiter_relations jsonb,
  exploitation_duration text,
  registration_year integer,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
comment on table person_record is 'What one source said of one person. Never merged into another record. Ages in whole years, min and max inclusive.';
create index person_record_by_case on person_record (case_id);
create index person_record_by_person on person_record (person_id);
create index person_record_by_import on person_record (import_id) where import_id is not null;

create table person_link (
  id uuid primary key,
  record_id uuid not null,
  case_id uuid not null references case_file,
  from_person uuid not null,
  to_person uuid not null,
  kind text not null check (kind in ('join', 'split')),
  reason text not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
create index person_link_by_record on person_link (record_id);
comment on table person_link is 'Each time a record was moved from one person to another: by whom, and why.';

create table person_identity (
  record_id uuid primary key references person_record on delete cascade,
  case_id uuid not null references case_file,
  birth_from date, birth_to date, birth_precision text, birth_place text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table person_name (
  id uuid primary key,
  record_id uuid not null references person_record on delete cascade,
  case_id uuid not null references case_file,
  kind text not null,
  full_text text not null,
  given text, family text,
  script text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table person_document (
  id uuid primary key,
  record_id uuid not null references person_record on delete cascade,
  case_id uuid not null references case_file,
  kind text not null, number text, issuing_country text, issued_on date, expires_on date, state text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table person_contact (
  id uuid primary key,
  record_id uuid not null references person_record on delete cascade,
  case_id uuid not null references case_file,
  kind text not null, value text not null, safe text, safe_hours text,
  sheltered boolean not null default false,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
comment on column person_contact.sheltered is 'Where a protected person stays now: only the smallest circle reads it.';
create table perpetrator (
  id uuid primary key,
  case_id uuid not null references case_file,
  roles jsonb, sex text, age_min integer, age_max integer, citizenships text[], recruiter_relation text, justice_status text,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table perpetrator_identity (
  perpetrator_id uuid primary key references perpetrator on delete cascade,
  case_id uuid not null references case_file,
  full_text text, aliases text[], documents text[], handles text[], remark text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table organisation (
  id uuid primary key,
  case_id uuid not null references case_file,
  type text not null, name text, country text, sector text, part text,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table event (
  id uuid primary key,
  case_id uuid not null references case_file,
  type text not null check (type in ('RECRUITMENT', 'TRANSIT', 'HARBOURING', 'EXPLOITATION', 'DETECTION')),
  place text, date_from date, date_to date, date_precision text,
  forms jsonb, acts jsonb, means jsonb, controls jsonb, sectors jsonb, recruitment_methods jsonb, means_groups jsonb,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
comment on column event.place is 'A gazetteer code: country (ISO alpha-3), first-level area (ISO 3166-2) or border point; UNKNOWN; MASKED where the source withheld it.';
comment on column event.means_groups is 'Grouped means columns of a source, kept as they stand: a group is never expanded into single means.';
create table event_participant (
  event_id uuid not null references event on delete cascade,
  case_id uuid not null references case_file,
  participant_kind text not null check (participant_kind in ('person_record', 'perpetrator', 'organisation')),
  participant_id uuid not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  primary key (event_id, participant_id)
);
create table movement_leg (
  id uuid primary key,
  case_id uuid not null references case_file,
  record_id uuid not null references person_record on delete cascade,
  position integer not null,
  from_place text, to_place text, border_point text, border_type text, mode text,
  departed_on date, departed_precision text, arrived_on date, arrived_precision text,
  arranged_by_perpetrator uuid references perpetrator on delete set null,
  arranged_by_organisation uuid references organisation on delete set null,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table note (
  id uuid primary key,
  case_id uuid not null references case_file,
  about_kind text, about_id uuid,
  data_class text not null, body text not null,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table task (
  id uuid primary key,
  case_id uuid not null references case_file,
  title text not null, due_at timestamptz, assigned_to uuid references app_user,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')), done_at timestamptz,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create index task_by_assignee on task (assigned_to, due_at) where state = 'open';
create table attachment (
  id uuid primary key,
  case_id uuid not null references case_file,
  data_class text not null, file_name text not null, media_type text not null,
  bytes bigint not null, sha256 text not null, storage_key text not null, description text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table case_link (
  id uuid primary key,
  case_id uuid not null references case_file,
  other_case_id uuid not null references case_file,
  kind text not null, reason text not null,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  check (case_id <> other_case_id)
);
create index case_link_by_other on case_link (other_case_id);

-- One rule for everything a case holds: its class, over its case. Row, history and all.
do $$
declare
  t record;
begin
  for t in select * from (values
    ('person_record', 'statistical'), ('person_identity', 'identity'), ('person_name', 'identity'),
    ('person_document', 'identity'), ('person_contact', 'contact'), ('perpetrator', 'statistical'),
    ('perpetrator_identity', 'intelligence'), ('organisation', 'administrative'), ('event', 'statistical'),
    ('movement_leg', 'administrative'), ('note', ''), ('task', 'administrative'), ('attachment', ''),
    ('case_link', 'administrative')) as v (name, class)
  loop
    execute format('alter table %I enable row level security', t.name);
    execute format('create index %I on %I (case_id)', t.name || '_of_case', t.name);
    execute format('grant select, insert, update, delete on %I to palermo_app', t.name);
    execute format('create trigger %I before update or delete on %I for each row execute function keep_history(%L)',
      t.name || '_history', t.name, t.class);
    if t.class = '' then
      execute format('create policy read on %I for select using (data_class = any ((select actor_reads())::text[]) and ((select actor_scope()) = ''all'' or may_read(case_id, data_class)))', t.name);
      execute format('create policy add on %I for insert with check (may_write(case_id, data_class))', t.name);
      execute format('create policy change on %I for update using (may_write(case_id, data_class))', t.name);
      execute format('create policy remove on %I for delete using (may_write(case_id, data_class))', t.name);
    else
      execute format('create policy read on %1$I for select using ((select %2$L = any (actor_reads())) and ((select actor_scope()) = ''all''
        or exists (select 1 from case_file c where c.id = %1$I.case_id and (c.agency_id = (select actor_agency()) and (select actor_scope()) = ''agency'' or may_read(c.id, %2$L)))))', t.name, t.class);
      execute format('create policy add on %I for insert with check (may_write(case_id, %L))', t.name, t.class);
      execute format('create policy change on %I for update using (may_write(case_id, %L))', t.name, t.class);
      execute format('create policy remove on %I for delete using (may_write(case_id, %L))', t.name, t.class);
    end if;
  end loop;
end $$;
create index person_name_by_record on person_name (record_id);
create index person_document_by_record on person_document (record_id);
create index person_contact_by_record on person_contact (record_id);
create index movement_leg_by_record on movement_leg (record_id, position);

create policy circle on person_contact as restrictive for select using (not sheltered or in_circle(case_id));
create policy other_case on case_link as restrictive for select using (exists (select 1 from case_file c where c.id = other_case_id));

alter table event_participant enable row level security;
create index event_participant_of_case on event_participant (case_id);
create policy read on event_participant for select using (may_read(case_id, 'statistical'));
create policy add on event_participant for insert with check (may_write(case_id, 'statistical'));
create policy remove on event_participant for delete using (may_write(case_id, 'statistical'));
grant select, insert, delete on event_participant to palermo_app;

alter table person enable row level security;
create policy read on person for select using (exists (select 1 from person_record r where r.person_id = person.id) or created_by = (select actor_user()));
create policy add on person for insert with check ((select 'statistical' = any (actor_writes())));
create policy remove on person for delete using (created_by = (select actor_user()) and not exists (select 1 from person_record r where r.person_id = person.id));
grant select, insert, delete on person to palermo_app;

alter table person_link enable row level security;
create policy read on person_link for select using (may_read(case_id, 'statistical'));
create policy add on person_link for insert with check ((select actor_may('person.join')) and may_read(case_id, 'statistical'));
grant select, insert on person_link to palermo_app;

-- History follows the same classes; a sheltered place stays within the circle in history too.
create policy read on history for select using (
  (case when case_id is null then (select actor_may('user.read')) else may_read(case_id, data_class) end)
  and (kind <> 'person_contact' or (row->>'sheltered') is distinct from 'true' or in_circle(case_id)));

-- A person's own access log: who read or changed cases the actor may see.
create policy access_log on audit_event for select using (
  (select actor_may('access-log.read')) and case_id is not null and exists (select 1 from case_file c where c.id = case_id));
