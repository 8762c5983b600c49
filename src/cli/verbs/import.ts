import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { ActionTypes, Client } from '../../client/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { fileToSend, wholeNumber } from '../generic.ts';
import { readable } from '../print.ts';
import { progressLine } from '../progress.ts';
import { commandAt, example, withConnection, type VerbContext } from '../verb.ts';

type Import = ActionTypes['imports.open']['output'];
type Problems = ActionTypes['imports.problems']['output']['problems'];

// Every look is in the audit trail, so they become rare soon.
const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 2000;
const PROBLEMS_PRINTED = 20;
const PROBLEMS_IN_JSON = 1000;

interface ImportOptions {
  readonly layout?: string;
  readonly agency?: string;
  readonly mapping?: string;
  readonly release?: string;
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly encoding?: 'utf-8';
  readonly delimiter?: string;
  readonly draft?: boolean;
  readonly apply?: boolean;
  readonly skipErrors?: boolean;
}

/** Bringing in a list: checked, and written when asked to; and taking it back. */
export function addImportVerbs(program: Command): void {
  const bring = program
    .command('import <file>')
    .summary('bring in a list: check every row (--draft), or check and write (--apply)')
    .description(
      'Brings in CSV, TSV, XLSX or JSON, gzipped or not. With --draft every row is checked and nothing written; with --apply it is\nwritten too, if no row has an error. The same file twice changes nothing. Ends with 1 when rows have errors.',
    )
    .option('--layout <layout>', 'such as ctdc, htcds, unodc-glotip, own-list; told from the columns when left out')
    .option('--agency <code>', 'the agency the records will belong to')
    .option('--mapping <file>', 'how an own list is read: a JSON file as `imports mapping` gives it')
    .option('--release <date>', 'day the publisher released the table, YYYY-MM-DD')
    .option('--sheet <name>', 'sheet of a workbook, by name or number')
    .option('--header-row <number>', 'row of the column names', wholeNumber)
    .option('--encoding <name>', 'encoding of a text file, when it is not told right')
    .option('--delimiter <character>', 'what stands between the cells of a text file')
    .option('--draft', 'check only')
    .option('--apply', 'check and write')
    .option('--skip-errors', 'with --apply: leave out the rows that have errors')
    .addHelpText('after', example('import records.csv --layout ctdc --agency UN-IOM --apply'));
  bring.action((file: string, options: ImportOptions) => {
    if (!options.draft === !options.apply)
      throw new UsageFailure('Say either --draft, to check only, or --apply, to write as well.');
    if (options.draft && options.skipErrors) throw new UsageFailure('--skip-errors goes with --apply.');
    return withConnection(bring, { work: true }, (context) => importFile(context, file, options));
  });

  const undo = commandAt(program, 'imports undo')
    .argument('<import-id>')
    .summary('take an applied import back, whole')
    .description('Takes away everything an import wrote. Refused when records were changed since, unless --force.')
    .requiredOption('--reason <text>', 'why; it is kept with the import')
    .option('--force', 'take away also what was changed, shared or joined since')
    .addHelpText('after', example('imports undo IMPORT_ID --reason "wrong file"'));
  undo.action((importId: string, options: { reason: string; force?: boolean }) =>
    withConnection(undo, { work: true }, async (context) => {
      const { version } = await context.client.call('imports.open', { importId });
      await context.client.call('imports.undo', { importId, ...options }, { version });
      finish(context, await settled(context.client, importId), [], 'undone');
    }),
  );

  const cancel = commandAt(program, 'imports cancel')
    .argument('<import-id>')
    .summary('stop an import; what it has written is taken back')
    .description('Stops an import that is being checked or written, and takes back what it has written.')
    .addHelpText('after', example('imports cancel IMPORT_ID'));
  cancel.action((importId: string) =>
    withConnection(cancel, { work: true }, async (context) => {
      await context.client.call('imports.cancel', { importId });
      finish(context, await settled(context.client, importId), [], 'cancelled');
    }),
  );
}

