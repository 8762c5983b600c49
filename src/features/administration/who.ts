import { notFound, Problem } from '../../platform/action/index.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import { givingFault } from './rules.ts';
import { findAgency, findUnit } from './store/houses.ts';
import { findRole, type RoleRow } from './store/roles.ts';

/** The agency an act is about: the one named, or the actor's own. */
export const agencyOf = (actor: Actor, named: string | undefined): string => named ?? actor.agencyId;

/** Whether the actor looks after this agency: their own, or any for the local operator. */
export const looksAfter = (actor: Actor, agencyId: string): boolean =>
  actor.agencyId === agencyId || actor.scope === 'all';

/** Stops with the sentence that says why. */
export function refuse(fault: string | null): void {
  if (fault) throw new Problem('rule-broken', { reason: fault });
}

/** Refuses a role that this actor may not give there to this person; answers the role otherwise. */
export async function checkGiving(
  store: Store,
  actor: Actor,
  to: { userId: string; agencyId: string; unitId: string | null; roleId: string },
): Promise<RoleRow> {
  const agency = await findAgency(store, to.agencyId);
  const role = await findRole(store, to.roleId, to.agencyId);
  if (!agency || !role || !agency.active) throw notFound();
  // Other agencies' roles are out of sight, also where the rules of the owner of the tables let them be found.
  if (role.agencyId !== null && role.agencyId !== to.agencyId && actor.scope !== 'all') throw notFound();
  refuse(
    givingFault(actor, role, {
      userId: to.userId,
      agencyId: agency.id,
      agencyKind: agency.kind,
      administered: agency.administered,
    }),
  );
  await checkUnit(store, to.agencyId, to.unitId);
  return role;
}

/** A unit must belong to the agency and be in use. */
export async function checkUnit(store: Store, agencyId: string, unitId: string | null): Promise<void> {
  if (unitId === null) return;
  const unit = await findUnit(store, unitId);
  if (unit?.agencyId !== agencyId || !unit.active)
    throw new Problem('invalid-input', {
      fields: [{ field: 'unitId', message: 'choose a unit of this agency that is in use' }],
    });
}
