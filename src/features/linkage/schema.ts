import { z } from 'zod';
import { classed } from '../../platform/action/output.ts';

/** What of a record can be compared, and agreed on. A sheltered address is none of it. */
export const linkageFields = [
  'name',
  'birthDate',
  'birthPlace',
  'sex',
  'citizenship',
  'document',
  'phone',
  'email',
] as const;
export type LinkageField = (typeof linkageFields)[number];

/** What a record says, by the columns that are compared: a field may have two. */
export const factNames = [
  'name',
  'birth',
  'birthPlace',
  'sex',
  'citizenship',
  'document',
  'card',
  'phone',
  'email',
] as const;
export type FactName = (typeof factNames)[number];

const field = z.enum(linkageFields);
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
  counts: z.record(z.string(), z.number()),
  problem: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type RunView = z.output<typeof runView>;

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
});
export type RunReport = z.output<typeof runReport>;

const pairStates = ['open', 'disagreed', 'undecided', 'same', 'different'] as const;
export const verdicts = ['same', 'different', 'cannot-tell'] as const;
export type Verdict = (typeof verdicts)[number];

const factShape = Object.fromEntries(
  factNames.map((name) => [
    name,
    classed(name === 'phone' || name === 'email' ? 'contact' : 'identity', z.string().nullable().optional()),
  ]),
) as Record<FactName, z.ZodOptional<z.ZodNullable<z.ZodString>>>;

const sideView = z.object({
  own: z.boolean(),
  agencyName: z.string(),
  recordId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  shown: z.array(field),
  facts: z.object(factShape),
});

export const inboxInput = z.object({
  state: z.enum(pairStates).default('open'),
  runId: z.uuid().optional(),
  order: z.enum(['worth', 'likely']).default('worth'),
  limit: z.number().int().min(1).max(100).default(50),
});
const inboxRow = z.object({
  id: z.uuid(),
  agencies: z.array(z.string()),
  weight: z.number(),
  probability: z.number(),
  worth: z.number(),
  cluster: z.string(),
  comparisons: z.array(z.object({ name: z.string(), label: z.string().nullable(), bits: z.number() })),
  state: z.enum(pairStates),
  version: z.number().int(),
  mine: z.enum(verdicts).nullable(),
});
export const inboxView = z.object({
  rows: z.array(inboxRow),
  waiting: z.object({ open: z.number(), disagreed: z.number(), undecided: z.number() }),
});

export const pairId = z.object({ pairId: z.uuid() });
export const pairView = z.object({
  id: z.uuid(),
  version: z.number().int(),
  state: z.enum(pairStates),
  how: z.string().nullable(),
  weight: z.number(),
  probability: z.number(),
  prior: z.number(),
  steps: z.array(
    z.object({
      name: z.string(),
      label: z.string().nullable().describe('How alike; null where one side says nothing'),
      bits: z.number(),
    }),
  ),
  sides: z.array(sideView),
  effect: z.object({ persons: z.number(), joined: z.boolean(), contradicted: z.boolean() }),
  decisions: z.array(
    z.object({
      verdict: z.enum(verdicts),
      byName: z.string().nullable(),
      agencyName: z.string(),
      remark: z.string().nullable(),
      createdAt: z.string(),
      undoneAt: z.string().nullable(),
    }),
  ),
});
export type PairView = z.output<typeof pairView>;

export const decideInput = z.object({
  pairId: z.uuid(),
  verdict: z.enum(verdicts),
  remark: z.string().trim().max(500).optional(),
});
export const decided = z.object({ id: z.uuid(), state: z.enum(pairStates) });

export const overlapInput = z.object({
  agreementId: z
    .uuid()
    .optional()
    .describe('The agencies of an agreement; else all, or the own agency, as one may count'),
  agencyIds: z.array(z.uuid()).max(8).default([]),
  internal: z.boolean().default(false).describe('Small counts shown, for who may'),
});
const interval = z.object({ low: z.number(), high: z.number() });
export const overlapView = z.object({
  lists: z.array(
    z.object({
      agencyId: z.uuid(),
      name: z.string(),
      persons: z.number().nullable(),
      withheld: z.boolean(),
      interval: interval.nullable(),
    }),
  ),
  cells: z.array(
    z.object({
      on: z.array(z.boolean()).describe('By list, whether it holds these persons'),
      persons: z.number().nullable(),
      withheld: z.boolean(),
      interval: interval.nullable().describe('95 % of the draws of links that nobody decided yet'),
    }),
  ),
  persons: z.number().nullable(),
  interval: interval.nullable(),
  openPairs: z.number(),
  draws: z.number(),
  threshold: z.number().nullable(),
});

const share = z.object({
  part: z.number(),
  whole: z.number(),
  share: z.number().nullable(),
  low: z.number(),
  high: z.number(),
});
export const qualityView = z.object({
  reviewed: z.number(),
  precision: share.describe('Of reviewed pairs the program would link, those that people found the same'),
  recall: share.describe('Of pairs that people found the same, those the program would link'),
  bins: z.array(z.object({ from: z.number(), to: z.number(), said: z.number().nullable(), found: share })),
  drift: z.object({
    decisions: z.number(),
    expected: z.number(),
    observed: z.number(),
    z: z.number(),
    warned: z.boolean(),
  }),
});
