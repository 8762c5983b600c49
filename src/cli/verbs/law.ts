import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { z } from 'zod';
import {
  checkRequest,
  evaluate,
  limitation,
  nextQuestion,
  prepareLaw,
  readFacts,
  reasonsOf,
  rightsOf,
  sourcesFrom,
  type Direction,
  type Fault,
  type Law,
  type LawPack,
} from '../../engines/law/index.ts';
import { readPublished } from '../../platform/published/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { printAnswer } from '../print.ts';
import { commandAt, example, type GlobalOptions } from '../verb.ts';
import { evaluationInWords } from './law-words.ts';

const collect = (one: string, all: readonly string[]): readonly string[] => [...all, one];

/** Law by the shipped packs. Reads files only: no installation, no network. */
export function addLawVerbs(program: Command): void {
  addEvaluate(program);
  addLimitation(program);
  addAssistance(program);
}

interface EvaluateOptions {
  readonly pack: readonly string[];
  readonly date?: string;
  readonly language: 'en' | 'id';
}

function addEvaluate(program: Command): void {
  const verb = commandAt(program, 'law evaluate')
    .argument('<facts>', 'JSON file as data/law/facts.md describes it')
    .summary('say what the law packs make of facts, and why')
    .description(
      'Holds facts against law packs by the date of the act: classification, elements, offences, penalties, bars, flags, the\nchain of reasons and the next question. An aid to preparation, not legal advice.',
    )
    .option('--pack <id>', 'only this law; again for more', collect, [])
    .option('--date <YYYY-MM-DD>', 'day of the act, in place of the one in the file')
    .addOption(new Option('--language <code>', 'of the reasons printed for people').choices(['en', 'id']).default('en'))
    .addHelpText('after', example('law evaluate facts.json --pack idn-tip-2007 --json'));
  verb.action(async (file: string, options: EvaluateOptions) => {
    const json = verb.optsWithGlobals<GlobalOptions>().json ?? false;
    const law = shippedLaw();
    const read = readFacts(await jsonIn(file), law);
    if (!read.ok) throw unreadable(file, read.faults);
    for (const id of options.pack) packOf(law, id);
    const packs = options.pack.length > 0 ? options.pack : read.packs;
    const date = options.date === undefined ? null : dayIn('--date', options.date);
    const evaluation = evaluate(law, read.facts, { packs, date });
    const reasons = reasonsOf(evaluation);
    const next = nextQuestion(law, evaluation, { packs, date });
    const answer = {
      ...evaluation.result,
      date_of_offence: evaluation.situation.date,
      packs: evaluation.outcomes.map((outcome) => outcome.law.pack.id),
      reasons,
      next_question: next,
      rights: rightsOf(evaluation),
      limitation: evaluation.charges.flatMap((charge) => limitationOf(law, charge.listed.pack, charge)),
      warnings: read.warnings,
    };
    if (json) printAnswer(answer, true);
    else process.stdout.write(`${evaluationInWords(evaluation, reasons, next, options.language)}\n`);
  });
}

type Charge = ReturnType<typeof evaluate>['charges'][number];

/** Until when each Indonesian charge can be prosecuted, where its maximum may be named. */
function limitationOf(law: Law, pack: string, { listed, outcome }: Charge) {
  const bands = [...law.packs.values()].find(
    ({ pack: one }) =>
      one.jurisdiction === outcome.law.pack.jurisdiction && one.limits.some((limit) => limit.bands !== undefined),
  );
  const { date } = outcome.reading.situation;
  const months = listed.penalties.map(({ imprisonment_months }) => imprisonment_months);
  if (!bands || date === null || months.length === 0) return [];
  const heaviest = {
    maxMonths: Math.max(0, ...months.map(({ max }) => max ?? 0)),
    life: months.some(({ life }) => life),
    death: months.some(({ death }) => death),
  };
  const found = limitation(bands.pack, { ...heaviest, date });
  return found ? [{ pack, offence: listed.offence, by: bands.pack.id, ...found }] : [];
}

interface LimitationOptions {
  readonly pack: string;
  readonly maxMonths?: string;
  readonly life?: boolean;
  readonly death?: boolean;
  readonly date: string;
  readonly childOffender?: boolean;
}

