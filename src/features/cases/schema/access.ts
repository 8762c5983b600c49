import { z } from 'zod';
import { dataClasses } from '../../../words/access.ts';
import { emergencyOutcomes, erasureGrounds, sharePurposes } from '../../../words/case-work.ts';
import { retentionCodes } from '../../../words/retention.ts';
import { accessLine, reason } from '../../people/schema.ts';

const classList = z.array(z.enum(dataClasses)).min(1);

/** A case given to an agency or a person, or opened in an emergency. */
export const grantRow = z.object({
  id: z.uuid(),
  version: z.number().int(),
  caseId: z.uuid(),
  kind: z.enum(['share', 'break-glass']),
  toAgency: z.uuid().nullable(),
  toAgencyName: z.string().nullable(),
  toUser: z.uuid().nullable(),
  toUserName: z.string().nullable(),
  classes: classList,
  writeClasses: z.array(z.enum(dataClasses)),
  purpose: z.string(),
  reason: z.string().nullable(),
  startsAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  active: z.boolean(),
  createdBy: z.uuid(),
  createdByName: z.string().nullable(),
});

export const shareInput = z.object({
  caseId: z.uuid(),
  toAgency: z.uuid().optional(),
  toUser: z.uuid().optional(),
  classes: classList.describe(
    'What the other side may read, within its own roles; the case’s own facts always go along',
  ),
  canWrite: z.boolean().default(false).describe('Whether the other side may also write these classes'),
  purpose: z.enum(sharePurposes),
  reason,
  expiresAt: z.iso.datetime().describe('Within a year'),
});

export const emergencyRow = z.object({
  id: z.uuid(),
  version: z.number().int(),
  caseNumber: z.string().nullable().describe('Null where the reviewer may not see the case itself'),
  caseId: z.uuid(),
  userId: z.uuid().nullable(),
  userName: z.string().nullable(),
  userAgencyName: z.string().nullable(),
  reason: z.string(),
  classes: classList,
  startsAt: z.string(),
  expiresAt: z.string(),
  informedMe: z.boolean(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.uuid().nullable(),
  reviewOutcome: z.string().nullable(),
});

export const emergencyReview = z.object({
  grantId: z.uuid(),
  outcome: z.enum(emergencyOutcomes),
  end: z.boolean().default(false),
});

const accessReasons = [
  'all-cases',
  'agency',
  'unit',
  'assigned',
  'created',
  'share',
  'emergency',
  'share-ended',
  'share-taken-back',
  'emergency-ended',
  'assigned-to-another',
  'outside-your-scope',
  'classes',
  'erased',
] as const;
export type AccessReason = (typeof accessReasons)[number];

export const accessAnswer = z.object({
  caseNumber: z.string(),
  caseId: z.uuid(),
  visible: z.boolean(),
  reasons: z.array(
    z.object({
      reason: z.enum(accessReasons),
      at: z.string().nullable().describe('Until when, or since when not any more'),
    }),
  ),
  classes: z.array(
    z.object({
      dataClass: z.enum(dataClasses),
      read: z.boolean(),
      because: z.enum(['role', 'share', 'emergency', 'role-lacks-it', 'share-lacks-it', 'no-access']),
    }),
  ),
  inCircle: z.boolean(),
  roleCode: z.string(),
});
export type AccessAnswer = z.output<typeof accessAnswer>;

export const caseAccess = z.object({
  people: z
    .array(
      z.object({
        userId: z.uuid(),
        name: z.string(),
        roleName: z.string(),
        because: z.enum(['agency', 'unit', 'assigned', 'created', 'all-cases']),
        reads: z.array(z.string()),
      }),
    )
    .describe('People of the own agency who see the case now'),
  grants: z.array(grantRow),
  circle: z.array(z.object({ userId: z.uuid(), name: z.string().nullable() })),
  looked: z.array(accessLine).nullable().describe('Null: needs the right to produce access logs'),
});

export const retentionInput = z.object({
  caseId: z.uuid(),
  retentionClass: z.enum(retentionCodes).optional(),
  legalHold: z.boolean().optional(),
  reason,
});
export const eraseInput = z.object({ caseId: z.uuid(), ground: z.enum(erasureGrounds) });
