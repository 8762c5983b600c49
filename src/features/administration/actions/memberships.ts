import { sql } from 'kysely';
import { collection, defineAction, orNotFound, type Subject } from '../../../platform/action/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import { administers } from '../rules.ts';
import { membership, membershipChange, membershipId, membershipInput, type Membership } from '../schema.ts';
import { findMembership, findUser, staysAdministered } from '../store/people.ts';
import { findRole } from '../store/roles.ts';
import { agencyOf, checkGiving, checkUnit, looksAfter, refuse } from '../who.ts';
import type { Store } from '../../../platform/store/index.ts';

/** A hat that is worn now, in an agency the actor looks after. */
async function membershipSubject({
  input,
  actor,
  store,
  forUpdate,
}: LoadContext<{ membershipId: string }, Actor>): Promise<(Subject & { row: Membership }) | null> {
  const seen = await findMembership(store, input.membershipId);
  if (!seen?.active || !looksAfter(actor, seen.agencyId)) return null;
  if (seen.userId === actor.userId) refuse('Nobody changes their own roles. Ask another administrator.');
  const row = await findMembership(store, input.membershipId, forUpdate);
  return (
    row && {
      kind: 'membership',
      id: row.id,
      version: row.version,
      updatedAt: row.updatedAt,
      updatedBy: row.updatedBy,
      row,
    }
  );
}

async function keepAnAdministrator(store: Store, row: Membership): Promise<void> {
  const role = await findRole(store, row.roleId, row.agencyId);
  if (role && administers(role) && !(await staysAdministered(store, row.agencyId, { membershipId: row.id }))) {
    refuse('This is the last administrator of the agency. Appoint another one first.');
  }
}

export const addMembership = defineAction({
  name: 'memberships.add',
  method: 'POST',
  path: '/api/users/:userId/memberships',
  summary: 'Give a person of the own agency a further role',
  input: membershipInput,
  output: membership,
  permission: 'user.manage',
  subject: collection('memberships'),
  purpose: 'administration',
  audit: 'gave a user a role',
  auditHits: (output) => [output.userId, output.id],
  auditDetail: (input) => ({ role: input.roleId }),
  run: async ({ store, actor, input, newId }) => {
    const agencyId = agencyOf(actor, input.agencyId);
    orNotFound(await findUser(store, input.userId));
    await checkGiving(store, actor, { ...input, agencyId });
    const id = newId();
    await sql`insert into membership (id, user_id, agency_id, unit_id, role_id) values (${id}, ${input.userId}, ${agencyId}, ${input.unitId}, ${input.roleId})`.execute(
      store,
    );
    return orNotFound(await findMembership(store, id));
  },
});

export const changeMembership = defineAction({
  name: 'memberships.change',
  method: 'PATCH',
  path: '/api/memberships/:membershipId',
  summary: 'Move a person to another unit or give them another role in place of this one',
  input: membershipChange,
  output: membership,
  permission: 'user.manage',
  subject: membershipSubject,
  versioned: true,
  purpose: 'administration',
  audit: 'changed a user’s role',
  auditDetail: ({ roleId }) => (roleId ? { role: roleId } : {}),
  run: async ({ store, actor, input, subject: { row } }) => {
    const unitId = input.unitId === undefined ? row.unitId : input.unitId;
    const roleId = input.roleId ?? row.roleId;
    if (roleId === row.roleId) await checkUnit(store, row.agencyId, unitId);
    else {
      const role = await checkGiving(store, actor, { userId: row.userId, agencyId: row.agencyId, unitId, roleId });
      if (!administers(role)) await keepAnAdministrator(store, row);
    }
    await sql`update membership set unit_id = ${unitId}, role_id = ${roleId} where id = ${row.id}`.execute(store);
    return orNotFound(await findMembership(store, row.id));
  },
});

export const endMembership = defineAction({
  name: 'memberships.end',
  method: 'DELETE',
  path: '/api/memberships/:membershipId',
  summary: 'Take a role from a person; a session that wears it has no rights from that moment',
  input: membershipId,
  output: membership,
  permission: 'user.manage',
  subject: membershipSubject,
  versioned: true,
  purpose: 'administration',
  audit: 'took a role from a user',
  run: async ({ store, subject: { row } }) => {
    await keepAnAdministrator(store, row);
    await sql`update membership set active = false where id = ${row.id}`.execute(store);
    return orNotFound(await findMembership(store, row.id));
  },
});
