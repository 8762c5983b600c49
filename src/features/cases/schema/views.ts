import { z } from 'zod';
import { caseStatuses, crimeAnswers, riskLevels } from '../../../words/cases.ts';

export const caseSorts = [
  'updated-down',
  'updated-up',
  'opened-down',
  'opened-up',
  'number-down',
  'number-up',
] as const;
export type CaseSort = (typeof caseSorts)[number];

/** What a list of cases is narrowed by. Never text: a view that is shared must not hold a name. */
export const caseFilter = z.strictObject({
  status: z.enum(caseStatuses).optional(),
  tip: z.enum(crimeAnswers).optional(),
  som: z.enum(crimeAnswers).optional(),
  risk: z.enum(riskLevels).optional(),
  openedFrom: z.iso.date().optional(),
  openedTo: z.iso.date().optional(),
  mine: z.boolean().optional().describe('Given to whoever looks'),
  unassigned: z.boolean().optional(),
});
export type CaseFilter = z.output<typeof caseFilter>;

export const caseColumns = [
  'tip',
  'som',
  'status',
  'risk',
  'assigned',
  'opened',
  'updated',
  'reference',
  'agency',
  'unit',
  'retain',
] as const;
export type CaseColumn = (typeof caseColumns)[number];

/** A list of cases as somebody wants to see it again. */
export const caseView = z.strictObject({
  filter: caseFilter,
  sort: z.enum(caseSorts),
  columns: z.array(z.enum(caseColumns)).max(caseColumns.length),
});
export type CaseView = z.output<typeof caseView>;

export const viewAudiences = ['me', 'unit', 'agency'] as const;
export const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  audience: z.enum(viewAudiences),
  ownerName: z.string(),
  own: z.boolean(),
  view: caseView,
});
