export { officialActions } from './actions.ts';
