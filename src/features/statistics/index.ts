export { smallestShown, statisticsActions } from './actions.ts';
