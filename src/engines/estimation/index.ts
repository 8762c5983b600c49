// How many people nobody saw: multiple systems estimation from the overlap of lists. Method and order of building after
// Chan, Silverman and Vincent (2021, JASA 116:1297) and Silverman, Chan and Vincent (2024, Statistics and Computing 34:44).
export {
  canonicalText,
  fewestLists,
  mergeLists,
  mostLists,
  observedOf,
  omitLists,
  overlapMatrix,
  readCaptureTable,
  tableOfPersons,
  type CaptureTable,
  type TableProblem,
} from './capture-table.ts';
export { lowerBounds, type LowerBounds } from './chao.ts';
export { averageDecomposable, type Averaged } from './decomposable.ts';
export {
  chooseFor,
  chooseModel,
  estimateFrom,
  estimatePopulation,
  estimationMethods,
  resampledStreams,
  streamsOf,
  type Choice,
  type Estimate,
  type EstimateOptions,
  type EstimateOutcome,
  type EstimationMethod,
  type ModelAsked,
  type Refusal,
  type Rule,
  type Streams,
} from './estimate.ts';
export {
  fitDrawnLinks,
  fitDrawnTables,
  poolDraws,
  sharesOf,
  tableOfLikelyLinks,
  type DrawnFit,
  type DrawnTables,
  type LinkDraws,
  type Pooled,
  type UncertainLinks,
} from './linkage-uncertainty.ts';
export { readLinks } from './read-links.ts';
export { simulateTable, uncertainLinks, type Population } from './simulate.ts';
export { aboutRepeats, type EstimateWarning, type EstimateWarningCode } from './warnings.ts';
