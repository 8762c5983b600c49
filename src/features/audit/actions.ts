import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import { collection, defineAction, type Action, type Services, type Subject } from '../../platform/action/index.ts';
import { verifyAudit, type AuditReport } from '../../platform/audit/index.ts';
import { asActor } from '../../platform/store/index.ts';
import { csvStream } from '../../platform/tables/index.ts';
import { auditFilter, auditListInput, auditListOutput, auditReport } from './schema.ts';
import { listAudit } from './store.ts';

const EXPORT_PAGE = 1000;

export const listAuditAction = defineAction({
  name: 'audit.list',
  method: 'GET',
  path: '/api/audit',
  summary: 'Who did what and when, newest first: ids and codes, no content',
  input: auditListInput,
  output: auditListOutput,
  permission: 'audit.read',
  subject: collection('audit'),
  purpose: 'oversight',
  audit: 'read the audit trail',
  auditDetail: (input, output) => ({ events: output.events.length, caseId: input.caseId ?? null }),
  command: 'audit list',
  run: ({ store, actor, input: { limit, cursor, ...filter } }) => listAudit(store, actor, filter, limit, cursor),
});

export const exportAuditAction = defineAction({
  name: 'audit.export',
  method: 'GET',
  path: '/api/audit/export',
  summary: 'The audit trail as CSV',
  input: auditFilter,
  output: z.null(),
  permission: 'audit.read',
  subject: collection('audit'),
  purpose: 'oversight',
  audit: 'exported the audit trail',
  reply: 'file',
  run: async ({ services, actor, input, now }) => ({
    stream: Readable.from(
      csvStream(columns, auditRows(services, actor, { ...input, to: input.to ?? now.toISOString() }), {
        byteOrderMark: true,
      }),
    ),
    mediaType: 'text/csv; charset=utf-8',
    fileName: `audit-${now.toISOString().slice(0, 10)}.csv`,
  }),
});

const columns = [
  'at',
  'actor',
  'actorName',
  'agency',
  'action',
  'outcome',
  'subjectKind',
  'subjectId',
  'caseId',
  'purpose',
  'hits',
  'detail',
  'lane',
  'seq',
] as const;

/** Each page is its own transaction, so a long trail holds up nobody. */
async function* auditRows(
  services: Services,
  actor: Actor,
  filter: z.output<typeof auditFilter>,
): AsyncGenerator<string[]> {
  let cursor: string | undefined;
  do {
    const page = await asActor(services.database, actor, (store) =>
      listAudit(store, actor, filter, EXPORT_PAGE, cursor),
    );
    for (const event of page.events) {
      yield [
        event.at,
        event.actor ?? '',
        event.actorName ?? '',
        event.agencyCode ?? '',
        event.action,
        event.outcome,
        event.subjectKind ?? '',
        event.subjectId ?? '',
        event.caseId ?? '',
        event.purpose ?? '',
        String(event.hitCount),
        JSON.stringify(event.detail),
        event.lane,
        String(event.seq),
      ];
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

export const verifyAuditAction = defineAction({
  name: 'audit.verify',
  method: 'GET',
  path: '/api/audit/verify',
  summary: 'Recompute the audit trail and say where it was changed, if it was',
  input: z.object({}),
  output: auditReport,
  permission: 'audit.verify',
  // Before the transaction: a long trail is read page by page and holds up nobody.
  prepare: ({ services }) => verifyAudit(services.database.owner, services.keys, services.config.keyFolder),
  subject: async ({ prepared }): Promise<Subject & { report: AuditReport }> => ({
    kind: 'audit',
    id: null,
    report: prepared,
  }),
  purpose: 'oversight',
  audit: 'verified the audit trail',
  auditDetail: (_input, output) => ({ events: output.events, intact: output.intact, faults: output.faults.length }),
  limits: { perMinute: 6 },
  command: 'audit verify',
  run: async ({ subject: { report } }) => ({ ...report, faults: [...report.faults] }),
});

export const auditActions: readonly Action[] = [listAuditAction, exportAuditAction, verifyAuditAction];
