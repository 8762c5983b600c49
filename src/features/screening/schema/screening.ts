import { z } from 'zod';
import { statusDeciders } from '../../../words/screening/steps.ts';
import { crimeAnswers } from '../../../words/cases.ts';
import { levels, modes } from '../../../engines/screening/index.ts';
import { classed } from '../../../platform/action/output.ts';
import { instrumentRow } from './instrument.ts';
import { interviewFields } from './interview.ts';

const id = z.uuid();
const day = z.iso.date();
const text = (most: number) => z.string().trim().min(1).max(most);

/** A case as it is opened from a screening: what the officer, not the engine, suspects. */
const opening = z.object({
  tip: z.enum(crimeAnswers),
  som: z.enum(crimeAnswers),
  summary: z.string().trim().max(4000).optional(),
});

const written = {
  caseId: id.nullable().optional().describe('The case it belongs to; a screening may stand before there is one'),
  recordId: id.nullable().optional().describe('Whose record in the case'),
  interview: interviewFields,
  finish: z.boolean().default(false).describe('Ends the interview: its answers are then closed'),
  opening: opening.nullable().optional().describe('Opens a case with what the interview tells, when it is finished'),
};
export const screeningAdd = z.object({
  ...written,
  exercise: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,40}$/, { error: 'use letters, digits and hyphens' })
    .nullable()
    .optional()
    .describe('The code of a written case, screened by several officers to see how far they agree'),
});
export const screeningChange = z.object({ ...written, id });
export const screeningWritten = z.object({
  id,
  version: z.number().int(),
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
});

/** That somebody was screened. Its level is a prompt for a trained person, never a finding. */
export const screeningRow = z.object({
  id,
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
  recordId: id.nullable(),
  exercise: z.string().nullable(),
  mode: z.enum(modes),
  language: z.string(),
  state: z.enum(['running', 'finished']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  level: z.enum(levels),
  treatAs: z.enum(['child', 'adult', 'unknown']),
  danger: z.boolean(),
  protectionToldAt: z.string().nullable(),
  modes: z.array(z.string()),
  retainUntil: z.string().nullable().describe('The day after which it is forgotten, while it stands in no case'),
  officerName: classed('administrative', z.string().nullable()),
  isOwn: z.boolean(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type ScreeningRow = z.output<typeof screeningRow>;

export const screeningListInput = z.object({
  caseId: id.optional(),
  state: z.enum(['running', 'finished']).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

export const decisionInput = z.object({
  screeningId: id,
  step: z.enum(['screening', 'reasonable-grounds', 'formal']),
  outcome: z.enum(['yes', 'no', 'suspended', 'more-needed']),
  grounds: text(2000),
  decidedByBody: z.enum(statusDeciders),
  decidedOn: day,
});
export const decisionRow = z.object({
  id,
  step: z.string(),
  outcome: z.string(),
  standard: z.string(),
  grounds: classed('administrative', z.string()),
  decidedByBody: z.string(),
  decidedOn: day,
  shownLevel: z.enum(levels),
  differs: z.boolean(),
  decidedByName: classed('administrative', z.string().nullable()),
  createdAt: z.string(),
});

/** What was told before, by question. Only what the reader may read of the case is in it. */
const told = z.object({
  question: z.string(),
  value: z.enum(['seen', 'not-seen']),
  codes: z.record(z.string(), z.enum(['seen', 'not-seen'])).optional(),
  kind: z.enum(['record', 'screening']),
  to: z.string(),
  on: z.string(),
});
export const toldOutput = z.object({ told: z.record(z.string(), z.array(told)) });

/**
 * One screening. The answers go to who reads testimony, and to who asked: the database decides row by row, so
 * they carry no class of their own and are null to others.
 */
export const screeningOpened = z.object({
  screening: screeningRow,
  interview: z.unknown().nullable(),
  result: z.unknown().nullable().describe('What the instruments of the day made of it'),
  decisions: z.array(decisionRow),
});

/** What an interview needs at hand before it begins, also with no network. */
export const screeningKit = z.object({
  agencyId: id,
  country: z.string().nullable(),
  instruments: z.array(instrumentRow),
  law: z.unknown().describe('Law packs of the Protocols and of the agency’s state, as the law engine reads them'),
});

export const compareInput = z.object({
  from: day.optional(),
  to: day.optional(),
  exercise: z.string().max(40).optional(),
});
const kappa = z.object({
  kappa: z.number().nullable(),
  observed: z.number(),
  expected: z.number(),
  subjects: z.number().int(),
});
export const compareOutput = z.object({
  officers: z.array(
    z.object({
      officerId: id,
      name: z.string().nullable(),
      screenings: z.number().int(),
      medianMinutes: z.number().nullable(),
      skippedShare: z.number().nullable(),
      distressNoted: z.number().int(),
      decisionsDiffering: z.number().int(),
    }),
  ),
  pairs: z.array(z.object({ one: z.string(), other: z.string(), agreement: kappa })),
  level: kappa.extend({ raters: z.number().int() }).nullable(),
  questions: z.array(kappa.extend({ question: z.string(), raters: z.number().int() })),
  skipped: z.array(z.object({ question: z.string(), times: z.number().int(), of: z.number().int() })),
  screenings: z.number().int(),
  comparedSubjects: z.number().int(),
  more: z.boolean().describe('There were more screenings than are compared at once'),
});
export type Comparison = z.input<typeof compareOutput>;