function addLimitation(program: Command): void {
  const verb = commandAt(program, 'law limitation')
    .summary('say until when an offence can be prosecuted')
    .description('Prints the years of limitation by the heaviest penalty, the day the clock starts and the last day.')
    .requiredOption('--pack <id>', 'the law with the bands, such as idn-kuhp-2023 (required)')
    .option('--max-months <months>', 'maximum of imprisonment in months')
    .option('--life', 'the maximum is life')
    .option('--death', 'the maximum is death')
    .requiredOption('--date <YYYY-MM-DD>', 'day of the act (required)')
    .option('--child-offender', 'the offender was a child: a third of the period')
    .addHelpText('after', example('law limitation --pack idn-kuhp-2023 --max-months 180 --date 2010-07-01 --json'));
  verb.action((options: LimitationOptions) => {
    const json = verb.optsWithGlobals<GlobalOptions>().json ?? false;
    const { life, death } = options;
    if (options.maxMonths === undefined && !life && !death)
      throw new UsageFailure('Give --max-months, --life or --death.');
    const maxMonths = options.maxMonths === undefined ? null : monthsIn(options.maxMonths);
    const question = {
      maxMonths,
      life,
      death,
      date: dayIn('--date', options.date),
      childOffender: options.childOffender,
    };
    const found = limitation(packOf(shippedLaw(), options.pack), question);
    if (!found)
      throw new Failure(
        'no-limitation',
        `${options.pack} has no rule of limitation. The bands of Indonesia are in idn-kuhp-2023.`,
      );
    printAnswer({ pack: options.pack, ...found }, json);
  });
}

interface AssistanceOptions {
  readonly pack: readonly string[];
  readonly direction: Direction;
}

const requestFile = z.looseObject({
  type: z.string().nullish(),
  request: z.record(z.string(), z.union([z.boolean(), z.string(), z.null()])),
});

function addAssistance(program: Command): void {
  const verb = commandAt(program, 'law mla-check')
    .argument('<request>', 'JSON file: request, with one yes or no for each content, and its type')
    .summary('say what a draft request for legal assistance lacks')
    .description(
      'Holds a draft request for mutual legal assistance against the lists of the laws: required contents that are missing, and\nthose asked for where possible.',
    )
    .option('--pack <id>', 'the law with the list, such as untoc; again for more', collect, [])
    .addOption(
      new Option('--direction <which>', 'for a law with two lists')
        .choices(['incoming', 'outgoing'])
        .default('incoming'),
    )
    .addHelpText('after', example('law mla-check request.json --pack untoc --json'));
  verb.action(async (file: string, { pack, direction }: AssistanceOptions) => {
    const json = verb.optsWithGlobals<GlobalOptions>().json ?? false;
    const law = shippedLaw();
    const parsed = requestFile.safeParse(await jsonIn(file));
    if (!parsed.success)
      throw unreadable(
        file,
        parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'request', message })),
      );
    const { type: inner, ...contents } = parsed.data.request;
    const type = parsed.data.type ?? (typeof inner === 'string' ? inner : null);
    const told = Object.entries(contents).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean');
    const request = { type, contents: Object.fromEntries(told) };
    const packs = pack.length > 0 ? pack : ['untoc'];
    const checks = packs.map((id) => {
      const check = checkRequest(packOf(law, id), request, direction);
      if (!check)
        throw new Failure(
          'no-list',
          `${id} has no list of what a request must contain. Laws with one: ${listed(law)}.`,
        );
      return [id, check] as const;
    });
    const [only] = checks;
    printAnswer(checks.length === 1 && only ? only[1] : { by_pack: Object.fromEntries(checks) }, json);
  });
}

const listed = (law: Law): string =>
  [...law.packs.values()].flatMap(({ pack }) => (pack.mla ? [pack.id] : [])).join(', ');

const shippedLaw = (): Law => prepareLaw(sourcesFrom(readPublished('law')));

function packOf(law: Law, id: string): LawPack {
  const found = law.packs.get(id)?.pack;
  if (!found) throw new Failure('not-found', `There is no law pack ${id}. Packs: ${[...law.packs.keys()].join(', ')}.`);
  return found;
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    // A byte order mark, as some editors write one, is no part of the text.
    return JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Failure('file-unreadable', `${file} is not JSON: ${error.message}.`);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Failure('file-unreadable', `There is no file ${file}.`);
    if (error instanceof Error && 'code' in error)
      throw new Failure('file-unreadable', `${file} cannot be read (${String(error.code)}).`);
    throw error;
  }
}

const unreadable = (file: string, fields: readonly Fault[]): Failure =>
  new Failure('invalid-input', `${file} cannot be read as asked.`, { fields });

function dayIn(option: string, text: string): string {
  if (!z.iso.date().safeParse(text).success) throw new UsageFailure(`${option} ${text} is no day: write YYYY-MM-DD.`);
  return text;
}

function monthsIn(text: string): number {
  const months = Number(text);
  if (!Number.isInteger(months) || months < 0)
    throw new UsageFailure(`--max-months ${text} is no whole number of months.`);
  return months;
}
