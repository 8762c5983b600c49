export { estimateActions } from './actions.ts';
