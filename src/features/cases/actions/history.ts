import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { changeLines } from '../rules.ts';
import { caseChangeLine, caseId, caseMoment } from '../schema.ts';
import { caseSubject } from '../subject.ts';
import { caseAt, caseVersions } from '../versions.ts';

async function namesOf(store: Store, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from app_user where id = any(${known}::uuid[])`.execute(store);
  return new Map(rows.map((row) => [row.id, row.name]));
}

export const caseHistory = defineAction({
  name: 'cases.history',
  method: 'GET',
  path: '/api/cases/:caseId/history',
  summary:
    'What was said, changed and removed in a case, by whom and when, the latest first, within the reader’s classes',
  input: z.object({
    caseId,
    limit: z.number().int().min(1).max(500).default(100),
    skip: z.number().int().min(0).max(100_000).default(0),
  }),
  output: z.object({ changes: z.array(caseChangeLine), more: z.boolean() }),
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'oversight',
  audit: 'read the history of a case',
  run: async ({ store, subject, input }) => {
    const lines = changeLines(await caseVersions(store, subject.id));
    const page = lines.slice(input.skip, input.skip + input.limit);
    const names = await namesOf(
      store,
      page.map((line) => line.by),
    );
    return {
      changes: page.map((line) => ({ ...line, byName: line.by === null ? null : (names.get(line.by) ?? null) })),
      more: lines.length > input.skip + input.limit,
    };
  },
});

export const caseAtMoment = defineAction({
  name: 'cases.at',
  method: 'GET',
  path: '/api/cases/:caseId/at',
  summary: 'A case and all it held as they were at an instant, within what the reader may read today',
  input: z.object({ caseId, moment: z.iso.datetime() }),
  output: caseMoment,
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'oversight',
  audit: 'read a case as it was',
  run: async ({ store, subject, input }) => ({
    caseId: subject.id,
    moment: input.moment,
    ...(await caseAt(store, subject.id, input.moment)),
  }),
});

export const historyActions: readonly Action[] = [caseHistory, caseAtMoment];
