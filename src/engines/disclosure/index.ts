export { decodeRecords, encodeRecords, type RecordSet } from './records/dataset.ts';
export { utilityOf, type Utility } from './records/evaluate.ts';
export { recordMethods, releaseRecords, type RecordRelease, type RecordReleaseOptions } from './records/release.ts';
export { attackSection, reportHtml, type ReportSection } from './report.ts';
export { fullTable, keyOf, mostCells, type Alike, type FullTable } from './tables/cells.ts';
export {
  buildJoint,
  type EarlierTable,
  type JointBuild,
  type JointTask,
  type KnownCell,
  type OwnTable,
  type Profile,
} from './tables/joint.ts';
export { protectLattice } from './tables/lattice.ts';
export { suppressAmounts, type AmountRelease, type DominanceRule } from './tables/dominance.ts';
export { cellKeyNoise, perturbTable, type PerturbedTable } from './tables/perturb.ts';
export { suppress, type TableRelease } from './tables/suppress.ts';
