-- Counting once: which records are of one person, within an agency and among agencies that agreed. A program proposes;
-- people decide. Records stay where they are: joining changes only the person they belong to.

update role set permissions = permissions || '{linkage.agree}'::text[]
  where agency_id is null and code = 'administrator' and not 'linkage.agree' = any (permissions);
update role set permissions = permissions || '{linkage.run}'::text[]
  where agency_id is null and code in ('case-worker', 'investigator') and not 'linkage.run' = any (permissions);

create table linkage_agreement (
  id uuid primary key,
  agency_id uuid not null references agency default actor_agency(),
  purpose text not null,
  fields text[] not null,
  shown_fields text[] not null,
  reviewers integer not null check (reviewers in (1, 2)),
  valid_until date not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  check (shown_fields <@ fields)
);
comment on table linkage_agreement is 'What agencies agreed on finding persons known to several of them. Holds while all of them agree and its time lasts. Its words never change: another one is made.';
comment on column linkage_agreement.fields is 'What of a record is compared.';
comment on column linkage_agreement.shown_fields is 'What of it a reviewer of another agency sees. Of the others only how alike they are.';
comment on column linkage_agreement.reviewers is 'How many people must say the same before it holds; of two, one of each agency.';
create table linkage_party (
  id uuid primary key,
  agreement_id uuid not null references linkage_agreement,
  agency_id uuid not null references agency,
  agreed_at timestamptz(3),
  agreed_by uuid,
  withdrawn_at timestamptz(3),
  withdrawn_by uuid,
  created_at timestamptz(3) not null default now(),
  unique (agreement_id, agency_id)
);
create index linkage_party_of_agency on linkage_party (agency_id);

-- These run as the owner, so that the policies do not ask themselves.
create function linkage_is_party(subject uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from linkage_party p where p.agreement_id = subject and p.agency_id = actor_agency())
$$;
create function linkage_holds(subject uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from linkage_agreement a where a.id = subject and a.valid_until >= current_date)
    and (select count(*) >= 2 and bool_and(p.agreed_at is not null and p.withdrawn_at is null) from linkage_party p where p.agreement_id = subject)
$$;
-- Agreements that hold and that the actor's agency is party to.
create function linkage_agreements() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(p.agreement_id), '{}') from linkage_party p where p.agency_id = actor_agency() and linkage_holds(p.agreement_id)
$$;

alter table linkage_agreement enable row level security;
create policy read on linkage_agreement for select using (linkage_is_party(id) or (select actor_scope()) = 'all' and (select actor_may('linkage.agree'))
  or created_by = (select actor_user()) and agency_id = (select actor_agency()));
create policy add on linkage_agreement for insert with check (
  (select actor_may('linkage.agree')) and agency_id = (select actor_agency()) and created_by = (select actor_user()));
grant select on linkage_agreement to palermo_app;
grant insert (id, purpose, fields, shown_fields, reviewers, valid_until) on linkage_agreement to palermo_app;

alter table linkage_party enable row level security;
create policy read on linkage_party for select using (linkage_is_party(agreement_id) or (select actor_scope()) = 'all' and (select actor_may('linkage.agree')));
-- Parties are named with the agreement, in one transaction: who agreed is never joined by others afterwards.
create function linkage_just_made(subject uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from linkage_agreement a where a.id = subject and a.created_at = now()::timestamptz(3)
    and a.created_by = actor_user() and a.agency_id = actor_agency())
$$;
create policy add on linkage_party for insert with check ((select actor_may('linkage.agree')) and linkage_just_made(agreement_id));
create policy change on linkage_party for update using ((select actor_may('linkage.agree')) and agency_id = (select actor_agency()));
grant select on linkage_party to palermo_app;
grant insert (id, agreement_id, agency_id) on linkage_party to palermo_app;
grant update (agreed_at, agreed_by, withdrawn_at, withdrawn_by) on linkage_party to palermo_app;
create function linkage_party_guard() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null or old.agreed_at is not null and new.agreed_at is distinct from old.agreed_at then
    raise insufficient_privilege using message = 'what was agreed or withdrawn stays so; make another agreement';
  end if;
  if new.agreed_at is not null and old.agreed_at is null then new.agreed_at := now(); new.agreed_by := actor_user(); end if;
  if new.withdrawn_at is not null then new.withdrawn_at := now(); new.withdrawn_by := actor_user(); end if;
  return new;
