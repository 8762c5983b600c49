import { sql } from 'kysely';
import { asOwner, type Database, type Store } from '../../platform/store/index.ts';
import { entryOf, type Source } from './rules.ts';

/** Taken from what waits; without texts when it is gone or not to be found. */
type Taken = Source | { readonly texts: null };

const BATCH = 1_000;

/** Indexes what this transaction wrote, before it commits: nothing is stored that cannot be found. */
export async function indexWritten(store: Store): Promise<void> {
  while ((await indexSome(store, 'search_take')) === BATCH);
}

/** Indexes what was stored before there was an index, as the owner; returns how many were looked at. */
export async function indexWaiting(database: Database): Promise<number> {
  return asOwner(database, (store) => indexSome(store, 'search_take_waiting'));
}

async function indexSome(store: Store, take: 'search_take' | 'search_take_waiting'): Promise<number> {
  const { rows } = await sql<Taken>`select * from ${sql.ref(take)}(${BATCH})`.execute(store);
  const entries = rows.flatMap((row) => (row.texts === null ? [] : [entryOf(row)]));
  if (entries.length > 0) await sql`select search_put(${JSON.stringify(entries)}::jsonb)`.execute(store);
  return rows.length;
}

const PAUSE_MILLISECONDS = 30_000;

/** Works off what waits, at the start and whenever something came in past the application. */
export function startIndexing({ database }: { readonly database: Database }): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  const loop = (async () => {
    while (!stopped) {
      const worked = await indexWaiting(database).catch(() => 0);
      if (worked > 0 || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PAUSE_MILLISECONDS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await loop;
    },
  };
}
