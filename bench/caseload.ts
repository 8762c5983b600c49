import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { hashToken } from '../src/platform/auth/actor.ts';
import { asOwner, type Database } from '../src/platform/store/index.ts';

/** A reader with a session, and how many cases the reader's agency holds. */
export interface Reader {
  readonly userId: string;
  readonly agencyId: string;
  readonly token: string;
}

const OWN_CASES = 5_000;
const CHUNK = 50_000;

/** Fills a database with `total` plain cases: a fixed 5,000 of the reader's agency, the others of agencies out of reach. */
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
  await asOwner(database, async (store) => {
    await sql`insert into case_file (id, number, agency_id, assigned_to, tip, som, opened_on, registration_year, summary, created_by, created_at, updated_at)
      select gen_random_uuid(), 'BENCH-' || n, ('00000000-0000-4000-8000-' || lpad((case when n <= ${OWN_CASES} then 1 else 2 + n % 19 end)::text, 12, '0'))::uuid,
        ('00000000-0000-4000-9000-' || lpad((51 + n % 50)::text, 12, '0'))::uuid, 'suspected', 'unknown', date '2020-01-01' + (n % 2000)::int, 2020 + n % 6,
        'Synthetic case ' || n, ('00000000-0000-4000-9000-' || lpad((51 + n % 50)::text, 12, '0'))::uuid,
        timestamptz '2020-01-01' + n * interval '1 minute', timestamptz '2020-01-01' + n * interval '1 minute'
      from generate_series(${first}::int, ${last}::int) n`.execute(store);
    await sql`with fresh as (select id, created_by from case_file where number in (select 'BENCH-' || n from generate_series(${first}::int, ${last}::int) n)),
      made as (insert into person (id, created_by) select id, created_by from fresh)
      insert into person_record (id, case_id, person_id, part, source, sex, created_by)
      select gen_random_uuid(), id, id, 'victim', 'bench', 'F', created_by from fresh`.execute(store);
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
