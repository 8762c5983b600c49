import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import {
  decodeRecords,
  encodeRecords,
  fullTable,
  mostCells,
  recordMethods,
  releaseRecords,
  reportHtml,
  suppress,
  type FullTable,
  type RecordReleaseOptions,
} from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import { secureUniform } from '../../platform/random/index.ts';
import { neutraliseFormula, openTable } from '../../platform/tables/index.ts';
import { Failure } from '../failure.ts';
import { chance, whole } from '../numbers.ts';
import { printAnswer } from '../print.ts';
import { commandAt, example, type GlobalOptions } from '../verb.ts';
import { recordReport, tableReport } from './publish-reports.ts';
import { spendBudget } from './publish-ledger.ts';

interface TableOptions extends GlobalOptions {
  readonly by: readonly string[];
  readonly count?: string;
  readonly threshold: number;
  readonly out: string;
  readonly report?: string;
}

interface RecordOptions extends GlobalOptions, RecordReleaseOptions {
  readonly columns?: readonly string[];
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
    .option('--threshold <count>', 'counts below this are withheld', whole(2, 1000), 11)
    .requiredOption('--out <file>', 'where the table goes, CSV (required)')
    .option('--report <file>', 'where the report goes, HTML')
    .addHelpText('after', example('publish table records.csv --by year,citizenship --threshold 11 --out table.csv'));
  verb.action(async (file: string) => {
    const options = verb.optsWithGlobals<TableOptions>();
    const table = fullTable(options.by, await countRows(file, options));
    if (table.cells.length > mostCells) {
      const message = `The table has ${table.cells.length} cells with its sums; at most ${mostCells} can be protected at once. Count by fewer columns, or group their values.`;
      throw new Failure('too-large', message);
    }
    const release = suppress(table, { threshold: options.threshold, onProgress }, await linearSolver());
    if (release.exposed.length > 0) {
      const message = `${release.exposed.length} withheld counts could still be worked out; nothing was written. Group values or count by fewer columns.`;
      throw new Failure('exposed', message);
    }
    await writeFile(options.out, tableCsv(table, release.withheld));
    if (options.report) await writeFile(options.report, reportHtml(tableReport(release, options.threshold)));
    printAnswer(
      {
        cells: table.cells.length,
        withheldSmall: release.primary.size,
        withheldBeside: release.withheld.size - release.primary.size,
        exposed: release.exposed.length,
        narrowest: Math.min(
          ...release.inferred.filter(({ cell }) => release.primary.has(cell)).map((one) => one.high - one.low),
        ),
        threshold: options.threshold,
        out: options.out,
      },
      options.json ?? false,
    );
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
    const { columns, rows } = await readRows(file, options.columns);
    const source = encodeRecords(columns, rows);
    if (source.records === 0) throw new Failure('empty', `${file} has no records.`);
    if (options.method === 'dp-synthetic') await spendBudget(options, datasetName(columns, rows));
    const generator = mersenne(options.seed);
    const release = releaseRecords(source, options, {
      secure: secureUniform,
      repeatable: () => uniformFloat64(generator),
    });
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
        seconds: Math.round((performance.now() - started) / 10) / 100,
        out: options.out,
      },
      options.json ?? false,
    );
  });
}

/** The same data set has the same name in the ledger, however often it is asked. */
function datasetName(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const hash = createHash('sha256').update(JSON.stringify(columns));
  for (const row of rows) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

async function readRows(file: string, wanted: readonly string[] | undefined) {
  const opened = await openTable(file);
  const columns = wanted ?? opened.columns;
  const places = columns.map((name) => placeOf(opened.columns, name));
  const rows: string[][] = [];
  for await (const { values, problems, line } of opened.rows()) {
    const bad = problems.find(({ level }) => level === 'error');
    if (bad) throw new Failure('bad-row', `Line ${line}: ${bad.message} ${bad.remedy}`);
    rows.push(places.map((at) => values[at] ?? ''));
  }
  await opened.close();
  return { columns, rows };
}

async function countRows(file: string, { by, count }: TableOptions) {
  const { rows } = await readRows(file, count === undefined ? by : [...by, count]);
  return rows.map((row, at) => ({
    values: row.slice(0, by.length).map((value) => value.trim()),
    count: count === undefined ? 1 : countOf(row.at(-1) ?? '', at + 1, count),
  }));
}

function countOf(text: string, row: number, column: string): number {
  const value = Number(text.trim() || 'none');
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Failure(
    'bad-count',
    `Row ${row}, column ${column}: “${text}” is no count. Write a whole number of zero or more.`,
  );
}

function placeOf(columns: readonly string[], name: string): number {
  const at = columns.indexOf(name);
  if (at >= 0) return at;
  throw new Failure('unknown-column', `There is no column ${name}. Columns: ${columns.join(', ')}.`);
}

/** Sums have an empty cell for what they add up; a withheld count is an asterisk. */
function tableCsv({ fields, cells }: FullTable, withheld: ReadonlySet<number>): string {
  const rows = cells.map(({ values, count }, at) => [
    ...values.map((value) => neutraliseFormula(value === null ? 'All' : value === '' ? 'Unknown' : value)),
    withheld.has(at) ? '*' : String(count),
  ]);
  return stringify([[...fields, 'count'], ...rows]);
}

function onProgress(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} small counts protected`);
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
