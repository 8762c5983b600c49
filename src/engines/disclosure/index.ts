export { protect, type Protected, type TableCell } from './protect.ts';
export { decodeRecords, encodeRecords, type RecordSet } from './records/dataset.ts';
export { utilityOf, type Utility } from './records/evaluate.ts';
export { recordMethods, releaseRecords, type RecordRelease, type RecordReleaseOptions } from './records/release.ts';
export { attackSection, reportHtml, type ReportSection } from './report.ts';
export { fullTable, mostCells, type FullTable } from './tables/cells.ts';
export { suppress, type TableRelease } from './tables/suppress.ts';