end $$;
create trigger linkage_party_guard before update on linkage_party for each row execute function linkage_party_guard();

create table linkage_rule (
  agency_id uuid primary key references agency,
  reviewers integer not null default 1 check (reviewers in (1, 2)),
  automatic_from double precision check (automatic_from between 0.9 and 1),
  on_import boolean not null default true,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
comment on table linkage_rule is 'How an agency links its own records. automatic_from: from this probability on, pairs of its own are joined without a person; null: never.';
alter table linkage_rule enable row level security;
create policy read on linkage_rule for select using (agency_id = (select actor_agency()) or (select actor_scope()) = 'all');
create policy add on linkage_rule for insert with check ((select actor_may('linkage.agree')) and agency_id = (select actor_agency()));
create policy change on linkage_rule for update using ((select actor_may('linkage.agree')) and agency_id = (select actor_agency()));
grant select, insert, update on linkage_rule to palermo_app;
create function count_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  new.updated_by := actor_user();
  return new;
end $$;
create trigger linkage_rule_version before update on linkage_rule for each row execute function count_version();

create table linkage_run (
  id uuid primary key,
  agency_id uuid not null references agency default actor_agency(),
  agreement_id uuid references linkage_agreement,
  import_id uuid,
  user_id uuid not null default actor_user(),
  fields text[] not null,
  seed integer not null default 1,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  stage text,
  done integer,
  total integer,
  cancel_asked boolean not null default false,
  counts jsonb not null default '{}',
  report jsonb,
  problem text,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3)
);
comment on table linkage_run is 'A comparison of records: of one agency, or of those of an agreement. report: what was learned and how, without any record.';
comment on column linkage_run.import_id is 'Only pairs with a record of this import are proposed.';
create index linkage_run_of_agency on linkage_run (agency_id, created_at desc);
create index linkage_run_of_agreement on linkage_run (agreement_id, created_at desc) where agreement_id is not null;
alter table linkage_run enable row level security;
create policy read on linkage_run for select using (
  (select actor_may('linkage.run') or actor_may('person.join'))
  and ((select actor_scope()) = 'all' or agency_id = (select actor_agency()) or agreement_id = any ((select linkage_agreements())::uuid[])));
create policy add on linkage_run for insert with check (
  (select actor_may('linkage.run')) and agency_id = (select actor_agency()) and user_id = (select actor_user())
  and (agreement_id is null or agreement_id = any ((select linkage_agreements())::uuid[])));
create policy change on linkage_run for update using (
  agency_id = (select actor_agency()) and (select actor_may('linkage.run')) and finished_at is null)
  with check (agency_id = (select actor_agency()) and (select actor_may('linkage.run')));
grant select on linkage_run to palermo_app;
grant insert (id, agreement_id, import_id, fields, seed) on linkage_run to palermo_app;
grant update (state, stage, done, total, cancel_asked, counts, report, problem, finished_at) on linkage_run to palermo_app;

