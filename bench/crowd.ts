import { sql } from 'kysely';
import { makeReader, type Reader } from './caseload.ts';
import { request, type Served } from './client.ts';
import { ms, spreadOf, type Line } from './timing.ts';

interface Saved {
  readonly id: string;
  readonly version: number;
  readonly summary: string | null;
}

/** Fifty people at once: each lists, opens, creates and saves; afterwards every acknowledged write must be found as written. */
export async function measureCrowd(served: Served, seconds: number): Promise<Line> {
  const readers: Reader[] = [];
  for (let number = 1; number <= 50; number += 1) readers.push(await makeReader(served.database, number));
  const until = performance.now() + seconds * 1000;
  const spent: number[] = [];
  const errors: string[] = [];
  const acknowledged = new Map<string, string>();
  const person = async (reader: Reader, position: number): Promise<void> => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const begin = performance.now();
      try {
        await oneTurn(served.address, reader, `${position}.${turn}`, turn, acknowledged);
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
      spent.push(performance.now() - begin);
    }
  };
  await Promise.all(readers.map(person));
  const { rows: kept } = await sql<Pick<Saved, 'id' | 'summary'>>`select id, summary from case_file
    where id = any (${[...acknowledged.keys()]}::uuid[])`.execute(served.database.owner);
  const found = new Map(kept.map(({ id, summary }) => [id, summary]));
  const lost = [...acknowledged].filter(([id, summary]) => found.get(id) !== summary).length;
  return {
    what: `50 users at once for ${seconds} s`,
    measured: `${spent.length} turns, ${(spent.length / seconds).toFixed(0)} a second, ${ms(spreadOf(spent))}`,
    against: `${acknowledged.size} cases written`,
    ratio: `${errors.length} errors${errors[0] ? ` (${errors[0]})` : ''}, ${lost} lost writes`,
  };
}

/** Of five turns: two lists, one opening, one creation, one save. */
async function oneTurn(
  address: string,
  reader: Reader,
  label: string,
  turn: number,
  acknowledged: Map<string, string>,
): Promise<void> {
  if (turn % 5 < 2) return void (await request(address, reader, 'GET', '/api/cases?limit=50'));
  if (turn % 5 === 2) {
    const { cases } = await request<{ cases: Saved[] }>(address, reader, 'GET', '/api/cases?limit=1');
    return void (await request(address, reader, 'GET', `/api/cases/${cases[0]?.id ?? ''}`));
  }
  const created = await request<Saved>(address, reader, 'POST', '/api/cases', { summary: `made ${label}` });
  acknowledged.set(created.id, `made ${label}`);
  if (turn % 5 === 4) {
    await request(address, reader, 'PATCH', `/api/cases/${created.id}`, { summary: `saved ${label}` }, created.version);
    acknowledged.set(created.id, `saved ${label}`);
  }
}
