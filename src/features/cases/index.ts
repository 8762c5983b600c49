export { caseActions } from './actions.ts';
export { caseNumber } from './rules.ts';
