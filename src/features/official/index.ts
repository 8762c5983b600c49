export { officialActions } from './actions.ts';
export { officialOut } from './ledger.ts';
