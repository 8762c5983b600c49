import { z } from 'zod';
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
