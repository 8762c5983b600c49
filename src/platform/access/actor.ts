import type { DataClass, Permission, RoleGrant, Scope } from '../../words/access.ts';

/** Who is asking, wearing which hat. Made from a session (or the local operator) and never from the request's words. */
export interface Actor extends RoleGrant {
  readonly userId: string;
  readonly membershipId: string | null;
  readonly agencyId: string;
  /** The units the hat covers: its own and all below it. Empty: the whole agency has no unit, or the hat has none. */
  readonly unitIds: readonly string[];
  readonly unitId: string | null;
  readonly roleCode: string;
  readonly sessionId: string | null;
  readonly permissions: readonly Permission[];
  readonly reads: readonly DataClass[];
  readonly writes: readonly DataClass[];
  readonly scope: Scope;
}

export const may = (actor: Actor, permission: Permission): boolean => actor.permissions.includes(permission);
