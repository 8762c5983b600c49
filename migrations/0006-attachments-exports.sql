-- Content of attachments, and files on their way out.

-- However a row that names a file goes (removed, erased, expired, an import undone), its file is asked to go with it.
alter table file_removal alter column case_id drop not null;
create function ask_file_removal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone jsonb := to_jsonb(old);
begin
  if gone->>'storage_key' is not null then
    insert into file_removal (storage_key, case_id) values (gone->>'storage_key', (gone->>'case_id')::uuid) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger attachment_file after delete on attachment for each row execute function ask_file_removal();

create table export_file (
  id uuid primary key,
  user_id uuid not null,
  agency_id uuid not null,
  subject text not null check (subject in ('cases', 'persons')),
  format text not null check (format in ('csv', 'xlsx', 'json', 'htcds')),
  filter jsonb not null,
  sensitive boolean not null,
  encrypted boolean not null,
  plain_reason text,
  columns text[] not null,
  rows integer not null default 0,
  lost jsonb,
  storage_key text,
  file_name text not null,
  media_type text not null,
  bytes bigint,
  sha256 text,
  created_at timestamptz(3) not null default now(),
  made_at timestamptz(3),
  expires_at timestamptz(3) not null,
  check (encrypted or not sensitive or plain_reason is not null)
);
create index export_file_of_user on export_file (user_id, created_at desc);
create index export_file_to_expire on export_file (expires_at);
comment on table export_file is 'One export a person asked for; its file is removed when it expires. plain_reason: why identity left unencrypted.';
alter table export_file enable row level security;
grant select, insert, update, delete on export_file to palermo_app;
create policy own on export_file using (user_id = (select actor_user()) and (select actor_may('case.export')))
  with check (user_id = (select actor_user()) and (select actor_may('case.export')));
create trigger export_file_file after delete on export_file for each row execute function ask_file_removal();
