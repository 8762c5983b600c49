export { healthActions } from './actions.ts';
