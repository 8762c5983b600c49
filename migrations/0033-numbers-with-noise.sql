-- Numbers told live to people who may open no records carry noise: the same people always get the same, by the random beginning
-- of an id that is never shown with them.
create function noise_key(id uuid) returns bigint language sql immutable parallel safe as
  $$ select ('x' || left(id::text, 8))::bit(32)::bigint $$;

-- The last of these times at which a step of entry was full. Entries count in steps of so many and more, for numbers that move
-- with every single entry would tell what was entered.
create function last_full_step(entered timestamptz[], step integer) returns timestamptz language plpgsql immutable parallel safe as $$
declare
  moment timestamptz;
  before timestamptz;
  waiting integer := 0;
  full_at timestamptz;
begin
  -- Those entered at one time count together.
  foreach moment in array entered loop
    if before is distinct from moment and waiting >= step then
      full_at := before;
      waiting := 0;
    end if;
    waiting := waiting + 1;
    before := moment;
  end loop;
  return case when waiting >= step then before else full_at end;
end $$;
revoke all on function noise_key, last_full_step from public;
grant execute on function noise_key, last_full_step to palermo_app;

-- Persons and lists for counting, by numbers only, as before; with the sums of their keys, and of whole steps of entry where asked.
drop function linkage_lists(uuid, uuid[]);
create function linkage_lists(of_agreement uuid, agencies uuid[], step integer) returns jsonb language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  lists uuid[];
  up_to timestamptz := 'infinity';
  answer jsonb;
begin
  if not actor_may('statistics.read') or not 'statistical' = any (actor_reads()) then raise insufficient_privilege using message = 'statistics.read'; end if;
  if of_agreement is not null then
    if actor_scope() not in ('agency', 'all') or not linkage_is_party(of_agreement) and actor_scope() <> 'all' or not linkage_holds(of_agreement) then
      raise insufficient_privilege using message = 'linkage agreement';
    end if;
    lists := array(select p.agency_id from linkage_party p where p.agreement_id = of_agreement order by p.agency_id);
  elsif actor_scope() = 'all' then
    lists := array(select c.agency_id from person_record r join case_file c on c.id = r.case_id
      where r.part = 'victim' and r.victim_status is distinct from 'NOT' and c.erased_at is null
        and (cardinality(agencies) = 0 or c.agency_id = any (agencies))
      group by c.agency_id order by count(*) desc, c.agency_id limit 8);
  elsif actor_scope() = 'agency' then lists := array[actor_agency()];
  else raise insufficient_privilege using message = 'scope'; end if;
  if step is not null then
    up_to := coalesce(last_full_step(array(select r.created_at from person_record r join case_file c on c.id = r.case_id
      where c.agency_id = any (lists) and r.part = 'victim' and r.victim_status is distinct from 'NOT' and c.erased_at is null order by 1), step), '-infinity');
  end if;
  with held as materialized (
    select r.person_id, sum(distinct 2 ^ (array_position(lists, c.agency_id) - 1))::integer as mask
    from person_record r join case_file c on c.id = r.case_id
    where c.agency_id = any (lists) and r.part = 'victim' and r.victim_status is distinct from 'NOT' and c.erased_at is null
      and r.created_at <= up_to group by r.person_id),
  possible as materialized (
    select least(a.person_id, b.person_id) as one, greatest(a.person_id, b.person_id) as other, max(p.probability) as probability
    from linkage_pair p join person_record a on a.id = p.left_record join person_record b on b.id = p.right_record
    where p.state in ('open', 'undecided', 'disagreed') and p.left_agency = any (lists) and p.right_agency = any (lists)
      and a.person_id <> b.person_id
    group by 1, 2),
  node as materialized (
    select h.person_id, h.mask, (row_number() over (order by h.mask, h.person_id) - 1)::integer as number from held h
    where h.person_id in (select o.one from possible o union select o.other from possible o))
  select jsonb_build_object('lists', to_jsonb(lists),
      'counts', coalesce((select jsonb_agg(jsonb_build_array(g.mask, g.n, g.key) order by g.mask) from (
        select h.mask, count(*) as n, (sum(noise_key(h.person_id)) % 4294967296)::bigint as key from held h group by h.mask) g), '[]'),
      'nodes', coalesce((select jsonb_agg(n.mask order by n.number) from node n), '[]'),
      'keys', coalesce((select jsonb_agg(noise_key(n.person_id) order by n.number) from node n), '[]'),
      'edges', coalesce((select jsonb_agg(jsonb_build_array(a.number, b.number, o.probability) order by a.number, b.number)
        from possible o join node a on a.person_id = o.one join node b on b.person_id = o.other), '[]'))
    into answer;
  return answer;
end $$;
revoke all on function linkage_lists from public;
grant execute on function linkage_lists to palermo_app;