async function importFile(context: VerbContext, path: string, options: ImportOptions): Promise<void> {
  const { client } = context;
  const received = await client.call('imports.create', await inputOf(options), { file: fileToSend(path) });
  const drafted = await settled(client, received.id);
  const ready = drafted.state === 'drafted' && (drafted.errors === 0 || options.skipErrors === true);
  const last = options.apply && ready ? await apply(client, drafted, options.skipErrors ?? false) : drafted;
  const limit = context.json ? PROBLEMS_IN_JSON : PROBLEMS_PRINTED;
  const { problems } = await client.call('imports.problems', { importId: last.id, limit });
  finish(context, last, problems, options.apply ? 'applied' : 'drafted', options.skipErrors);
}

async function inputOf(options: ImportOptions): Promise<ActionTypes['imports.create']['input']> {
  const { layout, agency, release, sheet, headerRow, encoding, delimiter, mapping } = options;
  const given = { layout, agency, releaseDate: release, sheet, headerRow, encoding, delimiter };
  const written = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return mapping === undefined ? written : { ...written, mapping: mappingIn(await readFile(mapping, 'utf8')) };
}

/** A mapping as it was read out, of which only the columns matter; shortened to what is sent. */
function mappingIn(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    throw new UsageFailure('The file of --mapping is not JSON.');
  }
}

async function apply(client: Client, { id: importId, version }: Import, skipErrors: boolean): Promise<Import> {
  await client.call('imports.apply', { importId, skipErrors }, { version });
  return settled(client, importId);
}

const working: ReadonlySet<Import['state']> = new Set(['received', 'drafting', 'applying', 'undoing']);
const stages = { reading: 'Checking', writing: 'Writing', undoing: 'Taking back' } as const;

/** Waits until the work on an import has ended, telling a person how far it is. */
async function settled(client: Client, importId: string): Promise<Import> {
  const line = progressLine();
  try {
    for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS)) {
      const now = await client.call('imports.open', { importId });
      if (!working.has(now.state)) return now;
      if (now.needsResume)
        throw new Failure('not-allowed-now', 'The work stopped without an end. See: palermo imports open', {
          importId,
        });
      const { stage, done, total, secondsLeft } = now.progress;
      line.show({ what: stage === null ? 'Waiting' : stages[stage], done, total, secondsLeft });
      await sleep(pause);
    }
  } finally {
    line.end();
  }
}

/** Prints where the import stands; anything but the wished end, or rows with errors, ends the command with 1. */
function finish(
  { json, print }: VerbContext,
  found: Import,
  problems: Problems,
  wished: Import['state'],
  errorsSkipped = false,
): void {
  if (json) print({ ...found, problems });
  else process.stdout.write(`${summaryOf(found, problems)}\n`);
  if (found.state !== wished || (found.errors > 0 && !errorsSkipped && wished !== 'undone' && wished !== 'cancelled'))
    process.exitCode = 1;
}

function summaryOf(found: Import, problems: Problems): string {
  const { id, layout, state, rows, errors, warnings, counts, problem, alreadyApplied } = found;
  const facts = {
    import: id,
    layout,
    state,
    rows,
    errors,
    warnings,
    ...counts,
    ...(problem ? { problem: problem.message, remedy: problem.remedy ?? null } : {}),
  };
  const blocks = [readable(facts)];
  if (problems.length > 0)
    blocks.push(
      readable(
        problems.map(({ row, severity, column, value, message, remedy }) => ({
          row,
          severity,
          column,
          value,
          message,
          remedy,
        })),
      ),
    );
  if (errors + warnings > problems.length)
    blocks.push(
      `… and ${errors + warnings - problems.length} more: palermo imports problems ${id} --output problems.csv`,
    );
  if (alreadyApplied !== null) blocks.push('This very file is already in; nothing was changed.');
  else if (state === 'drafted' && errors === 0) blocks.push('Nothing is written yet. Write it with --apply.');
  return blocks.join('\n\n');
}
