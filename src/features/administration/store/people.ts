import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { RoleGrant } from '../../../words/access.ts';
import type { Store } from '../../../platform/store/index.ts';
import type { Membership, User, userListInput } from '../schema.ts';

const userColumns = sql`u.id, u.email, u.name, u.language, u.status, u.version, u.updated_at, u.updated_by`;
const membershipColumns = sql`m.id, m.user_id, m.agency_id, a.name as agency_name, m.unit_id, n.name as unit_name, m.role_id, r.code as role_code, r.name as role_name,
  m.active, m.version, m.updated_at, m.updated_by`;
const membershipTables = sql`membership m join agency a on a.id = m.agency_id join role r on r.id = m.role_id left join unit n on n.id = m.unit_id`;

type UserRow = Omit<User, 'memberships'> & { readonly updatedBy: string | null };
export type MembershipRow = Membership & { readonly updatedBy: string | null };

/** The hats the actor sees on these people, those worn now first. */
async function membershipsOf(store: Store, userIds: readonly string[]): Promise<MembershipRow[]> {
  const { rows } =
    await sql<MembershipRow>`select ${membershipColumns} from ${membershipTables} where m.user_id = any (${[...userIds]}::uuid[]) order by m.active desc, m.created_at, m.id`.execute(
      store,
    );
  return rows;
}

export async function findMembership(store: Store, id: string, forUpdate = false): Promise<MembershipRow | null> {
  const { rows } =
    await sql<MembershipRow>`select ${membershipColumns} from ${membershipTables} where m.id = ${id} ${forUpdate ? sql`for no key update of m` : sql``}`.execute(
      store,
    );
  return rows[0] ?? null;
}

export async function findUser(
  store: Store,
  id: string,
  forUpdate = false,
): Promise<(User & { updatedBy: string | null }) | null> {
  const { rows } =
    await sql<UserRow>`select ${userColumns} from app_user u where u.id = ${id} ${forUpdate ? sql`for no key update` : sql``}`.execute(
      store,
    );
  const [found] = rows;
  return found ? { ...found, memberships: await membershipsOf(store, [id]) } : null;
}

/** A page of people, by name. */
export async function listUsers(
  store: Store,
  input: z.output<typeof userListInput>,
): Promise<{ users: User[]; nextCursor: string | null }> {
  const { rows } =
    await sql<UserRow>`select ${userColumns} from app_user u where ${sql.join([sql`u.id <> '00000000-0000-0000-0000-000000000001'`, ...filters(input)], sql` and `)}
    order by u.name, u.id limit ${input.limit + 1}`.execute(store);
  const page = rows.slice(0, input.limit);
  const hats = await membershipsOf(
    store,
    page.map(({ id }) => id),
  );
  const last = page.at(-1);
  return {
    users: page.map((found) => ({ ...found, memberships: hats.filter((hat) => hat.userId === found.id) })),
    nextCursor: rows.length > input.limit && last ? last.id : null,
  };
}

function filters(input: z.output<typeof userListInput>): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [];
  if (input.status) found.push(sql`u.status = ${input.status}`);
  if (input.text) {
    const pattern = `%${input.text.replace(/[\\%_]/g, '\\$&')}%`;
    found.push(sql`(u.name ilike ${pattern} or u.email ilike ${pattern})`);
  }
  const hat = [
    input.roleId && sql`m.role_id = ${input.roleId}`,
    input.unitId && sql`m.unit_id = ${input.unitId}`,
    input.agencyId && sql`m.agency_id = ${input.agencyId}`,
  ].filter((condition) => typeof condition === 'object');
  if (hat.length > 0)
    found.push(
      sql`exists (select 1 from membership m where m.user_id = u.id and m.active and ${sql.join(hat, sql` and `)})`,
    );
  if (/^[0-9a-f-]{36}$/.test(input.cursor ?? ''))
    found.push(sql`(u.name, u.id) > (select c.name, c.id from app_user c where c.id = ${input.cursor}::uuid)`);
  return found;
}

/** Every hat an account wears, in any agency; read outside the actor's rights, for deciding only. */
export async function hatsWorn(store: Store, userId: string): Promise<(RoleGrant & { agencyId: string })[]> {
  const { rows } = await sql<
    RoleGrant & { agencyId: string }
  >`select m.agency_id, r.permissions, r.reads, r.writes, r.scope
    from membership m join role r on r.id = m.role_id where m.user_id = ${userId} and m.active`.execute(store);
  return rows;
}

/** Whether an agency keeps somebody who can invite others when this hat, or this person, is left out. */
export async function staysAdministered(
  store: Store,
  agencyId: string,
  without: { membershipId?: string; userId?: string },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`administrators ${agencyId}`}, 0))`.execute(store);
  const { rows } = await sql<{
    stays: boolean;
  }>`select exists (select 1 from membership m join role r on r.id = m.role_id join app_user u on u.id = m.user_id
      where m.agency_id = ${agencyId} and m.active and u.status = 'active' and 'user.manage' = any (r.permissions)
        and (${without.membershipId ?? null}::uuid is null or m.id <> ${without.membershipId ?? null}::uuid)
        and (${without.userId ?? null}::uuid is null or m.user_id <> ${without.userId ?? null}::uuid)) as stays`.execute(
    store,
  );
  return rows[0]?.stays ?? false;
}
