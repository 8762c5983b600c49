import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import {
  decodeRecords,
  encodeRecords,
  recordMethods,
  releaseRecords,
  reportHtml,
  type RecordRelease,
  type RecordReleaseOptions,
  type RecordSet,
} from '../../engines/disclosure/index.ts';
import { secureUniform } from '../../platform/random/index.ts';
import { neutraliseFormula } from '../../platform/tables/index.ts';
import { Failure } from '../failure.ts';
import { chance, whole } from '../numbers.ts';
import { printAnswer } from '../print.ts';
import { commandAt, example, type GlobalOptions } from '../verb.ts';
import { recordReport } from './publish-reports.ts';
import { mustBeWritable, mustNotIdentify, readRows } from './publish-rows.ts';
import { largestShare, publishTable, tableMethods, type TableOptions } from './publish-table.ts';
import { spendBudget } from './publish-ledger.ts';

interface RecordOptions extends GlobalOptions, RecordReleaseOptions {
  readonly columns?: readonly string[];
  readonly ignore?: readonly string[];
  readonly seed: number;
  readonly out: string;
  readonly report?: string;
  readonly ledger?: string;
  readonly budget?: number;
}

/** `publish` works on files alone: what is to leave an office is made safe, attacked, and written with its report. */
export function addPublishVerbs(program: Command): void {
  addPublishTable(program);
  addPublishRecords(program);
}

function addPublishTable(program: Command): void {
  const verb = commandAt(program, 'publish table')
    .argument('<file>', 'table of records, or of counts with --count')
    .summary('make a table of counts that gives no small count away')
    .description(
      'Counts by the columns named, with all sums; withholds small counts and the cells that would give them away; tries every\nwithheld cell as an outsider would; writes nothing when one is known too well.',
    )
    .requiredOption('--by <columns>', 'columns to count by, with commas (required)', listed)
    .option('--count <column>', 'column that holds counts; without it each row counts one')
    .option('--threshold <count>', 'counts below this are small', whole(2, 1000), 11)
    .addOption(
      new Option('--method <method>', 'withhold small counts, round all, or give all lasting noise')
        .choices(tableMethods)
        .default('suppress'),
    )
    .option('--base <number>', 'round: the multiples that are told', whole(3, 1000), 5)
    .option(
      '--keys <column>',
      'cell-key: column with a lasting random whole number below 2^32 for each row; else drawn anew',
    )
    .option('--amount <column>', 'suppress: also sum this column, and withhold sums that few contributors dominate')
    .option(
      '--p-percent <percent>',
      'amount: the second largest must not tell the largest to within this (default 10)',
      whole(1, 100),
    )
    .option('--nk <n,k>', 'amount: in place of it, the n largest must not make more than k percent', largestShare)
    .requiredOption('--out <file>', 'where the table goes, CSV (required)')
    .option('--report <file>', 'where the report goes, HTML')
    .addHelpText('after', example('publish table records.csv --by year,citizenship --threshold 11 --out table.csv'));
  verb.action(async (file: string) => {
    await publishTable(file, verb.optsWithGlobals<TableOptions>());
  });
}

function addPublishRecords(program: Command): void {
  const verb = commandAt(program, 'publish records')
    .argument('<file>', 'table of records; columns that name a person must not be in it')
    .summary('make records that keep the counts and expose nobody')
    .description(
      'k: made-up records in which every combination of up to --length attributes is shared by k real ones. dp-synthetic: made-up\nrecords from counts with noise, differentially private. k-anonymous: the real records that k share. Each is measured\nand attacked. The seed repeats how records are drawn, never the noise that protects.',
    )
    .addOption(new Option('--method <method>', 'how people are protected').choices(recordMethods).makeOptionMandatory())
    .option('--k <records>', 'fewest records that share what is told', whole(2, 1000), 11)
    .option('--epsilon <budget>', 'dp-synthetic: how much the release may tell of one record', positive, 12)
    .option('--delta <chance>', 'dp-synthetic: the chance that it tells more', chance, 1e-6)
    .option('--length <attributes>', 'the longest combinations whose counts are kept', whole(1, 5), 4)
    .option('--columns <columns>', 'only these columns, with commas', listed)
    .option('--ignore <columns>', 'not these columns, with commas', listed)
    .option('--seed <number>', 'the same seed draws records alike', whole(0, 2 ** 31 - 1), 1)
    .option(
      '--ledger <file>',
      'dp-synthetic: where what is spent on each data set is kept; refuses when --budget is spent',
    )
    .option('--budget <epsilon>', 'dp-synthetic: all that may ever be spent on this data set', positive)
    .requiredOption('--out <file>', 'where the records go, CSV (required)')
    .option('--report <file>', 'where the report goes, HTML; for the office, not for release')
    .addHelpText(
      'after',
      example('publish records ctdc.csv --method dp-synthetic --epsilon 12 --out safe.csv --report report.html'),
    );
  verb.action(async (file: string) => {
    const options = verb.optsWithGlobals<RecordOptions>();
    const started = performance.now();
    await mustBeWritable([options.out, options.report]);
    const { columns, rows } = await readRows(file, options.columns, options.ignore);
    if (rows.length === 0) throw new Failure('empty', `${file} has no records.`);
    mustNotIdentify(columns, rows, (column) => `Leave it out with --ignore ${quoted(column)}, or group its values.`);
    const source = encodeRecords(columns, rows);
    if (options.method === 'dp-synthetic') await spendBudget(options, datasetName(columns, rows));
    const generator = mersenne(options.seed);
    const randomness = { secure: secureUniform, repeatable: () => uniformFloat64(generator) };
    const release = possible(() => releaseRecords(source, options, randomness));
    await writeFile(
      options.out,
      stringify([columns, ...decodeRecords(release.released).map((row) => row.map(neutraliseFormula))]),
    );
    if (options.report) await writeFile(options.report, reportHtml(recordReport(source, release, options)));
    printAnswer(
      {
        method: options.method,
        records: source.records,
        released: release.released.records,
        lost: release.lost,
        spent: release.spent,
        thresholds: release.thresholds,
        utility: release.utility,
        membership: release.membership,
        warnings: warningsOf(source, release),
        seconds: Math.round((performance.now() - started) / 10) / 100,
        out: options.out,
      },
      options.json ?? false,
    );
  });
}

/** What the engine cannot hold, said with what to do about it. */
function possible<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new Failure('too-large', `Nothing was written: ${error.message}.`);
    throw error;
  }
}

/** What somebody would miss in the file and may not expect. */
function warningsOf({ columns, values, records }: RecordSet, { released }: RecordRelease): string[] {
  const lost = columns.filter(
    (_, at) => (values[at]?.length ?? 0) > 1 && released.distinct.every((record) => record[at] === 0),
  );
  return [
    ...(released.records === 0 ? [`None of ${records} records could be released.`] : []),
    ...lost.map((column) => `No value of the column ${column} is common enough to be kept.`),
  ];
}

/** A column as it is written in a terminal. */
const quoted = (column: string): string => (/^[\w-]+$/.test(column) ? column : `"${column}"`);

/** The same data set has the same name in the ledger, however often it is asked. */
function datasetName(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const hash = createHash('sha256').update(JSON.stringify(columns));
  for (const row of rows) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

const listed = (text: string): string[] => {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('Give column names with commas between them.');
  return names;
};
const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Give a number above zero.');
  return value;
};
