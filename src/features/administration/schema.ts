import { z } from 'zod';
import { dataClasses, permissionNames, scopes } from '../../words/access.ts';
import { agencyKinds } from '../../words/agencies.ts';
import { email, language, newAgency, personName } from '../accounts/schema.ts';

const stamped = { version: z.number().int(), updatedAt: z.string() };
const name = z.string().trim().min(1).max(200);

export const agency = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(agencyKinds),
  country: z.string(),
  active: z.boolean(),
  administered: z.boolean().describe('Whether somebody who can invite others works there'),
  ...stamped,
});
export type Agency = z.output<typeof agency>;
export const agencyList = z.object({ agencies: z.array(agency) });
export const agencyInput = newAgency;
export const agencyChange = z.object({
  agencyId: z.uuid(),
  name: name.optional(),
  kind: z.enum(agencyKinds).optional(),
  active: z.boolean().optional(),
});

export const unit = z.object({
  id: z.uuid(),
  agencyId: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  placeCode: z.string().nullable(),
  active: z.boolean(),
  ...stamped,
});
export type Unit = z.output<typeof unit>;
export const unitListInput = z.object({ agencyId: z.uuid().optional() });
export const unitList = z.object({ units: z.array(unit) });
const placeCode = z.string().trim().min(1).max(40).nullable();
export const unitInput = z.object({
  agencyId: z.uuid().optional(),
  parentId: z.uuid().nullable().default(null),
  name,
  placeCode: placeCode.default(null),
});
export const unitChange = z.object({
  unitId: z.uuid(),
  parentId: z.uuid().nullable().optional(),
  name: name.optional(),
  placeCode: placeCode.optional(),
  active: z.boolean().optional(),
});

const grant = {
  permissions: z.array(z.enum(permissionNames)),
  reads: z.array(z.enum(dataClasses)),
  writes: z.array(z.enum(dataClasses)),
  scope: z.enum(scopes),
};
export const role = z.object({
  id: z.uuid(),
  agencyId: z.uuid().nullable().describe('Null: shipped with the product'),
  code: z.string(),
  name: z.string(),
  ...grant,
  secondFactor: z.boolean(),
  people: z.number().int().describe('How many people of the own agency wear it'),
  mayGive: z.boolean().describe('Whether the reader may give it within the own agency'),
  ...stamped,
});
export type Role = z.output<typeof role>;
export const roleList = z.object({ roles: z.array(role) });
const roleCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')
  .max(50);
export const roleInput = z.object({
  agencyId: z.uuid().optional(),
  code: roleCode,
  name,
  ...grant,
  secondFactor: z.boolean(),
});
export const roleChange = z.object({
  roleId: z.uuid(),
  name: name.optional(),
  permissions: grant.permissions.optional(),
  reads: grant.reads.optional(),
  writes: grant.writes.optional(),
  scope: grant.scope.optional(),
  secondFactor: z.boolean().optional(),
});

export const membership = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  agencyId: z.uuid(),
  agencyName: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  roleId: z.uuid(),
  roleCode: z.string(),
  roleName: z.string(),
  active: z.boolean(),
  ...stamped,
});
export type Membership = z.output<typeof membership>;
const userStatuses = ['invited', 'active', 'suspended'] as const;
export const user = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  language: z.string(),
  status: z.enum(userStatuses),
  memberships: z.array(membership),
  ...stamped,
});
export type User = z.output<typeof user>;
export const userListInput = z.object({
  text: z.string().max(100).optional().describe('Part of the name or of the e-mail address'),
  status: z.enum(userStatuses).optional(),
  roleId: z.uuid().optional(),
  unitId: z.uuid().optional(),
  agencyId: z.uuid().optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});
export const userList = z.object({ users: z.array(user), nextCursor: z.string().nullable() });
export const userId = z.object({ userId: z.uuid() });
export const invitation = z.object({
  email,
  name: personName,
  language: language.default('en'),
  agencyId: z.uuid().optional().describe('The own agency, unless given'),
  unitId: z.uuid().nullable().default(null),
  roleId: z.uuid(),
});
export const invited = z.object({
  userId: z.uuid(),
  membershipId: z.uuid(),
  /** Shown once. Null when the person has an account already: the membership waits for them there. */
  token: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
export const newLink = z.object({ kind: z.enum(['invitation', 'reset']), token: z.string(), expiresAt: z.string() });
export const userChange = userId.extend({
  name: personName.optional(),
  language: language.optional(),
  status: z.enum(['active', 'suspended']).optional(),
});
export const membershipInput = userId.extend({
  agencyId: z.uuid().optional(),
  unitId: z.uuid().nullable().default(null),
  roleId: z.uuid(),
});
export const membershipChange = z.object({
  membershipId: z.uuid(),
  unitId: z.uuid().nullable().optional(),
  roleId: z.uuid().optional(),
});
export const membershipId = z.object({ membershipId: z.uuid() });
export const done = z.object({ done: z.boolean() });
