/** What can be found: each kind of record that has words. */
export const foundKinds = [
  'name',
  'suspect',
  'organisation',
  'document',
  'contact',
  'case',
  'summary',
  'note',
  'attachment',
  'task',
] as const;
export type FoundKind = (typeof foundKinds)[number];

/** How results stand together on the page. */
export const foundGroups = ['people', 'cases', 'numbers', 'texts', 'others'] as const;
export type FoundGroup = (typeof foundGroups)[number];

/** Which group a kind stands in. */
export const groupOf: Readonly<Record<FoundKind, FoundGroup>> = {
  name: 'people',
  suspect: 'others',
  organisation: 'others',
  document: 'numbers',
  contact: 'numbers',
  case: 'cases',
  summary: 'texts',
  note: 'texts',
  attachment: 'texts',
  task: 'texts',
};
