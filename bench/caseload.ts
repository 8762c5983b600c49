import { randomBytes, randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { hashToken } from '../src/platform/auth/actor.ts';
import { asOwner, type Database, type Store } from '../src/platform/store/index.ts';

/** A reader with a session, and how many cases the reader's agency holds. */
export interface Reader {
  readonly userId: string;
  readonly agencyId: string;
  readonly token: string;
}

const OWN_CASES = 5_000;
const CHUNK = 50_000;

/**
 * Fills a database with `total` plain cases of one victim each: a fixed 5,000 of the reader's agency, the others of
 * agencies out of reach. What the triggers would write, one row at a time, is written here for all rows at once.
 */
export async function fillCases(database: Database, total: number): Promise<void> {
  await asOwner(database, async (store) => {
    await sql`insert into agency (id, code, name, kind, country)
      select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'BENCH-' || n, 'Agency ' || n, 'police', 'IDN'
      from generate_series(1, 20) n`.execute(store);
    await sql`insert into app_user (id, email, name, status)
      select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 'bench' || n || '@example.org', 'Person ' || n, 'active'
      from generate_series(1, 100) n`.execute(store);
  });
  for (let first = 1; first <= total; first += CHUNK)
    await fillChunk(database, first, Math.min(total, first + CHUNK - 1));
  if (database.kind === 'postgres') await sql`vacuum analyze`.execute(database.owner);
}

async function fillChunk(database: Database, first: number, last: number): Promise<void> {
  await inBulk(database, async (store) => {
    await sql`create temporary table bench_chunk on commit drop as
      select n, ${idFrom(sql`'case ' || n`)} as id, ('00000000-0000-4000-9000-' || lpad((51 + n % 50)::text, 12, '0'))::uuid as worker,
        timestamptz '2020-01-01' + n * interval '1 minute' as at
      from generate_series(${first}::int, ${last}::int) n`.execute(store);
    await sql`insert into case_file (id, number, agency_id, assigned_to, tip, som, risk, opened_on, registration_year, summary, created_by, created_at, updated_at)
      select id, 'BENCH-' || n, ('00000000-0000-4000-8000-' || lpad((case when n <= ${OWN_CASES} then 1 else 2 + n % 19 end)::text, 12, '0'))::uuid,
        worker, 'suspected', 'unknown', case when n % 1000 = 0 then 'high' end, date '2020-01-01' + (n % 2000)::int, 2020 + n % 6,
        'Synthetic case ' || n, worker, at, at from bench_chunk`.execute(store);
    await sql`insert into person (id, created_by) select id, worker from bench_chunk`.execute(store);
    await sql`insert into person_record (id, case_id, person_id, part, source, sex, citizenships, registration_year, created_by)
      select id, id, id, 'victim', 'bench', case when n % 3 = 0 then 'M' else 'F' end,
        array[(array['IDN', 'PAK', 'MMR', 'KHM', 'VNM'])[1 + n % 5]], 2020 + n % 6, worker from bench_chunk`.execute(
      store,
    );
    await sql`insert into search_pending (kind, id, written_in)
      select k, id, null from bench_chunk, unnest(array['case', 'summary']) k`.execute(store);
  });
}

/** The same id for the same words, in the form of a random one. */
export const idFrom = (words: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`overlay(overlay(md5(${words}) placing '4' from 13) placing 'a' from 17)::uuid`;

/** Writes as the owner with no trigger and no look-up of foreign keys: what is written is known to be right. */
export async function inBulk(database: Database, write: (store: Store) => Promise<void>): Promise<void> {
  await asOwner(database, async (store) => {
    await sql`set local session_replication_role = replica`.execute(store);
    await write(store);
  });
}

/** A case worker of the first agency with a session of their own. */
export async function makeReader(database: Database, number: number): Promise<Reader> {
  const reader = {
    userId: `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`,
    agencyId: '00000000-0000-4000-8000-000000000001',
    token: randomBytes(32).toString('base64url'),
  };
  const membershipId = randomUUID();
  await asOwner(database, async (store) => {
    await sql`insert into membership (id, user_id, agency_id, role_id)
      values (${membershipId}, ${reader.userId}, ${reader.agencyId}, (select id from role where code = 'case-worker' and agency_id is null))`.execute(
      store,
    );
    await sql`insert into session (id, token_hash, user_id, membership_id, expires_at, second_factor_at, device)
      values (${randomUUID()}, ${hashToken(reader.token)}, ${reader.userId}, ${membershipId}, now() + interval '1 day', now(), 'bench')`.execute(
      store,
    );
  });
  return reader;
}
