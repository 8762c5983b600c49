import { sql } from 'kysely';
import type { Store } from '../../../platform/store/index.ts';
import type { Role } from '../schema.ts';

export type RoleRow = Omit<Role, 'mayGive'> & { readonly updatedBy: string | null };

const roleColumns = (
  agencyId: string,
) => sql`r.id, r.agency_id, r.code, r.name, r.permissions, r.reads, r.writes, r.scope, r.second_factor, r.version, r.updated_at, r.updated_by,
  (select count(*)::int from membership m where m.role_id = r.id and m.active and m.agency_id = ${agencyId}) as people`;

/** The shipped roles and those of an agency. */
export async function listRoles(store: Store, agencyId: string): Promise<RoleRow[]> {
  const { rows } =
    await sql<RoleRow>`select ${roleColumns(agencyId)} from role r where r.agency_id is null or r.agency_id = ${agencyId}
    order by r.agency_id nulls first, r.name, r.id`.execute(store);
  return rows;
}

export async function findRole(store: Store, id: string, agencyId: string, forUpdate = false): Promise<RoleRow | null> {
  const { rows } =
    await sql<RoleRow>`select ${roleColumns(agencyId)} from role r where r.id = ${id} ${forUpdate ? sql`for no key update` : sql``}`.execute(
      store,
    );
  return rows[0] ?? null;
}
