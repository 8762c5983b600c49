import { rename, rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { readConfig } from '../../platform/config/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { saveStream } from '../generic.ts';
import { readPassphrase } from '../passphrase.ts';
import { printAnswer } from '../print.ts';
import { example, withConnection, type GlobalOptions } from '../verb.ts';

const fromFile = ['--passphrase-file <file>', 'file whose first line is the passphrase; asked for otherwise'] as const;
type PassphraseOption = GlobalOptions & { readonly passphraseFile?: string; readonly output?: string };

/** Backup, restore, and opening a file that was sealed with a passphrase. */
export function addBackupVerbs(program: Command): void {
  const backup = program
    .command('backup <file>')
    .summary('write the whole installation to one encrypted file')
    .description(
      'Writes database, files and keys to one file that opens with the passphrase only. Works while the server runs.',
    )
    .option(...fromFile)
    .addHelpText('after', example('backup palermo.backup.age --passphrase-file passphrase.txt'));
  backup.action((file: string, options: PassphraseOption) => makeBackup(backup, file, options));

  const restore = program
    .command('restore <file>')
    .summary('bring a backup into an empty installation')
    .description(
      'Checks a backup from end to end and brings it into an empty folder or database. No server may hold the folder.',
    )
    .option(...fromFile)
    .addHelpText('after', example('restore palermo.backup.age --passphrase-file passphrase.txt'));
  restore.action((file: string, options: PassphraseOption) => restoreFrom(restore, file, options));

  const decrypt = program
    .command('decrypt <file>')
    .summary('open a file that Palermo encrypted with a passphrase')
    .description('Opens an encrypted export beside it, without its ending .age, or where --output says.')
    .option(...fromFile)
    .option('--output <file>', 'where to write the content')
    .addHelpText('after', example('decrypt cases.csv.age'));
  decrypt.action((file: string, options: PassphraseOption) => decryptTo(decrypt, file, options));
}

async function makeBackup(command: Command, file: string, options: PassphraseOption): Promise<void> {
  const passphrase = await readPassphrase(options.passphraseFile, { twice: true });
  await withConnection(command, {}, async ({ client, print }) => {
    const draft = `${file}.part`;
    try {
      const bytes = await saveStream(await client.stream('backup.make', { passphrase }), draft);
      await rename(draft, file);
      print({ file, bytes });
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  });
}

async function restoreFrom(command: Command, file: string, options: PassphraseOption): Promise<void> {
  const { json = false, as } = command.optsWithGlobals<GlobalOptions>();
  if (as !== undefined) throw new UsageFailure('An empty installation has no users: restore without --as.');
  const passphrase = await readPassphrase(options.passphraseFile);
  const { restoreBackup } = await import('../../features/backup/index.ts');
  const report = await restoreBackup(readConfig(), file, passphrase);
  printAnswer({ ...report, audit: report.audit.intact ? 'intact' : 'not intact' }, json);
  if (!report.audit.intact) process.exitCode = 1;
}

async function decryptTo(command: Command, file: string, options: PassphraseOption): Promise<void> {
  const output = options.output ?? file.replace(/\.age$/, '');
  if (output === file)
    throw new UsageFailure('Say where the content goes with --output: the file does not end in .age.');
  const passphrase = await readPassphrase(options.passphraseFile);
  const { decryptFile, SealError } = await import('../../platform/seal/index.ts');
  try {
    await decryptFile(file, output, passphrase);
  } catch (error) {
    if (error instanceof SealError) throw new Failure('file-unreadable', error.message);
    throw error;
  }
  printAnswer({ file: output }, command.optsWithGlobals<GlobalOptions>().json ?? false);
}
