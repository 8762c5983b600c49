import { z } from 'zod';
import { retentionAges, retentionClasses, retentionCodes } from '../../../words/retention.ts';
import { caseHeader } from './header.ts';

export const retentionCount = z.object({
  retentionClass: z.string(),
  closed: z.number().int(),
  due: z.number().int().describe('Their time is over and no legal hold keeps them'),
  soon: z.number().int(),
  held: z.number().int(),
});
export type RetentionCount = z.output<typeof retentionCount>;

/** The clocks of closed cases in reach. */
export const retentionReport = z.object({
  classes: z.array(retentionCount),
  soon: z.array(caseHeader).describe('Time ends within the span asked for'),
  held: z.array(caseHeader).describe('Kept by a legal hold'),
});

const period = {
  retentionClass: z.enum(retentionCodes),
  yearsAfterClosing: z.number().int().min(0).max(100).describe('Years a case is kept after it was closed'),
  untilAge: z.number().int().min(retentionAges.least).max(retentionAges.most).nullable(),
};

/** The bounds of a kind hold for what an agency sets. */
function withinBounds(
  { retentionClass, yearsAfterClosing, untilAge }: z.output<z.ZodObject<typeof period>>,
  context: z.core.$RefinementCtx,
): void {
  const rule = retentionClasses.find(({ code }) => code === retentionClass) ?? retentionClasses[0];
  if (yearsAfterClosing < rule.least || yearsAfterClosing > rule.most)
    context.addIssue({
      code: 'custom',
      path: ['yearsAfterClosing'],
      message: `this kind of case is kept ${rule.least} to ${rule.most} years`,
    });
  if ((untilAge === null) !== (rule.untilAge === null))
    context.addIssue({
      code: 'custom',
      path: ['untilAge'],
      message: 'an age belongs to cases with a child, and only to them',
    });
}

export const periodAsked = z.object(period).superRefine(withinBounds);
export const periodSet = z
  .object({
    ...period,
    law: z.string().trim().min(3).max(300).describe('The law or rule it rests on, as one would cite it'),
    reason: z.string().trim().min(3).max(1000),
  })
  .superRefine(withinBounds);

export const periodRow = z.object({
  retentionClass: z.enum(retentionCodes),
  yearsAfterClosing: z.number().int(),
  untilAge: z.number().int().nullable(),
  law: z.string().nullable().describe('Null: a default of this product'),
  reason: z.string().nullable(),
  version: z.number().int().describe('0: a default of this product'),
  setAt: z.string().nullable(),
  setByName: z.string().nullable(),
});
export type PeriodRow = z.output<typeof periodRow>;
export const periodList = z.object({ periods: z.array(periodRow) });

/** Counts of closed cases that no legal hold keeps, by another period than holds now. */
export const retentionPreview = z.object({
  dueBefore: z.number().int().describe('Whose time is over today'),
  dueAfter: z.number().int(),
  years: z.array(z.object({ year: z.number().int(), before: z.number().int(), after: z.number().int() })),
  units: z.array(z.object({ unitName: z.string().nullable(), cases: z.number().int(), dueAfter: z.number().int() })),
});
export type RetentionPreview = z.output<typeof retentionPreview>;
