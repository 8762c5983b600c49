/** What an evaluation says in plain words: keys of the catalogue with what fills them, so that every language says the same. */
import type { Period } from './before-after.ts';
import type { Evaluation } from './evaluate.ts';

/** How a reader's language writes the parts of a sentence. */
export interface SentenceFormats {
  readonly number: (value: number) => string;
  /** With its sign: +391, -103. */
  readonly signed: (value: number) => string;
  /** Per cent of 100, with its sign and one decimal. */
  readonly percent: (value: number) => string;
  readonly ratio: (value: number) => string;
  readonly years: (years: readonly number[]) => string;
  /** From a first to a last year or value; reads from left to right in every language. */
  readonly span: (from: string, to: string) => string;
}

export type SentenceKey =
  | 'evaluation.sentence.base'
  | 'evaluation.sentence.range'
  | 'evaluation.sentence.noFigures'
  | 'evaluation.sentence.notShown'
  | 'evaluation.sentence.tooFew'
  | 'evaluation.sentence.decrease'
  | 'evaluation.sentence.increase'
  | 'evaluation.sentence.missing'
  | 'evaluation.sentence.censored'
  | 'evaluation.sentence.unstable'
  | 'evaluation.sentence.detection';

export interface Said {
  readonly key: SentenceKey;
  readonly values: Readonly<Record<string, string>>;
}

const spanOf = ({ from, to }: Period, { span }: SentenceFormats): string =>
  from === to ? String(from) : span(String(from), String(to));

/** The sentences of an evaluation, the first with its figures, the last with what detection is not. */
export function sentencesOf(evaluation: Evaluation, formats: SentenceFormats): readonly Said[] {
  const { before, after } = evaluation;
  if (before.years.length === 0 || after.years.length === 0)
    return [
      said('evaluation.sentence.noFigures', { span: spanOf(before.years.length === 0 ? before : after, formats) }),
    ];
  const missing = [...before.missingYears, ...after.missingYears];
  const censored = [...before.censoredYears, ...after.censoredYears];
  return [
    base(evaluation, formats),
    verdict(evaluation, formats),
    ...(missing.length > 0 ? [said('evaluation.sentence.missing', { years: formats.years(missing) })] : []),
    ...(censored.length > 0 ? [said('evaluation.sentence.censored', { years: formats.years(censored) })] : []),
    ...(evaluation.sensitivity.stable ? [] : [said('evaluation.sentence.unstable', {})]),
    said('evaluation.sentence.detection', {}),
  ];
}

function base({ before, after, difference, percent, ranges }: Evaluation, formats: SentenceFormats): Said {
  const spans = {
    beforeSpan: spanOf(before, formats),
    afterSpan: spanOf(after, formats),
    beforeYears: formats.number(before.years.length),
    afterYears: formats.number(after.years.length),
  };
  if (difference === null)
    return said('evaluation.sentence.range', {
      ...spans,
      before: rangeIn(before.sumRange, formats.number),
      after: rangeIn(after.sumRange, formats.number),
      difference: rangeIn(ranges.difference, formats.signed),
    });
  return said('evaluation.sentence.base', {
    ...spans,
    before: formats.number(before.sum),
    after: formats.number(after.sum),
    difference: formats.signed(difference),
    percent: percent === null ? '–' : formats.percent(percent),
  });
}

function verdict({ verdict: found, ratioCi95, ratio, ranges }: Evaluation, formats: SentenceFormats): Said {
  if (ratioCi95 === null) return said('evaluation.sentence.tooFew', {});
  const interval = { low: formats.ratio(ratioCi95[0]), high: formats.ratio(ratioCi95[1]) };
  if (found === 'not-shown') return said('evaluation.sentence.notShown', interval);
  const level =
    ratio === null ? (ranges.ratio === null ? '–' : rangeIn(ranges.ratio, formats.ratio)) : formats.ratio(ratio);
  return said(`evaluation.sentence.${found}`, { ...interval, ratio: level });
}

const rangeIn = ([low, high]: readonly [number, number], write: (value: number) => string): string =>
  low === high ? write(low) : `${write(low)} … ${write(high)}`;

const said = (key: SentenceKey, values: Readonly<Record<string, string>>): Said => ({ key, values });
