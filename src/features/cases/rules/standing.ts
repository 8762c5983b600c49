import type { DataClass } from '../../../words/access.ts';
import { dataClasses } from '../../../words/access.ts';
import type { AccessAnswer, AccessReason } from '../schema.ts';

interface GrantFact {
  readonly kind: 'share' | 'break-glass';
  readonly classes: readonly DataClass[];
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

/** What the database knows of how a person stands to a case. */
export interface Standing {
  readonly caseId: string;
  readonly ownAgency: boolean;
  readonly createdByMe: boolean;
  readonly assignedToMe: boolean;
  readonly wasAssignedToMe: boolean;
  readonly inMyUnits: boolean;
  readonly erasedAt: string | null;
  readonly grants: readonly GrantFact[];
  readonly reads: readonly DataClass[];
  readonly inCircle: boolean;
}

interface Reader {
  readonly scope: string;
  readonly roleCode: string;
  readonly reads: readonly DataClass[];
}

type Reason = AccessAnswer['reasons'][number];
const because = (reason: AccessReason, at: string | null = null): Reason => ({
  reason,
  at: at === null ? null : new Date(at).toISOString(),
});

const isActive = (grant: GrantFact, now: string): boolean =>
  !grant.revokedAt && Date.parse(grant.expiresAt) > Date.parse(now);

/** By which ways of the role the case is in reach, beside grants. */
function scopeReasons(standing: Standing, reader: Reader): Reason[] {
  if (reader.scope === 'all') return [because('all-cases')];
  if (!standing.ownAgency) return [];
  if (reader.scope === 'agency') return [because('agency')];
  const own = reader.scope === 'unit' || reader.scope === 'own';
  return [
    ...(reader.scope === 'unit' && standing.inMyUnits ? [because('unit')] : []),
    ...(own && standing.assignedToMe ? [because('assigned')] : []),
    ...(own && standing.createdByMe ? [because('created')] : []),
  ];
}

/** Why a person can, or can no longer, see a case they know of, class by class. */
export function explainAccess(caseNumber: string, standing: Standing, reader: Reader, now: string): AccessAnswer {
  const scope = scopeReasons(standing, reader);
  const active = standing.grants.filter((grant) => isActive(grant, now));
  const granted = active.map((grant) => because(grant.kind === 'share' ? 'share' : 'emergency', grant.expiresAt));
  const visible = standing.reads.length > 0;
  return {
    caseNumber,
    caseId: standing.caseId,
    visible,
    reasons: [
      ...(visible ? [...scope, ...granted] : whyNot(standing, scope.length > 0 || active.length > 0, now)),
      ...(standing.erasedAt ? [because('erased', standing.erasedAt)] : []),
    ],
    classes: dataClasses.map((dataClass) => ({
      dataClass,
      ...explainClass(dataClass, standing, reader, scope.length > 0, active),
    })),
    inCircle: visible && standing.inCircle,
    roleCode: reader.roleCode,
  };
}

function explainClass(
  dataClass: DataClass,
  standing: Standing,
  reader: Reader,
  inScope: boolean,
  active: readonly GrantFact[],
): Pick<AccessAnswer['classes'][number], 'read' | 'because'> {
  if (!reader.reads.includes(dataClass)) return { read: false, because: 'role-lacks-it' };
  if (inScope) return { read: standing.reads.includes(dataClass), because: 'role' };
  const grant = active.find((one) => one.classes.includes(dataClass));
  if (grant)
    return { read: standing.reads.includes(dataClass), because: grant.kind === 'share' ? 'share' : 'emergency' };
  return { read: false, because: active.length > 0 ? 'share-lacks-it' : 'no-access' };
}

function whyNot(standing: Standing, reachable: boolean, now: string): Reason[] {
  if (reachable) return [because('classes')];
  const ended = standing.grants
    .filter((grant) => !isActive(grant, now))
    .map((grant) =>
      grant.revokedAt
        ? because(grant.kind === 'share' ? 'share-taken-back' : 'emergency-ended', grant.revokedAt)
        : because(grant.kind === 'share' ? 'share-ended' : 'emergency-ended', grant.expiresAt),
    );
  const handedOver = standing.wasAssignedToMe && !standing.assignedToMe ? [because('assigned-to-another')] : [];
  const reasons = [...ended, ...handedOver];
  return reasons.length > 0 ? reasons : [because('outside-your-scope')];
}
