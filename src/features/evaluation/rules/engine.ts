export {
  evaluate,
  model,
  movement,
  readSeries,
  sentencesOf,
  type Evaluation,
  type Movement,
  type NamedSeries,
  type SeriesFault,
  type Variant,
  type YearFigure,
  type YearSpan,
} from '../../../engines/evaluation/index.ts';
