export { statisticsActions } from './actions.ts';
export { countryOfPlace, type PlainField } from './fields.ts';
export { countAlike } from './query.ts';
export type { StatisticUnit } from './schema.ts';
export { joinedStands, readItem, standsOf, type Reach } from './stands.ts';
export { smallestShown } from './threshold.ts';
