import { z } from 'zod';
import { dataClasses } from '../../words/access.ts';
import { fieldTypes, formTargets } from '../../words/forms.ts';

export const formTarget = z.enum(formTargets);

/** One field of a form. Its key never changes its type, list or class: what was written stays what it was. */
export const formField = z.object({
  key: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
    .describe('Letters and digits, the first a small letter; stays the same for good'),
  type: z.enum(fieldTypes),
  label: z.string().trim().min(1).max(120).describe('In the words of the agency'),
  help: z.string().trim().max(300).nullable().default(null).describe('One sentence that explains the field'),
  dataClass: z.enum(dataClasses).describe('Who reads and writes it follows from its class'),
  list: z.string().max(60).nullable().default(null).describe('For a code: the list it is of'),
});
export type FormField = z.output<typeof formField>;

export const formChange = z.object({ target: formTarget, fields: z.array(formField).max(60) });

export const formVersion = z.object({
  target: formTarget,
  number: z.number().int().describe('0: the agency has no form for this kind of record'),
  fields: z.array(formField),
  createdAt: z.string().nullable(),
  createdByName: z.string().nullable(),
});
export type FormVersion = z.output<typeof formVersion>;
export const formList = z.object({ forms: z.array(formVersion) });
export const formVersions = z.object({ versions: z.array(formVersion) });

/** A value as it is kept; what is null or absent was not asked. */
const extraValue = z.union([z.string().max(20_000), z.number()]);
export type ExtraValue = z.output<typeof extraValue>;

export const extraInput = z.object({
  caseId: z.uuid(),
  target: formTarget,
  subjectId: z.uuid(),
  dataClass: z.enum(dataClasses),
  values: z.record(z.string().max(40), extraValue.nullable()).describe('Key of the field -> value; null clears it'),
});

export const extraRow = z.object({
  id: z.uuid(),
  version: z.number().int(),
  target: formTarget,
  subjectId: z.uuid(),
  agencyId: z.uuid(),
  agencyName: z.string().nullable(),
  dataClass: z.enum(dataClasses),
  formNumber: z.number().int().describe('The version of the form it was written under'),
  fields: z.array(formField).describe('The definitions of what is in it, as they were when it was written'),
  values: z.record(z.string(), extraValue),
  updatedAt: z.string(),
});
export type ExtraRow = z.output<typeof extraRow>;
export const extraList = z.object({ records: z.array(extraRow) });
export const extraWritten = z.object({ id: z.uuid(), caseId: z.uuid(), version: z.number().int() });
