import type { Action } from '../../platform/action/index.ts';
import { agreementActions } from './actions/agreements.ts';
import { figureActions } from './actions/figures.ts';
import { groupActions } from './actions/groups.ts';
import { reviewActions } from './actions/review.ts';
import { runActions } from './actions/runs.ts';

export const linkageActions: readonly Action[] = [
  ...agreementActions,
  ...runActions,
  ...reviewActions,
  ...groupActions,
  ...figureActions,
];
export { linkageJob } from './job.ts';
export { compareImported } from './actions/runs.ts';
