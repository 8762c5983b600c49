import type { Command } from 'commander';
import type { Client } from '../client/index.ts';
import { connect } from './connection.ts';
import { printAnswer } from './print.ts';

/** What every verb understands. */
export interface GlobalOptions {
  readonly as?: string;
  readonly json?: boolean;
}

/** What a verb works with, once it is run. */
export interface VerbContext {
  readonly client: Client;
  /** Acts as the user of this e-mail address. */
  readonly clientAs: (email: string) => Client;
  readonly json: boolean;
  readonly print: (answer: unknown) => void;
}

/** Runs a verb on a connection that is opened now and closed whatever happens. `work`: a job must be done meanwhile. */
export async function withConnection(
  command: Command,
  { work = false }: { work?: boolean },
  run: (context: VerbContext) => Promise<void>,
): Promise<void> {
  const { as, json = false } = command.optsWithGlobals<GlobalOptions>();
  const connection = await connect({ as, work });
  try {
    await run({
      client: connection.client,
      clientAs: (email) => connection.clientAs(email),
      json,
      print: (answer) => printAnswer(answer, json),
    });
  } catch (error) {
    throw as === undefined ? error : namingTheUser(error, as);
  } finally {
    await connection.close();
  }
}

function namingTheUser(error: unknown, as: string): unknown {
  const unknown = typeof error === 'object' && error !== null && 'code' in error && error.code === 'not-signed-in';
  return unknown ? new UnknownUser(as) : error;
}

/** Nobody who could act: the server says no more than that nobody is signed in. */
class UnknownUser extends Error {
  constructor(as: string) {
    super(`No active user has the e-mail address ${as}. See: palermo user list`);
  }
}

/** The command of these words, making the groups above it that are not there yet. */
export function commandAt(program: Command, words: string): Command {
  return words.split(' ').reduce((parent, word) => {
    const present = parent.commands.find((child) => child.name() === word);
    return present ?? parent.command(word);
  }, program);
}

export const example = (line: string): string => `\nExample:\n  npm run --silent palermo -- ${line}`;
