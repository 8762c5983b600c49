/** Honest comparison of yearly counts before and after: over-dispersed ratio, sensitivity, comparison series, trend. */
export { change, type Change, type YearChange } from './change.ts';
export { evaluate, model, movement, type Evaluation, type Movement, type Warning } from './evaluate.ts';
export type { YearFigure, YearSpan } from './figures.ts';
export {
  readFigure,
  readSeries,
  type ReadSeries,
  type SeriesFault,
  type SeriesReading,
  type SeriesTable,
} from './read.ts';
export { sentencesOf, type Said, type SentenceFormats } from './sentence.ts';
export type { NamedSeries } from './synthetic.ts';
export type { Variant } from './sensitivity.ts';
