import type { Action } from '../../platform/action/index.ts';
import { assessmentActions } from './actions/assessment.ts';
import { libraryActions } from './actions/library.ts';
import { reviewActions } from './actions/review.ts';
import { versionActions } from './actions/versions.ts';

export const lawActions: readonly Action[] = [
  ...libraryActions,
  ...versionActions,
  ...assessmentActions,
  ...reviewActions,
];
export { reviewJob as lawReviewJob } from './review-job.ts';
export { lawsInUse } from './laws.ts';