create table linkage_pair (
  id uuid primary key default gen_random_uuid(),
  left_record uuid not null references person_record on delete cascade,
  right_record uuid not null references person_record on delete cascade,
  left_case uuid not null,
  right_case uuid not null,
  left_agency uuid not null,
  right_agency uuid not null,
  left_stamp text not null,
  right_stamp text not null,
  agreement_id uuid references linkage_agreement,
  run_id uuid not null references linkage_run,
  weight double precision not null,
  probability double precision not null,
  levels integer[] not null,
  bits double precision[] not null,
  linked boolean not null,
  sure boolean not null default false,
  worth double precision not null,
  cluster integer not null,
  cluster_worth double precision not null,
  state text not null default 'open' check (state in ('open', 'disagreed', 'undecided', 'same', 'different')),
  how text check (how in ('reviewed', 'automatic', 'implied', 'by-hand')),
  moved uuid[] not null default '{}',
  from_person uuid,
  settled_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  check (left_record < right_record),
  unique (left_record, right_record)
);
comment on table linkage_pair is 'Two records that may be of one person, how alike they are by comparison, and what became of it. "different" stays so until what either record says changes (the stamps).';
comment on column linkage_pair.bits is 'What each comparison adds to the weight, in bits, in the order of the run; then what fields imply of one another.';
comment on column linkage_pair.linked is 'Whether the run put both records into one group.';
comment on column linkage_pair.sure is 'Something few people share is the same, names agree, nothing speaks against: without it nothing is joined automatically.';
comment on column linkage_pair.worth is 'How much is learned by deciding: uncertainty in bits and persons likely counted twice.';
comment on column linkage_pair.moved is 'The records that joining moved, so that taking it back finds them.';
create index linkage_pair_by_right on linkage_pair (right_record);
create index linkage_pair_to_decide on linkage_pair (state, cluster_worth desc, run_id, cluster, worth desc, id);
create index linkage_pair_of_run on linkage_pair (run_id);
create table linkage_decision (
  id uuid primary key,
  pair_id uuid not null references linkage_pair on delete cascade,
  agency_id uuid not null,
  user_id uuid not null,
  verdict text not null check (verdict in ('same', 'different', 'cannot-tell')),
  remark text,
  left_stamp text not null,
  right_stamp text not null,
  probability double precision not null,
  created_at timestamptz(3) not null default now(),
  undone_at timestamptz(3),
  undone_by uuid
);
comment on table linkage_decision is 'What a reviewer said of a pair, on the facts of that moment. Taken back, it stays as taken back.';
create index linkage_decision_of_pair on linkage_decision (pair_id);
create unique index linkage_decision_once on linkage_decision (pair_id, user_id) where undone_at is null;

-- Who may know of a pair: reviewers who read identity on their own side; of another agency's side only under an agreement that holds.
create function linkage_may_know(left_case uuid, left_agency uuid, right_case uuid, right_agency uuid, of_agreement uuid) returns boolean
language sql stable as $$
  select actor_may('person.join') and 'identity' = any (actor_reads()) and (actor_scope() = 'all'
    or case when left_agency = right_agency then left_agency = actor_agency() and may_read(left_case, 'identity') and may_read(right_case, 'identity')
      else of_agreement = any (linkage_agreements())
        and (left_agency = actor_agency() and may_read(left_case, 'identity') or right_agency = actor_agency() and may_read(right_case, 'identity')) end)
$$;
alter table linkage_pair enable row level security;
-- The rule of scope stands in full, so that the whole agency's list is not asked case by case.
create policy read on linkage_pair for select using (
  (select actor_may('person.join') and 'identity' = any (actor_reads()))
  and ((select actor_scope()) = 'all'
    or (left_agency = right_agency and left_agency = (select actor_agency())
      or left_agency <> right_agency and agreement_id = any ((select linkage_agreements())::uuid[]) and (select actor_agency()) in (left_agency, right_agency))
    and ((select actor_scope()) = 'agency' or linkage_may_know(left_case, left_agency, right_case, right_agency, agreement_id))));
grant select on linkage_pair to palermo_app;
alter table linkage_decision enable row level security;
-- While a pair is open nobody sees what others said of it, so that everybody judges alone.
create policy read on linkage_decision for select using (
  exists (select 1 from linkage_pair p where p.id = pair_id and (p.state <> 'open' or user_id = (select actor_user()))));
grant select on linkage_decision to palermo_app;

alter table person_link add column linkage_pair uuid;
comment on column person_link.linkage_pair is 'The pair whose review, or whose automatic joining, moved the record.';

-- Who may know of a pair knows what became of it, though the record that moved be another agency's.
create policy by_pair on person_link for select using (linkage_pair is not null and exists (select 1 from linkage_pair p where p.id = linkage_pair));

-- What a record says of who the person is, in one line a record; where a protected person stays is never in it.
create function linkage_said(records uuid[]) returns table (
  record_id uuid, name text, birth text, birth_place text, sex text, citizenship text, document text, card text, phone text, email text, stamp text)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id,
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
  where r.id = any (records)
