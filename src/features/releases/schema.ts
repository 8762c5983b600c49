import { z } from 'zod';
import { statisticFields, statisticUnits } from '../statistics/schema.ts';

const tableMethods = ['suppress', 'round', 'cell-key'] as const;
const recordMethods = ['k', 'k-anonymous', 'dp-synthetic'] as const;
export const releaseMethods = [...tableMethods, ...recordMethods] as const;
export type ReleaseMethod = (typeof releaseMethods)[number];
const releaseStates = [
  'building',
  'failed',
  'refused',
  'built',
  'discarded',
  'approved',
  'published',
  'withdrawn',
] as const;

/** A corridor is two fields, so that a release names them apart. */
export const releaseFields = statisticFields.filter((field) => field !== 'corridor');

const text = (length: number) => z.string().trim().min(1).max(length);

export const releaseAsked = z.object({
  title: text(200),
  method: z.enum(releaseMethods).describe('A way to protect a table, or one to make records'),
  unit: z.enum(statisticUnits).default('victims'),
  fields: z
    .array(z.enum(releaseFields))
    .min(1)
    .max(8)
    .describe('Dimensions of a table (at most three), or columns of records'),
  cutOff: z.iso.date().describe('Cases opened up to this day are counted'),
  threshold: z.number().int().min(3).max(1000).default(11).describe('Fewest that may be told of, and k of records'),
  base: z.number().int().min(3).max(1000).default(5).describe('Counts are rounded to multiples of this (round)'),
  epsilon: z.number().min(0.1).max(100).default(1).describe('What the release may tell of one person (dp-synthetic)'),
  delta: z.number().min(1e-12).max(0.01).default(0.000_001),
  length: z.number().int().min(1).max(4).default(3).describe('The longest combinations kept in records'),
  spare: z
    .boolean()
    .default(false)
    .describe('Withhold also what earlier releases would give away, in place of refusing'),
  revises: z.uuid().optional().describe('The release this is a new version of'),
  changes: text(1000).optional().describe('What is new in it; needed for a revision'),
  note: text(2000).optional(),
  licence: text(100).default('CC BY 4.0'),
  citation: text(500),
});
export type ReleaseAsked = z.output<typeof releaseAsked>;

const values = z.array(z.string().nullable());
export const toldCell = z.object({ values, count: z.number().nullable() });
export type ToldCell = z.output<typeof toldCell>;

/**
 * What was found when a release was attacked. With intervals around withheld counts: for the office only. Null is what is measured on
 * the records themselves, and told to those who may open them or see small counts.
 */
export const reportShown = z.object({
  /** Tables with withheld cells: what an outsider can still infer; high null where nothing bounds it. */
  inferred: z
    .array(z.object({ values, isSmall: z.boolean(), low: z.number(), high: z.number().nullable() }))
    .nullable()
    .default(null),
  /** Tables with changed counts: mean absolute change, and the narrowest interval left of a small count. */
  changed: z.object({ meanError: z.number(), narrowest: z.number().nullable() }).nullable().default(null),
  records: z
    .object({
      from: z.number().nullable(),
      lost: z.number().nullable(),
      utility: z.array(
        z.object({
          length: z.number(),
          combinations: z.number(),
          meanCount: z.number(),
          meanError: z.number(),
          suppressedShare: z.number(),
          fabricatedShare: z.number(),
          belowThreshold: z.number(),
        }),
      ),
      /** A guess from the nearest released record whether a known one was used: gain over chance, among so many tried. */
      membership: z.object({ tried: z.number(), advantage: z.number() }).nullable(),
      spent: z.object({ epsilon: z.number(), delta: z.number(), rho: z.number(), sigma: z.number() }).nullable(),
    })
    .nullable()
    .default(null),
});
export type ReportShown = z.input<typeof reportShown>;

