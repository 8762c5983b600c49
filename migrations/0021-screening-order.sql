-- Screenings that came to no case have a day on which they are forgotten; comparing officers is a verb of its own.

alter table screening add column retain_until date not null default (current_date + 365);
comment on column screening.retain_until is 'While it stands in no case, it is forgotten after this day; in a case the rule of the case decides. A house default: national law decides.';
create index screening_to_forget on screening (retain_until) where case_id is null;

-- The day is the installation's, not the device's: nobody writes it.
create function screening_keeps_day() returns trigger language plpgsql as $$
begin
  if current_user <> 'palermo_app' then return new; end if;
  new.retain_until := case when tg_op = 'INSERT' then current_date + 365 else old.retain_until end;
  return new;
end $$;
create trigger screening_day before insert or update on screening for each row execute function screening_keeps_day();

-- Forgets screenings of no case whose day is over, and tells how many of which agency. For the installation itself.
create function forget_due_screenings(most integer) returns table (agency_id uuid, ids uuid[]) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone uuid[] := array(select s.id from screening s where s.case_id is null and s.retain_until < current_date
    order by s.retain_until limit most for update skip locked);
begin
  return query with removed as (delete from screening s where s.id = any (gone) returning s.id, s.agency_id)
    select r.agency_id, array_agg(r.id) from removed r group by r.agency_id;
  delete from history h where h.id = any (gone) and h.kind in ('screening', 'screening_answers');
  delete from idempotency i where i.reply->>'id' = any (gone::text[]);
end $$;
revoke all on function forget_due_screenings from public;

-- Who could compare officers before may still do so; an agency can now take it from a role, or give it without the rest.
update role set permissions = permissions || '{screening.supervise}'
  where 'case.assign' = any (permissions) and not 'screening.supervise' = any (permissions);

-- What was said is closed with the interview: nobody who writes testimony rewrites it afterwards.
drop policy change on screening_answers;
create policy change on screening_answers for update using (
  exists (select 1 from screening s where s.id = screening_answers.id and s.state = 'running'
    and screening_in_reach(s.case_id, s.agency_id, s.unit_id, s.created_by, 'testimony', true)));
