import type { Action } from './platform/action/index.ts';
import type { JobKind } from './platform/jobs/index.ts';
import { accountActions } from './features/accounts/index.ts';
import { administrationActions } from './features/administration/index.ts';
import { attachmentActions } from './features/attachments/index.ts';
import { auditActions } from './features/audit/index.ts';
import { backupActions } from './features/backup/index.ts';
import { caseActions, fileRemoval } from './features/cases/index.ts';
import { deviceActions } from './features/devices/index.ts';
import { estimateActions } from './features/estimates/index.ts';
import { importActions, importJobs } from './features/imports/index.ts';
import { jobActions } from './features/jobs/index.ts';
import { exportActions, exportJob } from './features/exports/index.ts';
import { formActions } from './features/forms/index.ts';
import { healthActions } from './features/health/index.ts';
import { lawActions, lawReviewJob } from './features/law/index.ts';
import { officialActions } from './features/official/index.ts';
import { outcomeActions } from './features/outcomes/index.ts';
import { linkageActions, linkageJob } from './features/linkage/index.ts';
import { peopleActions } from './features/people/index.ts';
import { demoActions, demoJob } from './features/demo/index.ts';
import { releaseActions, releaseJob } from './features/releases/index.ts';
import { screeningActions } from './features/screening/index.ts';
import { searchActions } from './features/search/index.ts';
import { seriesActions, seriesFillJob } from './features/series/index.ts';
import { statisticsActions } from './features/statistics/index.ts';
import { vocabularyActions } from './features/vocabulary/index.ts';

/** Every use case of the product. A new feature adds its line here and nowhere else. */
export const actions: readonly Action[] = [
  ...accountActions,
  ...administrationActions,
  ...caseActions,
  ...peopleActions,
  ...linkageActions,
  ...lawActions,
  ...importActions,
  ...deviceActions,
  ...screeningActions,
  ...searchActions,
  ...seriesActions,
  ...statisticsActions,
  ...releaseActions,
  ...officialActions,
  ...outcomeActions,
  ...estimateActions,
  ...auditActions,
  ...formActions,
  ...vocabularyActions,
  ...healthActions,
  ...attachmentActions,
  ...backupActions,
  ...exportActions,
  ...demoActions,
  ...jobActions,
];

/** Every kind of work that outlives a request. */
export const jobKinds: readonly JobKind<never>[] = [
  exportJob,
  ...importJobs,
  fileRemoval,
  demoJob,
  lawReviewJob,
  linkageJob,
  releaseJob,
  seriesFillJob,
];
