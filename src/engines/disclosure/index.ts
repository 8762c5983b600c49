export { decodeRecords, encodeRecords, type RecordSet } from './records/dataset.ts';
export { utilityOf, type Utility } from './records/evaluate.ts';
export { recordMethods, releaseRecords, type RecordRelease, type RecordReleaseOptions } from './records/release.ts';
export { attackSection, reportHtml, type ReportSection } from './report.ts';
export { fullTable, keyOf, mostCells, type Alike, type FullTable } from './tables/cells.ts';
export { protectLattice, type Lattice } from './tables/lattice.ts';
export type { Solve } from './tables/programme.ts';
export { suppress, type TableRelease } from './tables/suppress.ts';
