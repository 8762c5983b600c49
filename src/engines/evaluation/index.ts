/** Honest comparison of yearly counts before and after: over-dispersed ratio, sensitivity, comparison series, trend. */
export { change, type YearChange } from './change.ts';
export { evaluate, model, movement, type Evaluation, type Movement } from './evaluate.ts';
export type { YearFigure, YearSpan } from './figures.ts';
export { readFigure, readSeries, type ReadSeries, type SeriesFault, type SeriesReading } from './read.ts';
export { sentencesOf } from './sentence.ts';
export type { NamedSeries } from './synthetic.ts';
export type { Variant } from './sensitivity.ts';
