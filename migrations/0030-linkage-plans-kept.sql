-- Reviewing at the size of national lists: what is asked with every pair keeps its plan from call to call, and rights on a
-- record are worked out once for each pair instead of once for each field. The answers are the same as before.

create or replace function linkage_said(records uuid[]) returns table (
  record_id uuid, name text, birth text, birth_place text, sex text, citizenship text, document text, card text, phone text, email text, stamp text)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query select r.id,
    (select string_agg(n.full_text, ' alias ' order by (n.kind = 'legal') desc, n.created_at, n.id) from person_name n where n.record_id = r.id),
    case when i.birth_precision in ('year', 'about') or i.birth_from is distinct from i.birth_to and to_char(i.birth_from, 'YYYY-MM') <> to_char(i.birth_to, 'YYYY-MM')
        then case when to_char(i.birth_from, 'YYYY') = to_char(coalesce(i.birth_to, i.birth_from), 'YYYY') then to_char(i.birth_from, 'YYYY') end
      when i.birth_precision = 'month' then to_char(i.birth_from, 'YYYY-MM') else to_char(i.birth_from, 'YYYY-MM-DD') end,
    nullif(i.birth_place, 'UNKNOWN'),
    case when r.sex in ('UNKNOWN', 'MASKED') then null else r.sex end,
    (select string_agg(c, ' ' order by c) from unnest(r.citizenships) c where c not in ('UNKNOWN', 'MASKED')),
    (select d.number from person_document d where d.record_id = r.id and d.number is not null and d.kind in ('passport', 'travel-document', 'seafarer-book', 'refugee-card') order by d.kind, d.created_at, d.id limit 1),
    (select d.number from person_document d where d.record_id = r.id and d.number is not null and d.kind not in ('passport', 'travel-document', 'seafarer-book', 'refugee-card') order by d.kind = 'identity-card' desc, d.created_at, d.id limit 1),
    (select p.value from person_contact p where p.record_id = r.id and p.kind = 'phone' and not p.sheltered order by p.created_at, p.id limit 1),
    (select p.value from person_contact p where p.record_id = r.id and p.kind = 'e-mail' and not p.sheltered order by p.created_at, p.id limit 1),
    md5(concat_ws('|', r.sex, r.citizenships::text, i.version,
      (select string_agg(n.id || ':' || n.version, ',' order by n.id) from person_name n where n.record_id = r.id),
      (select string_agg(d.id || ':' || d.version, ',' order by d.id) from person_document d where d.record_id = r.id),
      (select string_agg(p.id || ':' || p.version, ',' order by p.id) from person_contact p where p.record_id = r.id and not p.sheltered)))
  from person_record r left join person_identity i on i.record_id = r.id
  where r.id = any (records);
end $$;

create or replace function linkage_holds(subject uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from linkage_agreement a where a.id = subject and a.valid_until >= current_date)
    and (select count(*) >= 2 and bool_and(p.agreed_at is not null and p.withdrawn_at is null) from linkage_party p where p.agreement_id = subject);
end $$;

create or replace function linkage_agreements() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select coalesce(array_agg(p.agreement_id), '{}') from linkage_party p where p.agency_id = actor_agency() and linkage_holds(p.agreement_id));
end $$;

create or replace function linkage_persons(pairs uuid[]) returns table (record_id uuid, person integer)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query
    with known as (
      select p.left_record, p.right_record from linkage_pair p
      where p.id = any (pairs) and linkage_may_know(p.left_case, p.left_agency, p.right_case, p.right_agency, p.agreement_id))
    select r.id, dense_rank() over (order by r.person_id)::integer from person_record r
    where r.id in (select left_record from known union select right_record from known);
end $$;

create or replace function linkage_shown(pair uuid) returns table (
  side text, own boolean, agency_id uuid, record_id uuid, case_id uuid, person_id uuid, shown text[],
  name text, birth text, birth_place text, sex text, citizenship text, document text, card text, phone text, email text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair := linkage_known_pair(pair);
  fields text[] := (select r.fields from linkage_run r where r.id = p.run_id);
  agreed text[] := (select a.shown_fields from linkage_agreement a where a.id = p.agreement_id);
  everywhere boolean := actor_scope() = 'all';
  left_own boolean := everywhere or p.left_agency = actor_agency() and may_read(p.left_case, 'identity');
  right_own boolean := everywhere or p.right_agency = actor_agency() and may_read(p.right_case, 'identity');
  -- How to reach a person is a class of its own.
  plain text[] := array(select f from unnest(fields) f where f not in ('phone', 'email'));
  left_may text[] := case when not left_own then agreed when may_read(p.left_case, 'contact') then fields else plain end;
  right_may text[] := case when not right_own then agreed when may_read(p.right_case, 'contact') then fields else plain end;
begin
  return query
    select v.side, v.is_own, v.agency, case when v.is_own then v.record end, case when v.is_own then v.of_case end,
      case when v.is_own then q.person_id end, v.may,
      case when 'name' = any (v.may) then s.name end, case when 'birthDate' = any (v.may) then s.birth end,
      case when 'birthPlace' = any (v.may) then s.birth_place end, case when 'sex' = any (v.may) then s.sex end,
      case when 'citizenship' = any (v.may) then s.citizenship end, case when 'document' = any (v.may) then s.document end,
      case when 'document' = any (v.may) then s.card end, case when 'phone' = any (v.may) then s.phone end, case when 'email' = any (v.may) then s.email end
    from (values ('left', p.left_record, p.left_case, p.left_agency, left_own, left_may),
        ('right', p.right_record, p.right_case, p.right_agency, right_own, right_may)) as v (side, record, of_case, agency, is_own, may)
      join person_record q on q.id = v.record join linkage_said(array[p.left_record, p.right_record]) s on s.record_id = v.record
    order by v.side;
end $$;
