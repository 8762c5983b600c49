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
  opened_on date,
  closed_on date,
  close_reason text,
  close_remark text,
  reopen_reason text,
  registration_year integer,
  summary text,
  retention_class text not null default 'case',
  retain_until date,
  legal_hold boolean not null default false,
  legal_hold_reason text,
  erased_at timestamptz,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create index case_file_by_agency on case_file (agency_id, updated_at desc, id desc);
create index case_file_by_unit on case_file (unit_id, updated_at desc, id desc);
create index case_file_by_assignee on case_file (assigned_to, updated_at desc, id desc);
create index case_file_by_creator on case_file (created_by, updated_at desc, id desc);
create index case_file_by_update on case_file (updated_at desc, id desc);
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
  write_classes text[] not null default '{}',
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
  check (num_nonnulls(to_agency, to_user) = 1),
  check (write_classes <@ classes)
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
  select coalesce(array_agg(distinct c), '{}') from case_grant g, unnest(case when writing then g.write_classes else g.classes end) c
  where g.case_id = subject and (g.to_agency = actor_agency() or g.to_user = actor_user())
    and g.revoked_at is null and g.expires_at > now() and g.starts_at <= now()
$$;
create function in_circle(subject uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from case_file c where c.id = subject and c.assigned_to = actor_user())
    or exists (select 1 from case_circle m where m.case_id = subject and m.user_id = actor_user())
$$;
-- Whether a case belongs to the actor's agency: for rules about grants, which must not depend on being able to read it.
create function is_own_case(subject uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from case_file c where c.id = subject and (c.agency_id = actor_agency() or actor_scope() = 'all'))
$$;
-- The rule of scope stands in full in each policy: the settings are then read once a query, not once a row.
alter table case_file enable row level security;
-- Always false. The planner takes a condition it cannot see into for true in a third of the rows; without it, it expects the
-- rule of scope to pass one row in a thousand, and sorts an agency's whole caseload where it should walk an index.
create function beyond_reach() returns boolean language plpgsql stable parallel safe as $$ begin return false; end $$;
create policy read on case_file for select using (
  (select actor_reads() && array['administrative', 'statistical'])
  and ((select actor_scope()) = 'all'
    or agency_id = (select actor_agency()) and (
      (select actor_scope()) = 'agency'
      or (select actor_scope()) = 'unit' and unit_id = any ((select actor_units())::uuid[])
      or (select actor_scope()) in ('unit', 'own') and (assigned_to = (select actor_user()) or created_by = (select actor_user())))
    or id = any ((select actor_granted_cases())::uuid[])
    or beyond_reach()));
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
  or (select 'administrative' = any (actor_reads())) and is_own_case(case_id) and exists (select 1 from case_file c where c.id = case_id)
  or informed_user = (select actor_user())
  or (select actor_may('case.review-break-glass')) and kind = 'break-glass' and is_own_case(case_id));
-- A share is given by the agency that holds the case, of classes the giver reads, for a year at most.
-- Emergency openings come only from open_emergency().
create policy add on case_grant for insert with check (
  kind = 'share' and (select actor_may('case.share')) and may_write(case_id, 'administrative') and is_own_case(case_id)
  and classes <@ (select actor_reads()) and write_classes <@ (select actor_writes())
  and expires_at <= now() + interval '366 days' and created_by = (select actor_user()));
create policy change on case_grant for update using (
  (select actor_may('case.share')) and may_write(case_id, 'administrative') and is_own_case(case_id)
  or kind = 'break-glass' and to_user <> (select actor_user())
    and (informed_user = (select actor_user()) or (select actor_may('case.review-break-glass')) and is_own_case(case_id)));
grant select, insert on case_grant to palermo_app;
grant update (revoked_at, reviewed_at, reviewed_by, review_outcome) on case_grant to palermo_app;
create trigger case_grant_history before update or delete on case_grant for each row execute function keep_history('administrative');

