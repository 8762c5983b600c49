import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { respell } from '../src/engines/caseload/spelling.ts';
import { randomOf } from '../src/engines/caseload/random.ts';
import { asOwner, type Database } from '../src/platform/store/index.ts';
import { makeReader, type Reader } from './caseload.ts';
import { request, type Served } from './client.ts';
import { milliseconds, ms, spreadOf, times, type Line } from './timing.ts';

interface Person {
  readonly caseId: string;
  readonly name: string;
}
interface Answer {
  readonly groups: readonly { readonly hits: readonly { readonly caseId: string }[] }[];
}

/** Time to results through HTTP with rights, ranking and audit, against plain pg_trgm over the same names; and how often the person meant is among the first ten. */
export async function measureSearch(served: Served, own: Reader, total: number, rounds: number): Promise<Line[]> {
  const bare = served.database.owner;
  const everywhere = await makeFarReader(served.database, 99);
  await sql`create table bench_plain as select case_id, lower(full_text) as name from person_name`.execute(bare);
  await sql`create index bench_plain_names on bench_plain using gin (name gin_trgm_ops)`.execute(bare);
  await sql`analyze bench_plain`.execute(bare);
  const lines: Line[] = [];
  for (const [who, reader, agency] of [
    ['within one agency', own, own.agencyId],
    ['over all agencies', everywhere, null],
  ] as const) {
    const people = await samplePeople(bare, agency, rounds);
    const random = randomOf('search');
    const asked = people.map(({ name }) =>
      name
        .split(' ')
        .map((word) => respell(random, word))
        .join(' ')
        .toLowerCase(),
    );
    const [ours, plain, prefix]: [number[], number[], number[]] = [[], [], []];
    let [weFound, plainFound] = [0, 0];
    for (const [at, person] of people.entries()) {
      const text = asked[at] ?? '';
      let answer: Answer | undefined;
      ours.push(
        await milliseconds(
          async () =>
            (answer = await request<Answer>(served.address, reader, 'POST', '/api/search', { text, limit: 10 })),
        ),
      );
      if (answer?.groups.some(({ hits }) => hits.some(({ caseId }) => caseId === person.caseId))) weFound += 1;
      let rows: readonly { caseId: string }[] = [];
      plain.push(
        await milliseconds(
          async () =>
            ({ rows } = await sql<{
              caseId: string;
            }>`select case_id from bench_plain where name % ${text} order by similarity(name, ${text}) desc limit 10`.execute(
              bare,
            )),
        ),
      );
      if (rows.some(({ caseId }) => caseId === person.caseId)) plainFound += 1;
      const typed = person.name.slice(0, 5).toLowerCase();
      prefix.push(
        await milliseconds(() => request(served.address, reader, 'POST', '/api/search', { text: typed, limit: 10 })),
      );
    }
    const [a, b, c] = [spreadOf(ours.slice(5)), spreadOf(plain.slice(5)), spreadOf(prefix.slice(5))];
    const size = total.toLocaleString('en');
    lines.push(
      await measureSlips(served, reader, who, agency, total, rounds),
      {
        what: `search a misspelt name ${who}, ${size} cases`,
        measured: `${ms(a)}; the person meant among the first ten: ${share(weFound, people.length)}`,
        against: `plain pg_trgm SQL ${ms(b)}; ${share(plainFound, people.length)}`,
        ratio: `p50 ${times(a.p50 / b.p50)}, p95 ${times(a.p95 / b.p95)}`,
      },
      { what: `search the first five letters ${who}, ${size} cases`, measured: ms(c), against: '–', ratio: '–' },
    );
  }
  await sql`drop table bench_plain`.execute(bare);
  return lines;
}

/** A document number with one digit wrong: how long until it is found, and whether it is. */
async function measureSlips(
  served: Served,
  reader: Reader,
  who: string,
  agency: string | null,
  total: number,
  rounds: number,
): Promise<Line> {
  const { rows } = await sql<{ caseId: string; number: string }>`select d.case_id, d.number
    from person_document d join case_file c on c.id = d.case_id
    where ${agency === null ? sql`true` : sql`c.agency_id = ${agency}`} order by hashtext(d.id::text) limit ${rounds}`.execute(
    served.database.owner,
  );
  const spent: number[] = [];
  let found = 0;
  for (const { caseId, number } of rows) {
    const text = `${number.slice(0, 3)}${(Number(number.charAt(3)) + 3) % 10}${number.slice(4)}`;
    let answer: Answer | undefined;
    spent.push(
      await milliseconds(
        async () =>
          (answer = await request<Answer>(served.address, reader, 'POST', '/api/search', { text, limit: 50 })),
      ),
    );
    if (answer?.groups.some(({ hits }) => hits.some((hit) => hit.caseId === caseId))) found += 1;
  }
  return {
    what: `search a document number with a wrong digit ${who}, ${total.toLocaleString('en')} cases`,
    measured: `${ms(spreadOf(spent))}; the document meant among the first fifty: ${share(found, rows.length)}`,
    against: '–',
    ratio: '–',
  };
}

/** What people in reach are looked for by: whole names, and their beginnings as far as one typed them. */
export async function sampleTyped(database: Database, agency: string | null): Promise<string[]> {
  const people = await samplePeople(database.owner, agency, 12);
  return people.map(({ name }, at) => (at % 2 === 0 ? name : name.slice(0, 5)).toLowerCase());
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;

async function samplePeople(bare: Database['owner'], agency: string | null, most: number): Promise<Person[]> {
  const { rows } =
    await sql<Person>`select n.case_id, n.full_text as name from person_name n join case_file c on c.id = n.case_id
    where ${agency === null ? sql`true` : sql`c.agency_id = ${agency}`} order by hashtext(n.id::text) limit ${most}`.execute(
      bare,
    );
  return rows;
}

/** A reader whose role reaches the cases of all agencies: the widest search there is. */
export async function makeFarReader(database: Database, number: number): Promise<Reader> {
  const reader = await makeReader(database, number);
  const roleId = randomUUID();
  await asOwner(database, async (store) => {
    await sql`insert into role (id, agency_id, code, name, permissions, reads, writes, scope, second_factor)
      select ${roleId}, null, ${`bench-far-${number}`}, 'Far', permissions, reads, writes, 'all', second_factor from role where code = 'case-worker' and agency_id is null`.execute(
      store,
    );
    await sql`update membership set role_id = ${roleId} where user_id = ${reader.userId}`.execute(store);
  });
  return reader;
}
