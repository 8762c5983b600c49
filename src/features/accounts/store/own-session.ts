import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Standing } from '../../../platform/auth/actor.ts';
import type { Store } from '../../../platform/store/index.ts';
import type { SessionOutput } from '../schema.ts';
import { factorsOf } from './factors.ts';
import { isSet } from './links.ts';
import { PROOF_LASTS } from './sessions.ts';

type Hat = SessionOutput['memberships'][number];

async function hatsOf(store: Store, userId: string): Promise<Hat[]> {
  const { rows } =
    await sql<Hat>`select m.id, a.id as agency_id, a.code as agency_code, a.name as agency_name, m.unit_id, u.name as unit_name, r.code as role_code, r.name as role_name
    from membership m join agency a on a.id = m.agency_id and a.active join role r on r.id = m.role_id left join unit u on u.id = m.unit_id
    where m.user_id = ${userId} and m.active order by m.created_at, m.id`.execute(store);
  return rows;
}

/** What a person's screen needs to know of who they are and what they may do. */
export async function readSession(store: Store, actor: Actor, standing: Standing): Promise<SessionOutput> {
  const { rows: users } = await sql<
    SessionOutput['user'] & { hasPassword: boolean }
  >`select u.id, u.name, u.email, u.language, u.version,
      c.password_hash is not null as has_password from app_user u left join credential c on c.user_id = u.id where u.id = ${actor.userId}`.execute(
    store,
  );
  const { rows: sessions } = await sql<{
    expiresAt: string;
    provenUntil: string;
  }>`select expires_at, authenticated_at + ${PROOF_LASTS}::interval as proven_until
    from session where id = ${actor.sessionId}`.execute(store);
  const [found] = users;
  if (!found) throw new Error('a session without a person');
  const { hasPassword, ...user } = found;
  const memberships = await hatsOf(store, actor.userId);
  const worn = memberships.find((hat) => hat.id === actor.membershipId);
  const { permissions, reads, writes, scope } = actor;
  return {
    user,
    membership: worn ? { ...worn, permissions: [...permissions], reads: [...reads], writes: [...writes], scope } : null,
    memberships,
    standing,
    secondFactor: await factorsOf(store, actor.userId),
    hasPassword,
    provenUntil: sessions[0]?.provenUntil ?? null,
    expiresAt: sessions[0]?.expiresAt ?? null,
    demo: await isSet(store, 'demo'),
    setUp: await isSet(store, 'set-up'),
  };
}
