import { CompiledQuery, type Kysely } from 'kysely';
import pg from 'pg';
import type { Actor } from '../access/actor.ts';
import type { Database, Tables } from './open.ts';

/** A transaction that sees and changes only what its actor may. */
export type Store = Kysely<Tables>;

/**
 * Runs `work` in one transaction under the role that owns nothing, as this actor; `null` is nobody and sees no rows.
 * Commits when `work` resolves, rolls back when it throws. The settings end with the transaction. `last` gives a
 * statement, ended by a semicolon, to send together with the commit; if it fails, nothing is committed.
 */
export async function asActor<T>(
  database: Database,
  actor: Actor | null,
  work: (store: Store) => Promise<T>,
  last?: () => string,
): Promise<T> {
  return inTransaction(database, `begin; ${takeRole(actor)}`, work, last);
}

/** Runs `work` in one transaction as the owner of the tables: for migrations, sign-in, backup. Never for a use case. */
export async function asOwner<T>(database: Database, work: (store: Store) => Promise<T>): Promise<T> {
  return inTransaction(database, 'begin', work);
}

/** As the owner for a declared use case: its changes are still stamped with who made them. */
export async function asOwnerFor<T>(
  database: Database,
  actor: Actor | null,
  work: (store: Store) => Promise<T>,
  last?: () => string,
): Promise<T> {
  return inTransaction(database, `begin; ${settings({ 'palermo.user_id': actor?.userId ?? '' })}`, work, last);
}

async function inTransaction<T>(
  database: Database,
  begin: string,
  work: (store: Store) => Promise<T>,
  last: () => string = () => '',
): Promise<T> {
  return database.owner.connection().execute(async (store) => {
    await store.executeQuery(CompiledQuery.raw(begin));
    try {
      const result = await work(store);
      await store.executeQuery(CompiledQuery.raw(`${last()}commit`));
      return result;
    } catch (error) {
      // A connection that broke has rolled back by itself; what went wrong first is what the caller must see.
      await store.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
      throw error;
    }
  });
}

/** Identity and role take effect for this transaction only. */
function takeRole(actor: Actor | null): string {
  const list = (values: readonly string[]): string => `{${values.join(',')}}`;
  return settings({
    'palermo.user_id': actor?.userId ?? '',
    'palermo.agency_id': actor?.agencyId ?? '',
    'palermo.unit_ids': list(actor?.unitIds ?? []),
    'palermo.scope': actor?.scope ?? '',
    'palermo.reads': list(actor?.reads ?? []),
    'palermo.writes': list(actor?.writes ?? []),
    'palermo.permissions': list(actor?.permissions ?? []),
    role: 'palermo_app',
  });
}

/** One statement with its values spelt out, so that it travels together with `begin`. */
function settings(values: Record<string, string>): string {
  const calls = Object.entries(values).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return `select ${calls.join(', ')}`;
}
