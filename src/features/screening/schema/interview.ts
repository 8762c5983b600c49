import { z } from 'zod';
import { isCodedValue } from '../../../words/codes.ts';
import { interviewLanguages, questionOf } from '../../../words/screening/questions.ts';
import {
  agreements,
  answerBases,
  interpreterKinds,
  markKinds,
  modes,
  skipReasons,
  type Interview,
} from '../../../engines/screening/index.ts';

const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const years = z.number().int().min(0).max(120);
const span = z
  .object({ min: years, max: years })
  .refine(({ min, max }) => min <= max, { error: 'say the lower age first' });
const country = z
  .string()
  .max(10)
  .refine((value) => isCodedValue('citizenship-iso3166', value), {
    error: 'use a country of ISO 3166-1 (three letters), or UNKNOWN',
  });
const key = z.string().regex(/^[\w.-]{1,60}(\/[\w.-]{1,40})?$/, {
  error: 'use the id of a question, or instrument/code of an indicator',
});

const answer = z.object({
  value: z.enum(['seen', 'not-seen', 'not-asked']),
  codes: z
    .record(z.string().max(60), z.enum(['seen', 'not-seen']))
    .refine((codes) => Object.keys(codes).length <= 60, { error: 'name at most 60 codes' })
    .optional(),
  order: z.array(z.string().max(60)).max(60).optional().describe('The codes as they were told one after the other'),
  basis: z.enum(answerBases),
  skipped: z.enum(skipReasons).optional(),
  at: instant,
  by: z.uuid().optional(),
});

/** Every code named is one the question offers; a country is one of ISO 3166-1. */
function isKnownCode(question: string, code: string): boolean {
  const asked = questionOf(question);
  if (asked?.kind === 'countries') return isCodedValue('citizenship-iso3166', code);
  return asked?.codes?.includes(code) === true;
}

const interpreter = z
  .object({
    kind: z.enum(interpreterKinds),
    language: z.string().max(40).optional(),
    cleared: z.boolean().optional(),
  })
  .nullable();

/** A whole interview as a device keeps it. It has no field for a name. */
export const interviewFields = z
  .object({
    format: z.literal(1),
    mode: z.enum(modes),
    startedAt: instant,
    endedAt: instant.optional(),
    language: z.enum(interviewLanguages),
    interpreter,
    agreement: z.enum(agreements),
    age: z.object({
      claimed: span.optional(),
      documented: z.object({ bornFrom: day, bornTo: day, document: z.string().max(60) }).optional(),
      assessed: z.object({ min: years, max: years, method: z.string().max(100), on: day }).optional(),
      appearance: z.enum(['adult', 'perhaps-child']).optional(),
      settled: z
        .object({
          as: z.enum(['child', 'adult']),
          by: z.string().trim().min(1).max(100),
          grounds: z.string().trim().min(1).max(500),
          on: day,
        })
        .optional(),
    }),
    guardian: z
      .object({
        kind: z.enum(['parent', 'relative', 'appointed', 'social-worker', 'none']),
        present: z.boolean().optional(),
        conflictChecked: z.boolean().optional(),
        reasonForNone: z.string().trim().max(500).optional(),
      })
      .nullable(),
    protectionToldAt: instant.optional(),
    citizenship: country.optional(),
    happenedOn: day.optional(),
    answers: z.record(key, answer).refine((all) => Object.keys(all).length <= 500, { error: 'has too many answers' }),
    marks: z
      .array(
        z.object({
          kind: z.enum(markKinds),
          at: instant,
          question: z.string().max(60).optional(),
          until: interpreter.optional(),
        }),
      )
      .max(500),
  })
  .superRefine(({ answers, startedAt, endedAt }, context) => {
    if (endedAt !== undefined && endedAt < startedAt)
      context.addIssue({ code: 'custom', path: ['endedAt'], message: 'lies before the beginning' });
    for (const [question, { codes, order }] of Object.entries(answers)) {
      if (order?.some((code) => codes?.[code] !== 'seen') || new Set(order).size !== (order?.length ?? 0))
        context.addIssue({
          code: 'custom',
          path: ['answers', question, 'order'],
          message: 'names each code that was seen, once',
        });
      if (!question.includes('/') && !questionOf(question))
        context.addIssue({ code: 'custom', path: ['answers', question], message: 'is no question of the interview' });
      for (const code of Object.keys(codes ?? {}))
        if (!isKnownCode(question, code))
          context.addIssue({
            code: 'custom',
            path: ['answers', question, 'codes', code],
            message: 'is not offered here',
          });
    }
  });

/** What was parsed, as the engine takes it: the same thing, its optional fields left out and never undefined. */
export const asInterview = (parsed: z.output<typeof interviewFields>): Interview =>
  JSON.parse(JSON.stringify(parsed)) as Interview;
