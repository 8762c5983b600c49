import { sql } from 'kysely';
import type { Services } from '../action/services.ts';
import { asOwner, type Store } from '../store/index.ts';

/** Held shared by a backup while it copies files, so that none is removed between its row and its content. */
export const FILES_LOCK = 7_201_115;

const ROUND_MILLISECONDS = 60_000;
const ORPHAN_MILLISECONDS = 24 * 60 * 60 * 1000;
const BATCH = 500;

/** Removes the files that records asked to be removed, and forgets the asking once they are gone. Returns how many. */
export async function removeAskedFiles({ database, files }: Pick<Services, 'database' | 'files'>): Promise<number> {
  return asOwner(database, async (store) => {
    if (!(await mayRemove(store))) return 0;
    const { rows } = await sql<{
      storageKey: string;
    }>`select storage_key from file_removal order by asked_at limit ${BATCH} for update skip locked`.execute(store);
    for (const { storageKey } of rows) await files.remove(storageKey);
    await sql`delete from file_removal where storage_key = any (${rows.map((row) => row.storageKey)}::text[])`.execute(
      store,
    );
    return rows.length;
  });
}

/**
 * Removes files that no row names and that are older than a day: what a crash left between storing a file and
 * committing its row. A column that names stored files has `storage_key` in its name.
 */
export async function removeOrphans(
  { database, files }: Pick<Services, 'database' | 'files'>,
  now: Date,
): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    const keys = batch;
    batch = [];
    if (keys.length === 0) return;
    removed += await asOwner(database, async (store) => {
      if (!(await mayRemove(store))) return 0;
      const orphans = await unnamed(store, keys);
      for (const storageKey of orphans) await files.remove(storageKey);
      return orphans.length;
    });
  };
  for await (const { storageKey, storedAt } of files.list()) {
    if (now.getTime() - storedAt.getTime() < ORPHAN_MILLISECONDS) continue;
    batch.push(storageKey);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return removed;
}

async function mayRemove(store: Store): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${FILES_LOCK}) as free`.execute(store);
  return rows[0]?.free ?? false;
}

async function unnamed(store: Store, keys: readonly string[]): Promise<string[]> {
  const { rows: columns } = await sql<{
    tableName: string;
    columnName: string;
  }>`select c.relname as table_name, a.attname as column_name
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname like '%storage\\_key%' and a.attnum > 0 and not a.attisdropped`.execute(
    store,
  );
  const named = new Set<string>();
  for (const { tableName, columnName } of columns) {
    const column = sql.ref(columnName);
    const { rows } = await sql<{
      storageKey: string;
    }>`select ${column}::text as storage_key from ${sql.table(tableName)} where ${column}::text = any (${[...keys]}::text[])`.execute(
      store,
    );
    for (const row of rows) named.add(row.storageKey);
  }
  return keys.filter((key) => !named.has(key));
}

/** Something that goes over its records from time to time, such as exports whose day is over. */
export type Round = (services: Pick<Services, 'database' | 'files'>, now: Date) => Promise<unknown>;

/** Every minute: the rounds of features, then the files asked to go. Once at the start: orphans. A failing round is tried again. */
export function startSweeping(
  services: Pick<Services, 'database' | 'files'>,
  rounds: readonly Round[] = [],
  now: () => Date = () => new Date(),
): { stop(): Promise<void> } {
  const each: Round[] = [...rounds, removeAskedFiles];
  let running: Promise<unknown> = removeOrphans(services, now()).catch(() => undefined);
  const turn = (): void => {
    for (const round of each) running = running.then(() => round(services, now())).catch(() => undefined);
  };
  const timer = setInterval(turn, ROUND_MILLISECONDS);
  timer.unref();
  turn();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
