import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { hashToken } from '../../../platform/auth/actor.ts';
import { asOwner, type Database, type Store } from '../../../platform/store/index.ts';

export type LinkKind = 'invitation' | 'reset' | 'set-up';
const DAY_MS = 24 * 60 * 60_000;
const lifetimes: Readonly<Record<LinkKind, number>> = { invitation: 7 * DAY_MS, reset: DAY_MS, 'set-up': DAY_MS };

export interface Link {
  readonly id: string;
  readonly kind: LinkKind;
  readonly userId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly agencyName: string | null;
}

export interface NewLink {
  /** Shown once; only its hash is kept. It belongs behind the `#` of an address, which no server is sent. */
  readonly token: string;
  readonly expiresAt: string;
}

/** Makes a one-time link; an earlier one for the same account, or the same set-up, is worth nothing from now on. */
export async function makeLink(
  store: Store,
  kind: LinkKind,
  userId: string | null,
  createdBy: string | null,
  now: Date,
): Promise<NewLink> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + lifetimes[kind]);
  await sql`update invitation set used_at = ${now} where used_at is null and user_id is not distinct from ${userId}::uuid
    and (kind = 'set-up') = ${kind === 'set-up'}`.execute(store);
  await sql`insert into invitation (id, kind, token_hash, user_id, created_by, expires_at)
    values (${randomUUID()}, ${kind}, ${hashToken(token)}, ${userId}, ${createdBy}, ${expiresAt})`.execute(store);
  return { token, expiresAt: expiresAt.toISOString() };
}

/** The link of a token while it can be used, its row held until the transaction ends. */
export async function findLink(store: Store, token: string, now: Date): Promise<Link | null> {
  const { rows } = await sql<Link>`select i.id, i.kind, i.user_id, u.name, u.email,
      (select a.name from membership m join agency a on a.id = m.agency_id where m.user_id = i.user_id and m.active order by m.created_at, m.id limit 1) as agency_name
    from invitation i left join app_user u on u.id = i.user_id
    where i.token_hash = ${hashToken(token)} and i.used_at is null and i.expires_at > ${now}
      and (u.id is null or u.status = case i.kind when 'invitation' then 'invited' else 'active' end) for update of i`.execute(
    store,
  );
  return rows[0] ?? null;
}

export async function spendLink(store: Store, id: string, now: Date): Promise<void> {
  await sql`update invitation set used_at = ${now} where id = ${id}`.execute(store);
}

/** The way into a new installation, or null when it is set up: a link whose secret stands behind the `#`. */
export const makeSetUpLink = (database: Database, now: Date): Promise<SetUpLink | null> =>
  asOwner(database, (store) => setUpLinkIn(store, now));

export interface SetUpLink {
  readonly token: string;
  readonly path: string;
  readonly expiresAt: string;
}

/** The same in a transaction that is open already. */
export async function setUpLinkIn(store: Store, now: Date): Promise<SetUpLink | null> {
  if (await isSet(store, 'set-up')) return null;
  const link = await makeLink(store, 'set-up', null, null, now);
  return { ...link, path: `/set-up#${link.token}` };
}

/** Whether a fact of this installation is true. */
export async function isSet(store: Store, key: 'set-up' | 'demo'): Promise<boolean> {
  const { rows } = await sql<{
    yes: boolean;
  }>`select value = 'true'::jsonb as yes from setting where key = ${key}`.execute(store);
  return rows[0]?.yes ?? false;
}
