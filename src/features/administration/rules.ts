import { scopes, shippedRoles, type DataClass, type Permission, type RoleGrant } from '../../words/access.ts';
import { closedClasses, type AgencyKind } from '../../words/agencies.ts';

/** Verbs over the whole installation. No agency hands them out; who has them gives them on. */
const nodeVerbs: readonly Permission[] = ['node.manage', 'backup.run'];

export interface Giver extends RoleGrant {
  readonly userId: string;
  readonly agencyId: string;
}
export interface Given extends RoleGrant {
  /** Null: shipped with the product. */
  readonly agencyId: string | null;
}
export interface Receiver {
  readonly userId: string;
  readonly agencyId: string;
  readonly agencyKind: AgencyKind;
  /** Whether the agency has somebody who administers it. */
  readonly administered: boolean;
}

/** Whether a role holds nothing that another does not hold. */
export function isWithin(inner: RoleGrant, outer: RoleGrant): boolean {
  const covered = <T>(some: readonly T[], all: readonly T[]): boolean => some.every((each) => all.includes(each));
  return (
    covered(inner.permissions, outer.permissions) &&
    covered(inner.reads, outer.reads) &&
    covered(inner.writes, outer.writes) &&
    scopes.indexOf(inner.scope) <= scopes.indexOf(outer.scope)
  );
}

const touchesCases = (role: RoleGrant): boolean =>
  role.permissions.some((verb) => verb.startsWith('case.') || verb === 'person.join') ||
  [...role.reads, ...role.writes].some((dataClass) => dataClass !== 'statistical');

/** Why a role may not be made as it is worded: what a person reads, or null. */
export function roleFault(maker: RoleGrant, role: RoleGrant): string | null {
  if (maker.scope !== 'all' && role.scope === 'all' && touchesCases(role))
    return 'No role of an agency reaches the cases of every agency.';
  if (isWithin(role, maker)) return null;
  if (role.permissions.some((verb) => nodeVerbs.includes(verb)))
    return 'Verbs over the whole installation are given only by who has them.';
  if (shippedRoles.some((shipped) => isWithin(role, shipped))) return null;
  return 'A role holds no more than one of the roles shipped with the product, or than your own.';
}

/** Why this person may not give this role to that one; null when they may. */
export function givingFault(giver: Giver, role: Given, receiver: Receiver): string | null {
  if (giver.userId === receiver.userId) return 'Nobody changes their own roles. Ask another administrator.';
  if (role.agencyId !== null && role.agencyId !== receiver.agencyId) return 'This role belongs to another agency.';
  const fault = roleFault(giver, role);
  if (fault) return fault;
  if (giver.scope !== 'all' && receiver.agencyId !== giver.agencyId) {
    const first = giver.permissions.includes('node.manage') && !receiver.administered && administers(role);
    if (!first)
      return 'Roles are given within one’s own agency. In a new agency, only its first administrator is appointed from outside.';
  }
  const closed = closedTo(receiver.agencyKind, role);
  if (closed.length > 0) return `An agency of this kind does not read: ${closed.join(', ')}.`;
  return null;
}

/** The classes a role would open to an agency whose kind is not to read them. */
export function closedTo(kind: AgencyKind, role: Pick<RoleGrant, 'reads'>): DataClass[] {
  return role.reads.filter((dataClass) => closedClasses[kind].includes(dataClass));
}

/** A role that administers an agency: without one of these nobody could be invited any more. */
export const administers = (role: Pick<RoleGrant, 'permissions'>): boolean => role.permissions.includes('user.manage');

export interface AccountUnderCare {
  readonly userId: string;
  /** The hats the account wears now. */
  readonly hats: readonly (RoleGrant & { readonly agencyId: string })[];
}

/** Why an administrator may not take charge of an account (name, suspension, password link); null when they may. */
export function accountFault(giver: Giver, account: AccountUnderCare): string | null {
  if (giver.userId === account.userId) return 'Change your own account on your account page.';
  if (giver.scope === 'all') return null;
  if (account.hats.some((hat) => hat.agencyId !== giver.agencyId)) {
    return 'This person works for another agency too. End their membership in yours, or ask whoever runs the installation.';
  }
  const stronger = account.hats.some((hat) => roleFault(giver, hat) !== null);
  return stronger ? 'This person has rights that you could not give.' : null;
}

const TWO_PERSON_DAYS = 30;

/**
 * Why one administrator may not do both: a new password and the removal of the second factor together open an account,
 * so the two come from two people.
 */
export function twoPersonFault(
  giver: Giver,
  other: { readonly by: string | null; readonly at: string | null },
  now: Date,
): string | null {
  if (giver.scope === 'all' || other.by !== giver.userId || other.at === null) return null;
  const days = (now.getTime() - Date.parse(other.at)) / 86_400_000;
  return days < TWO_PERSON_DAYS
    ? 'A new password and the removal of the second factor come from two different administrators. Ask another one.'
    : null;
}

/** Whether a unit may hang below another: not below itself, nor below what hangs below it. */
export function movesInCircle(
  unitId: string,
  newParent: string | null,
  parents: ReadonlyMap<string, string | null>,
): boolean {
  const seen = new Set<string>();
  for (let above = newParent; above !== null && !seen.has(above); above = parents.get(above) ?? null) {
    if (above === unitId) return true;
    seen.add(above);
  }
  return false;
}
