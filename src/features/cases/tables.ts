import type { Generated } from 'kysely';

/** What every record carries: counted up and stamped by the database at each change. */
export interface Stamped {
  version: Generated<number>;
  createdAt: Generated<string>;
  createdBy: Generated<string>;
  updatedAt: Generated<string>;
  updatedBy: string | null;
}

export interface CaseFileTable extends Stamped {
  id: string;
  number: string;
  agencyId: string;
  unitId: string | null;
  assignedTo: string | null;
  reference: string | null;
  tip: Generated<string>;
  som: Generated<string>;
  status: Generated<string>;
  risk: string | null;
  openedOn: string | null;
  closedOn: string | null;
  closeReason: string | null;
  closeRemark: string | null;
  reopenReason: string | null;
  registrationYear: number | null;
  summary: string | null;
  retentionClass: Generated<string>;
  retainUntil: string | null;
  legalHold: Generated<boolean>;
  legalHoldReason: string | null;
  erasedAt: string | null;
  importId: string | null;
}

declare module '../../platform/store/open.ts' {
  interface Tables {
    caseFile: CaseFileTable;
  }
}
