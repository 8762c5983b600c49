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
  type YearSpan,
} from '../../engines/evaluation/index.ts';
import { openTable, TableError } from '../../platform/tables/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { printAnswer } from '../print.ts';
import { example, type GlobalOptions } from '../verb.ts';
import { answerInWords, changesInWords, languages, wordingOf, type Language, type Wording } from './evaluate-words.ts';

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
    .addOption(new Option('--language <code>', 'of what is said').choices(languages).default('en'))
    .addHelpText('after', example('evaluate indonesia.csv --before 2007-2010 --after 2012-2015 --json'));
  verb.action(async (file: string, options: EvaluateOptions) => {
    const json = verb.optsWithGlobals<GlobalOptions>().json ?? false;
    const wording = await wordingOf(options.language);
    const answer = await answerOf(file, options, wording);
    if (json) printAnswer(answer, true);
    else process.stdout.write(`${answerInWords(answer, wording)}\n`);
  });
}

type Answer = (Movement | Evaluation) & {
  readonly series: { readonly file: string; readonly name: string; readonly figures: ReadSeries['figures'] };
  readonly sentence: string;
  readonly model: typeof model;
};

async function answerOf(file: string, options: EvaluateOptions, wording: Wording): Promise<Answer> {
  const spans = spansIn(options);
  const own = onlyOne(file, await seriesIn(file, options.where));
  const compared: readonly NamedSeries[] =
    options.comparison === undefined ? [] : (await seriesIn(options.comparison, options.comparisonWhere)).series;
  const series = { file, name: own.name, figures: own.figures };
  if (spans === null) {
    const moved = movement(own.figures);
    const sentence = [changesInWords(moved.changes, wording), wording.say('evaluation.sentence.detection')];
    return { series, ...moved, sentence: sentence.join('. '), model };
  }
  const evaluation = evaluate(own.figures, spans.before, spans.after, compared);
  const sentence = sentencesOf(evaluation, wording.formats)
    .map(({ key, values }) => wording.say(key, values))
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
