import type { Action } from '../../platform/action/index.ts';
import { changeAgency, createAgency, listAgenciesAction } from './actions/agencies.ts';
import { clearSecondFactor, makeUserLink, revokeUserSessions } from './actions/keys.ts';
import { addMembership, changeMembership, endMembership } from './actions/memberships.ts';
import { changeRole, createRole, deleteRole, listRolesAction } from './actions/roles.ts';
import { changeUnit, createUnit, listUnitsAction } from './actions/units.ts';
import { changeUser, inviteUser, listUsersAction, openUser } from './actions/users.ts';

export const administrationActions: readonly Action[] = [
  listAgenciesAction,
  createAgency,
  changeAgency,
  listUnitsAction,
  createUnit,
  changeUnit,
  listRolesAction,
  createRole,
  changeRole,
  deleteRole,
  listUsersAction,
  openUser,
  inviteUser,
  changeUser,
  makeUserLink,
  clearSecondFactor,
  revokeUserSessions,
  addMembership,
  changeMembership,
  endMembership,
];
