/** The columns a list of cases may show, beside the number of each. */
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

/** What it may be sorted by: each column, upwards or downwards. */
export const caseSortKeys = ['number', ...caseColumns] as const;
export type CaseSortKey = (typeof caseSortKeys)[number];
export const caseSorts = caseSortKeys.flatMap((key) => [`${key}-down`, `${key}-up`] as const);
export type CaseSort = (typeof caseSorts)[number];

/** Columns that only those who read administrative data can see; nobody else can sort or narrow a list by them. */
export const administrativeColumns: ReadonlySet<CaseSortKey> = new Set(['risk', 'assigned', 'reference', 'unit']);

/** Whom a saved view is for. */
export const viewAudiences = ['me', 'unit', 'agency'] as const;
