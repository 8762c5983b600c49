import { z } from 'zod';
import { ageBases, datePrecisions } from '../../../words/cases.ts';
import { answers, codesOf, isCode, isCodedValue, MASKED, UNKNOWN, type CodeListId } from '../../../words/codes.ts';
import { isPlace } from '../../../words/gazetteer.ts';

/** One code of a list; null: not asked; UNKNOWN: asked and not known; MASKED: withheld by the source. */
export const coded = (list: CodeListId) =>
  z
    .string()
    .max(60)
    .refine((value) => isCodedValue(list, value), { error: `use a code of the list ${list}, or UNKNOWN` })
    .describe(`Code of the list ${list}, UNKNOWN or MASKED; null: not asked`)
    .nullable()
    .optional();

/** A code that must be given; UNKNOWN is an answer. */
export const neededCode = (list: CodeListId) =>
  z
    .string()
    .max(60)
    .refine((value) => isCodedValue(list, value), { error: `use a code of the list ${list}, or UNKNOWN` })
    .describe(`Code of the list ${list}, or UNKNOWN`);

/** Codes of one half of the list sex-gender; its own word for unknown gives way to ours. */
export const codedOfScheme = (scheme: 'sex' | 'gender') => {
  const allowed = new Set([
    ...codesOf('sex-gender')
      .filter((code) => code['scheme'] === scheme && code.code !== 'SX_UNKNOWN')
      .map((code) => code.code),
    UNKNOWN,
    MASKED,
  ]);
  return z
    .string()
    .max(60)
    .refine((value) => allowed.has(value), { error: `use one of ${[...allowed].join(', ')}` })
    .nullable()
    .optional();
};

/** Many codes of a list, each with its answer; an absent code was not asked. */
export const codedSet = (list: CodeListId) =>
  z
    .record(z.string().max(60), z.enum(answers))
    .superRefine((set, context) => {
      for (const code of Object.keys(set)) {
        if (!isCode(list, code)) {
          context.addIssue({ code: 'custom', path: [code], message: `is not a code of the list ${list}` });
        }
      }
    })
    .describe(`Codes of the list ${list}, each answered yes, no or unknown; null: nothing of it was asked`)
    .nullable()
    .optional();

const isCountry = (value: string): boolean => isCodedValue('citizenship-iso3166', value);
export const country = z
  .string()
  .max(10)
  .refine(isCountry, { error: 'use a country of ISO 3166-1 (three letters), or UNKNOWN' })
  .nullable()
  .optional();
export const countriesOf = z
  .array(z.string().max(10).refine(isCountry, { error: 'use a country of ISO 3166-1 (three letters), or UNKNOWN' }))
  .max(20)
  .nullable()
  .optional();

/** A place of the gazetteer. */
export const place = z
  .string()
  .max(20)
  .refine((value) => value === UNKNOWN || value === MASKED || isPlace(value), {
    error: 'use a code of the gazetteer (country, area or border point), or UNKNOWN',
  })
  .nullable()
  .optional();

export const text = (most: number) => z.string().trim().max(most).nullable().optional();
export const neededText = (most: number) => z.string().trim().min(1).max(most);
export const day = z.iso.date().nullable().optional();
export const precision = z.enum(datePrecisions).nullable().optional();
export const age = z.number().int().min(0).max(120).nullable().optional();
export const ageBasis = z.enum(ageBases).nullable().optional();
export const reason = z.string().trim().min(3).max(1000);

/** What the database adds to every record. */
const stamps = {
  id: z.uuid(),
  caseId: z.uuid(),
  version: z.number().int(),
  createdAt: z.string(),
  createdBy: z.uuid(),
  updatedAt: z.string(),
  updatedBy: z.uuid().nullable(),
};

/** A record as it is read: what may be said of it, and its stamps. */
export const asRead = <S extends z.ZodRawShape>(fields: z.ZodObject<S>) => fields.extend(stamps);

/** The answer to a write: what was written, and the version to name at the next change. */
export const written = z.object({ id: z.uuid(), caseId: z.uuid(), version: z.number().int() });
