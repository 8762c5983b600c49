import { sql } from 'kysely';
import { caseTables, type CaseRows, type House, type Row } from '../../engines/caseload/index.ts';
import { Problem } from '../../platform/action/index.ts';
import { OPERATOR_USER } from '../../platform/auth/actor.ts';
import type { Store } from '../../platform/store/index.ts';

/** Refuses a database in use: one with cases, or one that is neither in demo mode nor empty. */
export async function refuseIfInUse(store: Store): Promise<void> {
  const { rows } = await sql<{ cases: boolean; demo: boolean; inhabited: boolean }>`select
      exists (select 1 from case_file) as cases,
      coalesce((select value = 'true'::jsonb from setting where key = 'demo'), false) as demo,
      exists (select 1 from agency) or exists (select 1 from app_user where id <> ${OPERATOR_USER}) as inhabited`.execute(
    store,
  );
  const state = rows[0];
  if (state?.cases)
    throw new Problem('not-allowed-now', {
      reason: 'This database holds cases already. Start with an empty data folder.',
    });
  if (state?.inhabited && !state.demo) {
    throw new Problem('not-allowed-now', {
      reason: 'This database was set up for real work. Start with an empty data folder.',
    });
  }
}

/** Refuses a second fill while one waits or runs. */
export async function refuseIfQueued(store: Store): Promise<void> {
  const { rows } =
    await sql`select 1 from job where kind = 'demo.fill' and state in ('queued', 'running') limit 1`.execute(store);
  if (rows.length > 0) throw new Problem('not-allowed-now', { reason: 'The demonstration is being filled already.' });
}

/** Agencies, units, people and their hats, the shared password, and the facts that this is a demonstration. */
export async function writeHouse(store: Store, { rows }: House, passwordHash: string): Promise<void> {
  await writeRows(store, 'agency', await withFreeCodes(store, rows.agency));
  await writeRows(store, 'unit', rows.unit);
  await writeRows(store, 'app_user', rows.app_user);
  await sql`insert into membership (id, user_id, agency_id, unit_id, role_id, created_at, updated_at)
    select m.id, m.user_id, m.agency_id, m.unit_id, r.id, m.created_at, m.updated_at
    from jsonb_to_recordset(${JSON.stringify(rows.membership)}::jsonb)
      as m (id uuid, user_id uuid, agency_id uuid, unit_id uuid, role_code text, created_at timestamptz, updated_at timestamptz)
      join role r on r.code = m.role_code and r.agency_id is null
    on conflict do nothing`.execute(store);
  await sql`insert into credential (user_id, password_hash)
    select id, ${passwordHash} from unnest(${rows.app_user.map(({ id }) => id)}::uuid[]) as u (id) on conflict do nothing`.execute(
    store,
  );
  await sql`insert into setting (key, value) values ('demo', 'true'), ('set-up', 'true')
    on conflict (key) do update set value = excluded.value`.execute(store);
}

/** An agency that set-up made keeps its code; the invented one beside it says that it is invented. */
async function withFreeCodes(store: Store, agencies: readonly Row[]): Promise<readonly Row[]> {
  const { rows } = await sql<{ code: string }>`select code from agency
    where code = any (${agencies.map(({ code }) => code)}::text[]) and not id = any (${agencies.map(({ id }) => id)}::uuid[])`.execute(
    store,
  );
  const taken = new Set(rows.map(({ code }) => code));
  return agencies.map((agency) =>
    taken.has(String(agency['code'])) ? { ...agency, code: `${String(agency['code'])}-DEMO` } : agency,
  );
}

/** One chunk of cases with all they hold, table by table. */
export async function writeCases(store: Store, rows: CaseRows): Promise<void> {
  for (const table of caseTables) await writeRows(store, table, rows[table]);
}

/** Writes rows in one statement; rows that are there already stay as they are, so a fill cut short can begin again. */
async function writeRows(store: Store, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = sql.join([...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    on conflict do nothing`.execute(store);
}
