import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, notFound, orNotFound, type Subject } from '../../../platform/action/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import type { Store } from '../../../platform/store/index.ts';
import { givingFault, roleFault } from '../rules.ts';
import { done, role, roleChange, roleInput, roleList, type Role } from '../schema.ts';
import { findAgency } from '../store/houses.ts';
import { findRole, listRoles, type RoleRow } from '../store/roles.ts';
import { agencyOf, looksAfter, refuse } from '../who.ts';

/** The role as a screen shows it: with whether this actor may give it to a colleague of theirs. */
async function shown(store: Store, actor: Actor, rows: readonly RoleRow[], agencyId: string): Promise<Role[]> {
  const agency = await findAgency(store, agencyId);
  const colleague = agency && { userId: '', agencyId, agencyKind: agency.kind, administered: agency.administered };
  const gives = actor.permissions.includes('user.manage');
  return rows.map((row) => ({
    ...row,
    mayGive: gives && colleague !== null && givingFault(actor, row, colleague) === null,
  }));
}

async function one(store: Store, actor: Actor, roleId: string, agencyId: string): Promise<Role> {
  const found = orNotFound(await findRole(store, roleId, agencyId));
  return orNotFound((await shown(store, actor, [found], agencyId))[0]);
}

/** A role of an agency the actor looks after; the shipped ones are nobody's to change. */
async function ownRole({
  input,
  actor,
  store,
  forUpdate,
}: LoadContext<{ roleId: string }, Actor>): Promise<(Subject & { row: RoleRow & { agencyId: string } }) | null> {
  const seen = await findRole(store, input.roleId, actor.agencyId);
  if (!seen || (seen.agencyId !== null && !looksAfter(actor, seen.agencyId))) return null;
  if (seen.agencyId === null) refuse('The roles shipped with the product stay as they are. Make a copy of one.');
  const { rows } =
    await sql`select 1 from membership where role_id = ${seen.id} and user_id = ${actor.userId} and active`.execute(
      store,
    );
  if (rows.length > 0) refuse('Nobody changes a role they have themselves. Ask another administrator.');
  const row = await findRole(store, input.roleId, actor.agencyId, forUpdate);
  if (!row || row.agencyId === null) return null;
  return {
    kind: 'role',
    id: row.id,
    version: row.version,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
    row: { ...row, agencyId: row.agencyId },
  };
}

export const listRolesAction = defineAction({
  name: 'roles.list',
  method: 'GET',
  path: '/api/roles',
  summary: 'The roles of the product and of an agency, each with its verbs, classes and reach',
  input: z.object({ agencyId: z.uuid().optional() }),
  output: roleList,
  permission: 'user.read',
  subject: collection('roles'),
  purpose: 'administration',
  audit: 'listed roles',
  command: 'roles list',
  run: async ({ store, actor, input }) => {
    const agencyId = agencyOf(actor, input.agencyId);
    return { roles: await shown(store, actor, await listRoles(store, agencyId), agencyId) };
  },
});

export const createRole = defineAction({
  name: 'roles.create',
  method: 'POST',
  path: '/api/roles',
  summary: 'Word a role of the own agency: a part of a shipped one',
  input: roleInput,
  output: role,
  permission: 'role.manage',
  subject: collection('roles'),
  purpose: 'administration',
  audit: 'made a role',
  auditHits: (output) => [output.id],
  run: async ({ store, actor, input, newId }) => {
    const agencyId = agencyOf(actor, input.agencyId);
    if (!looksAfter(actor, agencyId) || !(await findAgency(store, agencyId))) throw notFound();
    refuse(roleFault(actor, input));
    const id = newId();
    await sql`insert into role (id, agency_id, code, name, permissions, reads, writes, scope, second_factor)
      values (${id}, ${agencyId}, ${input.code}, ${input.name}, ${input.permissions}, ${input.reads}, ${input.writes}, ${input.scope}, ${input.secondFactor})`.execute(
      store,
    );
    return one(store, actor, id, agencyId);
  },
});

export const changeRole = defineAction({
  name: 'roles.change',
  method: 'PATCH',
  path: '/api/roles/:roleId',
  summary: 'Change a role of the own agency, for everybody who has it',
  input: roleChange,
  output: role,
  permission: 'role.manage',
  subject: ownRole,
  versioned: true,
  purpose: 'administration',
  audit: 'changed a role',
  run: async ({ store, actor, input, subject: { row } }) => {
    const {
      roleId,
      name = row.name,
      permissions = row.permissions,
      reads = row.reads,
      writes = row.writes,
      scope = row.scope,
      secondFactor = row.secondFactor,
    } = input;
    refuse(roleFault(actor, { permissions, reads, writes, scope }));
    const agency = orNotFound(await findAgency(store, row.agencyId));
    if (row.people > 0)
      refuse(
        givingFault(
          actor,
          { permissions, reads, writes, scope, agencyId: row.agencyId },
          { userId: '', agencyId: row.agencyId, agencyKind: agency.kind, administered: agency.administered },
        ),
      );
    if (row.permissions.includes('user.manage') && !permissions.includes('user.manage') && row.people > 0)
      refuse('People administer the agency with this role. Give them another one first.');
    await sql`update role set name = ${name}, permissions = ${permissions}, reads = ${reads}, writes = ${writes}, scope = ${scope}, second_factor = ${secondFactor} where id = ${roleId}`.execute(
      store,
    );
    return one(store, actor, roleId, row.agencyId);
  },
});

export const deleteRole = defineAction({
  name: 'roles.delete',
  method: 'DELETE',
  path: '/api/roles/:roleId',
  summary: 'Delete a role of the own agency that nobody ever had',
  input: z.object({ roleId: z.uuid() }),
  output: done,
  permission: 'role.manage',
  subject: ownRole,
  versioned: true,
  purpose: 'administration',
  audit: 'deleted a role',
  run: async ({ store, input }) => {
    const { rows } = await sql`select 1 from membership where role_id = ${input.roleId} limit 1`.execute(store);
    if (rows.length > 0)
      refuse('People have or had this role, and the trail names it. Take it from them and leave it unused.');
    await sql`delete from role where id = ${input.roleId}`.execute(store);
    return { done: true };
  },
});
