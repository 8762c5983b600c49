import { sql } from 'kysely';
import { Problem, Refusal } from '../../../platform/action/index.ts';
import type { Keys } from '../../../platform/keys/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { lockSeconds } from '../rules.ts';

/** What wrong passwords are counted under: the address typed, whether or not an account has it. */
export const passwordKey = (keys: Keys, email: string): string =>
  `password ${keys.auditMac(`sign-in ${email.trim().toLowerCase()}`)}`;
export const factorKey = (userId: string): string => `factor ${userId}`;

const FORGOTTEN_AFTER = '1 day';

/** The refusal of a locked account, or null. Two attempts at once are counted one after the other. */
export async function lockedOut(store: Store, key: string, now: Date): Promise<Refusal | null> {
  await sql`insert into failed_attempt (key, failures, last_at) values (${key}, 0, ${now}) on conflict do nothing`.execute(
    store,
  );
  const { rows } = await sql<{
    lockedUntil: string | null;
  }>`select locked_until from failed_attempt where key = ${key} for update`.execute(store);
  const until = rows[0]?.lockedUntil;
  if (!until || Date.parse(until) <= now.getTime()) return null;
  return new Refusal(
    new Problem('locked-out', { retryAfterSeconds: Math.ceil((Date.parse(until) - now.getTime()) / 1000) }),
  );
}

/** Counts a wrong attempt and locks for longer each time; gives the one refusal for all that can be wrong. */
export async function countFailure(store: Store, key: string, now: Date): Promise<Refusal> {
  const { rows } = await sql<{
    failures: number;
  }>`update failed_attempt set failures = failures + 1, last_at = ${now} where key = ${key} returning failures`.execute(
    store,
  );
  const seconds = lockSeconds(rows[0]?.failures ?? 1);
  await sql`update failed_attempt set locked_until = ${new Date(now.getTime() + seconds * 1000)} where key = ${key}`.execute(
    store,
  );
  await sql`delete from failed_attempt where last_at < ${now}::timestamptz - ${FORGOTTEN_AFTER}::interval`.execute(
    store,
  );
  return new Refusal(new Problem('sign-in-failed'));
}

export async function clearFailures(store: Store, key: string): Promise<void> {
  await sql`delete from failed_attempt where key = ${key}`.execute(store);
}
