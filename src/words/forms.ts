/** What an agency may add fields to, and what such a field may hold. */

export const formTargets = ['case', 'person_record', 'event'] as const;
export type FormTarget = (typeof formTargets)[number];

export const fieldTypes = ['text', 'long-text', 'number', 'date', 'yes-no', 'code'] as const;
export type FieldType = (typeof fieldTypes)[number];
