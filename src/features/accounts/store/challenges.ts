import { sql } from 'kysely';
import type { Store } from '../../../platform/store/index.ts';

export type ChallengeKind = 'passkey-registration' | 'passkey-sign-in' | 'passkey-second-factor' | 'oidc';
const LIFETIME_MS = 10 * 60_000;

/** Keeps what an answer must fit to, for ten minutes and one use. */
export async function keepChallenge(
  store: Store,
  id: string,
  kind: ChallengeKind,
  userId: string | null,
  payload: Record<string, string>,
  now: Date,
): Promise<void> {
  await sql`delete from auth_challenge where expires_at < ${now}`.execute(store);
  await sql`insert into auth_challenge (id, kind, user_id, payload, expires_at)
    values (${id}, ${kind}, ${userId}, ${JSON.stringify(payload)}::jsonb, ${new Date(now.getTime() + LIFETIME_MS)})`.execute(
    store,
  );
}

/** Takes the challenge away and gives it: whatever comes of the answer, it is not asked twice. */
export async function takeChallenge(
  store: Store,
  id: string,
  kind: ChallengeKind,
  userId: string | null,
  now: Date,
): Promise<Record<string, string> | null> {
  const { rows } = await sql<{ payload: Record<string, string> }>`delete from auth_challenge
    where id = ${id} and kind = ${kind} and user_id is not distinct from ${userId}::uuid and expires_at > ${now} returning payload`.execute(
    store,
  );
  return rows[0]?.payload ?? null;
}
