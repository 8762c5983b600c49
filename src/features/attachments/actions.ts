import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import { defineAction, orNotFound, Problem, type Action, type Subject } from '../../platform/action/index.ts';
import type { LoadContext } from '../../platform/action/define.ts';
import { checkContent } from './content.ts';
import { verified } from './download.ts';
import {
  attachment,
  attachmentChange,
  attachmentList,
  attachmentReceipt,
  attachmentUpload,
  oneAttachment,
  ofCase,
  type Attachment,
} from './schema.ts';
import { caseIsVisible, findAttachment, listAttachments, storageKeyOf } from './store.ts';

const DEFAULT_MEGABYTES = 100;
const megabytes = Number(process.env['PALERMO_ATTACHMENT_MEGABYTES']);
/** The largest file taken; PALERMO_ATTACHMENT_MEGABYTES sets another limit. */
const maxAttachmentBytes = (megabytes > 0 ? megabytes : DEFAULT_MEGABYTES) * 1024 * 1024;

async function caseSubject({ input, store }: LoadContext<{ caseId: string }, Actor>): Promise<Subject | null> {
  return (await caseIsVisible(store, input.caseId)) ? { kind: 'case', id: input.caseId, caseId: input.caseId } : null;
}

async function attachmentSubject({
  input,
  store,
  forUpdate,
}: LoadContext<{ caseId: string; attachmentId: string }, Actor>): Promise<(Subject & { row: Attachment }) | null> {
  const row = await findAttachment(store, input.caseId, input.attachmentId, forUpdate);
  return (
    row && {
      kind: 'attachment',
      id: row.id,
      caseId: row.caseId,
      version: row.version,
      updatedAt: row.updatedAt,
      updatedBy: row.updatedBy,
      row,
    }
  );
}

export const listAttachmentsAction = defineAction({
  name: 'attachments.list',
  method: 'GET',
  path: '/api/cases/:caseId/attachments',
  summary: 'The files of a case, of the classes the reader reads',
  input: ofCase,
  output: attachmentList,
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'listed the attachments of a case',
  auditHits: (output) => output.attachments.map((found) => found.id),
  command: 'attachments list',
  run: async ({ store, input }) => ({ attachments: await listAttachments(store, input.caseId) }),
});

export const addAttachment = defineAction({
  name: 'attachments.add',
  method: 'POST',
  path: '/api/cases/:caseId/attachments',
  summary: 'Attach a file to a case: checked by content, kept encrypted',
  input: attachmentUpload,
  output: attachmentReceipt,
  permission: 'case.update',
  dataClass: (input) => input.dataClass,
  prepare: async ({ upload, keepFile }) => {
    if (!upload) throw new Problem('unsupported-type', { send: 'application/octet-stream' });
    return { upload, mediaType: await checkContent(upload), storageKey: await keepFile(upload.path) };
  },
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'attached a file',
  auditHits: (output) => [output.id],
  auditDetail: (input) => ({ dataClass: input.dataClass }),
  body: 'file',
  limits: { bodyBytes: maxAttachmentBytes, perMinute: 60 },
  run: async ({ store, input, prepared, newId }) => {
    const { upload, mediaType, storageKey } = prepared;
    const id = newId();
    const { fileName, bytes, sha256 } = upload;
    await store
      .insertInto('attachment')
      .values({
        id,
        ...input,
        description: input.description ?? null,
        fileName,
        mediaType,
        bytes,
        sha256,
        storageKey,
        updatedBy: null,
      })
      .execute();
    return {
      id,
      caseId: input.caseId,
      fileName: upload.fileName,
      mediaType,
      bytes: upload.bytes,
      sha256: upload.sha256,
      version: 1,
    };
  },
});

export const downloadAttachment = defineAction({
  name: 'attachments.download',
  method: 'GET',
  path: '/api/cases/:caseId/attachments/:attachmentId/content',
  summary: 'The content of an attached file',
  input: oneAttachment,
  output: z.null(),
  permission: 'case.read',
  subject: attachmentSubject,
  purpose: 'case-work',
  audit: 'downloaded an attachment',
  reply: 'file',
  command: 'attachments download',
  run: async ({ store, services, subject: { row } }) => {
    const storageKey = orNotFound(await storageKeyOf(store, row.id));
    const content = await services.files.open(storageKey).catch(() => {
      throw new Problem('file-unreadable', {
        remedy: 'The stored content is missing or damaged. Ask the operator to restore it from a backup.',
      });
    });
    return { stream: verified(content, row.sha256), mediaType: row.mediaType, fileName: row.fileName };
  },
});

export const changeAttachment = defineAction({
  name: 'attachments.change',
  method: 'PATCH',
  path: '/api/cases/:caseId/attachments/:attachmentId',
  summary: 'Change what is said of an attached file',
  input: attachmentChange,
  output: attachment,
  permission: 'case.update',
  subject: attachmentSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'changed an attachment’s description',
  run: async ({ store, input }) => {
    await store
      .updateTable('attachment')
      .set({ description: input.description })
      .where('id', '=', input.attachmentId)
      .execute();
    return orNotFound(await findAttachment(store, input.caseId, input.attachmentId, false));
  },
});

export const removeAttachment = defineAction({
  name: 'attachments.remove',
  method: 'DELETE',
  path: '/api/cases/:caseId/attachments/:attachmentId',
  summary: 'Remove a file from a case; the content goes after the removal stands',
  input: oneAttachment,
  output: z.object({ id: z.uuid() }),
  permission: 'case.update',
  subject: attachmentSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'removed an attachment',
  run: async ({ store, input }) => {
    await store.deleteFrom('attachment').where('id', '=', input.attachmentId).execute();
    return { id: input.attachmentId };
  },
});

export const attachmentActions: readonly Action[] = [
  listAttachmentsAction,
  addAttachment,
  downloadAttachment,
  changeAttachment,
  removeAttachment,
];
