-- Law packs as versions, assessments of cases by law, and evaluations anew when a law changes.

create table law_pack (
  id uuid primary key,
  pack text not null,
  pack_version integer not null,
  content jsonb not null,
  note text not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  unique (pack, pack_version)
);
comment on table law_pack is 'A law pack as somebody loaded it, beside the shipped ones (version 0, in data/law). The highest version counts; none is ever changed.';
alter table law_pack enable row level security;
create policy read on law_pack for select using ((select actor_user()) is not null);
create policy add on law_pack for insert with check ((select actor_may('law.manage')) and created_by = (select actor_user()));
grant select, insert on law_pack to palermo_app;

-- An assessment is what the facts were held to be and what the law of that day made of them. Never changed: a later one follows.
create table law_assessment (
  id uuid primary key,
  case_id uuid not null references case_file,
  about_kind text not null check (about_kind in ('case', 'person_record', 'perpetrator')),
  about_id uuid not null,
  number integer not null,
  packs text[] not null,
  facts jsonb not null,
  evidence jsonb not null default '[]',
  result jsonb not null,
  pack_versions jsonb not null,
  remark text,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null default actor_user(),
  unique (about_id, number)
);
comment on table law_assessment is 'facts, evidence and result in the words of data/law/facts.md. about_id: the case itself, a person record or a perpetrator of it. It rests on what people said: testimony.';
create index law_assessment_of_case on law_assessment (case_id, about_id, number desc);
create function law_about_in_case(subject uuid, kind text, about uuid) returns boolean language sql stable as $$
  select case kind
    when 'case' then about = subject
    when 'person_record' then exists (select 1 from person_record r where r.id = about and r.case_id = subject)
    else exists (select 1 from perpetrator p where p.id = about and p.case_id = subject)
  end
$$;
-- The next number of a subject, also for who writes assessments without reading them.
create function law_next_number(about uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(max(number), 0) + 1 from law_assessment where about_id = about and may_write(case_id, 'testimony')
$$;
revoke all on function law_next_number from public;
grant execute on function law_next_number to palermo_app;
alter table law_assessment enable row level security;
create policy read on law_assessment for select using (may_read(case_id, 'testimony'));
create policy add on law_assessment for insert with check (
  (select actor_may('case.update')) and may_write(case_id, 'testimony') and created_by = (select actor_user())
  and law_about_in_case(case_id, about_kind, about_id));
grant select, insert on law_assessment to palermo_app;

create table law_review (
  id uuid primary key,
  user_id uuid not null,
  agency_id uuid not null,
  pack text not null,
  before_version integer not null,
  after_version integer not null,
  examined integer not null default 0,
  differing integer not null default 0,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3)
);
comment on table law_review is 'Cases evaluated anew under a changed law, as far as the person who asked reads them.';
create table law_difference (
  review_id uuid not null references law_review on delete cascade,
  case_id uuid not null references case_file,
  about_kind text not null,
  about_id uuid not null,
  assessed boolean not null,
  changes jsonb not null,
  created_at timestamptz(3) not null default now(),
  primary key (review_id, about_id)
);
comment on column law_difference.assessed is 'Whether the facts were those of an assessment; otherwise they were read off the records.';
create index law_difference_of_case on law_difference (case_id);
alter table law_review enable row level security;
alter table law_difference enable row level security;
create policy own on law_review using (user_id = (select actor_user()) and agency_id = (select actor_agency()))
  with check (user_id = (select actor_user()) and agency_id = (select actor_agency()) and (select actor_may('case.read')));
create policy read on law_difference for select using (
  may_read(case_id, 'testimony') and exists (select 1 from law_review r where r.id = review_id));
create policy add on law_difference for insert with check (
  may_read(case_id, 'testimony') and exists (select 1 from law_review r where r.id = review_id));
grant select, insert on law_review to palermo_app;
grant update (examined, differing, finished_at) on law_review to palermo_app;
grant select, insert on law_difference to palermo_app;
