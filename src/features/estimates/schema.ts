import { z } from 'zod';

/** A capture table as it travels: the lists, and how many people each combination of them holds. */
export const captureTable = z.object({
  lists: z.array(z.string().trim().min(1).max(60)).min(2).max(8).describe('The lists, each named once'),
  rows: z
    .array(
      z.object({
        on: z.array(z.boolean()).min(2).max(8).describe('For each list, whether it holds these people'),
        count: z.number().int().min(0).max(10_000_000).describe('People with exactly this history'),
      }),
    )
    .min(1)
    .max(255),
});
export type CaptureRows = z.output<typeof captureTable>;

/** Long work: the answer is null while it is being made, and there for who asks the same again. */
const stop = z.boolean().default(false).describe('Give up the work on this question instead');

/** How far the work is. */
const progress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  /** The method, `links` or `noise` it is at; null while it waits for other work. */
  doing: z.string().nullable(),
});

export const comparisonInput = z.object({
  stop,
  table: captureTable,
  months: z.number().int().min(1).max(240).nullable().default(null).describe('How many months the lists cover'),
  threshold: z.number().min(0.001).max(0.2).default(0.02).describe('A pair of lists enters below this chance'),
  seed: z.number().int().min(0).max(2_147_483_647).default(1).describe('The same seed gives the same intervals'),
});

const limits = z.tuple([z.number(), z.number()]);
const warning = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** The ways to an estimate, always shown together. */
export const methodNames = ['main', 'stepwise', 'stepwise-bootstrap', 'bic', 'bic-bootstrap', 'average'] as const;
export type MethodName = (typeof methodNames)[number];

const methodResult = z.object({
  method: z.enum(methodNames),
  estimate: z.number().nullable(),
  ci95: limits.nullable(),
  ci80: limits.nullable(),
  terms: z.array(z.string()),
  termsAtMinusInfinity: z.array(z.string()),
  warnings: z.array(warning),
  /** Why there is no estimate. */
  refusal: z.string().nullable(),
});
export type MethodResult = z.output<typeof methodResult>;

/** Estimates that carry the doubt of links, each by the method it stands beside. */
const linkedEstimates = z.object({
  /** Pairs of persons nobody has decided on. */
  pairs: z.number().int(),
  draws: z.number().int(),
  methods: z.array(
    z.object({
      method: z.enum(methodNames),
      /** Null where too few draws of links could be estimated from. */
      pooled: z
        .object({
          estimate: z.number(),
          ci95: limits,
          /** Of the variance, the share that links in doubt bring. */
          shareOfLinkage: z.number(),
          /** People seen in the draw with the fewest and the draw with the most. */
          observed: limits,
          failed: z.number().int(),
        })
        .nullable(),
    }),
  ),
});
export type LinkedEstimates = z.output<typeof linkedEstimates>;

export const comparisonOutput = z.object({
  observed: z.number().int(),
  checksum: z.string(),
  lists: z.array(z.string()),
  /** People on both lists; on the diagonal the size of each. Null: a small number, withheld. */
  overlap: z.array(z.array(z.number().int().nullable())),
  lowerBounds: z.object({ equalLists: z.number().nullable(), unequalLists: z.number().nullable() }),
  methods: z.array(methodResult),
  /** Null where no link is known to be in doubt, or the table came ready made. */
  links: linkedEstimates.nullable(),
  warnings: z.array(warning),
});
export type Comparison = z.output<typeof comparisonOutput>;

const byThreshold = z.object({
  /** A pair of lists enters below this chance. */
  threshold: z.number(),
  estimate: z.number(),
  ci95: limits,
  terms: z.array(z.string()),
  termsAtMinusInfinity: z.array(z.string()),
  /** How far the fitted counts lie from those seen, on so many degrees of freedom. */
  deviance: z.number(),
  degreesOfFreedom: z.number().int(),
});
export type ByThreshold = z.output<typeof byThreshold>;

/** Of a table that came ready made also what another setting of the stepwise choice would have given. */
const comparedTable = comparisonOutput.extend({ thresholds: z.array(byThreshold) });

export const comparedOutput = z.object({
  /** Null while it is being made: ask again in a moment. */
  comparison: comparedTable.nullable(),
  progress: progress.nullable(),
});

export const publishedOutput = z.object({
  tables: z.array(
    z.object({
      id: z.string(),
      table: captureTable,
      citation: z.string(),
      months: z.number().int().nullable(),
      /** The interval that was published of these people; null where none was. */
      said: limits.nullable(),
    }),
  ),
});

export const ownInput = z.object({
  from: z.number().int().min(1990).max(2100).describe('First year of detection'),
  to: z.number().int().min(1990).max(2100).describe('Last year of detection'),
  sex: z.enum(['F', 'M']).nullable().default(null).describe('A stratum: only this sex'),
  age: z.enum(['child', 'adult']).nullable().default(null).describe('A stratum: only this age group'),
  lists: z
    .array(
      z.object({
        agencyId: z.uuid(),
        list: z
          .string()
          .trim()
          .max(60)
          .regex(/^[^:]*$/, 'holds no colon'),
      }),
    )
    .max(100)
    .default([])
    .describe('The list of an agency: agencies of one name are merged, an empty name leaves the agency out'),
  threshold: z.number().min(0.001).max(0.2).default(0.02),
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
});
export type OwnAsked = z.output<typeof ownInput>;
export const ownQuestion = ownInput.extend({ stop });

const referral = z.object({
  fromAgency: z.uuid(),
  toAgency: z.uuid(),
  /** Null: a small number, withheld. */
  cases: z.number().int().nullable(),
});
export type Referral = z.output<typeof referral>;

export const ownOutput = z.object({
  /** Each number the estimate is made of may be this much more or less than it is; null where they are as they are. */
  noise: z.number().int().nullable(),
  /** Agencies that know any of these victims; how many is null where it is a small number. */
  agencies: z.array(
    z.object({ id: z.uuid(), name: z.string(), kind: z.string(), persons: z.number().int().nullable() }),
  ),
  referrals: z.array(referral),
  /** Why the lists cannot be estimated from. */
  refusal: z.enum(['one-list', 'too-many-lists', 'nobody', 'small-overlap']).nullable(),
  /** Null while it is being made: ask again in a moment. */
  comparison: comparisonOutput.nullable(),
  progress: progress.nullable(),
});
export type OwnEstimate = z.output<typeof ownOutput>;

export const keepInput = ownInput.extend({ title: z.string().trim().min(3).max(200) });
