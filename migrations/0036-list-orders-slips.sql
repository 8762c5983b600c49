-- Orders of the list of cases over many agencies, or over one large one: by number, by day and by risk and status, in the order of
-- their weight (the expressions are those of src/features/cases/list-order.ts). Other columns are sorted as they are asked for.
create index case_file_by_number on case_file (number collate "C", updated_at, id);
create index case_file_by_opening on case_file (coalesce(opened_on, date '0001-01-01'), updated_at, id);
create index case_file_by_status on case_file (coalesce(array_position(array['closed', 'closed-referred', 'follow-up', 'open'], status), 0), updated_at, id);
create index case_file_by_risk on case_file (coalesce(array_position(array['UNKNOWN', 'low', 'medium', 'high'], risk), 0), updated_at, id);

-- With many spellings in one question PostgreSQL takes it to answer with a large share of all entries, and reads the whole index of
-- their kinds beside that of words, for each agency. The fence keeps every condition but that of words out of the search of indexes;
-- rights are decided before the limit as they were.
create or replace function search_candidates(asked_kinds text[], question text, most integer) returns table (kind text, id uuid)
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
    return query execute 'select e.kind, e.id from (select w.kind, w.id, w.case_id, w.agency_id, w.data_class
          from search_entry w where w.words @@ $1 offset 0) e
        where e.kind = any ($2) and e.agency_id = $3 and e.data_class = any ($4)'
        || case when reach.cases is null then '' else ' and e.case_id = any ($6)' end
        || case when reach.decided then '' else ' and may_read(e.case_id, e.data_class)' end || ' limit $5'
      using reach.asked, asked_kinds, reach.agency, classes, reach.most, reach.cases;
  end loop;
end $$;
alter function search_candidates(text[], text, integer) set enable_seqscan = off;
alter function search_candidates(text[], text, integer) set enable_indexscan = off;

-- Slips of spelling are looked for in names alone, which the numbers of all cases would be in the way of, being all alike; within an
-- agency its names are set against those with letters in common before any is read.
drop index search_entry_by_fold;
create index search_entry_by_spelling on search_entry using gin (fold gin_trgm_ops) where fold is not null and kind in ('name', 'suspect', 'organisation');
create index search_entry_by_agency on search_entry (agency_id) where fold is not null and kind in ('name', 'suspect', 'organisation');

-- Names with most letters in common are looked for first, and with fewer only where that is little. Of names that are all alike no
-- more are compared than a reader can wait for; rights are decided before that limit too.
create or replace function search_alike(asked_kinds text[], spelling text, at_least real, most integer) returns table (kind text, id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  reach record;
  near real;
  taken integer;
  found integer;
  classes text[] := actor_reads();
begin
  if actor_user() is null or not actor_may('case.read') then return; end if;
  foreach near in array array[0.65, at_least] loop
    perform set_config('pg_trgm.word_similarity_threshold', near::text, true);
    found := 0;
    for reach in select * from search_reach() loop
      return query execute 'select a.kind, a.id from (select e.kind, e.id, e.fold from search_entry e
          where e.fold %> $1 and e.fold is not null and e.kind in (''name'', ''suspect'', ''organisation'') and e.kind = any ($2) and e.data_class = any ($4)'
          || case when actor_scope() = 'all' then '' else ' and e.agency_id = any ($3)' end
          || case when reach.cases is null then '' else ' and e.case_id = any ($6)' end
          || case when reach.decided then '' else ' and may_read(e.case_id, e.data_class)' end
          || ' limit 4000) a order by word_similarity($1, a.fold) desc limit $5'
        using spelling, asked_kinds, reach.agencies, classes, most, reach.cases;
      get diagnostics taken = row_count;
      found := found + taken;
    end loop;
    exit when found >= 20;
  end loop;
end $$;
alter function search_alike(text[], text, real, integer) set enable_seqscan = off;
alter function search_alike(text[], text, real, integer) set enable_indexscan = off;
