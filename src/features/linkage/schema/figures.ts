import { z } from 'zod';

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
  noise: z
    .number()
    .int()
    .nullable()
    .describe('Numbers may be this much more or less than they are, always in the same way'),
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
  steps: z
    .array(z.object({ from: z.number(), precision: share, recall: share }))
    .describe('Among reviewed pairs, were those linked that are at least so likely'),
  drift: z.object({
    decisions: z.number(),
    expected: z.number(),
    observed: z.number(),
    z: z.number(),
    warned: z.boolean(),
  }),
});
