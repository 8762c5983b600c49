-- Bringing in lists: a file is drafted (every row read, nothing written), then applied, and can be undone whole.

create table import (
  id uuid primary key,
  agency_id uuid references agency,
  kind text not null check (kind in ('records', 'series')),
  layout text not null,
  state text not null check (state in ('received', 'drafting', 'drafted', 'applying', 'applied', 'undoing', 'undone', 'failed', 'cancelled')),
  file_name text not null,
  file_format text not null,
  storage_key text,
  sha256 text not null,
  content_digest text,
  bytes bigint not null,
  reading jsonb not null default '{}',
  columns text[] not null,
  header_signature text not null,
  release_date date,
  mapping jsonb,
  preview jsonb,
  skip_errors boolean not null default false,
  rows_total integer,
  rows_done integer not null default 0,
  rows_refused integer not null default 0,
  errors integer not null default 0,
  warnings integer not null default 0,
  counts jsonb not null default '{}',
  problem jsonb,
  already_applied uuid references import,
  cancel_asked boolean not null default false,
  ends_as text check (ends_as in ('undone', 'failed', 'cancelled')),
  undo_reason text,
  undo_forced boolean not null default false,
  job_id uuid,
  stage_started_at timestamptz(3),
  finished_at timestamptz(3),
  erased_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  check (agency_id is not null or kind = 'series')
);
create index import_by_agency on import (agency_id, created_at desc, id);
create index import_by_content on import (agency_id, layout, content_digest) where state in ('applying', 'applied');
create index import_to_erase on import (finished_at) where erased_at is null;
comment on table import is 'One file on its way in. mapping and preview may quote the file; both are erased thirty days after the import ended.';
comment on column import.version is 'Counted up by each act of a person and each change of state, not by progress.';

create table import_problem (
  import_id uuid not null references import on delete cascade,
  position integer not null,
  row integer,
  line integer,
  severity text not null check (severity in ('error', 'warning')),
  code text not null,
  column_name text,
  value text,
  message text not null,
  remedy text not null,
  primary key (import_id, position)
);
comment on column import_problem.value is 'The cell as it stands in the file; may be personal data. Erased thirty days after the import ended.';

create table import_mapping (
  agency_id uuid not null references agency,
  header_signature text not null,
  mapping jsonb not null,
  updated_at timestamptz(3) not null default now(),
  updated_by uuid not null default actor_user(),
  primary key (agency_id, header_signature)
);
comment on table import_mapping is 'How an agency reads its own list: remembered for the next file with the same columns.';

create table import_row (
  agency_id uuid not null references agency,
  source_key text not null,
  import_id uuid not null references import,
  row integer not null,
  primary key (agency_id, source_key)
);
create index import_row_by_import on import_row (import_id);
comment on table import_row is 'Rows of own lists that are in, by a keyed digest of what they say: a list exported anew adds only its new rows.';

-- The actor may handle imports of this kind: lists of persons need the right to write records.
create function actor_imports(kind text) returns boolean language sql stable parallel safe as $$
  select actor_may('import.run') and case kind
    when 'records' then actor_writes() @> array['administrative', 'statistical']
    else actor_may('series.manage') end
$$;

alter table import enable row level security;
alter table import_problem enable row level security;
alter table import_mapping enable row level security;
alter table import_row enable row level security;
create policy own on import
  using ((agency_id = (select actor_agency()) or (select actor_scope()) = 'all')
    and (kind = 'records' and (select actor_imports('records')) or kind = 'series' and (select actor_imports('series'))))
  with check ((agency_id = (select actor_agency()) or (select actor_scope()) = 'all')
    and (kind = 'records' and (select actor_imports('records')) or kind = 'series' and (select actor_imports('series'))));
