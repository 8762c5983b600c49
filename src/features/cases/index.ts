import type { Action } from '../../platform/action/index.ts';
import { accessActions } from './actions/access.ts';
import { circleActions } from './actions/circle.ts';
import { contentActions } from './actions/contents.ts';
import { courseActions } from './actions/course.ts';
import { emergencyActions } from './actions/emergency.ts';
import { headerActions } from './actions/header.ts';
import { historyActions } from './actions/history.ts';
import { overviewActions } from './actions/overview.ts';
import { periodActions } from './actions/periods.ts';
import { retentionActions } from './actions/retention.ts';
import { sharingActions } from './actions/sharing.ts';
import { taskActions } from './actions/tasks.ts';
import { todayActions } from './actions/today.ts';
import { viewActions } from './actions/views.ts';

export const caseActions: readonly Action[] = [
  ...headerActions,
  ...overviewActions,
  ...courseActions,
  ...contentActions,
  ...taskActions,
  ...todayActions,
  ...viewActions,
  ...sharingActions,
  ...circleActions,
  ...accessActions,
  ...emergencyActions,
  ...historyActions,
  ...periodActions,
  ...retentionActions,
];
export { fileRemoval } from './file-removal.ts';
export { caseNumber } from './rules.ts';
export { inList } from './store.ts';
