-- A draft is opened by one who may not see small counts only at the price of its being known: from then on it is attacked
-- together with whatever is built next, also when it is thrown away. And who withdrew a release is told to the others.

alter table release
  add column opened_at timestamptz(3),
  add column opened_by uuid references app_user,
  add column attacked_with uuid[],
  add column withdrawn_by uuid references app_user,
  drop constraint release_state_check,
  add constraint release_state_check
    check (state in ('building', 'failed', 'refused', 'built', 'discarded', 'approved', 'published', 'withdrawn'));
comment on column release.opened_at is 'When somebody who may not see small counts first opened the draft: from then on it counts as told.';
comment on column release.attacked_with is 'All releases and signed statistics that were out when it was built, and with which it was attacked.';

create or replace function keep_release() returns trigger language plpgsql as $$
begin
  if (old.state <> 'building' and (new.told, new.records, new.fields, new.cut_off, new.method, new.settings, new.unit, new.title, new.attacked_with)
      is distinct from (old.told, old.records, old.fields, old.cut_off, old.method, old.settings, old.unit, old.title, old.attacked_with))
    or (old.opened_at is not null and (new.opened_at, new.opened_by) is distinct from (old.opened_at, old.opened_by))
    or (new.agency_id, new.created_by, new.series_id, new.number) is distinct from (old.agency_id, old.created_by, old.series_id, old.number)
    or not (old.state = new.state or (old.state, new.state) in (('building', 'built'), ('building', 'refused'), ('building', 'failed'),
      ('built', 'approved'), ('built', 'discarded'), ('approved', 'published'), ('published', 'withdrawn'))) then
    raise exception 'a release that was built is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Until now whoever approves could see every draft, and nobody noted which.
update release set opened_at = created_at, state = 'discarded', version = version + 1 where state = 'built';

drop function releases_out();
create function releases_out() returns table (id uuid, title text, number integer, agency_id uuid, unit text, fields text[], reach text,
  cut_off text, method text, threshold integer, base integer, length integer, additive boolean, counted_at text, told jsonb, records text, known_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.title, r.number, r.agency_id, r.unit, r.fields, r.reach, r.cut_off::text, r.method, (r.settings ->> 'threshold')::integer,
    (r.settings ->> 'base')::integer, (r.settings ->> 'length')::integer, (r.figures ->> 'additive')::boolean,
    coalesce(r.figures ->> 'countedAt', r.approved_at::text, r.opened_at::text), r.told, r.records, least(r.approved_at, r.opened_at)
  from release r where (r.approved_at is not null or r.opened_at is not null)
    and ((select actor_may('release.prepare')) or (select actor_may('release.approve')) or (select actor_may('statistics.sign')))
$$;
revoke all on function releases_out() from public;
grant execute on function releases_out() to palermo_app;
comment on function releases_out() is 'All that is known of every agency: approved, published or withdrawn, and drafts that were opened.';
