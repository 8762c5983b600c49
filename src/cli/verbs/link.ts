import { type Command, Option } from 'commander';
import { evaluateFiles } from '../linking/evaluate.ts';
import type { LinkVerbOptions } from '../linking/options.ts';
import { linkFiles } from '../linking/run.ts';
import { UsageFailure } from '../failure.ts';
import { wholeNumber } from '../generic.ts';
import { printAnswer } from '../print.ts';
import { commandAt, example, type GlobalOptions } from '../verb.ts';

/** Finding the records of one person in lists, without a server and without labels. */
export function addLinkVerbs(program: Command): void {
  const dedupe = withOptions(
    commandAt(program, 'link dedupe')
      .argument('<file>')
      .summary('find the records of one person within a list')
      .description(
        'Finds which records of a list (CSV, TSV or Parquet) are of one person. Works on the file alone: nothing is stored.',
      )
      .addHelpText(
        'after',
        example('link dedupe list.csv --id id --auto --clusters clusters.csv --report report.html'),
      ),
  );
  dedupe.action(async (file: string, options: LinkVerbOptions) => print(dedupe, await linkFiles([file], options)));

  const match = withOptions(
    commandAt(program, 'link match')
      .argument('<lists...>')
      .summary('find the persons lists share')
      .description(
        'Finds which records of one list are of the same person as records of another: of two lists or more. The output names the list of each record. Repetitions within a list are left alone, but with --dedupe.',
      )
      .option('--once', 'each list holds a person no more than once')
      .option('--dedupe', 'find repetitions within the lists as well')
      .addHelpText('after', example('link match police.csv shelter.csv --id id --auto --clusters clusters.csv')),
  );
  match.action(async (lists: string[], options: LinkVerbOptions) => {
    if (lists.length < 2)
      throw new UsageFailure('link match needs two lists or more; for one list there is link dedupe.');
    print(match, await linkFiles(lists, options));
  });

  const evaluate = commandAt(program, 'link evaluate')
    .argument('<clusters>')
    .argument('<truth...>')
    .summary('compare found clusters with the truth')
    .description(
      'Pairwise and B-cubed precision, recall and F1 over all pairs, and cluster sizes; with --pairs, blocking recall.',
    )
    .requiredOption('--id <column>', 'column that tells the records apart, in all files')
    .requiredOption('--truth <column>', 'column of the true person, in the truth files')
    .option('--pairs <file>', 'pairs written by `link dedupe --pairs`, to see how many true pairs were looked at')
    .addHelpText('after', example('link evaluate clusters.csv truth.csv --id id --truth person --json'));
  evaluate.action(async (clusters: string, truth: string[], options: { id: string; truth: string; pairs?: string }) =>
    print(evaluate, await evaluateFiles(clusters, truth, options)),
  );
}

function withOptions(command: Command): Command {
  return command
    .requiredOption('--id <column>', 'column that tells the records apart; never compared')
    .requiredOption('--clusters <file>', 'write the id and the cluster of each record here, as CSV')
    .option('--auto', 'find the fields by name and content')
    .option('--map <field=column>', 'say which column a field is; may be repeated', collect, [])
    .option(
      '--threshold <probability>',
      'least probability of a link; chosen without labels when left out',
      probability,
    )
    .addOption(new Option('--engine <name>', 'where it runs').choices(['duckdb', 'spark']).default('duckdb'))
    .option('--seed <number>', 'seed of the random samples', wholeNumber, 1)
    .option('--memory <size>', 'most memory to take, such as 2GB')
    .option('--threads <number>', 'threads to use; the answer is the same for any number', threads)
    .option('--budget <pairs>', 'most candidate pairs, as the sum over keys', wholeNumber)
    .option('--known <file>', 'clusters of an earlier run: their numbers are kept, new records join them')
    .option(
      '--labels <file>',
      'ids and true persons of some records, as people found them: the threshold is chosen by them',
    )
    .option('--truth <column>', 'column of the person in the labels', 'person')
    .option('--pairs <file>', 'write every pair looked at with its weight, as CSV')
    .option('--report <file>', 'write a report, one HTML file that opens offline');
}

const collect = (value: string, before: string[]): string[] => [...before, value];

function probability(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1))
    throw new UsageFailure(`--threshold ${text}: give a probability between 0 and 1, such as 0.95.`);
  return value;
}

function threads(text: string): number {
  const value = wholeNumber(text);
  if (value < 1) throw new UsageFailure(`--threads ${text}: give at least 1, or leave it out to use every processor.`);
  return value;
}

function print(command: Command, answer: unknown): void {
  printAnswer(answer, command.optsWithGlobals<GlobalOptions>().json ?? false);
}
