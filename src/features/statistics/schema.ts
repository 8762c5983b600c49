import { z } from 'zod';

/** What can be counted by. A corridor is citizenship and country of exploitation together. */
export const statisticFields = [
  'registrationYear',
  'citizenship',
  'countryOfExploitation',
  'corridor',
  'form',
  'sex',
  'gender',
  'ageGroup',
  'ageSpan',
  'ageBand',
  'part',
  'victimStatus',
  'agency',
  'status',
  'tip',
  'som',
  'sector',
  'meansOfControl',
  'recruiterRelation',
  'migrationStatus',
] as const;
export type StatisticField = (typeof statisticFields)[number];

/** What is counted: persons once however many records tell of them, records as they came, or cases. */
export const statisticUnits = ['victims', 'persons', 'records', 'cases'] as const;
export type StatisticUnit = (typeof statisticUnits)[number];

export const statisticsInput = z.object({
  by: z.array(z.enum(statisticFields)).max(2).default([]).describe('At most two fields'),
  where: z.array(z.string().max(100)).max(10).default([]).describe('FIELD=CODE, all of which must hold'),
  unit: z.enum(statisticUnits).default('victims'),
  internal: z.boolean().default(false).describe('Show small counts too; needs the right to'),
});

export const statisticsOutput = z.object({
  by: z.array(z.enum(statisticFields)),
  unit: z.enum(statisticUnits),
  where: z.array(z.object({ field: z.enum(statisticFields), code: z.string() })),
  rows: z.array(
    z.object({
      key: z.record(z.string(), z.string()),
      labels: z.record(z.string(), z.string()),
      count: z.number().int().nullable(),
      withheld: z.boolean(),
    }),
  ),
  total: z.number().int().nullable(),
  totalWithheld: z.boolean(),
  /** Fields of which one counted thing can have several values. */
  multiValued: z.array(z.enum(statisticFields)),
  /** True when something counts in several rows: the rows then add up to more than the total. */
  overlapping: z.boolean(),
  note: z.string().nullable(),
  threshold: z.number().int().nullable(),
  /** Every count may be this much more or less than it is, always in the same way; null where counts are told as they are. */
  noise: z.number().int().nullable(),
  asOf: z.string(),
  release: z.string().nullable(),
  coverage: z.object({ agencies: z.number().int() }),
});
export type Statistics = z.output<typeof statisticsOutput>;
