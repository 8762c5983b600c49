import fastify from 'fastify';
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
  const statements: Record<string, (round: number) => Promise<unknown>> = {
    'list page': () =>
      sql`select ${columns} from case_file c where c.agency_id = ${reader.agencyId} order by c.updated_at desc, c.id desc limit 51`.execute(
        bare,
      ),
    'open case': (round) => sql`select ${columns} from case_file c where c.id = ${pick(round)}`.execute(bare),
    save: (round) =>
      sql`update case_file set summary = ${`Bare ${round}`} where id = ${pick(round)} returning *`.execute(bare),
  };
  const versions = new Map(cases.map((found) => [found.id, found.version]));
  const ours: Record<string, (round: number) => Promise<unknown>> = {
    'list page': () => request(served.address, reader, 'GET', '/api/cases?limit=50'),
    'open case': (round) => request(served.address, reader, 'GET', `/api/cases/${pick(round)}`),
    save: async (round) => {
      const id = pick(round);
      const saved = await request<Header>(
        served.address,
        reader,
        'PATCH',
        `/api/cases/${id}`,
        { summary: `Round ${round}` },
        versions.get(id),
      );
      // The two bare saves that follow count the version up.
      versions.set(id, saved.version + 2);
    },
  };
  const plain = await bareServer(statements);
  const lines: Line[] = [];
  for (const [what, statement] of Object.entries(statements)) {
    const found = await compare(rounds, [
      (round) => ours[what]?.(round) ?? Promise.resolve(),
      statement,
      (round) => fetch(`${plain.address}/${encodeURIComponent(what)}/${round}`).then((answer) => answer.json()),
    ]);
    lines.push(lineOf(`${what}, ${total.toLocaleString('en')} cases`, found));
  }
  await plain.close();
  return lines;
}

function lineOf(what: string, [ours, bare, served]: readonly Spread[]): Line {
  const none = { p50: Number.NaN, p95: Number.NaN };
  const [a, b, c] = [ours ?? none, bare ?? none, served ?? none];
  return {
    what,
    measured: ms(a),
    against: `bare SQL ${ms(b)}; the same behind a bare HTTP route ${ms(c)}`,
    ratio: `p50 ${times(a.p50 / b.p50)}, p95 ${times(a.p95 / b.p95)}; behind HTTP p50 ${times(a.p50 / c.p50)}, p95 ${times(a.p95 / c.p95)}`,
  };
}

const rowsOf = (result: unknown): unknown => (result as { rows: unknown[] }).rows;

/** The same statements behind an HTTP route with no rights and no audit: what HTTP alone costs. */
async function bareServer(
  statements: Record<string, (round: number) => Promise<unknown>>,
): Promise<{ address: string; close(): Promise<void> }> {
  const server = fastify();
  server.get<{ Params: { what: string; round: string } }>('/:what/:round', ({ params }) =>
    statements[params.what]?.(Number(params.round)).then(rowsOf),
  );
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  return { address, close: () => server.close() };
}