$$;
create function linkage_stamp(record uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select stamp from linkage_said(array[record])
$$;

-- The agencies a run is about, while it may go on; refused otherwise.
create function linkage_agencies(of_run uuid) returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  run linkage_run;
begin
  select * into run from linkage_run r where r.id = of_run and r.user_id = actor_user() and r.agency_id = actor_agency() and r.state = 'running';
  if not found or not actor_may('linkage.run') or not 'identity' = any (actor_reads()) or actor_scope() not in ('agency', 'all') then
    raise insufficient_privilege using message = 'linkage.run';
  end if;
  if run.agreement_id is null then return array[run.agency_id]; end if;
  if not linkage_holds(run.agreement_id) then raise insufficient_privilege using message = 'the agreement no longer holds'; end if;
  return array(select p.agency_id from linkage_party p where p.agreement_id = run.agreement_id order by p.agency_id);
end $$;

-- A page of what a run may read: the fields agreed on, nothing else.
create function linkage_facts(of_run uuid, after uuid, most integer) returns table (
  record_id uuid, agency_id uuid, import_id uuid, name text, birth text, birth_place text, sex text, citizenship text, document text, card text, phone text, email text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  agencies uuid[] := linkage_agencies(of_run);
  run linkage_run;
begin
  select * into run from linkage_run r where r.id = of_run;
  return query
    with page as materialized (
      select r.id, c.agency_id as agency, r.import_id as import from person_record r join case_file c on c.id = r.case_id
      where c.agency_id = any (agencies) and c.erased_at is null and (after is null or r.id > after)
        -- What says nothing of who the person is cannot be linked.
        and (exists (select 1 from person_name n where n.record_id = r.id) or exists (select 1 from person_document d where d.record_id = r.id)
          or exists (select 1 from person_identity i where i.record_id = r.id and i.birth_from is not null))
      order by r.id limit most)
    select p.id, p.agency, p.import,
      case when 'name' = any (run.fields) then s.name end, case when 'birthDate' = any (run.fields) then s.birth end,
      case when 'birthPlace' = any (run.fields) then s.birth_place end, case when 'sex' = any (run.fields) then s.sex end,
      case when 'citizenship' = any (run.fields) then s.citizenship end,
      case when 'document' = any (run.fields) then s.document end, case when 'document' = any (run.fields) then s.card end,
      case when 'phone' = any (run.fields) and (run.agreement_id is not null or 'contact' = any (actor_reads())) then s.phone end,
      case when 'email' = any (run.fields) and (run.agreement_id is not null or 'contact' = any (actor_reads())) then s.email end
    from page p join linkage_said(array(select q.id from page q)) s on s.record_id = p.id order by p.id;
end $$;

-- Keeps proposals of a run. What people decided stays, unless what a record says has changed since.
create function linkage_propose(of_run uuid, proposals jsonb) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
  agencies uuid[] := linkage_agencies(of_run);
  kept integer;
begin
  with said as materialized (
    select least(d."left", d."right") as l, greatest(d."left", d."right") as r, d.*
    from jsonb_to_recordset(proposals) as d ("left" uuid, "right" uuid, weight double precision, probability double precision,
      levels integer[], bits double precision[], linked boolean, sure boolean, worth double precision, cluster integer, "clusterWorth" double precision)),
  stamps as materialized (
    select s.record_id, s.stamp from linkage_said(array(select l from said union select r from said)) s)
  insert into linkage_pair (left_record, right_record, left_case, right_case, left_agency, right_agency, left_stamp, right_stamp,
      agreement_id, run_id, weight, probability, levels, bits, linked, sure, worth, cluster, cluster_worth, state, how)
    select s.l, s.r, a.case_id, b.case_id, ca.agency_id, cb.agency_id, sa.stamp, sb.stamp,
      (select r.agreement_id from linkage_run r where r.id = of_run), of_run, s.weight, s.probability, s.levels, s.bits, s.linked, s.sure,
      s.worth, s.cluster, s."clusterWorth",
      case when a.person_id = b.person_id then 'same' else 'open' end, case when a.person_id = b.person_id then 'implied' end
    from said s join person_record a on a.id = s.l join person_record b on b.id = s.r
      join case_file ca on ca.id = a.case_id join case_file cb on cb.id = b.case_id
      join stamps sa on sa.record_id = s.l join stamps sb on sb.record_id = s.r
    where s.l <> s.r and ca.agency_id = any (agencies) and cb.agency_id = any (agencies)
  on conflict (left_record, right_record) do update set
    weight = excluded.weight, probability = excluded.probability, levels = excluded.levels, bits = excluded.bits, linked = excluded.linked, sure = excluded.sure,
    worth = excluded.worth, cluster = excluded.cluster, cluster_worth = excluded.cluster_worth, run_id = excluded.run_id,
    left_stamp = excluded.left_stamp, right_stamp = excluded.right_stamp,
    agreement_id = coalesce(excluded.agreement_id, linkage_pair.agreement_id),
    state = case when linkage_pair.state in ('same', 'open') then linkage_pair.state
      when linkage_pair.left_stamp = excluded.left_stamp and linkage_pair.right_stamp = excluded.right_stamp then linkage_pair.state else 'open' end,
    how = case when linkage_pair.state = 'same'
      or linkage_pair.left_stamp = excluded.left_stamp and linkage_pair.right_stamp = excluded.right_stamp then linkage_pair.how end,
    version = linkage_pair.version + case when linkage_pair.left_stamp = excluded.left_stamp and linkage_pair.right_stamp = excluded.right_stamp then 0 else 1 end
  where linkage_pair.state <> 'different' or linkage_pair.left_stamp <> excluded.left_stamp or linkage_pair.right_stamp <> excluded.right_stamp;
  get diagnostics kept = row_count;
  return kept;
end $$;

-- After a whole run: proposals of earlier runs over the same records that nobody decided and that are not found any more.
create function linkage_forget(of_run uuid) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
  agencies uuid[] := linkage_agencies(of_run);
  agreed uuid := (select r.agreement_id from linkage_run r where r.id = of_run);
  gone integer;
begin
  delete from linkage_pair p where p.run_id <> of_run and p.state = 'open' and p.agreement_id is not distinct from agreed
    and p.left_agency = any (agencies) and p.right_agency = any (agencies)
    and not exists (select 1 from linkage_decision d where d.pair_id = p.id);
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Moves records to another person and writes it down; the owner's own, reached only through the functions below.
create function linkage_move(pair uuid, records uuid[], to_person uuid, kind text, why text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform set_config('palermo.linking', 'on', true);
  insert into person_link (id, record_id, case_id, from_person, to_person, kind, reason, seen_cases, created_by, linkage_pair)
    select gen_random_uuid(), r.id, r.case_id, r.person_id, to_person, linkage_move.kind, why, array[r.case_id], actor_user(), pair
    from person_record r where r.id = any (records);
  update person_record set person_id = to_person where id = any (records);
end $$;

create function linkage_join(pair uuid, by_way text, why text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair;
  one uuid; other uuid; keep uuid; gone uuid; shifted uuid[];
begin
  select * into p from linkage_pair where id = pair for update;
  perform 1 from person_record where id in (p.left_record, p.right_record) order by id for no key update;
  select person_id into one from person_record where id = p.left_record;
  select person_id into other from person_record where id = p.right_record;
  if one = other then
    update linkage_pair set state = 'same', how = by_way, settled_at = now(), version = version + 1 where id = pair;
    return;
  end if;
  -- The person of more records stays; of two alike the one known longer.
  select q.person_id into keep from person_record q where q.person_id in (one, other) group by q.person_id
    order by count(*) desc, min(q.created_at), q.person_id limit 1;
  gone := case when keep = one then other else one end;
  shifted := array(select q.id from person_record q where q.person_id = gone order by q.id);
  perform linkage_move(pair, shifted, keep, 'join', why);
  update linkage_pair set state = 'same', how = by_way, moved = shifted, from_person = gone, settled_at = now(), version = version + 1 where id = pair;
  update linkage_pair q set state = 'same', how = 'implied', settled_at = now(), version = q.version + 1
    from person_record a, person_record b
    where a.id = q.left_record and b.id = q.right_record and a.person_id = keep and b.person_id = keep
      and q.state in ('open', 'undecided', 'disagreed')
      and (q.left_record = any (shifted) or q.right_record = any (shifted));
end $$;

-- Takes a joining back: what belongs to the moved record by other joinings goes with it. False when both records are still of one
-- person through others.
create function linkage_part(pair uuid, why text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair;
  holder uuid; anchor uuid; far uuid; part uuid[]; target uuid;
begin
  select * into p from linkage_pair where id = pair for update;
  select person_id into holder from person_record where id = p.left_record;
  update linkage_pair set state = 'open', how = null, moved = '{}', from_person = null, settled_at = null, version = version + 1 where id = pair;
  if holder is distinct from (select person_id from person_record where id = p.right_record) then return true; end if;
  anchor := case when p.left_record = any (p.moved) then p.left_record else p.right_record end;
  far := case when anchor = p.left_record then p.right_record else p.left_record end;
  with recursive edge as (
    select q.left_record as a, q.right_record as b from linkage_pair q join person_record x on x.id = q.left_record and x.person_id = holder
      join person_record y on y.id = q.right_record and y.person_id = holder
      where q.state = 'same' and q.how <> 'implied'
    union all
    select q.left_record, m from linkage_pair q join person_record x on x.id = q.left_record and x.person_id = holder, unnest(q.moved) m
      where q.state = 'same' and q.left_record = any (q.moved)
    union all
    select q.right_record, m from linkage_pair q join person_record x on x.id = q.right_record and x.person_id = holder, unnest(q.moved) m
      where q.state = 'same' and q.right_record = any (q.moved)
    union all
    select anchor, m from unnest(p.moved) m),
  reached (record) as (
    select anchor union
    select case when e.a = reached.record then e.b else e.a end from reached join edge e on reached.record in (e.a, e.b))
  select array_agg(record order by record) into part from reached join person_record r on r.id = record and r.person_id = holder;
  if far = any (part) then return false; end if;
  target := p.from_person;
  if target is null or not exists (select 1 from person where id = target) or exists (select 1 from person_record where person_id = target) then
    target := gen_random_uuid();
    insert into person (id) values (target);
  end if;
  perform linkage_move(pair, part, target, 'split', why);
  update linkage_pair q set state = 'open', how = null, settled_at = null, version = q.version + 1
    where q.state = 'same' and q.how = 'implied' and (q.left_record = any (part)) <> (q.right_record = any (part));
  return true;
end $$;

-- What the decisions on a pair come to.
create function linkage_settle(pair uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair;
  needed integer; alike integer; unlike integer; unsure integer; sides_alike integer; sides_unlike integer; verdict text;
begin
  select * into p from linkage_pair where id = pair for update;
  needed := case when p.left_agency = p.right_agency then coalesce((select r.reviewers from linkage_rule r where r.agency_id = p.left_agency), 1)
    else coalesce((select a.reviewers from linkage_agreement a where a.id = p.agreement_id), 2) end;
  select count(*) filter (where d.verdict = 'same'), count(*) filter (where d.verdict = 'different'), count(*) filter (where d.verdict = 'cannot-tell'),
      count(distinct d.agency_id) filter (where d.verdict = 'same'), count(distinct d.agency_id) filter (where d.verdict = 'different')
    into alike, unlike, unsure, sides_alike, sides_unlike
    from linkage_decision d where d.pair_id = pair and d.undone_at is null and d.left_stamp = p.left_stamp and d.right_stamp = p.right_stamp;
  if p.left_agency = p.right_agency then sides_alike := needed; sides_unlike := needed; end if;
  verdict := case
    when alike > 0 and unlike > 0 then case when alike + unlike < 3 or alike = unlike then 'disagreed' when alike > unlike then 'same' else 'different' end
    when alike >= needed and sides_alike >= needed then 'same'
    when unlike >= needed and sides_unlike >= needed then 'different'
    when unsure > 0 and alike + unlike = 0 then 'undecided'
    else 'open' end;
  if verdict = 'same' then perform linkage_join(pair, 'reviewed', 'linkage.reviewed');
  elsif verdict = 'different' then
    update linkage_pair set state = 'different', how = 'reviewed', settled_at = now(), version = version + 1 where id = pair;
  elsif verdict <> p.state then
    update linkage_pair set state = verdict, how = null, version = version + 1 where id = pair;
  end if;
end $$;

create function linkage_known_pair(pair uuid) returns linkage_pair language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair;
begin
  select * into p from linkage_pair where id = pair for update;
  if not found or not linkage_may_know(p.left_case, p.left_agency, p.right_case, p.right_agency, p.agreement_id) then
    raise insufficient_privilege using message = 'linkage pair';
  end if;
  return p;
end $$;

-- A reviewer says what a pair is; says it anew when it was said before.
create function linkage_decide(pair uuid, said text, why text) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair := linkage_known_pair(pair);
begin
  if p.state in ('same', 'different') then return p.state; end if;
  update linkage_decision set undone_at = now(), undone_by = actor_user() where pair_id = pair and user_id = actor_user() and undone_at is null;
  insert into linkage_decision (id, pair_id, agency_id, user_id, verdict, remark, left_stamp, right_stamp, probability)
    values (gen_random_uuid(), pair, actor_agency(), actor_user(), said, why, p.left_stamp, p.right_stamp, p.probability);
  perform linkage_settle(pair);
  return (select state from linkage_pair where id = pair);
end $$;

-- Takes back what was decided on a pair. False when both records stay of one person through others.
create function linkage_undo(pair uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair := linkage_known_pair(pair);
  parted boolean := true;
begin
  update linkage_decision set undone_at = now(), undone_by = actor_user() where pair_id = pair and undone_at is null
    and (p.state in ('same', 'different') or user_id = actor_user());
  if p.state = 'same' then parted := linkage_part(pair, 'linkage.undone');
  else update linkage_pair set state = 'open', how = null, settled_at = null, version = version + 1 where id = pair; end if;
  if p.state not in ('same', 'different') then perform linkage_settle(pair); end if;
  return parted;
end $$;

-- Joins what the agency's own rule lets be joined without a person: within it, above its threshold, nobody sheltered on either side.
create function linkage_automatic(of_run uuid, most integer) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
  agencies uuid[] := linkage_agencies(of_run);
  own uuid := actor_agency();
  bound double precision := (select r.automatic_from from linkage_rule r where r.agency_id = actor_agency());
  next record;
  joined integer := 0;
begin
  if bound is null then return 0; end if;
  for next in select p.id from linkage_pair p where p.run_id = of_run and p.state = 'open' and p.linked and p.sure and p.probability >= bound
      and p.left_agency = own and p.right_agency = own
      and not exists (select 1 from linkage_decision d where d.pair_id = p.id)
      and not exists (select 1 from person_contact s where s.case_id in (p.left_case, p.right_case) and s.sheltered)
    order by p.probability desc, p.id limit most loop
    if (select state from linkage_pair where id = next.id) = 'open' then
      perform linkage_join(next.id, 'automatic', 'linkage.automatic');
    end if;
    joined := joined + 1;
  end loop;
  return joined;
end $$;

-- What may be shown of a pair: the own side's record as compared, of another agency's the fields agreed on for it.
create function linkage_shown(pair uuid) returns table (
  side text, own boolean, agency_id uuid, record_id uuid, case_id uuid, person_id uuid, shown text[],
  name text, birth text, birth_place text, sex text, citizenship text, document text, card text, phone text, email text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair := linkage_known_pair(pair);
  fields text[] := (select r.fields from linkage_run r where r.id = p.run_id);
  agreed text[] := (select a.shown_fields from linkage_agreement a where a.id = p.agreement_id);
begin
  return query
    select v.side, v.is_own, v.agency, case when v.is_own then v.record end, case when v.is_own then v.of_case end,
      case when v.is_own then q.person_id end, v.may,
      case when 'name' = any (v.may) then s.name end, case when 'birthDate' = any (v.may) then s.birth end,
      case when 'birthPlace' = any (v.may) then s.birth_place end, case when 'sex' = any (v.may) then s.sex end,
      case when 'citizenship' = any (v.may) then s.citizenship end, case when 'document' = any (v.may) then s.document end,
      case when 'document' = any (v.may) then s.card end, case when 'phone' = any (v.may) then s.phone end, case when 'email' = any (v.may) then s.email end
    from (select w.*, case when not w.is_own then agreed
          else array(select f from unnest(fields) f where f not in ('phone', 'email') or may_read(w.of_case, 'contact')) end as may
        from (values ('left', p.left_record, p.left_case, p.left_agency, p.left_agency = actor_agency() and may_read(p.left_case, 'identity') or actor_scope() = 'all'),
          ('right', p.right_record, p.right_case, p.right_agency, p.right_agency = actor_agency() and may_read(p.right_case, 'identity') or actor_scope() = 'all'))
          as w (side, record, of_case, agency, is_own)) v
      join person_record q on q.id = v.record join linkage_said(array[p.left_record, p.right_record]) s on s.record_id = v.record
    order by v.side;
end $$;

-- What deciding a pair would do to the counts of the agencies it is about.
create function linkage_effect(pair uuid) returns table (persons bigint, joined boolean, contradicted boolean) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair := linkage_known_pair(pair);
  one uuid := (select person_id from person_record where id = p.left_record);
  other uuid := (select person_id from person_record where id = p.right_record);
begin
  return query select
    (select count(distinct r.person_id) from person_record r join case_file c on c.id = r.case_id where c.agency_id in (p.left_agency, p.right_agency)),
    one = other,
    exists (select 1 from linkage_pair q join person_record a on a.id = q.left_record join person_record b on b.id = q.right_record
      where q.state = 'different' and q.id <> pair and (a.person_id, b.person_id) in ((one, other), (other, one))
        and linkage_may_know(q.left_case, q.left_agency, q.right_case, q.right_agency, q.agreement_id));
end $$;

-- Persons and lists for counting, by numbers only: how many persons each combination of agencies holds, and the open pairs between
-- persons. Of an agreement for its parties; of everything for who counts everything; else of the own agency.
create function linkage_lists(of_agreement uuid, agencies uuid[]) returns jsonb language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  lists uuid[];
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
  with held as materialized (
    select r.person_id, sum(distinct 2 ^ (array_position(lists, c.agency_id) - 1))::integer as mask
    from person_record r join case_file c on c.id = r.case_id
    where c.agency_id = any (lists) and r.part = 'victim' and r.victim_status is distinct from 'NOT' and c.erased_at is null group by r.person_id),
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
      'counts', coalesce((select jsonb_agg(jsonb_build_array(g.mask, g.n) order by g.mask) from (select h.mask, count(*) as n from held h group by h.mask) g), '[]'),
      'nodes', coalesce((select jsonb_agg(n.mask order by n.number) from node n), '[]'),
      'edges', coalesce((select jsonb_agg(jsonb_build_array(a.number, b.number, o.probability) order by a.number, b.number)
        from possible o join node a on a.person_id = o.one join node b on b.person_id = o.other), '[]'))
    into answer;
  return answer;
end $$;

-- When a person joins or splits records by hand, pairs of them are settled by that.
create function linkage_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('palermo.linking', true) = 'on' then return null; end if;
  update linkage_pair p set state = case when a.person_id = b.person_id then 'same' else 'different' end, how = 'by-hand', settled_at = now(),
      moved = '{}', from_person = null, left_stamp = linkage_stamp(a.id), right_stamp = linkage_stamp(b.id), version = p.version + 1
    from person_record a, person_record b
    where new.id in (p.left_record, p.right_record) and a.id = p.left_record and b.id = p.right_record
      and case when a.person_id = b.person_id then p.state <> 'same' else p.state = 'same' end;
  return null;
end $$;
create constraint trigger linkage_follows after update on person_record deferrable initially deferred
  for each row when (old.person_id <> new.person_id) execute function linkage_follow();

revoke all on function linkage_said, linkage_stamp, linkage_move, linkage_join, linkage_part, linkage_settle, linkage_known_pair, linkage_follow,
  linkage_agencies, linkage_facts, linkage_propose, linkage_forget, linkage_automatic, linkage_decide, linkage_undo, linkage_shown,
  linkage_effect, linkage_lists from public;
grant execute on function linkage_agencies, linkage_facts, linkage_propose, linkage_forget, linkage_automatic, linkage_decide, linkage_undo,
  linkage_shown, linkage_effect, linkage_lists to palermo_app;
