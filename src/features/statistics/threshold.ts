import { sql } from 'kysely';
import { may, type Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';

/** Whether the actor may open records, or see small counts: others are told numbers with noise. */
export const opensRecords = (actor: Actor): boolean => may(actor, 'case.read') || may(actor, 'statistics.internal');

const DEFAULT_THRESHOLD = 11;

/** Counts below this are withheld; an installation sets its own. */
export async function smallestShown(store: Store): Promise<number> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where key = 'statistics.threshold'`.execute(
    store,
  );
  const value = rows[0]?.value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 2 ? value : DEFAULT_THRESHOLD;
}
