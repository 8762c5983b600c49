import { z } from 'zod';
import { foundGroups, foundKinds } from './schema/kinds.ts';
import { classed } from '../../platform/action/output.ts';

/** Why a result is there, best reason first. */
export const reasonsFound = ['same', 'begins', 'sounds', 'script', 'letters', 'number', 'words'] as const;
export type ReasonFound = (typeof reasonsFound)[number];

export const findInput = z.object({
  text: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('A name in any script, a document number, a phone, a case number or words'),
  groups: z.array(z.enum(foundGroups)).min(1).max(foundGroups.length).optional().describe('Only these groups'),
  limit: z.number().int().min(1).max(50).default(8).describe('Most results in each group'),
});

export const foundHit = z.object({
  kind: z.enum(foundKinds),
  id: z.uuid(),
  caseId: z.uuid(),
  caseNumber: z.string(),
  caseStatus: z.string(),
  agencyName: z.string(),
  personId: z.uuid().nullable(),
  recordId: z.uuid().nullable(),
  personName: classed('identity', z.string().nullable()).describe(
    'A name of the person, where another thing of theirs was found',
  ),
  part: z.string().nullable().describe('The part the person has in the case'),
  sex: z.string().nullable(),
  citizenships: z.array(z.string()).nullable(),
  birthFrom: z.string().nullable(),
  birthTo: z.string().nullable(),
  /** What was found, as written; of a long text the words around. */
  text: z.string(),
  detail: z.string().nullable().describe('The kind of document or contact, or the class of a note'),
  reason: z.enum(reasonsFound),
  score: z.number().min(0).max(1).describe('How near the result is to what was asked'),
});
export type FoundHit = z.output<typeof foundHit>;

export const findOutput = z.object({
  groups: z.array(
    z.object({
      group: z.enum(foundGroups),
      hits: z.array(foundHit),
      more: z.boolean().describe('There are more than shown'),
    }),
  ),
});
export type Found = z.output<typeof findOutput>;
