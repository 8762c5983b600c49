export { caseActions } from './actions.ts';
