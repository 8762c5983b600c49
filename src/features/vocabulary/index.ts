export { vocabularyActions } from './actions.ts';
