import { z } from 'zod';

const bytes = z.number().int();

/** How an installation is. Counts, sizes and moments; no names of people, no paths, no secrets. */
export const healthReport = z.object({
  product: z.object({ version: z.string(), node: z.string(), startedAt: z.string() }),
  database: z.object({
    kind: z.enum(['embedded', 'postgresql']),
    version: z.string(),
    bytes,
    answerMs: z.number().describe('How long the database took to answer this question'),
    migrations: z.number().int(),
    lastMigration: z.string().nullable(),
  }),
  disk: z.object({ freeBytes: bytes, totalBytes: bytes }).nullable().describe('Of the data folder; null: not told'),
  memory: z.object({ usedBytes: bytes, freeBytes: bytes, totalBytes: bytes }),
  jobs: z.object({
    waiting: z.number().int(),
    running: z.number().int(),
    stalled: z.number().int().describe('Taken up and not heard of since'),
    failed: z.number().int().describe('In the last seven days'),
    oldestWaiting: z.string().nullable(),
    filesToRemove: z.number().int(),
  }),
  backup: z.object({ lastAt: z.string().nullable().describe('The last one made through the server') }),
  audit: z.object({ lastSealAt: z.string().nullable(), lastActAt: z.string().nullable() }),
  keys: z.array(
    z.object({
      name: z.enum(['seal', 'audit']),
      present: z.boolean(),
      madeAt: z.string().nullable(),
      openToOthers: z.boolean().describe('Whether others than the owner may read the file'),
    }),
  ),
});
export type HealthReport = z.output<typeof healthReport>;
