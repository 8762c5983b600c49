-- How many cases agencies shared with one another, with the sum of their lasting keys: for who may not see small counts the
-- number carries noise.
drop function shared_cases(uuid[]);
create function shared_cases(agencies uuid[]) returns table (from_agency uuid, to_agency uuid, cases integer, key bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not actor_may('statistics.read') or actor_scope() <> 'all' then return; end if;
  return query
    select s.agency_id, s.given_to, count(*)::integer, (sum(noise_key(s.case_id)) % 4294967296)::bigint
    from (select distinct c.agency_id, g.to_agency as given_to, g.case_id
      from case_grant g join case_file c on c.id = g.case_id
      where g.kind = 'share' and g.to_agency = any (agencies) and c.agency_id = any (agencies) and c.agency_id <> g.to_agency) s
    group by 1, 2;
end $$;
revoke all on function shared_cases from public;
grant execute on function shared_cases to palermo_app;
