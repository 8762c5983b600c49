-- The words of what was written are made from search_source by key. Held against the view by a join alone, its table is read
-- whole, for each save; with the ids in the condition, PostgreSQL takes the rows by the table's own key.
create or replace function search_taken(taken search_key[]) returns table (kind text, id uuid, agency_id uuid, texts text[])
language plpgsql set search_path = public, pg_temp as $$
declare
  t record;
begin
  for t in select k.kind, array_agg(k.id) as ids from unnest(taken) k group by k.kind loop
    delete from search_pending p where p.kind = t.kind and p.id = any (t.ids);
    execute format('delete from search_entry e where e.kind = %1$L and e.id = any ($1)
      and not exists (select 1 from search_source s where s.kind = %1$L and s.id = e.id and s.id = any ($1))', t.kind) using t.ids;
    return query execute format('select %1$L, i.id, s.agency_id, s.texts from unnest($1) as i (id)
      left join (select o.id, o.texts, c.agency_id from search_source o join case_file c on c.id = o.case_id
        where o.kind = %1$L and o.id = any ($1)) s on s.id = i.id', t.kind) using t.ids;
  end loop;
end $$;

create or replace function search_put(entries jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t record;
begin
  for t in select e->>'kind' as kind, jsonb_agg(e) as rows, array_agg((e->>'id')::uuid) as ids from jsonb_array_elements(entries) e group by 1 loop
    execute format('insert into search_entry (kind, id, case_id, agency_id, data_class, words, fold)
      select %1$L, r.id, s.case_id, c.agency_id, s.data_class, array_to_tsvector(r.words), r.fold
      from jsonb_to_recordset($1) as r (id uuid, words text[], fold text)
        join search_source s on s.kind = %1$L and s.id = r.id and s.id = any ($2) join case_file c on c.id = s.case_id
      on conflict (kind, id) do update set case_id = excluded.case_id, agency_id = excluded.agency_id, data_class = excluded.data_class,
        words = excluded.words, fold = excluded.fold', t.kind) using t.rows, t.ids;
  end loop;
end $$;
