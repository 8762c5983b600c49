export { jobActions } from './actions.ts';
