import { sql } from 'kysely';
import type { Reader } from './caseload.ts';
import { request, type Served } from './client.ts';
import { compare, ms, times, type Line, type Spread } from './timing.ts';

interface Header {
  readonly id: string;
  readonly version: number;
}

/** List page, open case and save through HTTP with rights and audit, against the bare SQL for the same result. */
export async function measureCases(served: Served, reader: Reader, total: number, rounds: number): Promise<Line[]> {
  const bare = served.database.owner;
  const { cases } = await request<{ cases: Header[] }>(served.address, reader, 'GET', '/api/cases?limit=200');
  const ids = cases.map((found) => found.id);
  const pick = (round: number): string => ids[Math.abs(round) % ids.length] ?? '';
  const columns = sql`c.id, c.number, c.version, c.agency_id, c.unit_id, c.assigned_to,
    (select name from app_user u where u.id = c.assigned_to) as assigned_to_name,
    c.reference, c.tip, c.som, c.status, c.risk, c.opened_on, c.closed_on, c.registration_year, c.summary, c.updated_at, c.updated_by`;
  const list = await compare(
    rounds,
    () => request(served.address, reader, 'GET', '/api/cases?limit=50'),
    () =>
      sql`select ${columns} from case_file c where c.agency_id = ${reader.agencyId} order by c.updated_at desc, c.id desc limit 51`.execute(
        bare,
      ),
  );
  const open = await compare(
    rounds,
    (round) => request(served.address, reader, 'GET', `/api/cases/${pick(round)}`),
    (round) => sql`select ${columns} from case_file c where c.id = ${pick(round)}`.execute(bare),
  );
  const versions = new Map(cases.map((found) => [found.id, found.version]));
  const save = await compare(
    rounds,
    async (round) => {
      const id = pick(round);
      const saved = await request<Header>(
        served.address,
        reader,
        'PATCH',
        `/api/cases/${id}`,
        { summary: `Round ${round}` },
        versions.get(id),
      );
      // The bare save that follows counts the version up once more.
      versions.set(id, saved.version + 1);
    },
    (round) =>
      sql`update case_file set summary = ${`Bare ${round}`} where id = ${pick(round)} returning *`.execute(bare),
  );
  const line = (what: string, { ours, bare: plain }: { ours: Spread; bare: Spread }): Line => ({
    what: `${what}, ${total.toLocaleString('en')} cases`,
    measured: ms(ours),
    against: `bare SQL ${ms(plain)}`,
    ratio: `p50 ${times(ours.p50 / plain.p50)}, p95 ${times(ours.p95 / plain.p95)}`,
  });
  return [line('list page', list), line('open case', open), line('save', save)];
}
