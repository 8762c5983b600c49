import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import {
  evaluate,
  model,
  movement,
  readSeries,
  sentencesOf,
  type Evaluation,
  type Movement,
  type NamedSeries,
  type ReadSeries,
  type SeriesFault,
  type SeriesReading,
  type YearChange,
  type YearSpan,
} from '../../engines/evaluation/index.ts';
import { openTable, TableError } from '../../platform/tables/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { printAnswer, readable } from '../print.ts';
import { example, type GlobalOptions } from '../verb.ts';

const locales = { en: 'en-GB', id: 'id-ID', ur: 'ur-PK' } as const;
type Language = keyof typeof locales;

interface EvaluateOptions extends GlobalOptions {
  readonly before?: string;
  readonly after?: string;
  readonly comparison?: string;
  readonly where: readonly string[];
  readonly comparisonWhere: readonly string[];
  readonly language: Language;
}

const collect = (one: string, all: readonly string[]): readonly string[] => [...all, one];

/** Judges a before and after on yearly counts. Reads files only: no installation, no network. */
export function addEvaluateVerb(program: Command): void {
  const verb = program
    .command('evaluate <series>')
    .summary('say what yearly counts show of a before and after, and what they do not')
    .description(
      'Reads yearly counts (columns year and value; <5 and empty cells are understood), compares two spans of years with an\nover-dispersed count model, and says in plain words what the figures show. Without spans: changes from year to year and the trend.',
    )
    .option('--before <years>', 'span before, such as 2007-2010')
    .option('--after <years>', 'span after, such as 2012-2015')
    .option('--comparison <file>', 'series that the programme did not touch; one, or several in one file')
    .option('--where <COLUMN=TEXT>', 'only rows with this; again for more', collect, [])
    .option('--comparison-where <COLUMN=TEXT>', 'the same for the comparison', collect, [])
    .addOption(new Option('--language <code>', 'of the sentence').choices(Object.keys(locales)).default('en'))
    .addHelpText('after', example('evaluate indonesia.csv --before 2007-2010 --after 2012-2015 --json'));
  verb.action(async (file: string, options: EvaluateOptions) => {
    const json = verb.optsWithGlobals<GlobalOptions>().json ?? false;
    const answer = await answerOf(file, options);
    if (json) printAnswer(answer, true);
    else process.stdout.write(`${inWords(answer)}\n`);
  });
}

type Answer = (Movement | Evaluation) & {
  readonly series: { readonly file: string; readonly name: string; readonly figures: ReadSeries['figures'] };
  readonly sentence: string;
  readonly model: typeof model;
};

async function answerOf(file: string, options: EvaluateOptions): Promise<Answer> {
  const spans = spansIn(options);
  const own = onlyOne(file, await seriesIn(file, options.where));
  const compared: readonly NamedSeries[] =
    options.comparison === undefined ? [] : (await seriesIn(options.comparison, options.comparisonWhere)).series;
  const words = await catalogueOf(options.language);
  const series = { file, name: own.name, figures: own.figures };
  if (spans === null) {
    const moved = movement(own.figures);
    const sentence = [changesInWords(moved.changes, options.language), words['evaluation.sentence.detection'] ?? ''];
    return { series, ...moved, sentence: sentence.join('. '), model };
  }
  const evaluation = evaluate(own.figures, spans.before, spans.after, compared);
  const sentence = sentencesOf(evaluation, formatsOf(options.language))
    .map(({ key, values }) => filled(words[key] ?? key, values))
    .join(' ');
  return { series, ...evaluation, sentence, model };
}

function spansIn({ before, after, comparison }: EvaluateOptions): { before: YearSpan; after: YearSpan } | null {
  if (before === undefined && after === undefined) {
    if (comparison !== undefined) throw new UsageFailure('--comparison needs --before and --after.');
    return null;
  }
  if (before === undefined || after === undefined) throw new UsageFailure('Give both --before and --after.');
  const spans = { before: spanOf('--before', before), after: spanOf('--after', after) };
  if (spans.before.to >= spans.after.from)
    throw new UsageFailure(`--after ${after} must begin later than --before ${before} ends.`);
  return spans;
}

function spanOf(option: string, text: string): YearSpan {
  const match = /^(\d{4})(?:\s*[-–:]\s*(\d{4}))?$/.exec(text.trim());
  const span = { from: Number(match?.[1]), to: Number(match?.[2] ?? match?.[1]) };
  if (!match || span.from > span.to)
    throw new UsageFailure(`${option} ${text} is no span of years, such as 2007-2010.`);
  return span;
}

