import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';

const DEFAULT_THRESHOLD = 11;

/** Counts below this are withheld; an installation sets its own. */
export async function smallestShown(store: Store): Promise<number> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where key = 'statistics.threshold'`.execute(
    store,
  );
  const value = rows[0]?.value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 2 ? value : DEFAULT_THRESHOLD;
}
