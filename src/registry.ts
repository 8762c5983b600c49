import type { Action } from './platform/action/index.ts';
import type { JobKind } from './platform/jobs/index.ts';
import { administrationActions } from './features/administration/index.ts';
import { accountActions } from './features/accounts/index.ts';
import { auditActions } from './features/audit/index.ts';
import { caseActions } from './features/cases/index.ts';
import { importActions, importJobs } from './features/imports/index.ts';

/** Every use case of the product. A new feature adds its line here and nowhere else. */
export const actions: readonly Action[] = [...administrationActions, ...accountActions, ...caseActions, ...auditActions, ...importActions];

/** Every kind of work that outlives a request. */
export const jobKinds: readonly JobKind<never>[] = [...importJobs];
