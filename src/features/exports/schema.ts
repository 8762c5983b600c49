import { z } from 'zod';
import { caseNarrowing } from '../cases/schema.ts';

const exportFormats = ['csv', 'xlsx', 'json', 'htcds'] as const;
const exportSubjects = ['cases', 'persons'] as const;
/** As `platform/seal` asks it; the schema is read by the web app too. */
const PASSPHRASE_MIN = 12;

export const exportFilter = z.strictObject({
  caseIds: z.array(z.uuid()).min(1).max(1000).optional(),
  ...caseNarrowing,
});
export type ExportFilter = z.output<typeof exportFilter>;

export const exportAsked = z.object({
  subject: z
    .enum(exportSubjects)
    .describe('cases: one row a case; persons: one row a person record. HTCDS is of persons'),
  format: z.enum(exportFormats),
  filter: exportFilter.default({}),
  passphrase: z
    .string()
    .min(PASSPHRASE_MIN)
    .max(500)
    .optional()
    .describe('Opens the file; chosen by the person who exports and told to nobody else'),
  encrypt: z.boolean().optional().describe('false: leave the file open, which needs a reason when identity is inside'),
  reason: z.string().trim().min(10).max(500).optional(),
});

export const exportShown = z.object({
  id: z.uuid(),
  subject: z.enum(exportSubjects),
  format: z.enum(exportFormats),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  problem: z.unknown().nullable(),
  encrypted: z.boolean(),
  sensitive: z.boolean(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  lost: z
    .record(z.string(), z.number().int())
    .nullable()
    .describe('Values the format has no word for, counted by field'),
  fileName: z.string(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type ExportShown = z.output<typeof exportShown>;
