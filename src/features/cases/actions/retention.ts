import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, orNotFound, Problem, type Action } from '../../../platform/action/index.ts';
import { caseHeader, eraseInput, retentionInput, retentionReport } from '../schema.ts';
import { dueCases, findCase } from '../store.ts';
import { comingCases, heldCases, retentionCounts } from '../retention-store.ts';
import { ownCaseSubject } from '../subject.ts';
import { FILE_REMOVAL } from '../file-removal.ts';
import { retention } from './course.ts';

export const setRetention = defineAction({
  name: 'cases.retain',
  method: 'PUT',
  path: '/api/cases/:caseId/retention',
  summary: 'Set the retention class of a case, or place and lift a legal hold, with the reason',
  input: retentionInput,
  output: caseHeader,
  permission: 'case.close',
  dataClass: 'administrative',
  subject: ownCaseSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'set the retention of a case',
  auditDetail: ({ retentionClass, legalHold }) => ({
    retentionClass: retentionClass ?? null,
    legalHold: legalHold ?? null,
  }),
  run: async ({ store, subject, input }) => {
    const { row } = subject;
    const clock =
      input.retentionClass && row.closedOn ? await retention(store, subject, row.closedOn, input.retentionClass) : {};
    await store
      .updateTable('caseFile')
      .set({
        ...(input.retentionClass ? { retentionClass: input.retentionClass } : {}),
        ...clock,
        ...(input.legalHold === undefined ? {} : { legalHold: input.legalHold, legalHoldReason: input.reason }),
      })
      .where('id', '=', subject.id)
      .execute();
    return orNotFound(await findCase(store, subject.id, false));
  },
});

export const listDue = defineAction({
  name: 'retention.due',
  method: 'GET',
  path: '/api/retention/due',
  summary: 'Cases whose time is over and that no legal hold keeps, the longest overdue first',
  input: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
  output: z.object({ cases: z.array(caseHeader) }),
  permission: 'case.erase',
  subject: collection('cases'),
  purpose: 'administration',
  audit: 'listed cases whose time is over',
  auditHits: (output) => output.cases.map((found) => found.id),
  run: async ({ store, now, input }) => ({ cases: await dueCases(store, now.toISOString().slice(0, 10), input.limit) }),
});

export const retentionOverview = defineAction({
  name: 'retention.overview',
  method: 'GET',
  path: '/api/retention',
  summary:
    'The clocks of closed cases: how many are kept by each rule, whose time is over or nearly so, what a legal hold keeps',
  input: z.object({ days: z.number().int().min(1).max(1000).default(90).describe('How far ahead to look') }),
  output: retentionReport,
  permission: 'case.erase',
  dataClass: 'administrative',
  subject: collection('cases'),
  purpose: 'administration',
  audit: 'read the clocks of retention',
  auditHits: (output) => [...output.soon, ...output.held].map((found) => found.id),
  run: async ({ store, now, input }) => {
    const today = now.toISOString().slice(0, 10);
    const until = new Date(now.getTime() + input.days * 86_400_000).toISOString().slice(0, 10);
    return {
      classes: await retentionCounts(store, today, until),
      soon: await comingCases(store, today, until),
      held: await heldCases(store),
    };
  },
});

export const eraseCase = defineAction({
  name: 'cases.erase',
  method: 'POST',
  path: '/api/cases/:caseId/erase',
  summary: 'Erase all a closed case holds, with its history and files; number, agency and moment remain',
  input: eraseInput,
  output: z.object({ caseId: z.uuid(), number: z.string(), erasedAt: z.string(), files: z.number().int() }),
  permission: 'case.erase',
  dataClass: 'administrative',
  subject: ownCaseSubject,
  versioned: true,
  purpose: 'administration',
  audit: 'erased a case',
  auditDetail: ({ ground }, { files }) => ({ ground, files }),
  run: async ({ store, actor, services, subject, input, now, newId }) => {
    const { row } = subject;
    if (row.legalHold) throw new Problem('not-allowed-now', { reason: 'A legal hold keeps this case.' });
    if (!row.status.startsWith('closed')) throw new Problem('not-allowed-now', { reason: 'Close the case first.' });
    if (
      input.ground === 'time-over' &&
      (row.retainUntil === null || row.retainUntil > now.toISOString().slice(0, 10))
    ) {
      throw new Problem('not-allowed-now', {
        reason: 'The time of this case is not over. Name another ground.',
        retainUntil: row.retainUntil,
      });
    }
    const { rows } = await sql<{ files: number }>`select erase_case(${subject.id}) as files`.execute(store);
    const files = rows[0]?.files ?? 0;
    if (files > 0) await services.jobs.enqueue(store, actor, FILE_REMOVAL, newId(), {});
    const after = orNotFound(await findCase(store, subject.id, false));
    return { caseId: after.id, number: after.number, erasedAt: after.erasedAt ?? now.toISOString(), files };
  },
});

export const retentionActions: readonly Action[] = [setRetention, listDue, retentionOverview, eraseCase];
