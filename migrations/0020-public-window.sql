-- The only doors of somebody without a session to figures. Each runs as the owner and answers from published versions of
-- agencies whose window is open; policies keep every table itself closed to nobody.

create function public_window_of(agency_code text) returns table (name text, country text, about text, embedders text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select a.name, a.country, w.about, w.embedders from public_window w join agency a on a.id = w.agency_id
  where a.code = agency_code and w.open
$$;

create function public_releases_of(agency_code text) returns table (id uuid, series_id uuid, number integer, kind text, title text, unit text,
  fields text[], cut_off date, method text, settings jsonb, note text, licence text, citation text, changes text, state text,
  told jsonb, figures jsonb, published_at timestamptz, withdrawn_at timestamptz, withdrawn_reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.series_id, r.number, r.kind, r.title, r.unit, r.fields, r.cut_off, r.method, r.settings, r.note, r.licence, r.citation,
    r.changes, r.state, case when r.state = 'published' then r.told end, r.figures, r.published_at, r.withdrawn_at, r.withdrawn_reason
  from release r join public_window w on w.agency_id = r.agency_id join agency a on a.id = w.agency_id
  where a.code = agency_code and w.open and r.state in ('published', 'withdrawn')
  order by r.published_at desc, r.number desc
$$;

create function public_records_of(agency_code text, release_id uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select r.records from release r join public_window w on w.agency_id = r.agency_id join agency a on a.id = w.agency_id
  where a.code = agency_code and w.open and r.state = 'published' and r.id = release_id
$$;

do $$
declare
  f text;
begin
  foreach f in array array['public_window_of(text)', 'public_releases_of(text)', 'public_records_of(text, uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to palermo_app', f);
  end loop;
end $$;
