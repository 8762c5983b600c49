import { makeReader, type Reader } from './caseload.ts';
import { request, type Served } from './client.ts';
import { makeFarReader, sampleTyped } from './search.ts';
import { ms, spreadOf, type Line } from './timing.ts';

const crowd = 20;
const sorts = ['updated-down', 'risk-down', 'opened-down', 'status-up', 'number-up', 'assigned-up'] as const;

/**
 * Twenty people who read at once, every fourth of them over all agencies: they list in several orders, open, and search as one
 * types; and the memory of the process while they do. Client and server are one process here, so the memory is that of both.
 */
export async function measureReaders(served: Served, total: number, seconds: number): Promise<Line[]> {
  const readers: { readonly who: Reader; readonly typed: readonly string[] }[] = [];
  for (let number = 1; number <= crowd; number += 1) {
    const isFar = number % 4 === 0;
    const who = await (isFar ? makeFarReader : makeReader)(served.database, 60 + number);
    readers.push({ who, typed: await sampleTyped(served.database, isFar ? null : who.agencyId) });
  }
  const before = megabytes();
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, megabytes())), 200);
  const spent: Record<'list' | 'open' | 'search', number[]> = { list: [], open: [], search: [] };
  const until = performance.now() + seconds * 1000;
  const timed = async <T>(what: keyof typeof spent, work: Promise<T>): Promise<T> => {
    const begin = performance.now();
    const done = await work;
    spent[what].push(performance.now() - begin);
    return done;
  };
  const read = async ({ who, typed }: (typeof readers)[number]): Promise<void> => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const path = `/api/cases?limit=50&sort=${sorts[turn % sorts.length] ?? ''}`;
      const { cases } = await timed('list', request<{ cases: { id: string }[] }>(served.address, who, 'GET', path));
      const id = cases[turn % cases.length]?.id ?? '';
      await timed('open', request(served.address, who, 'GET', `/api/cases/${id}`));
      const text = typed[turn % typed.length];
      await timed('search', request(served.address, who, 'POST', '/api/search', { text, limit: 10 }));
    }
  };
  await Promise.all(readers.map(read));
  clearInterval(watch);
  const turns = Object.values(spent).reduce((sum, times) => sum + times.length, 0);
  return [
    {
      what: `${crowd} readers at once for ${seconds} s, ${total.toLocaleString('en')} cases`,
      measured: `${(turns / seconds).toFixed(0)} requests a second; list ${ms(spreadOf(spent.list))}; open ${ms(spreadOf(spent.open))}; search ${ms(spreadOf(spent.search))}`,
      against: `process with server and clients: ${before.toFixed(0)} MB resident before, at most ${highest.toFixed(0)} MB meanwhile`,
      ratio: `memory ${(highest / before).toFixed(2)} x`,
    },
  ];
}

const megabytes = (): number => process.memoryUsage.rss() / 2 ** 20;