create policy own on import_problem using (exists (select 1 from import i where i.id = import_id));
create policy own on import_mapping
  using ((select actor_imports('records')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
create policy own on import_row
  using ((select actor_imports('records')) and (agency_id = (select actor_agency()) or (select actor_scope()) = 'all'));
grant select, insert, update on import, import_mapping to palermo_app;
grant select, insert, delete on import_problem, import_row to palermo_app;

-- The right to bring in published tables is no right to make or remove cases.
create policy writers_add on case_file as restrictive for insert with check ((select 'administrative' = any (actor_writes())));
create policy writers_remove on case_file as restrictive for delete using ((select 'administrative' = any (actor_writes())));

-- Takes away up to `size` cases, then records, that an import made, with what hangs on them and their history: an
-- undone import leaves no copy of a list that should not have been brought in. Runs as the owner because history is
-- otherwise only ever added to; checks the actor's rights first.
create function import_undo(subject uuid, size integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  doomed uuid[];
  gone uuid[];
  child record;
  removed integer;
begin
  if not exists (select 1 from import i where i.id = subject and i.kind = 'records' and i.state = 'undoing'
      and actor_imports('records') and (i.agency_id = actor_agency() or actor_scope() = 'all')) then
    raise insufficient_privilege;
  end if;
  select array_agg(id) into doomed from (select id from case_file where import_id = subject limit size) found;
  if doomed is null then
    select array_agg(id) into gone from (select id from person_record where import_id = subject limit size) found;
    if gone is null then
      -- What joined cases that were there before.
      gone := array(select id from event where import_id = subject union all select id from note where import_id = subject);
      delete from event where import_id = subject;
      delete from note where import_id = subject;
      delete from history where kind in ('event', 'note') and id = any (gone);
      return 0;
    end if;
    perform import_remove_records(gone);
    return cardinality(gone);
  end if;
  removed := cardinality(doomed);
  select array_agg(distinct person_id) into gone from person_record where case_id = any (doomed);
  -- Everything that points at a case, whichever feature keeps it; what others of these tables point at goes last.
  for child in
    select c.conrelid::regclass as name, a.attname as field from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'case_file'::regclass and cardinality(c.conkey) = 1
    order by c.conrelid::regclass::text in ('perpetrator', 'organisation', 'event', 'person_record') loop
    execute format('delete from %s where %I = any ($1)', child.name, child.field) using doomed;
  end loop;
  delete from case_file where id = any (doomed);
  delete from person p where p.id = any (gone) and not exists (select 1 from person_record r where r.person_id = p.id);
  delete from history where case_id = any (doomed);
  return removed;
end $$;

create function import_remove_records(records uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  persons uuid[];
begin
  select array_agg(distinct person_id) into persons from person_record where id = any (records);
  delete from event_participant where participant_id = any (records);
  delete from movement_leg where record_id = any (records);
  delete from person_name where record_id = any (records);
  delete from person_document where record_id = any (records);
  delete from person_contact where record_id = any (records);
  delete from person_identity where record_id = any (records);
  delete from person_link where record_id = any (records);
  delete from person_record where id = any (records);
  delete from person p where p.id = any (persons) and not exists (select 1 from person_record r where r.person_id = p.id);
  delete from history where kind in ('person_record', 'person_identity') and id = any (records)
    or kind in ('movement_leg', 'person_name', 'person_document', 'person_contact') and (row->>'record_id')::uuid = any (records);
end $$;
revoke all on function import_remove_records from public;
revoke all on function import_undo from public;
grant execute on function import_undo to palermo_app;

-- Forgets what ended imports quote of their files, and says which stored files to remove.
create function import_forget() returns text[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found uuid[];
  keys text[];
begin
  select array_agg(id), array_remove(array_agg(storage_key), null) into found, keys from import
    where erased_at is null and finished_at < now() - interval '30 days' and state in ('drafted', 'applied', 'undone', 'failed', 'cancelled');
  update import_problem set value = null where import_id = any (found);
  update import set preview = null, storage_key = null, erased_at = now(),
    state = case when state = 'drafted' then 'cancelled' else state end where id = any (found);
  return coalesce(keys, '{}');
end $$;
revoke all on function import_forget from public;
grant execute on function import_forget to palermo_app;

-- The right to add to a case, in a form the planner can open for the common case of the own agency: thousands of rows in
-- one statement then cost a look-up each and not a function call each. What it does not cover is asked as before.
do $$
declare
  t record;
begin
  for t in select * from (values
    ('person_record', 'statistical'), ('person_identity', 'identity'), ('person_name', 'identity'), ('person_document', 'identity'),
    ('person_contact', 'contact'), ('event', 'statistical'), ('event_participant', 'statistical')) as v (name, class)
  loop
    execute format('alter policy add on %1$I with check ((select %2$L = any (actor_writes())) and exists (
      select 1 from case_file c where c.id = %1$I.case_id and ((select actor_scope()) = ''all''
        or c.agency_id = (select actor_agency()) and (select actor_scope()) = ''agency'' or may_write(c.id, %2$L))))', t.name, t.class);
  end loop;
end $$;
