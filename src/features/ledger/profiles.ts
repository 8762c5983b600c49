import { sql } from 'kysely';
import type { Profile } from '../../engines/disclosure/index.ts';
import { asActor, type Database, type Store } from '../../platform/store/index.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { readItem } from '../statistics/index.ts';
import type { LedgerTable } from './tables.ts';

/** Where the attack runs: on a thread of its own. */
export const attackModule = { module: new URL('./attack.ts', import.meta.url), name: 'attackTogether' } as const;

/**
 * Who attacks: somebody who sees how everyone stands in every release, whoever counted them. What is found so is never shown;
 * only which figures must be withheld, and which of those that are out would give a group of the new one away.
 */
export function asAttacker<T>(database: Database, actor: Actor, work: (store: Store) => Promise<T>): Promise<T> {
  return asActor(
    database,
    { ...actor, scope: 'all', reads: ['statistical'], writes: [], permissions: ['release.prepare', 'statistics.read'] },
    work,
  );
}

/** People (or cases) by how they stand in these tables together; those in none are left out. */
export async function profilesOf(store: Store, tables: readonly Pick<LedgerTable, 'stands'>[]): Promise<Profile[]> {
  const stands = tables.map(
    ({ stands: relation }, at) =>
      sql`select thing, ${sql.lit(`${at}`)} || chr(29) || item as item from (${relation}) ${sql.ref(`t${at}`)}`,
  );
  const { rows } = await sql<{ profile: string[]; count: number }>`select profile, count(*)::integer as count
    from (select thing, array_agg(item order by item collate "C") as profile from (${sql.join(stands, sql` union all `)}) u group by thing) p
    group by profile order by profile`.execute(store);
  return rows.map(({ profile, count }) => {
    const byTable: string[][][][] = tables.map(() => []);
    for (const text of profile) {
      const [table = '', item = ''] = text.split('\u001D');
      byTable[Number(table)]?.push(readItem(item));
    }
    return { stands: byTable, count };
  });
}
