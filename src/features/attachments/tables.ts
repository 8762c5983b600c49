import type { Generated } from 'kysely';

export interface AttachmentTable {
  id: string;
  caseId: string;
  dataClass: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  storageKey: string;
  description: string | null;
  version: Generated<number>;
  createdAt: Generated<string>;
  createdBy: Generated<string>;
  updatedAt: Generated<string>;
  updatedBy: string | null;
}

declare module '../../platform/store/open.ts' {
  interface Tables {
    attachment: AttachmentTable;
  }
}
