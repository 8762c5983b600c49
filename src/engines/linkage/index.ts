export { type FieldKind, fieldKinds } from './fields.ts';
export { clusterQuality, clusterSizes } from './metrics.ts';
export { candidatePrior } from './model.ts';
export { linkRecords, type LinkResult, type Stage } from './run.ts';
export { type FieldPlan, gatherRaw, planFields, profileColumns, type Source } from './sources.ts';
export { syntheticRecords, type SyntheticPools } from './synthetic.ts';
export { readFacts } from './report/facts.ts';
export { reportPage } from './report/report.ts';
export { stableIds } from './stable-ids.ts';
