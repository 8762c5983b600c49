/** A row by the names of its columns, as its table takes it. */
export type Row = Readonly<Record<string, unknown>>;

/** The tables of a caseload, in the order their foreign keys ask for. */
export const caseTables = [
  'case_file',
  'case_grant',
  'case_circle',
  'person',
  'person_record',
  'person_link',
  'person_identity',
  'person_name',
  'person_document',
  'person_contact',
  'perpetrator',
  'perpetrator_identity',
  'organisation',
  'event',
  'event_participant',
  'movement_leg',
  'note',
  'task',
  'case_link',
  'outcome',
] as const;
export type CaseTable = (typeof caseTables)[number];
export type CaseRows = Record<CaseTable, Row[]>;

export const emptyRows = (): CaseRows =>
  Object.fromEntries(caseTables.map((name) => [name, []])) as unknown as CaseRows;
