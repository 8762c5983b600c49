import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { Problem, type Context, type Subject } from '../../../platform/action/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import { hashToken, standingOf, type Standing } from '../../../platform/auth/actor.ts';
import type { Store } from '../../../platform/store/index.ts';

const LIFETIME = '12 hours';
export const PROOF_LASTS = '10 minutes';

type SignInContext = Pick<Context<unknown, Subject, Actor | null>, 'store' | 'caller' | 'newId' | 'setSession'>;

/**
 * Signs a person in on this browser: a new session with a new token in their first hat, and the session that was here
 * before it ends. `proven`: the way of signing in counts as a second factor too.
 */
export async function startSession(
  { store, caller, newId, setSession }: SignInContext,
  userId: string,
  proven: boolean,
): Promise<Standing> {
  if (caller.sessionToken) await endSession(store, hashToken(caller.sessionToken));
  const token = randomBytes(32).toString('base64url');
  const { rows } = await sql<{
    expiresAt: string;
  }>`insert into session (id, token_hash, user_id, membership_id, expires_at, second_factor_at, device)
    values (${newId()}, ${hashToken(token)}, ${userId},
      (select m.id from membership m join agency a on a.id = m.agency_id and a.active where m.user_id = ${userId} and m.active order by m.created_at, m.id limit 1),
      now() + ${LIFETIME}::interval, ${proven ? sql`now()` : null}, ${caller.device})
    returning expires_at`.execute(store);
  setSession(token, new Date(rows[0]?.expiresAt ?? 0));
  return standingOf(store, token);
}

/** A fresh token for a session whose standing rose, so that one that leaked before is worth nothing. */
export async function raiseSession(
  { store, setSession }: Pick<SignInContext, 'store' | 'setSession'>,
  sessionId: string,
): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await sql<{
    expiresAt: string;
  }>`update session set token_hash = ${hashToken(token)}, second_factor_at = now(), authenticated_at = now()
    where id = ${sessionId} returning expires_at`.execute(store);
  setSession(token, new Date(rows[0]?.expiresAt ?? 0));
}

async function endSession(store: Store, tokenHash: Buffer): Promise<void> {
  await sql`update session set revoked_at = now() where token_hash = ${tokenHash} and revoked_at is null`.execute(
    store,
  );
}

/** Ends sessions of a person: all, all but one, or one. Answers how many. */
export async function revokeSessions(
  store: Store,
  userId: string,
  which: { except?: string | null; only?: string } = {},
): Promise<number> {
  const { rows } = await sql`update session set revoked_at = now() where user_id = ${userId} and revoked_at is null
    and (${which.only ?? null}::uuid is null or id = ${which.only ?? null}::uuid)
    and (${which.except ?? null}::uuid is null or id <> ${which.except ?? null}::uuid) returning id`.execute(store);
  return rows.length;
}

/** The session of a person; the local operator has none, and no account to look after either. */
export function sessionOf(actor: Actor): string {
  if (!actor.sessionId)
    throw new Problem('not-allowed-now', { reason: 'Only a person who is signed in has an account to look after.' });
  return actor.sessionId;
}

/** Refuses what changes how an account is entered unless the person showed who they are a moment ago. */
export async function requireProof(store: Store, actor: Actor): Promise<void> {
  const { rows } = await sql<{
    fresh: boolean;
  }>`select authenticated_at > now() - ${PROOF_LASTS}::interval as fresh from session where id = ${sessionOf(actor)}`.execute(
    store,
  );
  if (!rows[0]?.fresh) throw new Problem('re-authentication-needed');
}
