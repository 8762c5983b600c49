import { z } from 'zod';
import { textEncodings } from '../../words/text-encodings.ts';

export const importStates = [
  'received',
  'drafting',
  'drafted',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const;
export type ImportState = (typeof importStates)[number];

export const importId = z.uuid();
const layoutId = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .describe('Such as ctdc, htcds, own-list; told from the columns when left out');
const releaseDate = z.iso.date().describe('Day the publisher released the table');

/** How the cells of one column are read. */
export const columnMapping = z.object({
  column: z.string().max(500),
  field: z.string().max(60).nullable().describe('A field of GET /api/imports/fields; null leaves the column out'),
  values: z
    .record(z.string().max(500), z.string().max(60))
    .optional()
    .describe('What a value in the list means: its code'),
  dateOrder: z.enum(['day-first', 'month-first', 'year-first']).optional(),
});
export type ColumnMapping = z.output<typeof columnMapping>;

/** A cell put right by a person; the file itself stays as it came. */
const cellCorrection = z.object({
  row: z.number().int().min(1),
  column: z.string().max(500),
  value: z.string().max(4000),
});
export type CellCorrection = z.output<typeof cellCorrection>;

/** How an agency's own list is read. Corrections are of this file alone and are never remembered for the next. */
export const listMapping = z.object({
  columns: z.array(columnMapping).max(2000),
  corrections: z.array(cellCorrection).max(5000).optional(),
});
export type ListMapping = z.output<typeof listMapping>;

/** A column as Palermo proposes to read it, and why. */
export const proposedColumn = columnMapping.extend({
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  samples: z.array(z.string()),
});
export type ProposedColumn = z.output<typeof proposedColumn>;

export const createInput = z.object({
  layout: layoutId.optional(),
  agency: z
    .string()
    .trim()
    .max(60)
    .optional()
    .describe('Code of the agency the records will belong to; the own one when left out'),
  releaseDate: releaseDate.optional(),
  sheet: z.string().max(200).optional(),
  headerRow: z.number().int().min(1).max(1000).optional(),
  encoding: z.enum(textEncodings).optional(),
  delimiter: z.string().length(1).optional(),
  mapping: z.string().max(200_000).optional().describe('The mapping of an own list, as JSON'),
});

const importProgress = z.object({
  stage: z.enum(['reading', 'writing', 'undoing']).nullable(),
  done: z.number().int(),
  total: z.number().int().nullable(),
  secondsLeft: z.number().int().nullable(),
});

export const importView = z.object({
  id: importId,
  version: z.number().int(),
  agencyId: z.uuid().nullable(),
  kind: z.enum(['records', 'series']),
  layout: z.string(),
  state: z.enum(importStates),
  fileName: z.string(),
  fileFormat: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  columns: z.array(z.string()),
  releaseDate: z.string().nullable(),
  skipErrors: z.boolean(),
  progress: importProgress,
  rows: z.number().int().nullable(),
  rowsRefused: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  counts: z.record(z.string(), z.number()),
  problem: z
    .object({
      code: z.string(),
      message: z.string(),
      remedy: z.string().optional(),
      line: z.number().int().optional(),
      row: z.number().int().optional(),
      details: z.unknown().optional(),
    })
    .nullable(),
  alreadyApplied: importId.nullable().describe('An earlier import that brought this very file'),
  needsResume: z
    .boolean()
    .describe(
      'Work stopped without an end, as when the person who asked lost the right: apply, undo or cancel takes it up',
    ),
  undoReason: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.uuid(),
  createdByName: z.string().nullable(),
  updatedAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type ImportView = z.output<typeof importView>;

export const listInput = z.object({
  state: z.enum(importStates).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional(),
});
export const listOutput = z.object({ imports: z.array(importView), nextCursor: z.string().nullable() });

const problemView = z.object({
  position: z.number().int(),
  row: z.number().int().nullable(),
  line: z.number().int().nullable(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
  remedy: z.string(),
});
export const problemsInput = z.object({
  importId,
  severity: z.enum(['error', 'warning']).optional(),
  limit: z.number().int().min(1).max(1000).default(100),
  after: z.number().int().min(0).default(0).describe('Position of the last problem seen'),
});
export const problemsOutput = z.object({
  problems: z.array(problemView),
  total: z.number().int(),
  after: z.number().int().nullable(),
});

export const previewOutput = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()), drafts: z.array(z.unknown()) })),
});

export const mappingView = z.object({
  importId,
  version: z.number().int(),
  layout: z.string(),
  releaseDate: z.string().nullable(),
  remembered: z.boolean(),
  columns: z.array(
    proposedColumn.extend({
      counts: z
        .array(z.object({ value: z.string(), count: z.number().int() }))
        .describe('The values of the column in the rows looked through, the most frequent first'),
    }),
  ),
  counted: z.number().int().describe('How many rows were looked through for the counts'),
  corrections: z.array(cellCorrection),
  unmapped: z.array(z.string()),
});

export const mappingChange = z.object({
  importId,
  layout: layoutId.optional(),
  releaseDate: releaseDate.optional(),
  mapping: listMapping.optional(),
});

export const applyInput = z.object({
  importId,
  skipErrors: z.boolean().default(false).describe('Bring in the good rows and leave out those with errors'),
});
export const undoInput = z.object({
  importId,
  force: z.boolean().default(false).describe('Take away also what was changed, shared or joined since'),
  reason: z.string().trim().min(3).max(500),
});
