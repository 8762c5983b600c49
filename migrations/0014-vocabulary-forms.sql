-- What an agency calls the codes, and the extra fields it asks for.

create table local_label (
  id uuid primary key,
  agency_id uuid not null references agency,
  list text not null,
  code text not null,
  label text not null check (char_length(label) between 1 and 120),
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  unique (agency_id, list, code)
);
comment on table local_label is 'What an agency calls a code, shown to its people beside the label of the list. The code itself never changes.';
alter table local_label enable row level security;
create policy read on local_label for select using (agency_id = (select actor_agency()));
create policy add on local_label for insert with check ((select actor_may('agency.manage')) and agency_id = (select actor_agency()));
create policy change on local_label for update using ((select actor_may('agency.manage')) and agency_id = (select actor_agency()));
create policy remove on local_label for delete using ((select actor_may('agency.manage')) and agency_id = (select actor_agency()));
grant select, insert, update, delete on local_label to palermo_app;
create trigger local_label_history before update or delete on local_label for each row execute function keep_history('administrative');

-- A form is the extra fields of one agency on one kind of record. Each change is a new version; none is ever altered.
create table form_version (
  id uuid primary key,
  agency_id uuid not null references agency,
  target text not null check (target in ('case', 'person_record', 'event')),
  number integer not null check (number > 0),
  fields jsonb not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  unique (agency_id, target, number)
);
comment on table form_version is 'Extra fields of an agency on one kind of record. A version is never changed, so that what was written under it stays readable.';

-- What was said in those fields: one row for each class of data, under the same rule as everything of that class.
create table extra_values (
  id uuid primary key,
  case_id uuid not null references case_file,
  agency_id uuid not null references agency,
  target text not null check (target in ('case', 'person_record', 'event')),
  subject_id uuid not null,
  data_class text not null check (data_class in ('identity', 'contact', 'health', 'testimony', 'intelligence', 'administrative', 'statistical')),
  form_version_id uuid not null references form_version,
  field_values jsonb not null,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  unique (subject_id, agency_id, data_class)
);
comment on table extra_values is 'Values of an agency''s extra fields on one record, one row for each class of data; form_version_id is the definition they were written under.';
create index extra_values_of_case on extra_values (case_id);
create index extra_values_of_version on extra_values (form_version_id);
alter table extra_values enable row level security;
create policy read on extra_values for select using (data_class = any ((select actor_reads())::text[]) and ((select actor_scope()) = 'all' or may_read(case_id, data_class)));
create policy add on extra_values for insert with check (may_write(case_id, data_class) and agency_id = (select actor_agency()));
create policy change on extra_values for update using (may_write(case_id, data_class) and agency_id = (select actor_agency()));
create policy remove on extra_values for delete using (may_write(case_id, data_class));
grant select, insert, update, delete on extra_values to palermo_app;
create trigger extra_values_history before update or delete on extra_values for each row execute function keep_history('');

-- Values keep their record, class and agency; the form they follow only becomes newer.
create function keep_extra_place() returns trigger language plpgsql as $$
begin
  if (new.case_id, new.subject_id, new.agency_id, new.target, new.data_class)
    is distinct from (old.case_id, old.subject_id, old.agency_id, old.target, old.data_class) then
    raise insufficient_privilege using message = 'extra values stay with their record and class';
  end if;
  return new;
end $$;
create trigger extra_values_stays before update on extra_values for each row execute function keep_extra_place();

create function leave_extra_values() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from extra_values where subject_id = old.id;
  return null;
end $$;
create trigger person_record_extra after delete on person_record for each row execute function leave_extra_values();
create trigger event_extra after delete on event for each row execute function leave_extra_values();

-- A definition is read by its agency, and by whoever reads a value that was written under it.
alter table form_version enable row level security;
create policy read on form_version for select using (
  agency_id = (select actor_agency()) or exists (select 1 from extra_values v where v.form_version_id = form_version.id));
create policy add on form_version for insert with check ((select actor_may('agency.manage')) and agency_id = (select actor_agency()));
grant select, insert on form_version to palermo_app;

create index audit_event_backups on audit_event (at) where action = 'backup.make';

-- How the installation is, in counts and moments alone, for who looks after it: rows of other agencies' work stay hidden.
create function node_health() returns jsonb language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not actor_may('node.manage') then raise insufficient_privilege using message = 'node.manage'; end if;
  return jsonb_build_object(
    'databaseBytes', pg_database_size(current_database()),
    'migrations', (select count(*) from migration),
    'lastMigration', (select max(name) from migration),
    'waiting', (select count(*) from job where state = 'queued'),
    'running', (select count(*) from job where state = 'running'),
    'failed', (select count(*) from job where state = 'failed' and finished_at > now() - interval '7 days'),
    'stalled', (select count(*) from job where state = 'running' and lease_until < now()),
    'oldestWaiting', (select min(created_at) from job where state = 'queued'),
    'filesToRemove', (select count(*) from file_removal),
    'lastSeal', (select max(s.at) from audit_lane l cross join lateral (select at from audit_seal where lane = l.lane order by seq desc limit 1) s),
    'lastAct', (select max(e.at) from audit_lane l cross join lateral (select at from audit_event where lane = l.lane order by seq desc limit 1) e),
    'lastBackup', (select max(at) from audit_event where action = 'backup.make' and outcome = 'done'));
end $$;
