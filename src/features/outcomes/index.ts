export { outcomeActions } from './actions.ts';
export { REPATRIATED } from './schema.ts';
