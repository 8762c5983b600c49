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

export const comparisonInput = z.object({
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

export const comparisonOutput = z.object({
  observed: z.number().int(),
  checksum: z.string(),
  lists: z.array(z.string()),
  /** People on both lists; on the diagonal the size of each. */
  overlap: z.array(z.array(z.number().int())),
  lowerBounds: z.object({ equalLists: z.number().nullable(), unequalLists: z.number().nullable() }),
  methods: z.array(methodResult),
  warnings: z.array(warning),
});
export type Comparison = z.output<typeof comparisonOutput>;

export const publishedOutput = z.object({
  tables: z.array(
    z.object({ id: z.string(), table: captureTable, citation: z.string(), months: z.number().int().nullable() }),
  ),
});
