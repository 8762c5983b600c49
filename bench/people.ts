import { sql } from 'kysely';
import { readNames } from '../src/features/demo/names.ts';
import { indexWaiting } from '../src/features/search/index.ts';
import type { Database, Store } from '../src/platform/store/index.ts';
import { idFrom, inBulk } from './caseload.ts';
import { milliseconds, type Line } from './timing.ts';

/** Gives every person record of the benchmark a name, every third a document and every third a phone, and indexes them. */
export async function fillPeople(database: Database): Promise<Line[]> {
  await inBulk(database, async (store) => {
    await fillNames(store);
    await sql`insert into person_document (id, record_id, case_id, kind, number, created_by)
      select ${idFrom(sql`'document ' || r.id`)}, r.id, r.case_id, 'passport',
        'B' || lpad((hashtext(r.id::text) & 9999999)::text, 7, '0'), r.created_by
      from person_record r where (hashtext(r.id::text) & 2147483647) % 3 = 0`.execute(store);
    await sql`insert into person_contact (id, record_id, case_id, kind, value, created_by)
      select ${idFrom(sql`'contact ' || r.id`)}, r.id, r.case_id, 'phone',
        '+62 812 ' || lpad((hashtext(r.id::text || 'phone') & 99999999)::text, 8, '0'), r.created_by
      from person_record r where (hashtext(r.id::text) & 2147483647) % 3 = 1`.execute(store);
    await sql`insert into search_pending (kind, id, written_in)
      select 'name', id, null::xid8 from person_name union all select 'document', id, null from person_document
      union all select 'contact', id, null from person_contact`.execute(store);
  });
  await sql`vacuum analyze`.execute(database.owner);
  return await index(database);
}

/** Words without their two indexes in the way, and the indexes at the end, as one fills a new installation. */
async function index(database: Database): Promise<Line[]> {
  const { rows: definitions } = await sql<{
    name: string;
    text: string;
  }>`select indexname as name, indexdef as text from pg_indexes
    where tablename = 'search_entry' and indexdef like '%USING gin%'`.execute(database.owner);
  for (const { name } of definitions) await sql`drop index ${sql.ref(name)}`.execute(database.owner);
  let indexed = 0;
  const worded = await milliseconds(async () => {
    indexed = await indexWaiting(database);
  });
  const built = await milliseconds(async () => {
    for (const { text } of definitions) await sql.raw(text).execute(database.owner);
  });
  await sql`vacuum analyze`.execute(database.owner);
  const rate = Math.round(indexed / ((worded + built) / 1000));
  return [
    {
      what: `index ${indexed.toLocaleString('en')} names, numbers, texts`,
      measured: `${rate.toLocaleString('en')} a second: words ${(worded / 1000).toFixed(0)} s, then the indexes ${(built / 1000).toFixed(0)} s`,
      against: '–',
      ratio: '–',
    },
  ];
}

async function fillNames(store: Store): Promise<void> {
  const names = namesOf(await readNames());
  const half = Math.floor(names.length / 2);
  await sql`create temporary table bench_name on commit drop as
    select name, at - 1 as at from unnest(${names}::text[]) with ordinality t (name, at)`.execute(store);
  await sql`create unique index on bench_name (at)`.execute(store);
  await sql`analyze bench_name`.execute(store);
  // A given name of the even places, one or two family names of the odd ones.
  const drawn = (salt: string) => sql`(hashtext(r.id::text || ${salt}) & 2147483647) % ${half}`;
  await sql`insert into person_name (id, record_id, case_id, kind, full_text, created_by)
    select ${idFrom(sql`'name ' || r.id`)}, r.id, r.case_id, 'legal', concat_ws(' ', g.name, f.name, s.name), r.created_by
    from person_record r
      join bench_name g on g.at = 2 * (${drawn('given')})
      join bench_name f on f.at = 2 * (${drawn('family')}) + 1
      left join bench_name s on s.at = 2 * (${drawn('second')}) + 1 and (hashtext(r.id::text || 'two') & 1) = 0`.execute(
    store,
  );
}

function namesOf(lists: unknown): string[] {
  const all = new Set<string>();
  const collect = (value: unknown): void => {
    if (
      typeof value === 'string' &&
      value.length > 2 &&
      !['latin', 'arabic', 'khmer'].includes(value) &&
      !/[,;]/.test(value)
    )
      all.add(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (value instanceof Map) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(lists);
  return [...all];
}
