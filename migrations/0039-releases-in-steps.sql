-- What is built by one who may open no records is counted in whole steps of entry, refused without a reason that names anybody,
-- and not often in vain: a refusal is a count told by yes or no.

alter table release add column stepped boolean not null default false;
comment on column release.stepped is 'Counted in whole steps of entry, for a maker who may open no records.';

create or replace function keep_release() returns trigger language plpgsql as $$
begin
  if (old.state <> 'building' and (new.told, new.records, new.fields, new.cut_off, new.method, new.settings, new.unit, new.title, new.attacked_with)
      is distinct from (old.told, old.records, old.fields, old.cut_off, old.method, old.settings, old.unit, old.title, old.attacked_with))
    or (old.opened_at is not null and (new.opened_at, new.opened_by) is distinct from (old.opened_at, old.opened_by))
    or (new.agency_id, new.created_by, new.created_at, new.series_id, new.number, new.stepped)
      is distinct from (old.agency_id, old.created_by, old.created_at, old.series_id, old.number, old.stepped)
    or not (old.state = new.state or (old.state, new.state) in (('building', 'built'), ('building', 'refused'), ('building', 'failed'),
      ('built', 'approved'), ('built', 'discarded'), ('approved', 'published'), ('published', 'withdrawn'))) then
    raise exception 'a release that was built is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
