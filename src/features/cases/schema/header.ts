import { z } from 'zod';
import { caseStatuses, crimeAnswers, riskLevels } from '../../../words/cases.ts';
import { caseSorts } from '../../../words/case-list.ts';
import { classed } from '../../../platform/action/output.ts';

export const caseId = z.uuid();
const day = z.iso.date();

/** A case's own facts, as a list and the header of its page show them. Classes: administrative unless marked statistical. */
export const caseHeader = z.object({
  id: caseId,
  number: z.string(),
  version: z.number().int(),
  agencyId: z.uuid(),
  agencyName: z.string(),
  unitId: classed('administrative', z.uuid().nullable()),
  assignedTo: classed('administrative', z.uuid().nullable()),
  assignedToName: classed('administrative', z.string().nullable()),
  reference: classed('administrative', z.string().nullable()),
  tip: z.enum(crimeAnswers),
  som: z.enum(crimeAnswers),
  status: z.enum(caseStatuses),
  risk: classed('administrative', z.enum(riskLevels).nullable()),
  openedOn: day.nullable(),
  closedOn: day.nullable(),
  closeReason: classed('administrative', z.string().nullable()),
  closeRemark: classed('administrative', z.string().nullable()),
  reopenReason: classed('administrative', z.string().nullable()),
  registrationYear: z.number().int().nullable(),
  summary: classed('administrative', z.string().nullable()),
  retentionClass: z.string(),
  retainUntil: day.nullable(),
  legalHold: z.boolean(),
  legalHoldReason: classed('administrative', z.string().nullable()),
  erasedAt: z.string().nullable(),
  updatedAt: z.string(),
  updatedBy: classed('administrative', z.uuid().nullable()),
});
export type CaseHeader = z.output<typeof caseHeader>;

/** What a list of cases is narrowed by, and what is made of such a list. */
export const caseNarrowing = {
  status: z.enum(caseStatuses).optional(),
  tip: z.enum(crimeAnswers).optional(),
  som: z.enum(crimeAnswers).optional(),
  risk: z.enum(riskLevels).optional(),
  openedFrom: day.optional(),
  openedTo: day.optional(),
  assignedTo: z.uuid().optional(),
  unassigned: z.boolean().optional().describe('Given to nobody'),
  importId: z.uuid().optional().describe('Brought in by this import'),
  text: z.string().max(100).optional().describe('Part of the case number or of the agency’s own reference'),
};

export const caseListInput = z.object({
  ...caseNarrowing,
  sort: z.enum(caseSorts).default('updated-down'),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
/** What a list says of a case: enough for its columns and for acts on many. On a thin line each field costs all of them. */
const caseListRow = caseHeader.pick({
  id: true,
  number: true,
  version: true,
  agencyName: true,
  unitId: true,
  assignedTo: true,
  assignedToName: true,
  reference: true,
  tip: true,
  som: true,
  status: true,
  risk: true,
  openedOn: true,
  retainUntil: true,
  updatedAt: true,
});
export const caseListOutput = z.object({ cases: z.array(caseListRow), nextCursor: z.string().nullable() });

export const caseChange = z.object({
  unitId: z.uuid().nullable().optional(),
  reference: z.string().trim().max(100).nullable().optional(),
  tip: z.enum(crimeAnswers).optional(),
  som: z.enum(crimeAnswers).optional(),
  risk: z.enum(riskLevels).nullable().optional(),
  openedOn: day.optional(),
  registrationYear: z.number().int().min(1900).max(2200).nullable().optional(),
  summary: z.string().trim().max(4000).nullable().optional(),
});
