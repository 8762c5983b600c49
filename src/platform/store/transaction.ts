import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Database, Tables } from './open.ts';

/** A transaction that sees and changes only what its actor may. */
export type Store = Transaction<Tables>;

/**
 * Runs `work` in one transaction under the role that owns nothing, as this actor; `null` is nobody and sees no rows.
 * Commits when `work` resolves, rolls back when it throws. The settings end with the transaction.
 */
export async function asActor<T>(
  database: Database,
  actor: Actor | null,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  return database.owner.transaction().execute(async (transaction) => {
    await takeRole(actor).execute(transaction);
    return work(transaction);
  });
}

/** Runs `work` in one transaction as the owner of the tables: for migrations, sign-in, backup. Never for a use case. */
export async function asOwner<T>(database: Database, work: (store: Store) => Promise<T>): Promise<T> {
  return database.owner.transaction().execute(work);
}

/** As the owner for a declared use case: its changes are still stamped with who made them. */
export async function asOwnerFor<T>(
  database: Database,
  actor: Actor | null,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  return asOwner(database, async (store) => {
    await sql`select set_config('palermo.user_id', ${actor?.userId ?? ''}, true)`.execute(store);
    return work(store);
  });
}

/** One statement: the identity and the role take effect together, for this transaction only. */
function takeRole(actor: Actor | null): RawBuilder<unknown> {
  const list = (values: readonly string[]): string => `{${values.join(',')}}`;
  return sql`select
    set_config('palermo.user_id', ${actor?.userId ?? ''}, true),
    set_config('palermo.agency_id', ${actor?.agencyId ?? ''}, true),
    set_config('palermo.unit_ids', ${list(actor?.unitIds ?? [])}, true),
    set_config('palermo.scope', ${actor?.scope ?? ''}, true),
    set_config('palermo.reads', ${list(actor?.reads ?? [])}, true),
    set_config('palermo.writes', ${list(actor?.writes ?? [])}, true),
    set_config('palermo.permissions', ${list(actor?.permissions ?? [])}, true),
    set_config('role', 'palermo_app', true)`;
}
