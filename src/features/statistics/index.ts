export { statisticsActions } from './actions.ts';
export { countryOfPlace, type PlainField } from './fields.ts';
export { withNoiseOf } from './protection.ts';
export { countAlike, keySum, lastFullStep } from './query.ts';
export type { StatisticUnit } from './schema.ts';
export { joinedStands, readItem, standsOf, type Reach } from './stands.ts';
export { opensRecords, smallestShown } from './threshold.ts';
