-- Known referrals between agencies, in numbers alone, beside the terms between lists that an estimate finds: cases one agency
-- shared with another say that the two lists are not independent. Who may count everything may ask; no case is named.
create function shared_cases(agencies uuid[]) returns table (from_agency uuid, to_agency uuid, cases integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not actor_may('statistics.read') or actor_scope() <> 'all' then return; end if;
  return query
    select c.agency_id, g.to_agency, count(distinct g.case_id)::integer
    from case_grant g join case_file c on c.id = g.case_id
    where g.kind = 'share' and g.to_agency = any (agencies) and c.agency_id = any (agencies) and c.agency_id <> g.to_agency
    group by 1, 2;
end $$;
revoke all on function shared_cases from public;
grant execute on function shared_cases to palermo_app;

-- What an agency signs of its own figures is its own to hand on: nobody else reads it here, whatever else they may count.
drop policy read on official_release;
create policy read on official_release for select using ((select actor_may('statistics.read'))
  and (agency_id is null or agency_id = (select actor_agency())));
