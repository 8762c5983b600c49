import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Services } from '../../../platform/action/index.ts';
import { asActor } from '../../../platform/store/index.ts';

/** Thirty days after an import ended, its file and what it quoted of it are forgotten. Safe to call at any time. */
export async function forgetEnded(services: Services, actor: Actor): Promise<void> {
  const keys = await asActor(
    services.database,
    actor,
    async (store) => (await sql<{ keys: string[] }>`select import_forget() as keys`.execute(store)).rows[0]?.keys ?? [],
  );
  await Promise.all(keys.map((key) => services.files.remove(key)));
}
