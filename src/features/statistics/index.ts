export { statisticsActions } from './actions.ts';
export { countryOfPlace, fieldLabel, type PlainField } from './fields.ts';
export { countAlike } from './query.ts';
export { smallestShown } from './threshold.ts';
