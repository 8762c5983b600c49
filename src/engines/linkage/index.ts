export type { Batch } from './batch.ts';
export { type Clusters, clusterPairs, type ClusterOptions, type WeightedPairs } from './cluster.ts';
export { type FieldKind, fieldKinds } from './fields.ts';
export { clusterQuality, type ClusterQuality, clusterSizes } from './metrics.ts';
export { candidatePrior, patternWeight, probabilityOf } from './model.ts';
export { linkRecords, type LinkOptions, type LinkResult, type Stage } from './run.ts';
export { type FieldPlan, gatherRaw, planFields, profileColumns, type Source } from './sources.ts';
export { syntheticRecords, type SyntheticPools } from './synthetic.ts';