export const refusalReason = z.object({
  /** `withheld` in place of all reasons that name groups, for readers who may not see small counts. */
  kind: z.enum(['small', 'difference', 'together', 'too-many', 'empty', 'withheld']),
  /** The earlier release that gives it away; null: this one alone. */
  release: z.object({ id: z.uuid(), title: z.string(), number: z.number() }).nullable(),
  values,
  /** What the values are of, where they are not the release's own fields. */
  fields: z.array(z.string()).nullable().default(null),
});
export type RefusalReason = z.output<typeof refusalReason>;

export const releaseFigures = z.object({
  cells: z.number().optional(),
  small: z.number().optional(),
  beside: z.number().optional(),
  /** Both together, for who may not see which are small. */
  withheld: z.number().optional(),
  records: z.number().optional(),
  narrowest: z.number().nullable().optional(),
  /** Rounded so that parts add up to their sums. */
  additive: z.boolean().optional(),
  countedAt: z.string().optional(),
});
export type ReleaseFigures = z.output<typeof releaseFigures>;

const releaseSettings = z.object({
  threshold: z.number(),
  base: z.number(),
  epsilon: z.number(),
  delta: z.number(),
  length: z.number(),
});

export const releaseShown = z.object({
  id: z.uuid(),
  seriesId: z.uuid(),
  number: z.number().int(),
  kind: z.enum(['table', 'records']),
  title: z.string(),
  unit: z.enum(statisticUnits),
  fields: z.array(z.enum(releaseFields)),
  reach: z.enum(['agency', 'all']),
  cutOff: z.string(),
  method: z.enum(releaseMethods),
  settings: releaseSettings,
  spare: z.boolean(),
  /** Counted in whole steps of entry, for a maker who may open no records. */
  stepped: z.boolean(),
  note: z.string().nullable(),
  licence: z.string(),
  citation: z.string(),
  changes: z.string().nullable(),
  state: z.enum(releaseStates),
  figures: releaseFigures.nullable(),
  refusal: z.array(refusalReason).nullable(),
  /** When the draft was first opened by somebody who may not see small counts; from then on it counts as told. */
  openedAt: z.string().nullable(),
  openedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  isOwn: z.boolean(),
  version: z.number().int(),
});
export type ReleaseShown = z.output<typeof releaseShown>;

export const releaseOpened = releaseShown.extend({
  told: z.array(toldCell).nullable(),
  report: reportShown.nullable(),
});
export type ReleaseOpened = z.output<typeof releaseOpened>;

export const raiseShown = z.object({
  id: z.uuid(),
  dataSet: z.string(),
  epsilon: z.number(),
  delta: z.number(),
  reason: z.string(),
  askedAt: z.string(),
  askedBy: z.string().nullable(),
  isOwn: z.boolean(),
  state: z.enum(['asked', 'granted', 'refused']),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decisionReason: z.string().nullable(),
  version: z.number().int(),
});
export type RaiseShown = z.output<typeof raiseShown>;

export const raiseAsked = z.object({
  dataSet: z.string().max(100).describe('As the list of budgets names it, such as all'),
  epsilon: z.number().min(0.1).max(100).describe('All that may then be told, what was told before included'),
  delta: z.number().positive().max(0.01).optional(),
  reason: z.string().trim().min(20).max(2000),
});
export const raiseDecided = z.object({
  raiseId: z.uuid(),
  grant: z.boolean(),
  reason: z.string().trim().min(5).max(2000),
});

export const budgetShown = z.object({
  dataSet: z.string(),
  epsilon: z.number(),
  delta: z.number(),
  spentEpsilon: z.number(),
  spentDelta: z.number(),
  /** The newest first. */
  raises: z.array(raiseShown),
});
export type BudgetShown = z.output<typeof budgetShown>;

export const windowShown = z.object({
  open: z.boolean(),
  about: z.string().nullable(),
  embedders: z.array(z.string()),
  agencyCode: z.string(),
  version: z.number().int(),
});

/** A site that may show the window in a frame: its origin and nothing more. */
const origin = z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'write it as https://site.example');
export const windowChange = z.object({
  open: z.boolean(),
  about: text(2000).nullable(),
  embedders: z.array(origin).max(20).default([]),
});
