import { rename, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import type { ActionTypes } from '../../client/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { saveStream } from '../generic.ts';
import { readPassphrase } from '../passphrase.ts';
import { example, withConnection, type GlobalOptions, type VerbContext } from '../verb.ts';

type Asked = ActionTypes['exports.create']['input'];
interface ExportOptions extends GlobalOptions {
  readonly subject: Asked['subject'];
  readonly format: Asked['format'];
  readonly filter?: string;
  readonly plain?: boolean;
  readonly reason?: string;
  readonly passphraseFile?: string;
}

const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 2000;

/** A file of what the reader may read, made, fetched and written in one go. */
export function addExportVerb(program: Command): void {
  const verb = program
    .command('export <file>')
    .summary('write what you may read to a file; encrypted unless --plain')
    .description(
      'Writes cases or persons within your reach, the fields your role reads, to a file. It is encrypted with a passphrase (open it\nwith `decrypt`), unless --plain, which needs a --reason when identity is inside.',
    )
    .addOption(
      new Option('--subject <what>', 'one row a case, or one row a person record')
        .choices(['cases', 'persons'])
        .default('cases'),
    )
    .addOption(
      new Option('--format <format>', 'htcds is of persons').choices(['csv', 'xlsx', 'json', 'htcds']).default('csv'),
    )
    .option('--filter <json>', 'only some, such as {"status":"open"}')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase; asked for otherwise')
    .option('--plain', 'do not encrypt')
    .option('--reason <text>', 'why the file may lie open; it is kept')
    .addHelpText('after', example('export cases.csv.age --subject cases --passphrase-file passphrase.txt'));
  verb.action(async (file: string, options: ExportOptions) => {
    const passphrase = options.plain ? undefined : await readPassphrase(options.passphraseFile, { twice: true });
    const asked = {
      subject: options.subject,
      format: options.format,
      filter: filterIn(options.filter),
      ...(passphrase === undefined ? { encrypt: false } : { passphrase }),
      ...(options.reason === undefined ? {} : { reason: options.reason }),
    } as Asked;
    await withConnection(verb, { work: true }, (context) => exportTo(context, file, asked));
  });
}

async function exportTo({ client, print }: VerbContext, file: string, asked: Asked): Promise<void> {
  const { id: exportId } = await client.call('exports.create', asked);
  let made = await client.call('exports.open', { exportId });
  for (let pause = FIRST_PAUSE_MILLISECONDS; made.state === 'queued' || made.state === 'running';) {
    await sleep(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
    made = await client.call('exports.open', { exportId });
  }
  if (made.state !== 'done') throw new Failure('not-allowed-now', `The export ended as ${made.state}.`, { exportId });
  const draft = `${file}.part`;
  try {
    const bytes = await saveStream(await client.stream('exports.download', { exportId }), draft);
    await rename(draft, file);
    print({ file, rows: made.rows, bytes, encrypted: made.encrypted, columns: made.columns, lost: made.lost });
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function filterIn(text: string | undefined): unknown {
  if (text === undefined) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageFailure('--filter is not JSON.');
  }
}
