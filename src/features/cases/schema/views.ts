import { z } from 'zod';
import { caseColumns, caseSorts, viewAudiences } from '../../../words/case-list.ts';
import { caseStatuses, crimeAnswers, riskLevels } from '../../../words/cases.ts';

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

/** A list of cases as somebody wants to see it again. */
export const caseView = z.strictObject({
  filter: caseFilter,
  sort: z.enum(caseSorts),
  columns: z.array(z.enum(caseColumns)).max(caseColumns.length),
});
export type CaseView = z.output<typeof caseView>;

export const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  audience: z.enum(viewAudiences),
  ownerName: z.string(),
  own: z.boolean(),
  view: caseView,
});
