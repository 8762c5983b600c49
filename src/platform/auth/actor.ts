import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { operatorRole, type DataClass, type Permission, type Scope } from '../../words/access.ts';
import type { Actor } from '../access/actor.ts';
import { NODE_LANE } from '../audit/append.ts';
import type { Database, Store } from '../store/index.ts';

/** How far a sign-in has come: a session before its second factor may do nothing but complete it; a locked one nothing but be unlocked or end. */
export type Standing = 'full' | 'second-factor-needed' | 'enrolment-needed' | 'locked';
export interface SignedIn {
  readonly actor: Actor;
  readonly standing: Standing;
}

export const OPERATOR_USER = '00000000-0000-0000-0000-000000000001';
const IDLE = '2 hours';

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

interface HatRow {
  readonly userId: string;
  readonly membershipId: string | null;
  readonly agencyId: string | null;
  readonly unitId: string | null;
  readonly roleCode: string | null;
  readonly permissions: Permission[] | null;
  readonly reads: DataClass[] | null;
  readonly writes: DataClass[] | null;
  readonly scope: Scope | null;
  readonly unitIds: string[];
}

const hatColumns = sql`m.user_id, m.id as membership_id, m.agency_id, m.unit_id, r.code as role_code, r.permissions, r.reads, r.writes, r.scope,
  case when m.unit_id is null then '{}'::uuid[] else array(
    with recursive below as (select id from unit where id = m.unit_id union select u.id from unit u join below b on u.parent_id = b.id)
    select id from below) end as unit_ids`;

/** The actor of a session token, or null when the session is unknown, ended, idle too long, or its person suspended. */
export async function actorOfSession(database: Database, token: string): Promise<SignedIn | null> {
  const row = await findSession(database.owner, token);
  if (!row) return null;
  if (row.stale) await sql`update session set last_seen_at = now() where id = ${row.sessionId}`.execute(database.owner);
  return { actor: actorFrom(row, row.sessionId), standing: standingFrom(row) };
}

/** How far the sign-in behind a token has come, inside the transaction that changes it. */
export async function standingOf(store: Store, token: string): Promise<Standing> {
  const row = await findSession(store, token);
  return row ? standingFrom(row) : 'second-factor-needed';
}

interface SessionRow extends HatRow {
  readonly sessionId: string;
  readonly secondFactorDone: boolean;
  readonly secondFactorRole: boolean;
  readonly enrolled: boolean;
  readonly locked: boolean;
  readonly stale: boolean;
}

async function findSession(queries: Database['owner'], token: string): Promise<SessionRow | null> {
  const { rows } = await sql<SessionRow>`
    select ${hatColumns}, s.user_id, s.id as session_id, s.second_factor_at is not null as second_factor_done,
      (coalesce(r.second_factor, false) and not coalesce((select value = 'true'::jsonb from setting where key = 'demo'), false)) as second_factor_role,
      (exists (select 1 from credential c where c.user_id = s.user_id and c.totp_confirmed_at is not null)
        or exists (select 1 from passkey p where p.user_id = s.user_id)) as enrolled,
      s.locked_at is not null as locked,
      s.last_seen_at < now() - interval '1 minute' as stale
    from session s join app_user u on u.id = s.user_id and u.status = 'active'
      left join membership m on m.id = s.membership_id and m.active
      left join agency a on a.id = m.agency_id
      left join role r on r.id = m.role_id
    where s.token_hash = ${hashToken(token)} and s.revoked_at is null and s.expires_at > now()
      and s.last_seen_at > now() - ${IDLE}::interval and (a.active or a.id is null)`.execute(queries);
  return rows[0] ?? null;
}

function standingFrom(row: SessionRow): Standing {
  if (row.locked) return 'locked';
  if (row.secondFactorDone) return 'full';
  if (row.enrolled) return 'second-factor-needed';
  return row.secondFactorRole ? 'enrolment-needed' : 'full';
}

/** The actor of a person without a session: a queued job, or the command line acting as somebody. */
export async function actorOfMembership(
  store: Store,
  userId: string,
  membershipId: string | null,
): Promise<Actor | null> {
  if (userId === OPERATOR_USER) return operatorActor();
  const { rows } = await sql<HatRow>`select ${hatColumns}
    from membership m join app_user u on u.id = m.user_id and u.status = 'active'
      join role r on r.id = m.role_id join agency a on a.id = m.agency_id and a.active
    where m.user_id = ${userId} and m.active and (${membershipId}::uuid is null or m.id = ${membershipId}::uuid)
    order by m.created_at, m.id limit 1`.execute(store);
  return rows[0] ? actorFrom(rows[0], null) : null;
}

/** The actor of an e-mail address in its first hat, for `--as`. */
export async function actorOfEmail(store: Store, email: string): Promise<Actor | null> {
  const { rows } = await sql<{
    id: string;
  }>`select id from app_user where lower(email) = lower(${email}) and status = 'active'`.execute(store);
  return rows[0] && rows[0].id !== OPERATOR_USER ? actorOfMembership(store, rows[0].id, null) : null;
}

/** Whoever owns the data folder. Audited under an account of its own. */
export function operatorActor(): Actor {
  return {
    userId: OPERATOR_USER,
    membershipId: null,
    agencyId: NODE_LANE,
    unitId: null,
    unitIds: [],
    roleCode: operatorRole.code,
    sessionId: null,
    permissions: operatorRole.permissions,
    reads: operatorRole.reads,
    writes: operatorRole.writes,
    scope: operatorRole.scope,
  };
}

/** A person whose session wears no hat has no rights but over the own account. */
function actorFrom(row: HatRow, sessionId: string | null): Actor {
  return {
    userId: row.userId,
    membershipId: row.membershipId,
    agencyId: row.agencyId ?? NODE_LANE,
    unitId: row.unitId,
    unitIds: row.unitIds,
    roleCode: row.roleCode ?? '',
    sessionId,
    permissions: row.permissions ?? [],
    reads: row.reads ?? [],
    writes: row.writes ?? [],
    scope: row.scope ?? 'shared',
  };
}
