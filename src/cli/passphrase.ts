import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageFailure } from './failure.ts';

/**
 * A passphrase from the first line of a file or from the terminal, which does not show it. Never from an argument, for
 * those stand in the shell's history and in the list of processes. `twice`: a new one, asked for again.
 */
export async function readPassphrase(file: string | undefined, { twice = false } = {}): Promise<string> {
  if (file !== undefined) return firstLine(await readFile(file, 'utf8'));
  if (!process.stdin.isTTY)
    throw new UsageFailure('No terminal to ask for the passphrase: give a file that holds it with --passphrase-file.');
  const passphrase = await ask('Passphrase: ');
  if (twice && (await ask('Again: ')) !== passphrase)
    throw new UsageFailure('The two were not the same. Nothing was done.');
  return passphrase;
}

const firstLine = (text: string): string => text.replace(/\r?\n[\s\S]*$/, '');

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
