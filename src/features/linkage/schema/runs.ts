import { z } from 'zod';
import { field } from './fields.ts';

const reviewers = z.union([z.literal(1), z.literal(2)]);

export const agreementInput = z.object({
  agencyIds: z.array(z.uuid()).min(1).max(9).describe('The other agencies'),
  fields: z.array(field).min(2).describe('What is compared'),
  shownFields: z
    .array(field)
    .describe('What of it a reviewer of another agency sees; of the rest only how alike it is'),
  purpose: z.string().trim().min(10).max(1000),
  reviewers: reviewers.default(2).describe('How many must say the same; of two, one of each agency'),
  validUntil: z.iso.date(),
});
export const agreementId = z.object({ agreementId: z.uuid() });
export const agreementView = z.object({
  id: z.uuid(),
  purpose: z.string(),
  fields: z.array(field),
  shownFields: z.array(field),
  reviewers: z.number().int(),
  validUntil: z.string(),
  createdAt: z.string(),
  state: z.enum(['proposed', 'holds', 'withdrawn', 'over']),
  parties: z.array(
    z.object({
      agencyId: z.uuid(),
      agencyName: z.string(),
      own: z.boolean(),
      agreedAt: z.string().nullable(),
      withdrawnAt: z.string().nullable(),
    }),
  ),
});
export type AgreementView = z.output<typeof agreementView>;

export const ruleInput = z.object({
  reviewers,
  automaticFrom: z
    .number()
    .min(0.9)
    .max(1)
    .nullable()
    .describe('From this probability pairs of the own agency are joined without a person; null: never'),
  onImport: z.boolean().describe('Whether records of an import are compared with those already there'),
});
export const ruleView = ruleInput.extend({ version: z.number().int() });

export const runInput = z.object({
  agreementId: z.uuid().nullable().default(null).describe('Null: the records of the own agency'),
  seed: z.number().int().min(1).max(1_000_000).default(1),
});
export const runsInput = z.object({
  importId: z.uuid().optional().describe('Only comparisons of what this import brought'),
});
export const runId = z.object({ runId: z.uuid() });
const runStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const runView = z.object({
  id: z.uuid(),
  agencyName: z.string(),
  agreementId: z.uuid().nullable(),
  importId: z.uuid().nullable(),
  fields: z.array(field),
  seed: z.number().int(),
  state: z.enum(runStates),
  stage: z.string().nullable(),
  done: z.number().nullable(),
  total: z.number().nullable(),
  secondsLeft: z.number().nullable().describe('Of the step it is at; null while that is unknown'),
  counts: z.record(z.string(), z.number()),
  problem: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type RunView = z.output<typeof runView>;

/** What became of the pairs a run found, of those the reader may know of. */
export const runPairs = z.object({
  open: z.number().int().describe('To decide, by the reader'),
  said: z.number().int().describe('The reader has decided, another is still to'),
  disagreed: z.number().int(),
  undecided: z.number().int(),
  same: z.number().int(),
  different: z.number().int(),
  elsewhere: z.number().int().describe('That the reader may not see, such as those between other agencies'),
  gone: z
    .number()
    .int()
    .describe('No longer listed: a record was erased, or a later comparison did not find them again'),
});
export type RunPairs = z.output<typeof runPairs>;

/** What a run learned and how its pairs look, without any record. */
export const runReport = z.object({
  comparisons: z.array(
    z.object({
      name: z.string(),
      levels: z.array(
        z.object({ label: z.string(), m: z.number(), u: z.number(), bits: z.number(), pairs: z.number() }),
      ),
    }),
  ),
  prior: z.number().describe('log2 of the odds that a candidate pair is of one person'),
  threshold: z.number(),
  probability: z.number(),
  completeness: z.array(z.object({ name: z.string(), filled: z.number(), distinct: z.number() })),
  keys: z.array(z.object({ name: z.string(), pairs: z.number(), added: z.number(), largestBlock: z.number() })),
  leftOut: z.array(z.object({ name: z.string(), pairs: z.number() })),
  bins: z.array(z.object({ from: z.number(), count: z.number() })),
  sizes: z.array(z.object({ size: z.number(), clusters: z.number() })),
  unlinkable: z.number(),
  examples: z
    .array(
      z.object({
        what: z.enum(['strong', 'linked', 'not-linked']),
        weight: z.number(),
        probability: z.number(),
        steps: z.array(z.object({ name: z.string(), label: z.string().nullable(), bits: z.number() })),
      }),
    )
    .optional()
    .describe('What made up the weight of some pairs; nothing of what their records say'),
});
export type RunReport = z.output<typeof runReport>;
