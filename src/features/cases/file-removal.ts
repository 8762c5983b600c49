import { sql } from 'kysely';
import type { JobKind } from '../../platform/jobs/index.ts';
import { asActor } from '../../platform/store/index.ts';

export const FILE_REMOVAL = 'files.remove';
const ATTEMPTS = 3;

/**
 * Removes the content of erased records after the erasure is committed. The list of what is to go is in the database
 * and a line leaves it only when its file has: a crash or a full disk leaves it for the next run.
 */
export const fileRemoval: JobKind<Record<string, never>> = {
  kind: FILE_REMOVAL,
  run: async ({ actor, services, report }) => {
    const files = await asActor(services.database, actor, async (store) => {
      const { rows } = await sql<{
        storageKey: string;
      }>`select storage_key from file_removal order by asked_at, storage_key`.execute(store);
      return rows;
    });
    let left = 0;
    for (const [position, { storageKey }] of files.entries()) {
      if (await removed(() => services.files.remove(storageKey))) {
        await asActor(services.database, actor, (store) =>
          sql`delete from file_removal where storage_key = ${storageKey}`.execute(store),
        );
      } else left += 1;
      await report({ done: position + 1, total: files.length });
    }
    if (left > 0) throw new Error(`${left} files could not be removed yet`);
  },
};

async function removed(remove: () => Promise<void>): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      await remove();
      return true;
    } catch {
      // Tried again, and if it still fails, by the next run.
    }
  }
  return false;
}
