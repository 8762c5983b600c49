import { z } from 'zod';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/, { error: 'use small letters, digits and hyphens' });
const label = z
  .record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(300))
  .refine((words) => 'en' in words, { error: 'needs English (en) at least' });
const count = z.number().int().min(1).max(20).optional();

/** A list of signs of an agency's own, as its administrator loads it. */
export const instrumentContent = z
  .object({
    code,
    instrumentVersion: z.string().trim().min(1).max(20),
    title: label,
    source: z.string().trim().min(1).max(300).describe('Who made it, and where it can be read'),
    sourceVerified: z.boolean(),
    rule: z
      .object({
        anyOf: z
          .array(z.object({ strong: count, medium: count, weak: count, mediumOrWeak: count }))
          .min(1)
          .max(10),
        verified: z.boolean(),
      })
      .nullable()
      .describe('When a dimension shows strong indications; null where the list has no threshold'),
    indicators: z
      .array(
        z.object({
          code: z.string().regex(/^[\w.-]{1,40}$/, { error: 'use letters, digits, points and hyphens' }),
          label,
          dimension: z.string().trim().min(1).max(60),
          weight: z.enum(['strong', 'medium', 'weak']).nullable(),
          verified: z.boolean(),
        }),
      )
      .min(1)
      .max(300),
  })
  .superRefine(({ indicators, code: own }, context) => {
    if (/^(screening|dtm)-/.test(own))
      context.addIssue({ code: 'custom', path: ['code'], message: 'is kept for the published instruments' });
    const seen = new Set<string>();
    indicators.forEach((indicator, at) => {
      if (seen.has(indicator.code))
        context.addIssue({ code: 'custom', path: ['indicators', at, 'code'], message: 'stands twice' });
      seen.add(indicator.code);
    });
  });
export type InstrumentContent = z.output<typeof instrumentContent>;

export const instrumentRow = z.object({
  id: z.uuid(),
  code: z.string(),
  instrumentVersion: z.string(),
  content: instrumentContent,
  active: z.boolean(),
  version: z.number().int(),
  createdAt: z.string(),
});
export type InstrumentRow = z.output<typeof instrumentRow>;
