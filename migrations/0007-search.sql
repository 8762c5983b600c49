-- Finding: what can be found, in an index beside the records, and saved views of the list of cases.
-- Words are made by the application (romanised, folded, keys by sound: engines/shared/names), for the database cannot read
-- scripts. What changed waits in search_pending, written by triggers so that no way of writing is forgotten, and is indexed
-- before the same transaction commits; what was stored before this migration is indexed in the background.
create extension if not exists pg_trgm;

create table search_entry (
  kind text not null,
  id uuid not null,
  case_id uuid not null references case_file on delete cascade,
  agency_id uuid not null,
  data_class text not null,
  words tsvector not null,
  fold text,
  primary key (kind, id)
);
comment on table search_entry is 'One row a thing that can be found. words: lexemes that begin with the end of the agency''s id. fold: a short text for slips of spelling. Read only through search_candidates().';
create index search_entry_by_words on search_entry using gin (words);
create index search_entry_by_fold on search_entry using gin (fold gin_trgm_ops) where fold is not null;
create index search_entry_of_case on search_entry (case_id);

create table search_pending (
  kind text not null,
  id uuid not null,
  written_in xid8 default pg_current_xact_id(),
  primary key (kind, id)
);
comment on table search_pending is 'Written and not yet indexed; by whom it was written it is indexed, before the commit. written_in null: from before the index.';
create index search_pending_by_transaction on search_pending (written_in);
alter table search_entry enable row level security;
alter table search_pending enable row level security;

-- What is indexed of each table. Where a sheltered person is can never be found by search.
create view search_source as
  select 'name' as kind, id, case_id, 'identity' as data_class, array[full_text] as texts from person_name
  union all select 'document', id, case_id, 'identity', array[number] from person_document where number is not null
  union all select 'contact', id, case_id, 'contact', array[value, kind] from person_contact where not sheltered
  union all select 'suspect', perpetrator_id, case_id, 'intelligence',
    array[full_text] || coalesce(aliases, '{}') || '{NULL}'::text[] || coalesce(documents, '{}') || coalesce(handles, '{}') from perpetrator_identity
  union all select 'organisation', id, case_id, 'administrative', array[name] from organisation where name is not null
  union all select 'case', id, id, 'administrative', array[number, reference] from case_file where erased_at is null
  union all select 'summary', id, id, 'administrative', array[summary] from case_file where erased_at is null and summary is not null
  union all select 'note', id, case_id, data_class, array[body] from note
  union all select 'attachment', id, case_id, data_class, array[file_name, description] from attachment;
comment on view search_source is 'texts of a suspect: names, then after a null documents and handles; of a contact: value and kind.';
revoke all on search_source from public;

-- Arguments: kinds the row is indexed as; the column of its id.
create function search_mark() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    execute format('delete from search_entry e using gone g where e.kind = any ($1) and e.id = g.%I', tg_argv[1]) using tg_argv[0]::text[];
    execute format('delete from search_pending e using gone g where e.kind = any ($1) and e.id = g.%I', tg_argv[1]) using tg_argv[0]::text[];
  elsif tg_op = 'INSERT' then
    execute format('insert into search_pending (kind, id) select k, f.%I from fresh f, unnest($1) k on conflict (kind, id) do update set written_in = pg_current_xact_id()', tg_argv[1])
      using tg_argv[0]::text[];
  else
    insert into search_pending (kind, id) select k, (to_jsonb(new)->>tg_argv[1])::uuid from unnest(tg_argv[0]::text[]) k
      on conflict (kind, id) do update set written_in = pg_current_xact_id();
  end if;
  return null;
end $$;
do $$
declare
  t record;
begin
  for t in select * from (values
    ('person_name', '{name}', 'id', '{full_text}'), ('person_document', '{document}', 'id', '{number}'),
    ('person_contact', '{contact}', 'id', '{value,kind,sheltered}'), ('organisation', '{organisation}', 'id', '{name}'),
    ('perpetrator_identity', '{suspect}', 'perpetrator_id', '{full_text,aliases,documents,handles}'),
    ('case_file', '{case,summary}', 'id', '{number,reference,summary,erased_at}'), ('note', '{note}', 'id', '{body,data_class}'),
    ('attachment', '{attachment}', 'id', '{file_name,description,data_class}')) as v (name, kinds, key, columns)
  loop
    execute format('create trigger %I after insert on %I referencing new table as fresh for each statement execute function search_mark(%L, %L)',
      t.name || '_found_new', t.name, t.kinds, t.key);
    execute format('create trigger %I after update on %I for each row when ((%s) is distinct from (%s)) execute function search_mark(%L, %L)',
      t.name || '_found_change', t.name, (select string_agg(format('new.%I', c), ', ') from unnest(t.columns::text[]) c),
      (select string_agg(format('old.%I', c), ', ') from unnest(t.columns::text[]) c), t.kinds, t.key);
    execute format('create trigger %I after delete on %I referencing old table as gone for each statement execute function search_mark(%L, %L)',
      t.name || '_found_gone', t.name, t.kinds, t.key);
  end loop;
