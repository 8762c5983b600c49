import { createHash } from 'node:crypto';
import { Option, type Command } from 'commander';
import {
  aboutRepeats,
  averageDecomposable,
  canonicalText,
  chooseModel,
  estimateFrom,
  estimationMethods,
  readCaptureTable,
  streamsOf,
  tableOfLikelyLinks,
  type CaptureTable,
  type Choice,
  type Estimate,
  type EstimateOptions,
  type EstimationMethod,
  type Rule,
  type Streams,
} from '../../engines/estimation/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { Failure } from '../failure.ts';
import { chance, whole } from '../numbers.ts';
import { printAnswer } from '../print.ts';
import { commandAt, example, type GlobalOptions } from '../verb.ts';
import { badTable, linksIn, rowsOf, withLinks, type LinkOptions } from './estimate-links.ts';

interface Options extends GlobalOptions, LinkOptions {
  readonly pairs?: string;
  readonly method: EstimationMethod;
  readonly p: number;
  readonly order: number;
  readonly bootstrap: number;
  readonly ntop: number;
  readonly seed: number;
}

/** `estimate` works on a file alone: it opens no database and knows nobody. */
export function addEstimateVerb(program: Command): void {
  const verb = commandAt(program, 'estimate')
    .argument(
      '<table>',
      'CSV with a 0/1 column for each list and a column count of people with that history; with --pairs, of records',
    )
    .summary('estimate how many people no list holds, from the overlap of lists')
    .description(
      'Multiple systems estimation from a capture table. Prints the estimate with 95% and 80% intervals, the chosen terms between lists, what could not be fitted, a lower bound, and every warning the table gives. Without --bootstrap the intervals hold only if the chosen model is true. With --pairs the lists are made from records and their links, and the links’ own uncertainty is carried into the interval.',
    )
    .addOption(
      new Option('--method <method>', 'how the model is chosen').choices(estimationMethods).makeOptionMandatory(),
    )
    .option('--p <chance>', 'stepwise: a pair of lists enters below this chance', chance, 0.02)
    .option('--order <lists>', 'bic: the most lists a term may join', whole(2, 5), 2)
    .option('--bootstrap <times>', 'draw the people anew this often and choose the model again', whole(0, 100_000), 0)
    .option('--ntop <models>', 'bic: how many of the best models a resample chooses among', whole(1, 40_000), 60)
    .option('--seed <number>', 'the same seed gives the same intervals', whole(0, 2 ** 31 - 1), 1)
    .option('--pairs <file>', 'CSV of left, right, probability: pairs of records that may be one person (palermo link)')
    .option('--id <column>', 'with --pairs: the column of a record’s id', 'id')
    .option('--list <column>', 'with --pairs: the column of the list a record is on', 'list')
    .option('--draws <times>', 'with --pairs: how many sets of links to draw', whole(2, 10_000), 100)
    .addHelpText('after', example('estimate uk2013_5lists.csv --method stepwise --bootstrap 1000 --json'))
    .addHelpText('after', example('estimate records.csv --pairs links.csv --method stepwise --json'));
  verb.action(async (file: string) => {
    const { json = false, p, pairs, ...options } = verb.optsWithGlobals<Options>();
    const read = pairs === undefined ? null : await linksIn(file, pairs, options);
    const { table, repeated } = read ? { table: tableOfLikelyLinks(read.links), repeated: 0 } : await readTable(file);
    const { estimate, rule } = await estimateOf(table, { ...options, threshold: p });
    const { lowerBounds, ...rest } = estimate;
    const warnings = [...aboutRepeats(repeated), ...rest.warnings];
    printAnswer(
      {
        ...rest,
        // A warning cut to a column would be no warning: people read them whole, below.
        warnings: json ? warnings : [],
        lowerBound: lowerBounds.equalLists,
        lowerBoundUnequalLists: lowerBounds.unequalLists,
        secondOpinion: averageDecomposable(table),
        ...(read && { linkage: await withLinks(read, rule, estimate, options) }),
        checksum: createHash('sha256').update(canonicalText(table)).digest('hex'),
      },
      json,
    );
    if (!json) for (const { message } of warnings) process.stdout.write(`\n${message}\n`);
  });
}

async function estimateOf(
  table: CaptureTable,
  options: EstimateOptions,
): Promise<{ readonly estimate: Estimate; readonly rule: Rule }> {
  const told = toldIn('models tried');
  const chosen = chooseModel(table, options, told);
  told?.(1);
  if ('refusal' in chosen) throw new Failure(chosen.refusal.code, chosen.refusal.reason);
  const { choice } = chosen;
  return { estimate: estimateFrom(table, choice, await resampled(table, choice, options), options), rule: choice.rule };
}

async function resampled(table: CaptureTable, { rule }: Choice, options: EstimateOptions): Promise<number[]> {
  const inputs = streamsOf(options).map((stream) => ({ table, rule, options, streams: [stream] }));
  const module = new URL('../../engines/estimation/index.ts', import.meta.url);
  const told = toldIn('resamples');
  const onProgress = (done: number): void => told?.(done / inputs.length);
  const streams = await callInThreads<Streams, number[]>({ module, name: 'resampledStreams' }, inputs, { onProgress });
  return streams.flat();
}

/** Tells a person who waits at a terminal how much is done, on a line that ends empty; a script is told nothing. */
function toldIn(what: string): ((share: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  let last = -1;
  return (share) => {
    const percent = Math.floor(100 * share);
    if (percent === last) return;
    last = percent;
    process.stderr.write(percent >= 99 ? '\r\u001b[K' : `\r${percent}% of ${what}; stop with Ctrl+C`);
  };
}

async function readTable(file: string): Promise<{ readonly table: CaptureTable; readonly repeated: number }> {
  const { columns, rows } = await rowsOf(file);
  const read = readCaptureTable(columns, rows);
  if ('table' in read) return read;
  throw badTable(`${file} is no capture table.`, read.problems);
}
