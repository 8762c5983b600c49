import { z } from 'zod';
import { dataClasses } from '../../words/access.ts';

const caseId = z.uuid();
const attachmentId = z.uuid();
const description = z.string().trim().max(1000);

/** A file of a case, as far as a list tells of it. All of it is of the class the row names. */
export const attachment = z.object({
  id: attachmentId,
  caseId,
  dataClass: z.enum(dataClasses),
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  description: z.string().nullable(),
  version: z.number().int(),
  createdAt: z.string(),
  createdBy: z.uuid(),
  createdByName: z.string().nullable(),
  updatedAt: z.string(),
  updatedBy: z.uuid().nullable(),
});
export type Attachment = z.output<typeof attachment>;

/** What the sender learns: also one who may write a class without reading it. */
export const attachmentReceipt = attachment.pick({
  id: true,
  caseId: true,
  fileName: true,
  mediaType: true,
  bytes: true,
  sha256: true,
  version: true,
});
export const attachmentList = z.object({ attachments: z.array(attachment) });
export const ofCase = z.object({ caseId });
export const oneAttachment = z.object({ caseId, attachmentId });
export const attachmentUpload = z.object({
  caseId,
  dataClass: z.enum(dataClasses).describe('Who may read the file: those who read this class of the case'),
  description: description.optional(),
});
export const attachmentChange = z.object({ caseId, attachmentId, description: description.nullable() });
