import { z } from 'zod';
import { codesOf, isCode } from '../../words/codes.ts';
import { country, day, precision, reason } from '../people/schema.ts';

/** The return home of a victim: the one dated step that is not of criminal justice. */
export const REPATRIATED = 'REPATRIATED';

/** Which steps a record of a kind can take. */
export const outcomeSubjects = ['person_record', 'perpetrator'] as const;
export type OutcomeSubject = (typeof outcomeSubjects)[number];

export const stepsOf = (subject: OutcomeSubject): readonly string[] =>
  subject === 'person_record' ? [REPATRIATED] : codesOf('case-status-justice').map(({ code }) => code);

/** A step of somebody in a case, and when it was taken. */
export const outcomeFields = z.object({
  subjectKind: z.enum(outcomeSubjects),
  subjectId: z.uuid(),
  kind: z
    .string()
    .refine((code) => code === REPATRIATED || isCode('case-status-justice', code), 'is no step that is known')
    .describe('A code of case-status-justice, or REPATRIATED'),
  happenedFrom: z.iso.date(),
  happenedTo: day,
  happenedPrecision: precision,
  fromCountry: country,
  toCountry: country,
});

export const outcomeRow = outcomeFields.extend({
  id: z.uuid(),
  caseId: z.uuid(),
  version: z.number().int(),
});
export type Outcome = z.output<typeof outcomeRow>;

export const suspectAsked = z.object({ id: z.uuid() });
export const joinSuspectInput = suspectAsked.extend({
  otherId: z.uuid().describe('The suspect of another case who is the same person'),
  reason,
});
export const splitSuspectInput = suspectAsked.extend({ reason });

const sameSuspect = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  caseNumber: z.string(),
  agencyName: z.string(),
  name: z.string().nullable(),
  /** Why they were said to be one; null where it was said of others between them, or the reader does not read both sides. */
  reason: z.string().nullable(),
});
export type SameSuspect = z.output<typeof sameSuspect>;
export const sameSuspects = z.object({
  /** What the suspect asked about is called, by the best that is known. */
  name: z.string().nullable(),
  suspects: z.array(sameSuspect),
});
