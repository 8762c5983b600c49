import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Subject } from '../../../platform/action/index.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import { hashPassword, isOutdated, verifyPassword } from '../../../platform/auth/password.ts';
import { asOwner, type Database, type Store } from '../../../platform/store/index.ts';

/** The own account, as the subject of everything a person does with it. */
export async function ownAccount({ actor }: LoadContext<unknown, Actor>): Promise<Subject> {
  return { kind: 'account', id: actor.userId };
}

/** The account behind a sign-in, for the trail: its person's agency is the one that looks. */
export async function accountSubject(store: Store, userId: string | null): Promise<Subject> {
  if (userId === null) return { kind: 'account', id: null };
  const { rows } = await sql<{
    agencyId: string;
  }>`select agency_id from membership where user_id = ${userId} and active order by created_at, id limit 1`.execute(
    store,
  );
  return { kind: 'account', id: userId, account: { userId, agencyId: rows[0]?.agencyId ?? null } };
}

export interface PasswordCheck {
  /** The account with this address, whatever its state. */
  readonly userId: string | null;
  /** True only for an active account and its password. */
  readonly matches: boolean;
  readonly hash: string | null;
  /** A hash at today's cost, when the stored one is cheaper. */
  readonly renewed: string | null;
}

/** Checks a password outside any transaction. One hash is computed whether or not there is such an account. */
export async function checkPassword(database: Database, email: string, password: string): Promise<PasswordCheck> {
  const found = await asOwner(database, async (store) => {
    const { rows } = await sql<{
      id: string;
      active: boolean;
      passwordHash: string | null;
    }>`select u.id, u.status = 'active' as active, c.password_hash
      from app_user u left join credential c on c.user_id = u.id
      where lower(u.email) = lower(${email.trim()})`.execute(store);
    return rows[0] ?? null;
  });
  const hash = found?.active ? found.passwordHash : null;
  const matches = await verifyPassword(hash, password);
  const renewed = matches && hash !== null && isOutdated(hash) ? await hashPassword(password) : null;
  return { userId: found?.id ?? null, matches, hash, renewed };
}

/** Whether the hash that was checked is still the account's, now that its row is held. */
export async function holdPassword(store: Store, check: PasswordCheck): Promise<boolean> {
  const { rows } = await sql<{
    passwordHash: string | null;
  }>`select c.password_hash from credential c join app_user u on u.id = c.user_id and u.status = 'active'
    where c.user_id = ${check.userId} for update of c`.execute(store);
  return check.matches && rows[0]?.passwordHash === check.hash;
}

/** Whether this is the password of an account whose person is signed in already. */
export async function passwordIsRight(store: Store, userId: string, password: string): Promise<boolean> {
  const { rows } = await sql<{
    passwordHash: string | null;
  }>`select password_hash from credential where user_id = ${userId}`.execute(store);
  return verifyPassword(rows[0]?.passwordHash ?? null, password);
}

export async function setPassword(store: Store, userId: string, hash: string): Promise<void> {
  await sql`insert into credential (user_id, password_hash) values (${userId}, ${hash})
    on conflict (user_id) do update set password_hash = excluded.password_hash`.execute(store);
}

export async function emailOf(store: Store, userId: string): Promise<string> {
  const { rows } = await sql<{ email: string }>`select email from app_user where id = ${userId}`.execute(store);
  return rows[0]?.email ?? '';
}
