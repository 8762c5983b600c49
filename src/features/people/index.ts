import type { Action } from '../../platform/action/index.ts';
import { joinActions } from './actions/join.ts';
import { pageActions } from './actions/page.ts';
import { recordActions } from './actions/records.ts';

export const peopleActions: readonly Action[] = [...recordActions, ...pageActions, ...joinActions];
export { caseRecordActions, personPartActions, type Completing } from './record-actions.ts';
export { deleteRecord, insertRecord, loadRecord, updateRecord, visibleCase, type Values } from './record-store.ts';
export { orderFaults } from './rules.ts';
export { accessLog, classesOfCase, personRecords } from './store.ts';
export { reason, written } from './schema.ts';