alter table case_circle enable row level security;
create policy read on case_circle for select using ((select 'administrative' = any (actor_reads())) and is_own_case(case_id) and exists (select 1 from case_file c where c.id = case_id) or in_circle(case_id));
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
alter table person_record add constraint person_record_in_case unique (id, case_id);
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
  seen_cases uuid[] not null default '{}',
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
comment on column person_link.seen_cases is 'The cases whose records were compared; the reason may speak of any of them, so only who sees all of them reads it.';
create index person_link_by_record on person_link (record_id);
create index person_link_from on person_link (from_person);
create index person_link_to on person_link (to_person);
comment on table person_link is 'Each time a record was moved from one person to another: by whom, and why.';

create table person_identity (
  record_id uuid primary key,
  case_id uuid not null references case_file,
  foreign key (record_id, case_id) references person_record (id, case_id) on delete cascade,
  birth_from date, birth_to date, birth_precision text, birth_place text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table person_name (
  id uuid primary key,
  record_id uuid not null,
  case_id uuid not null references case_file,
  foreign key (record_id, case_id) references person_record (id, case_id) on delete cascade,
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
  record_id uuid not null,
  case_id uuid not null references case_file,
  foreign key (record_id, case_id) references person_record (id, case_id) on delete cascade,
  kind text not null, number text, issuing_country text, issued_on date, expires_on date, state text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
create table person_contact (
  id uuid primary key,
  record_id uuid not null,
  case_id uuid not null references case_file,
  foreign key (record_id, case_id) references person_record (id, case_id) on delete cascade,
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
  updated_by uuid,
  unique (id, case_id)
);
create table perpetrator_identity (
  perpetrator_id uuid primary key,
  case_id uuid not null references case_file,
  foreign key (perpetrator_id, case_id) references perpetrator (id, case_id) on delete cascade,
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
  updated_by uuid,
  unique (id, case_id)
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
  updated_by uuid,
  unique (id, case_id)
);
comment on column event.place is 'A gazetteer code: country (ISO alpha-3), first-level area (ISO 3166-2) or border point; UNKNOWN; MASKED where the source withheld it.';
comment on column event.means_groups is 'Grouped means columns of a source, kept as they stand: a group is never expanded into single means.';
create table event_participant (
  id uuid not null default gen_random_uuid() unique,
  event_id uuid not null,
  case_id uuid not null references case_file,
  participant_kind text not null check (participant_kind in ('person_record', 'perpetrator', 'organisation')),
  participant_id uuid not null,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  primary key (event_id, participant_id),
  foreign key (event_id, case_id) references event (id, case_id) on delete cascade
);
create index event_participant_by_participant on event_participant (participant_id);
create table movement_leg (
  id uuid primary key,
  case_id uuid not null references case_file,
  record_id uuid not null,
  foreign key (record_id, case_id) references person_record (id, case_id) on delete cascade,
  position integer not null,
  from_place text, to_place text, border_point text, border_type text, mode text,
  departed_on date, departed_precision text, arrived_on date, arrived_precision text,
  arranged_by_perpetrator uuid,
  arranged_by_organisation uuid,
  foreign key (arranged_by_perpetrator, case_id) references perpetrator (id, case_id) on delete set null (arranged_by_perpetrator),
  foreign key (arranged_by_organisation, case_id) references organisation (id, case_id) on delete set null (arranged_by_organisation),
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
create unique index case_link_once on case_link (least(case_id, other_case_id), greatest(case_id, other_case_id), kind);

-- What one case holds never moves to another: its parts would stay behind.
create function stay_in_case() returns trigger language plpgsql as $$
begin
  if new.case_id <> old.case_id then raise insufficient_privilege using message = 'a record stays in its case'; end if;
  return new;
end $$;

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
    execute format('create trigger %I before update on %I for each row execute function stay_in_case()', t.name || '_stays', t.name);
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

-- Where a sheltered person is: read, changed and removed within the circle; anyone who writes contacts may tell it.
create policy circle on person_contact as restrictive for select using (not sheltered or in_circle(case_id));
create policy circle_change on person_contact as restrictive for update using (not sheltered or in_circle(case_id)) with check (true);
create policy circle_remove on person_contact as restrictive for delete using (not sheltered or in_circle(case_id));
create policy other_case on case_link as restrictive for select using (exists (select 1 from case_file c where c.id = other_case_id));
create policy other_case_add on case_link as restrictive for insert with check (exists (select 1 from case_file c where c.id = other_case_id));

-- A removal takes names, contacts and the like with it, so it needs the right to them too.
create function perpetrator_has_identity(subject uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from perpetrator_identity i where i.perpetrator_id = subject and may_write(i.case_id, 'statistical'))
$$;
create policy with_parts on person_record as restrictive for delete using (may_write(case_id, 'identity') and may_write(case_id, 'contact'));
create policy with_identity on perpetrator as restrictive for delete
  using (may_write(case_id, 'intelligence') or not perpetrator_has_identity(id));

alter table event_participant enable row level security;
create index event_participant_of_case on event_participant (case_id);
create policy read on event_participant for select using (may_read(case_id, 'statistical'));
create policy add on event_participant for insert with check (may_write(case_id, 'statistical'));
create policy remove on event_participant for delete using (may_write(case_id, 'statistical'));
grant select, insert, delete on event_participant to palermo_app;
create trigger event_participant_history before update or delete on event_participant for each row execute function keep_history('statistical');

-- Who is removed from a case is removed from its events.
create function leave_events() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from event_participant where participant_id = old.id;
  return null;
end $$;
create trigger person_record_leaves after delete on person_record for each row execute function leave_events();
create trigger perpetrator_leaves after delete on perpetrator for each row execute function leave_events();
create trigger organisation_leaves after delete on organisation for each row execute function leave_events();

alter table person enable row level security;
create policy read on person for select using (exists (select 1 from person_record r where r.person_id = person.id) or created_by = (select actor_user()));
create policy add on person for insert with check ((select 'statistical' = any (actor_writes())));
create policy remove on person for delete using (created_by = (select actor_user()) and not exists (select 1 from person_record r where r.person_id = person.id));
grant select, insert, delete on person to palermo_app;

alter table person_link enable row level security;
create policy read on person_link for select using (
  may_read(case_id, 'statistical') and not exists (select 1 from unnest(seen_cases) seen where not may_read(seen, 'statistical')));
create policy add on person_link for insert with check ((select actor_may('person.join')) and may_write(case_id, 'statistical'));
grant select, insert on person_link to palermo_app;
create index person_link_of_case on person_link (case_id);

-- Acts that need a verb of their own, whatever else the role may change. The owner's functions below are past this.
create function guard_case() returns trigger language plpgsql as $$
begin
  if current_user <> 'palermo_app' then return new; end if;
  if new.number <> old.number or new.agency_id <> old.agency_id or new.erased_at is distinct from old.erased_at or old.erased_at is not null then
    raise insufficient_privilege using message = 'a case keeps its number and agency; an erased case stays erased';
  end if;
  if (new.assigned_to, new.status, new.legal_hold, new.retain_until, new.retention_class)
    is distinct from (old.assigned_to, old.status, old.legal_hold, old.retain_until, old.retention_class)
    and not is_own_case(old.id) then
    raise insufficient_privilege using message = 'only the agency that holds a case may hand it over, close it or set its retention';
  end if;
  if new.assigned_to is distinct from old.assigned_to then
    if not actor_may('case.assign') then raise insufficient_privilege using message = 'case.assign'; end if;
    if circle_bars_handover(old.id, old.assigned_to) then raise insufficient_privilege using message = 'circle'; end if;
  end if;
  if new.status is distinct from old.status and (new.status like 'closed%' or old.status like 'closed%') and not actor_may('case.close') then
    raise insufficient_privilege using message = 'case.close';
  end if;
  if (new.legal_hold, new.retain_until, new.retention_class) is distinct from (old.legal_hold, old.retain_until, old.retention_class)
    and not actor_may('case.close') and not actor_may('case.erase') then
    raise insufficient_privilege using message = 'case.close';
  end if;
  return new;
end $$;
-- The assignee reads where a sheltered person is. So nobody outside the circle hands such a case over, least of all to
-- themselves, while its assignee is still at work.
create function circle_bars_handover(subject uuid, assignee uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select is_own_case(subject) and not in_circle(subject)
    and exists (select 1 from person_contact p where p.case_id = subject and p.sheltered)
    and exists (select 1 from app_user u join membership m on m.user_id = u.id and m.active
      where u.id = assignee and u.status = 'active' and m.agency_id = (select agency_id from case_file where id = subject))
$$;
create trigger case_file_guard before update on case_file for each row execute function guard_case();

create function guard_person() returns trigger language plpgsql as $$
begin
  if current_user = 'palermo_app' and new.person_id <> old.person_id and not actor_may('person.join') then
    raise insufficient_privilege using message = 'person.join';
  end if;
  return new;
end $$;
create trigger person_record_guard before update on person_record for each row execute function guard_person();

-- Whether an earlier version must stay closed although its own class is open to the reader: where a sheltered person
-- is, from before it was marked so; a note or attachment that was ever of a class the reader has not; a link to a case
-- the reader does not see.
create function kept_apart(row_kind text, row_id uuid, subject uuid, was jsonb) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  -- Of a case out of sight it says the same as of one that is not there.
  if not (may_read(subject, 'administrative') or may_read(subject, 'statistical')) then return true; end if;
  if row_kind = 'person_contact' then
    return not in_circle(subject) and (
      exists (select 1 from person_contact p where p.id = row_id and p.case_id = subject and p.sheltered)
      or exists (select 1 from history h where h.kind = row_kind and h.id = row_id and h.case_id = subject and (h.row->>'sheltered')::boolean));
  elsif row_kind in ('note', 'attachment') then
    return exists (select 1 from history h where h.kind = row_kind and h.id = row_id and h.case_id = subject and not may_read(subject, h.data_class))
      or row_kind = 'note' and exists (select 1 from note n where n.id = row_id and n.case_id = subject and not may_read(subject, n.data_class))
      or row_kind = 'attachment' and exists (select 1 from attachment a where a.id = row_id and a.case_id = subject and not may_read(subject, a.data_class));
  elsif row_kind = 'case_link' then
    return not may_read((was->>'other_case_id')::uuid, 'administrative');
  elsif row_kind = 'case_grant' then
    return not is_own_case(subject);
  end if;
  return false;
end $$;
create policy read on history for select using (
  case when case_id is null then
    (select actor_may('user.read')) and (
      kind in ('agency', 'unit')
      or kind = 'app_user' and exists (select 1 from app_user u where u.id = history.id)
      or kind = 'membership' and ((row->>'agency_id')::uuid = (select actor_agency()) or (select actor_scope()) = 'all')
      or kind = 'role' and ((row->>'agency_id') is null or (row->>'agency_id')::uuid = (select actor_agency()) or (select actor_scope()) = 'all'))
  else may_read(case_id, data_class) and not kept_apart(kind, id, case_id, row) end);

-- Who looked: the trail of cases the actor may see, for who may produce an access log.
create policy access_log on audit_event for select using (
  (select actor_may('access-log.read')) and case_id is not null and exists (select 1 from case_file c where c.id = case_id));
create index audit_event_by_subject on audit_event (subject_id, at desc) where subject_id is not null;

-- Every act on record that touched one of these cases (opened, changed, found in a list, exported) or what lies in them.
-- Names of staff only of the asker's own agency. The acts are many and the asker's cases few, so the rule is asked once
-- a case and not once an act.
create function access_log(cases uuid[], records uuid[], before timestamptz, most integer)
returns table (lane uuid, seq bigint, at timestamptz, agency_id uuid, agency_name text, user_id uuid, user_name text, role_name text,
  action text, outcome text, via text, case_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  readable uuid[] := array(select c from unnest(cases) c where may_read(c, 'statistical') or may_read(c, 'administrative'));
  own_records uuid[] := array(select r.id from person_record r where r.id = any (records) and r.case_id = any (readable));
  people uuid[] := array(select distinct r.person_id from person_record r where r.id = any (own_records));
begin
  if not actor_may('access-log.read') then return; end if;
  return query
    with found as (
      (select e.lane, e.seq from audit_event e where e.case_id = any (readable) and e.at < before order by e.at desc limit most)
      union
      (select e.lane, e.seq from audit_event e where e.subject_id = any (readable || own_records || people) and e.at < before order by e.at desc limit most)
      union
      (select e.lane, e.seq from audit_event e where e.hits && (readable || own_records) and e.at < before order by e.at desc limit most))
    select e.lane, e.seq, e.at, e.agency, a.name,
      case when e.agency = actor_agency() then e.actor end, case when e.agency = actor_agency() then u.name end,
      (select r.name from membership m join role r on r.id = m.role_id where m.id = (e.payload::jsonb->>'membership')::uuid),
      e.action, e.outcome,
      case when e.case_id = any (readable) or e.subject_id = any (readable || own_records || people) then 'subject' else 'list' end,
      case when e.case_id = any (readable) then e.case_id end
    from found f join audit_event e on e.lane = f.lane and e.seq = f.seq
      left join agency a on a.id = e.agency left join app_user u on u.id = e.actor
    order by e.at desc, e.lane, e.seq desc limit most;
end $$;

-- What a person knows of a case by its number: null unless they see it, made it, had it, were given it or opened it.
-- An unknown number takes the same path over a case that is not there.
create function case_standing(asked_number text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  subject uuid := coalesce((select c.id from case_file c where c.number = asked_number), gen_random_uuid());
  me uuid := actor_user();
  c case_file;
  was_assigned boolean := exists (select 1 from history h where h.case_id = subject and h.kind = 'case_file' and (h.row->>'assigned_to')::uuid = me);
  grants jsonb := (select coalesce(jsonb_agg(jsonb_build_object('kind', g.kind, 'toUser', g.to_user is not null, 'classes', g.classes,
      'writeClasses', g.write_classes, 'purpose', g.purpose, 'startsAt', g.starts_at, 'expiresAt', g.expires_at, 'revokedAt', g.revoked_at) order by g.starts_at), '[]')
    from case_grant g where g.case_id = subject and (g.to_user = me or g.to_agency = actor_agency()));
  opened_at timestamptz := (select max(e.at) from audit_event e where e.case_id = subject and e.actor = me and e.outcome = 'done');
  sees jsonb := (select coalesce(jsonb_agg(k), '[]') from unnest(actor_reads()) k where may_read(subject, k));
begin
  select * into c from case_file where id = subject;
  if me is null or c.id is null or not (sees <> '[]' or c.created_by = me or c.assigned_to = me or was_assigned or grants <> '[]' or opened_at is not null) then
    return null;
  end if;
  return jsonb_build_object('caseId', c.id, 'ownAgency', c.agency_id = actor_agency(), 'createdByMe', c.created_by = me,
    'assignedToMe', coalesce(c.assigned_to = me, false), 'wasAssignedToMe', was_assigned, 'inMyUnits', coalesce(c.unit_id = any (actor_units()), false),
    'hasUnit', c.unit_id is not null, 'erasedAt', c.erased_at, 'grants', grants, 'openedAt', opened_at, 'reads', sees, 'inCircle', in_circle(c.id));
end $$;

-- Opens a case by its number in an emergency and tells a second person. The only way to such a grant; nothing else of
-- the case leaves. Null: no such case. The second person is the assignee, else one who hands out cases, else a reviewer.
create function open_emergency(asked_number text, why text, grant_id uuid, task_id uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c case_file;
  second uuid;
begin
  if actor_user() is null or not actor_may('case.break-glass') then raise insufficient_privilege using message = 'case.break-glass'; end if;
  select * into c from case_file where number = asked_number and erased_at is null;
  if c.id is null then return null; end if;
  if length(btrim(why)) < 20 then raise check_violation using message = 'a reason of twenty characters'; end if;
  if exists (select 1 from unnest(actor_reads()) k where may_read(c.id, k)) then
    return jsonb_build_object('caseId', c.id, 'already', true);
  end if;
  select u.id into second from app_user u
    join membership m on m.user_id = u.id and m.active and m.agency_id = c.agency_id
    join role r on r.id = m.role_id
    where u.status = 'active' and u.id <> actor_user()
      and (u.id = c.assigned_to or 'case.assign' = any (r.permissions) or 'case.review-break-glass' = any (r.permissions))
    order by u.id is distinct from c.assigned_to, not 'case.assign' = any (r.permissions), u.created_at limit 1;
  insert into case_grant (id, case_id, kind, to_user, classes, purpose, reason, expires_at, informed_user)
    values (grant_id, c.id, 'break-glass', actor_user(), actor_reads(), 'emergency', why, now() + interval '4 hours', second);
  if second is not null then
    insert into task (id, case_id, title, due_at, assigned_to)
      values (task_id, c.id, 'Emergency opening, review', now() + interval '1 day', second);
  end if;
  return jsonb_build_object('caseId', c.id, 'already', false, 'informed', second is not null);
end $$;

-- Files whose records are gone: removed after the commit that asked, and asked for until they are.
create table file_removal (
  storage_key text primary key,
  case_id uuid not null,
  asked_at timestamptz(3) not null default now()
);
comment on table file_removal is 'Content to be removed from the file store. A row leaves when its file has.';
alter table file_removal enable row level security;
create policy all_of_it on file_removal using ((select actor_may('case.erase')) and is_own_case(case_id)) with check (false);
grant select, delete on file_removal to palermo_app;

-- Removes what a case holds, in every table that names a case, with its history; keeps the number, the agency and when.
-- The audit trail stands: it holds ids only.
create function erase_case(subject uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t record;
  left_over boolean := true;
  files integer;
  people uuid[] := array(select distinct person_id from person_record where case_id = subject
    union select from_person from person_link where case_id = subject union select to_person from person_link where case_id = subject);
begin
  if not actor_may('case.erase') or not is_own_case(subject) or not may_read(subject, 'administrative') then
    raise insufficient_privilege using message = 'case.erase';
  end if;
  if exists (select 1 from case_file where id = subject and (legal_hold or erased_at is not null or status not like 'closed%')) then
    raise check_violation using message = 'a case is erased when closed, without legal hold, and once';
  end if;
  insert into file_removal (storage_key, case_id) select storage_key, subject from attachment where case_id = subject on conflict do nothing;
  get diagnostics files = row_count;
  delete from case_link where other_case_id = subject;
  delete from history where kind = 'case_link' and row->>'other_case_id' = subject::text;
  delete from person_link where subject = any (seen_cases);
  -- Tables refer to one another; what cannot go yet goes in a later round.
  for round in 1..8 loop
    exit when not left_over;
    left_over := false;
    for t in select c.table_name as name from information_schema.columns c join information_schema.tables b
      on b.table_schema = c.table_schema and b.table_name = c.table_name and b.table_type = 'BASE TABLE'
      where c.table_schema = 'public' and c.column_name = 'case_id' and c.table_name not in ('audit_event', 'history', 'file_removal') loop
      begin
        execute format('delete from %I where case_id = $1', t.name) using subject;
      exception when foreign_key_violation then left_over := true;
      end;
    end loop;
  end loop;
  if left_over then raise foreign_key_violation using message = 'something still refers to this case'; end if;
  delete from person p where p.id = any (people) and not exists (select 1 from person_record r where r.person_id = p.id);
  delete from idempotency where reply->>'id' = subject::text or reply->>'caseId' = subject::text;
  update case_file set unit_id = null, assigned_to = null, reference = null, tip = 'not-asked', som = 'not-asked', risk = null,
    opened_on = date_trunc('year', opened_on)::date, closed_on = null, close_reason = null, close_remark = null, reopen_reason = null,
    registration_year = null, summary = null, retain_until = null, legal_hold_reason = null, erased_at = clock_timestamp() where id = subject;
  delete from history where case_id = subject;
  return files;
end $$;
revoke all on function access_log, case_standing, open_emergency, erase_case from public;
grant execute on function access_log, case_standing, open_emergency, erase_case to palermo_app;
