-- Screenings: an interview by published indicators, on a case or before there is one. It needs no name and holds none.
-- What was said stands apart from the fact that somebody was screened: the answers are testimony, the rest is counted.

create table screening (
  id uuid primary key,
  agency_id uuid not null references agency,
  unit_id uuid references unit,
  case_id uuid references case_file,
  record_id uuid,
  foreign key (record_id, case_id) references person_record (id, case_id) on delete set null (record_id),
  exercise text,
  mode text not null check (mode in ('interview', 'observation', 'emergency')),
  language text not null,
  state text not null default 'running' check (state in ('running', 'finished')),
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  level text not null default 'not-asked' check (level in ('not-asked', 'none', 'some', 'strong')),
  treat_as text not null default 'unknown' check (treat_as in ('child', 'adult', 'unknown')),
  danger boolean not null default false,
  protection_told_at timestamptz(3),
  modus jsonb not null default '{}',
  modes text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  check (record_id is null or case_id is not null),
  check (exercise is null or case_id is null)
);
comment on table screening is 'That somebody was screened, when, by whom and how far the signs went: a prompt for a trained person, never a finding.';
comment on column screening.exercise is 'The code of a written case that several officers screen, to see how far they agree. No person stands behind it.';
comment on column screening.modes is 'National tags derived from the answers, never put in.';
create index screening_of_case on screening (case_id);
create index screening_by_agency on screening (agency_id, started_at desc, id desc);
create index screening_by_record on screening (record_id) where record_id is not null;

create table screening_answers (
  id uuid primary key references screening on delete cascade,
  case_id uuid references case_file,
  interview jsonb not null,
  result jsonb not null,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid
);
comment on table screening_answers is 'What was said, and what the instruments of that day made of it. Testimony.';
create index screening_answers_of_case on screening_answers (case_id);

create table screening_decision (
  id uuid primary key,
  screening_id uuid not null references screening on delete cascade,
  case_id uuid references case_file,
  step text not null check (step in ('screening', 'reasonable-grounds', 'formal')),
  outcome text not null check (outcome in ('yes', 'no', 'suspended', 'more-needed')),
  standard text not null,
  grounds text not null,
  decided_by_body text not null,
  decided_on date not null,
  shown_level text not null,
  differs boolean not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user()
);
comment on table screening_decision is 'What a person decided, with grounds: apart from the signs, and free to differ from them. Never changed; a new one is added.';
create index screening_decision_by_screening on screening_decision (screening_id);
create index screening_decision_of_case on screening_decision (case_id);

create table screening_instrument (
  id uuid primary key,
  agency_id uuid not null references agency,
  code text not null,
  instrument_version text not null,
  content jsonb not null,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  updated_at timestamptz(3) not null default now(),
  updated_by uuid,
  unique (agency_id, code, instrument_version)
);
comment on table screening_instrument is 'Lists of signs of an agency''s own, loaded by its administrator.';

-- Whether a screening is within the actor's reach: through its case, or by the scope of the role where there is none.
create function screening_in_reach(of_case uuid, of_agency uuid, of_unit uuid, author uuid, class text, writing boolean)
returns boolean language sql stable as $$
  select case
    when of_case is not null then case when writing then may_write(of_case, class) else may_read(of_case, class) end
    else class = any (case when writing then actor_writes() else actor_reads() end) and (
      actor_scope() = 'all' or of_agency = actor_agency() and (
        actor_scope() = 'agency'
        or actor_scope() = 'unit' and of_unit = any (actor_units())
        or actor_scope() in ('unit', 'own') and author = actor_user()))
  end
$$;

alter table screening enable row level security;
create policy read on screening for select using (
  screening_in_reach(case_id, agency_id, unit_id, created_by, 'administrative', false)
  or screening_in_reach(case_id, agency_id, unit_id, created_by, 'statistical', false)
  or state = 'running' and created_by = (select actor_user()) and agency_id = (select actor_agency()));
create policy add on screening for insert with check (
  (select actor_may('case.create') or actor_may('case.update')) and agency_id = (select actor_agency())
  and created_by = (select actor_user()) and screening_in_reach(case_id, agency_id, unit_id, created_by, 'testimony', true));
