import { z } from 'zod';

/** Everybody of the demonstration signs in with it. Worth nothing elsewhere: no other database holds its hash. */
export const DEMO_PASSWORD = 'palermo-demo-2026';

export const demoFillInput = z.object({
  seed: z.string().trim().min(1).max(100).default('1').describe('The same seed gives the same caseload'),
  cases: z.number().int().min(1).max(1_000_000).default(2000),
});
export const demoFillOutput = z.object({ jobId: z.uuid() });

/** A queued fill, as whoever queued it wrote it down. */
export const demoJobInput = z.object({
  seed: z.union([z.string(), z.number()]).transform(String).default('1'),
  cases: z.number().int().min(1).max(1_000_000).default(2000),
  today: z.iso.date().optional(),
});

export const demoPerson = z.object({
  email: z.string(),
  name: z.string(),
  language: z.string(),
  agency: z.string(),
  role: z.string(),
});
export const demoShowOutput = z.object({
  demo: z.boolean(),
  password: z.string().nullable(),
  people: z.array(demoPerson),
});