end $$;

-- A case that changes hands between agencies takes what is found of it along.
create function search_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into search_pending (kind, id) select e.kind, e.id from search_entry e where e.case_id = new.id
    on conflict (kind, id) do update set written_in = pg_current_xact_id();
  return null;
end $$;
create trigger case_file_found_agency after update of agency_id on case_file for each row
  when (old.agency_id is distinct from new.agency_id) execute function search_follow();

create type search_key as (kind text, id uuid);
-- Some of what this transaction wrote and is not yet indexed, with its words to be made; what is not to be found any more is
-- taken out of the index and comes without texts. The caller wrote it in this very transaction.
create function search_take(most integer) returns table (kind text, id uuid, agency_id uuid, texts text[])
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if pg_current_xact_id_if_assigned() is null then return; end if;
  return query select * from search_taken(array(
    select (p.kind, p.id)::search_key from search_pending p where p.written_in = pg_current_xact_id() limit most));
end $$;
-- The same of what waits from before, for the owner alone. It goes on after what was taken last, for the rows taken until then
-- stay in the way of a scan until they are cleaned up.
create function search_take_waiting(most integer, after_kind text, after_id uuid) returns table (kind text, id uuid, agency_id uuid, texts text[])
language plpgsql set search_path = public, pg_temp as $$
begin
  return query select * from search_taken(array(
    select (p.kind, p.id)::search_key from search_pending p where (p.kind, p.id) > (after_kind, after_id)
    order by p.kind, p.id limit most for update skip locked));
end $$;
-- One kind at a time, so that the kind leaves one table of search_source to be read, by its key.
create function search_taken(taken search_key[]) returns table (kind text, id uuid, agency_id uuid, texts text[])
language plpgsql set search_path = public, pg_temp as $$
declare
  t record;