create policy change on screening for update
  using ((select actor_may('case.create') or actor_may('case.update'))
    and screening_in_reach(case_id, agency_id, unit_id, created_by, 'testimony', true))
  with check (screening_in_reach(case_id, agency_id, unit_id, created_by, 'testimony', true));
grant select, insert, update on screening to palermo_app;
create trigger screening_history before update or delete on screening for each row execute function keep_history('statistical');

-- Answers: who reads testimony; and who asks reads their own notes until the interview is finished.
alter table screening_answers enable row level security;
create policy read on screening_answers for select using (
  exists (select 1 from screening s where s.id = screening_answers.id and (
    screening_in_reach(s.case_id, s.agency_id, s.unit_id, s.created_by, 'testimony', false)
    or s.state = 'running' and s.created_by = (select actor_user()) and s.agency_id = (select actor_agency()))));
create policy add on screening_answers for insert with check (
  exists (select 1 from screening s where s.id = screening_answers.id and s.case_id is not distinct from screening_answers.case_id
    and screening_in_reach(s.case_id, s.agency_id, s.unit_id, s.created_by, 'testimony', true)));
create policy change on screening_answers for update using (
  exists (select 1 from screening s where s.id = screening_answers.id
    and screening_in_reach(s.case_id, s.agency_id, s.unit_id, s.created_by, 'testimony', true)));
grant select, insert, update on screening_answers to palermo_app;
create trigger screening_answers_history before update or delete on screening_answers for each row execute function keep_history('testimony');

alter table screening_decision enable row level security;
create policy read on screening_decision for select using (
  exists (select 1 from screening s where s.id = screening_decision.screening_id
    and screening_in_reach(s.case_id, s.agency_id, s.unit_id, s.created_by, 'administrative', false)));
create policy add on screening_decision for insert with check (
  (select actor_may('case.update')) and created_by = (select actor_user())
  and exists (select 1 from screening s where s.id = screening_decision.screening_id and s.case_id is not distinct from screening_decision.case_id
    and screening_in_reach(s.case_id, s.agency_id, s.unit_id, s.created_by, 'administrative', true)));
grant select, insert on screening_decision to palermo_app;

alter table screening_instrument enable row level security;
create policy read on screening_instrument for select using (
  agency_id = (select actor_agency()) and (select actor_may('case.read') or actor_may('agency.manage')));
create policy add on screening_instrument for insert with check (
  agency_id = (select actor_agency()) and (select actor_may('agency.manage')) and created_by = (select actor_user()));
create policy change on screening_instrument for update using (
  agency_id = (select actor_agency()) and (select actor_may('agency.manage')));
grant select, insert on screening_instrument to palermo_app;
grant update (active) on screening_instrument to palermo_app;
create trigger screening_instrument_history before update or delete on screening_instrument for each row execute function keep_history('administrative');

-- A screening comes to a case once and stays in it, with its answers, decisions and history, so that the erasure of the
-- case takes all of it.
create function screening_joins_case() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.case_id is not null and new.case_id is distinct from old.case_id then
    raise insufficient_privilege using message = 'a screening stays in its case';
  end if;
  if new.agency_id <> old.agency_id or new.created_by <> old.created_by then
    raise insufficient_privilege using message = 'a screening keeps its author';
  end if;
  if new.case_id is distinct from old.case_id then
    update screening_answers set case_id = new.case_id where id = new.id;
    update screening_decision set case_id = new.case_id where screening_id = new.id;
    update history set case_id = new.case_id where id = new.id and kind in ('screening', 'screening_answers') and case_id is null;
  end if;
  return null;
end $$;
create trigger screening_joins after update on screening for each row execute function screening_joins_case();

-- A screening that came to no case is forgotten, with its history, by who may close cases or who made it.
create function forget_screening(subject uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s screening;
begin
  select * into s from screening where id = subject and case_id is null for update;
  if s.id is null or s.agency_id <> actor_agency() or not (s.created_by = actor_user() or actor_may('case.close') and actor_scope() in ('agency', 'all')) then
    return false;
  end if;
  delete from screening where id = subject;
  delete from history where id = subject and kind in ('screening', 'screening_answers');
  delete from idempotency where reply->>'id' = subject::text;
  return true;
end $$;
revoke all on function forget_screening from public;
grant execute on function forget_screening to palermo_app;
