import { z } from 'zod';

export const auditFilter = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  actor: z.uuid().optional(),
  action: z.string().max(100).optional().describe('An action’s name, or the part before its dot'),
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  caseId: z.uuid().optional(),
});
export const auditListInput = auditFilter.extend({
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** One event as the viewer shows it: ids and codes, no content. The name is of the person who acted, where visible. */
export const auditEntry = z.object({
  lane: z.uuid(),
  seq: z.number().int(),
  at: z.string(),
  actor: z.uuid().nullable(),
  actorName: z.string().nullable(),
  agency: z.uuid().nullable(),
  agencyCode: z.string().nullable(),
  action: z.string(),
  outcome: z.string(),
  subjectKind: z.string().nullable(),
  subjectId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  purpose: z.string().nullable(),
  hits: z.array(z.uuid()),
  hitCount: z.number().int(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntry = z.output<typeof auditEntry>;
export const auditListOutput = z.object({ events: z.array(auditEntry), nextCursor: z.string().nullable() });

export const auditReport = z.object({
  events: z.number().int(),
  lanes: z.number().int(),
  seals: z.number().int(),
  intact: z.boolean(),
  faults: z.array(
    z.object({
      lane: z.uuid(),
      seq: z.number().int(),
      kind: z.enum(['edited', 'removed', 'reordered', 'inserted', 'tail-removed', 'seal-broken', 'column-differs']),
      message: z.string(),
    }),
  ),
});