begin
  for t in select k.kind, array_agg(k.id) as ids from unnest(taken) k group by k.kind loop
    delete from search_pending p where p.kind = t.kind and p.id = any (t.ids);
    execute format('delete from search_entry e where e.kind = %1$L and e.id = any ($1)
      and not exists (select 1 from search_source s where s.kind = %1$L and s.id = e.id)', t.kind) using t.ids;
    return query execute format('select %1$L, i.id, c.agency_id, s.texts from unnest($1) as i (id)
      left join search_source s on s.kind = %1$L and s.id = i.id left join case_file c on c.id = s.case_id', t.kind) using t.ids;
  end loop;
end $$;

-- Puts made words into the index. Only for what stands in the database, under the class and case it has there.
create function search_put(entries jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t record;
begin
  for t in select e->>'kind' as kind, jsonb_agg(e) as rows from jsonb_array_elements(entries) e group by 1 loop
    execute format('insert into search_entry (kind, id, case_id, agency_id, data_class, words, fold)
      select %1$L, r.id, s.case_id, c.agency_id, s.data_class, array_to_tsvector(r.words), r.fold
      from jsonb_to_recordset($1) as r (id uuid, words text[], fold text)
        join search_source s on s.kind = %1$L and s.id = r.id join case_file c on c.id = s.case_id
      on conflict (kind, id) do update set case_id = excluded.case_id, agency_id = excluded.agency_id, data_class = excluded.data_class,
        words = excluded.words, fold = excluded.fold', t.kind) using t.rows;
  end loop;
end $$;

-- Where the actor may find: agencies; of them all cases (null) or these; and whether that alone decides (may_read says the same) or
-- each case must be asked.
create function search_reach() returns table (agencies uuid[], cases uuid[], decided boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select a.id from agency a), null::uuid[], true where actor_scope() = 'all'
  union all
  select array[actor_agency()], null::uuid[], actor_scope() = 'agency' where actor_scope() in ('agency', 'unit') and actor_agency() is not null
  union all
  select array[actor_agency()], array(select c.id from case_file c where c.agency_id = actor_agency() and (c.assigned_to = actor_user() or c.created_by = actor_user())), true
    where actor_scope() = 'own' and actor_agency() is not null
  union all
  select array_agg(distinct c.agency_id), array_agg(c.id), false from case_file c where c.id = any (actor_granted_cases()) and actor_scope() <> 'all' having count(*) > 0
$$;

-- Ids of what answers to a question and the actor may read, and nothing of what they may not: rights are decided before the limit,
-- so what is hidden changes neither what comes nor how much. Runs as the owner because the rules of rows would keep the
-- index of words from being used; what is shown of a hit is read again under those rules. '~' in the question stands for the agency.
create function search_candidates(asked_kinds text[], question text, most integer) returns table (kind text, id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  reach record;
  classes text[] := actor_reads();
begin
  if actor_user() is null or not actor_may('case.read') then return; end if;
  -- Agency by agency: one question over all of them would be as long as there are agencies.
  for reach in select g as agency, r.cases, r.decided, replace(question, '~', right(g::text, 6))::tsquery as asked,
      greatest(most / cardinality(r.agencies), least(most, 20)) as most
    from search_reach() r, unnest(r.agencies) g loop
    -- A list of cases is left out of the statement where there is none, so that it is planned without it.
    return query execute 'select e.kind, e.id from search_entry e
        where e.words @@ $1 and e.kind = any ($2) and e.agency_id = $3 and e.data_class = any ($4)'
        || case when reach.cases is null then '' else ' and e.case_id = any ($6)' end
        || case when reach.decided then '' else ' and may_read(e.case_id, e.data_class)' end || ' limit $5'
      using reach.asked, asked_kinds, reach.agency, classes, reach.most, reach.cases;
  end loop;
end $$;

-- The same for slips of spelling, by letters in common.
create function search_alike(asked_kinds text[], spelling text, at_least real, most integer) returns table (kind text, id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  reach record;
  classes text[] := actor_reads();
begin
  if actor_user() is null or not actor_may('case.read') then return; end if;
  perform set_config('pg_trgm.word_similarity_threshold', at_least::text, true);
  for reach in select * from search_reach() loop
    return query execute 'select e.kind, e.id from search_entry e
        where e.fold %> $1 and e.fold is not null and e.kind = any ($2) and e.agency_id = any ($3) and e.data_class = any ($4)'
        || case when reach.cases is null then '' else ' and e.case_id = any ($6)' end
        || case when reach.decided then '' else ' and may_read(e.case_id, e.data_class)' end
        || ' order by word_similarity($1, e.fold) desc limit $5'
      using spelling, asked_kinds, reach.agencies, classes, most, reach.cases;
  end loop;
end $$;
revoke all on function search_mark, search_follow, search_take, search_take_waiting, search_taken, search_put, search_reach, search_candidates, search_alike from public;
grant execute on function search_take, search_put, search_candidates, search_alike to palermo_app;

-- Views of the list of cases that a person saved for themselves or shared in a unit or agency: filters, columns and order, never a name.
create table saved_view (
  id uuid primary key,
  owner_id uuid not null default actor_user() references app_user,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  audience text not null check (audience in ('me', 'unit', 'agency')),
  name text not null,
  view jsonb not null,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  check ((audience = 'unit') = (unit_id is not null))
);
create index saved_view_of_agency on saved_view (agency_id);
create index saved_view_of_owner on saved_view (owner_id);
alter table saved_view enable row level security;
create policy read on saved_view for select using (
  owner_id = (select actor_user()) or agency_id = (select actor_agency()) and (audience = 'agency' or audience = 'unit' and unit_id = any ((select actor_units())::uuid[])));
create policy add on saved_view for insert with check (owner_id = (select actor_user()) and agency_id = (select actor_agency())
  and (audience <> 'unit' or unit_id = any ((select actor_units())::uuid[])));
create policy change on saved_view for update using (owner_id = (select actor_user()));
create policy remove on saved_view for delete using (owner_id = (select actor_user()));
grant select, insert, update, delete on saved_view to palermo_app;
create trigger saved_view_history before update or delete on saved_view for each row execute function keep_history('administrative');

insert into search_pending (kind, id, written_in)
  select s.kind, s.id, null from search_source s;
