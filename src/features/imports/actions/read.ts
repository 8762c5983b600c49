import { Readable } from 'node:stream';
import { z } from 'zod';
import { collection, defineAction } from '../../../platform/action/index.ts';
import { csvStream } from '../../../platform/tables/index.ts';
import { layouts } from '../layouts.ts';
import { listFields } from '../own-list/fields.ts';
import {
  importId,
  importView,
  listInput,
  listOutput,
  previewOutput,
  problemsInput,
  problemsOutput,
} from '../schema.ts';
import { countProblems, listImports, listProblems, viewOf } from '../store.ts';
import { sql } from 'kysely';
import { importSubject, mayImport, mayQuote } from './subject.ts';

export const listImportsAction = defineAction({
  name: 'imports.list',
  method: 'GET',
  path: '/api/imports',
  summary: 'Files brought in by the agency, newest first',
  input: listInput,
  output: listOutput,
  permission: 'import.run',
  subject: collection('imports'),
  purpose: 'case-work',
  audit: 'listed imports',
  auditHits: (output) => output.imports.map(({ id }) => id),
  command: 'imports list',
  run: async ({ store, input, now }) => {
    const { imports, nextCursor } = await listImports(store, input);
    return { imports: imports.map((row) => viewOf(row, now)), nextCursor };
  },
});

export const openImport = defineAction({
  name: 'imports.open',
  method: 'GET',
  path: '/api/imports/:importId',
  summary: 'One import: state, counts, progress and time left',
  input: z.object({ importId }),
  output: importView,
  permission: 'import.run',
  subject: importSubject,
  purpose: 'case-work',
  audit: 'opened an import',
  limits: { perMinute: 1200 },
  command: 'imports open',
  run: async ({ subject, now }) => viewOf(subject.found, now),
});

export const importProblems = defineAction({
  name: 'imports.problems',
  command: 'imports problems',
  method: 'GET',
  path: '/api/imports/:importId/problems',
  summary: 'What is wrong with the rows of a file: row, column, value and remedy',
  input: problemsInput,
  output: problemsOutput,
  permission: 'import.run',
  subject: importSubject,
  purpose: 'case-work',
  audit: 'read the problems of an import',
  run: async ({ store, actor, subject, input }) => {
    const found = await listProblems(store, input.importId, input.after, input.limit, input.severity);
    const problems = mayQuote(actor, subject.found) ? found : found.map((problem) => ({ ...problem, value: null }));
    return {
      problems,
      total: await countProblems(store, input.importId, input.severity),
      after: found.length === input.limit ? (found.at(-1)?.position ?? null) : null,
    };
  },
});

export const downloadProblems = defineAction({
  name: 'imports.problems-file',
  method: 'GET',
  path: '/api/imports/:importId/problems.csv',
  summary: 'The problems of a file as a table to correct the list by',
  input: z.object({ importId }),
  output: z.object({ problems: z.number().int() }),
  permission: 'import.run',
  subject: importSubject,
  purpose: 'case-work',
  audit: 'downloaded the problems of an import',
  auditDetail: (_, output) => ({ problems: output.problems }),
  reply: 'file',
  run: async ({ store, actor, subject, input }) => {
    const problems = await listProblems(store, input.importId, 0, 100_000);
    const quote = mayQuote(actor, subject.found);
    const rows = problems.map(({ row, line, severity, code, column, value, message, remedy }) => [
      String(row ?? ''),
      String(line ?? ''),
      severity,
      column ?? '',
      quote ? (value ?? '') : '',
      code,
      message,
      remedy,
    ]);
    const stream = Readable.from(
      csvStream(['row', 'line', 'severity', 'column', 'value', 'code', 'message', 'remedy'], rows, {
        byteOrderMark: true,
      }),
    );
    return {
      stream,
      mediaType: 'text/csv; charset=utf-8',
      fileName: `import-problems-${input.importId.slice(0, 8)}.csv`,
      output: { problems: problems.length },
    };
  },
});

export const previewImport = defineAction({
  name: 'imports.preview',
  method: 'GET',
  path: '/api/imports/:importId/preview',
  summary: 'The first rows of a file beside what would be written of them',
  input: z.object({ importId }),
  output: previewOutput,
  permission: 'import.run',
  subject: importSubject,
  purpose: 'case-work',
  audit: 'read the first rows of an import',
  run: async ({ store, actor, subject }) => {
    const { rows } = await sql<{
      preview: z.output<typeof previewOutput>['rows'] | null;
    }>`select preview from import where id = ${subject.id}`.execute(store);
    return { columns: subject.found.columns, rows: mayQuote(actor, subject.found) ? (rows[0]?.preview ?? []) : [] };
  },
});

export const listLayouts = defineAction({
  name: 'imports.layouts',
  method: 'GET',
  path: '/api/imports/layouts',
  summary: 'The shapes of file that can be brought in with this role',
  input: z.object({}),
  output: z.object({
    layouts: z.array(z.object({ id: z.string(), title: z.string(), kind: z.enum(['records', 'series']) })),
  }),
  permission: 'import.run',
  subject: collection('layouts'),
  purpose: 'reference',
  audit: 'listed the layouts of imports',
  command: 'imports layouts',
  run: async ({ actor }) => ({
    layouts: layouts.filter(({ kind }) => mayImport(actor, kind)).map(({ id, title, kind }) => ({ id, title, kind })),
  }),
});

export const listFieldsAction = defineAction({
  name: 'imports.fields',
  method: 'GET',
  path: '/api/imports/fields',
  summary: 'What a column of an own list may mean',
  input: z.object({}),
  output: z.object({
    fields: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        reading: z.string(),
        list: z.string().nullable(),
        many: z.boolean(),
      }),
    ),
  }),
  permission: 'import.run',
  subject: collection('fields'),
  purpose: 'reference',
  audit: 'listed the fields of imports',
  command: 'imports fields',
  run: async () => ({
    fields: listFields.map(({ id, label, reading, many }) => ({
      id,
      label,
      reading: reading.as,
      list: 'list' in reading ? reading.list : null,
      many: many === true,
    })),
  }),
});
