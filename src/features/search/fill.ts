import { sql } from 'kysely';
import { asOwner, type Database, type Store } from '../../platform/store/index.ts';
import { entryOf, type Source } from './rules.ts';

/** Taken from what waits; without texts when it is gone or not to be found. */
type Taken = Source | (Pick<Source, 'kind' | 'id'> & { readonly texts: null });

interface Place {
  readonly kind: string;
  readonly id: string;
}

const BATCH = 1_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Indexes what this transaction wrote, before it commits: nothing is stored that cannot be found. */
export async function indexWritten(store: Store): Promise<void> {
  for (let taken = BATCH; taken === BATCH;) {
    const { rows } = await sql<Taken>`select * from search_take(${BATCH})`.execute(store);
    await putEntries(store, rows);
    taken = rows.length;
  }
}

/** Indexes what was stored before there was an index, as the owner, some at a time; returns how many were looked at. */
export async function indexWaiting(database: Database): Promise<number> {
  let looked = 0;
  let last: Place | undefined = { kind: '', id: NO_ID };
  while (last) {
    const after: Place = last;
    const rows = await asOwner(database, async (store) => {
      const taken = await sql<Taken>`select * from search_take_waiting(${BATCH}, ${after.kind}, ${after.id})`.execute(
        store,
      );
      await putEntries(store, taken.rows);
      return taken.rows;
    });
    looked += rows.length;
    last = rows.length < BATCH ? undefined : rows.toSorted(byPlace).at(-1);
  }
  return looked;
}

const byPlace = (a: Place, b: Place): number => (a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind < b.kind ? -1 : 1);

async function putEntries(store: Store, rows: readonly Taken[]): Promise<void> {
  const entries = rows.flatMap((row) => (row.texts === null ? [] : [entryOf(row)]));
  if (entries.length > 0) await sql`select search_put(${JSON.stringify(entries)}::jsonb)`.execute(store);
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