async function seriesIn(file: string, where: readonly string[]): Promise<Extract<SeriesReading, { ok: true }>> {
  const conditions = where.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageFailure(`${text} is no condition: write COLUMN=TEXT.`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  const reading = readSeries(await tableIn(file), Object.fromEntries(conditions));
  if (!reading.ok)
    throw new Failure('invalid-input', `${file} cannot be read as yearly counts.`, {
      fields: reading.faults.map(asField),
    });
  return reading;
}

const asField = ({ field, row, message }: SeriesFault) => ({
  field: row === null ? field : `${field}, row ${row}`,
  message,
});

async function tableIn(file: string) {
  try {
    const table = await openTable(file, { fileName: file });
    try {
      const rows: { row: number; values: readonly string[] }[] = [];
      for await (const { row, values } of table.rows()) rows.push({ row, values });
      return { columns: table.columns, rows };
    } finally {
      await table.close();
    }
  } catch (error) {
    if (error instanceof TableError) throw new Failure('file-unreadable', error.message);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Failure('file-unreadable', `There is no file ${file}.`);
    throw error;
  }
}

function onlyOne(file: string, { series, apart }: Extract<SeriesReading, { ok: true }>): ReadSeries {
  const [own, ...others] = series;
  if (own && others.length === 0) return own;
  const names = series.slice(0, 6).map(({ name }) => `"${name}"`);
  const told = `${names.join(', ')}${series.length > names.length ? ', …' : ''}`;
  throw new Failure(
    'several-series',
    `${file} holds ${series.length} series (${told}), told apart by ${apart.join(', ')}. Choose one with --where "${apart[0] ?? 'COLUMN'}=…".`,
  );
}

async function catalogueOf(language: Language): Promise<Readonly<Record<string, string>>> {
  const path = new URL(`../../words/locales/${language}.json`, import.meta.url);
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
}

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');

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
  const ratio = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const list = new Intl.ListFormat(locale);
  return {
    number: (value: number): string => number.format(value),
    signed: (value: number): string => signed.format(value),
    percent: (value: number): string => percent.format(value / 100),
    ratio: (value: number): string => ratio.format(value),
    years: (years: readonly number[]): string => list.format(years.map(String)),
    span: (from: string, to: string): string => `${from}–${to}`,
  };
}

function changesInWords(changes: readonly YearChange[], language: Language): string {
  const formats = formatsOf(language);
  return changes
    .map(({ fromYear, toYear, base, value, percent }) => {
      const share = percent === null ? '–' : formats.percent(percent);
      return `${fromYear}–${toYear}: ${formats.number(base)} → ${formats.number(value)} (${share})`;
    })
    .join('; ');
}

function inWords(answer: Answer): string {
  const formats = formatsOf('en');
  const changes = answer.changes.map(({ fromYear, toYear, base, value, difference, percent }) => ({
    from: fromYear,
    to: toYear,
    base: formats.number(base),
    value: formats.number(value),
    difference: formats.signed(difference),
    percent: percent === null ? '–' : formats.percent(percent),
  }));
  const blocks = [answer.sentence, readable(changes), movementInWords(answer)];
  if ('verdict' in answer) blocks.push(sensitivityInWords(answer), ...againstInWords(answer));
  return [...blocks, `Model: ${model.name}. ${model.sources.join('; ')}.`].filter((block) => block !== '').join('\n\n');
}

function movementInWords({ trend, changePoints }: Movement): string {
  const formats = formatsOf('en');
  const line =
    trend === null
      ? 'Trend: too few years.'
      : `Trend: ${formats.percent(trend.percentPerYear)} a year, 95% interval ${formats.percent(trend.percentPerYearCi95[0])} to ${formats.percent(trend.percentPerYearCi95[1])}.`;
  return [
    line,
    ...changePoints.map(({ year, years, ratio, ratioCi95, pValue }) => {
      const level =
        ratio === null || !ratioCi95
          ? 'unknown'
          : `${formats.ratio(ratio)} times the level before, 95% interval ${formats.ratio(ratioCi95[0])} to ${formats.ratio(ratioCi95[1])}`;
      return `Level changed from ${year} on (95% confidence: from ${years[0]} to ${years[1]}): ${level} (p ${pValue.toFixed(3)}).`;
    }),
  ].join('\n');
}

function sensitivityInWords({ sensitivity }: Evaluation): string {
  const { decrease, increase, 'not-shown': notShown } = sensitivity.verdicts;
  return `Other choices of years: ${sensitivity.variants.length}; decrease ${decrease}, increase ${increase}, not shown ${notShown}.`;
}

function againstInWords({ against, synthetic }: Evaluation): string[] {
  const formats = formatsOf('en');
  const interval = against?.ratioCi95;
  return [
    ...(against
      ? [
          `Against the comparison: ratio of ratios ${against.ratio === null ? '–' : formats.ratio(against.ratio)}, 95% interval ${interval ? `${formats.ratio(interval[0])} to ${formats.ratio(interval[1])}` : 'not known'}: ${against.verdict}.`,
        ]
      : []),
    ...(synthetic
      ? [
          `Synthetic control of ${synthetic.comparisons} series: ratio ${synthetic.ratio === null ? '–' : formats.ratio(synthetic.ratio)}, placebo p ${synthetic.pValue.toFixed(2)}.`,
        ]
      : []),
  ];
}
