import { readFile } from 'node:fs/promises';
import { model, type Evaluation, type Movement, type YearChange } from '../../engines/evaluation/index.ts';
import { readable } from '../print.ts';

const locales = { en: 'en-GB', id: 'id-ID', ur: 'ur-PK' } as const;
export type Language = keyof typeof locales;
export const languages = Object.keys(locales);

/** What an answer is written with: the catalogue of a language and its way of writing numbers. */
export interface Wording {
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  readonly formats: ReturnType<typeof formatsOf>;
}

/** The words of the web app, so that both say the same. */
export async function wordingOf(language: Language): Promise<Wording> {
  const path = new URL(`../../words/locales/${language}.json`, import.meta.url);
  const words = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
  return {
    say: (key, values = {}) =>
      (words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? ''),
    formats: formatsOf(language),
  };
}

function formatsOf(language: Language) {
  const locale = locales[language];
  const number = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const ratio = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const list = new Intl.ListFormat(locale);
  return {
    number: (value: number): string => number.format(value),
    signed: (value: number): string => signed.format(value),
    percent: (value: number): string => percent.format(value / 100),
    share: (value: number): string => share.format(value),
    ratio: (value: number): string => ratio.format(value),
    years: (years: readonly number[]): string => list.format(years.map(String)),
    list: (names: readonly string[]): string => list.format(names),
    span: (from: string, to: string): string => `${from}–${to}`,
  };
}

/** The changes from year to year, each with its base, as one sentence. */
export function changesInWords(changes: readonly YearChange[], { formats }: Wording): string {
  return changes
    .map(({ fromYear, toYear, base, value, percent }) => {
      const share = percent === null ? '–' : formats.percent(percent);
      return `${fromYear}–${toYear}: ${formats.number(base)} → ${formats.number(value)} (${share})`;
    })
    .join('; ');
}

/** All of an answer as a person reads it, in the words of the page. */
export function answerInWords(
  answer: (Movement | Evaluation) & { readonly sentence: string },
  wording: Wording,
): string {
  const { say } = wording;
  const blocks = [answer.sentence, changeTable(answer.changes, wording), movementInWords(answer, wording)];
  if ('verdict' in answer) blocks.push(sensitivityInWords(answer, wording), againstInWords(answer, wording));
  blocks.push(`${say('evaluation.how')}: ${say('evaluation.howText')}\n${model.sources.join('; ')}.`);
  return blocks.filter((block) => block !== '').join('\n\n');
}

function changeTable(changes: readonly YearChange[], { say, formats }: Wording): string {
  if (changes.length === 0) return '';
  return readable(
    changes.map(({ fromYear, toYear, base, value, difference, percent }) => ({
      [say('evaluation.years')]: formats.span(String(fromYear), String(toYear)),
      [say('evaluation.base')]: formats.number(base),
      [say('evaluation.value')]: formats.number(value),
      [say('evaluation.difference')]: formats.signed(difference),
      [say('evaluation.percentOfBase')]: percent === null ? '–' : formats.percent(percent),
    })),
  );
}

function movementInWords({ trend, changePoints }: Movement, { say, formats }: Wording): string {
  const line =
    trend === null
      ? say('evaluation.noTrend')
      : say(`code.evaluationTrend.${trend.direction}`, {
          percent: formats.percent(trend.percentPerYear),
          low: formats.percent(trend.percentPerYearCi95[0]),
          high: formats.percent(trend.percentPerYearCi95[1]),
        });
  const steps = changePoints.map(({ year, years, levelBefore, levelAfter, ratioCi95, pValue }) => {
    const text = say('evaluation.stepText', {
      before: formats.number(Math.round(levelBefore)),
      after: formats.number(Math.round(levelAfter)),
      p: pValue.toFixed(3),
      years: years[0] === years[1] ? String(years[0]) : formats.span(String(years[0]), String(years[1])),
      interval: ratioCi95 ? formats.span(formats.ratio(ratioCi95[0]), formats.ratio(ratioCi95[1])) : '–',
    });
    return `${say('evaluation.step', { year: String(year) })}. ${text}`;
  });
  return [line, ...steps].join('\n');
}

function sensitivityInWords({ sensitivity }: Evaluation, { say, formats }: Wording): string {
  const { variants, verdicts, stable } = sensitivity;
  const told =
    variants.length === 0
      ? say('evaluation.noVariants')
      : say(stable ? 'evaluation.stable' : 'evaluation.unstable', {
          count: formats.number(variants.length),
          decrease: formats.number(verdicts.decrease),
          increase: formats.number(verdicts.increase),
          notShown: formats.number(verdicts['not-shown']),
        });
  return `${say('evaluation.sensitivity')} ${told}`;
}

/** As on the page: a control that misses the years before by more than this of their level tells nothing of those after. */
const mostMissed = 0.2;

function againstInWords({ against, synthetic }: Evaluation, { say, formats }: Wording): string {
  if (against === null) return '';
  const ratio = (value: number | null): string => (value === null ? '–' : formats.ratio(value));
  const interval = against.ratioCi95;
  const limits = interval ? ` (${formats.span(ratio(interval[0]), ratio(interval[1]))})` : '';
  const facts: [string, string][] = [
    ['evaluation.ratioOfRatios', `${ratio(against.ratio)}${limits}`],
    ['evaluation.comparisonRatio', ratio(against.comparison.ratio)],
    ['evaluation.alikeBefore', say(`code.evaluationAlike.${against.alikeBefore}`)],
  ];
  if (synthetic) {
    facts.push(
      ['evaluation.synthetic', ratio(synthetic.ratio)],
      ['evaluation.missBefore', formats.share(synthetic.missBefore)],
      ['evaluation.placebo', ratio(synthetic.pValue)],
      [
        'evaluation.weights',
        formats.list(synthetic.weights.map(({ name, weight }) => `${name} ${formats.share(weight)}`)),
      ],
    );
  }
  return [
    `${say('evaluation.against')}: ${say(`code.evaluationAgainst.${interval === null ? 'not-known' : against.verdict}`)}`,
    ...facts.map(([key, value]) => labelled(say(key), value)),
    ...(synthetic && synthetic.missBefore > mostMissed ? [say('evaluation.missesBefore')] : []),
    say(synthetic ? 'evaluation.syntheticNote' : 'evaluation.noSynthetic'),
  ].join('\n');
}

/** What is asked needs no colon. */
const labelled = (label: string, value: string): string =>
  /[?؟]$/.test(label) ? `${label} ${value}` : `${label}: ${value}`;
