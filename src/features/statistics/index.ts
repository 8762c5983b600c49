export { statisticsActions } from './actions.ts';
export { countryOfPlace } from './fields.ts';
export { countAlike } from './query.ts';
export { smallestShown } from './threshold.ts';
