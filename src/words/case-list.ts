/** How a list of cases may be sorted. */
export const caseSorts = [
  'updated-down',
  'updated-up',
  'opened-down',
  'opened-up',
  'number-down',
  'number-up',
] as const;
export type CaseSort = (typeof caseSorts)[number];

/** The columns it may show. */
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

/** Whom a saved view is for. */
export const viewAudiences = ['me', 'unit', 'agency'] as const;
