export { formActions } from './actions.ts';
