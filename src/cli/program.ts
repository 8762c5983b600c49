import { Command } from 'commander';
import { commandRows } from './commands.generated.ts';
import { addActionVerb } from './generic.ts';
import { addVerbs, ownWords } from './verbs/index.ts';

/** A group of verbs is named for the things it is about; who thinks of one of them is understood too. */
const singular = {
  agencies: 'agency',
  cases: 'case',
  roles: 'role',
  units: 'unit',
  users: 'user',
  attachments: 'attachment',
};

/** The whole command line: the verbs the actions declare, and those made by hand for people and scripts. */
export function buildProgram(json: boolean): Command {
  const program = new Command('palermo')
    .description(
      'Palermo on the command line. Acts as the local operator of the data folder (PALERMO_DATA), through the running\n' +
        'server if there is one. Everything it does is in the audit trail.',
    )
    .option('--as <email>', 'act as this user, with their rights')
    .option('--json', 'answer with JSON alone; problems are JSON on the error stream')
    .addHelpText('after', '\nExample:\n  npm run --silent palermo -- cases list --json')
    .addHelpText('after', '\nEnds with 0 when done, 1 when refused or failed, 2 when used wrongly.');
  addVerbs(program);
  for (const row of commandRows) if (!ownWords.has(row.command)) addActionVerb(program, row);
  for (const [name, alias] of Object.entries(singular))
    program.commands.find((group) => group.name() === name)?.alias(alias);
  behave(program, json);
  return program;
}

/** Usage problems end the run by way of the one place that reports failures; all commands say so alike. */
function behave(command: Command, json: boolean): void {
  command
    .exitOverride()
    .showHelpAfterError('(add --help to see how it is used)')
    .configureHelp({ showGlobalOptions: true });
  if (json) command.configureOutput({ writeErr: () => undefined });
  for (const child of command.commands) behave(child, json);
  if (command.commands.length > 0 && command.parent && !command.description())
    command.description(command.commands.map((child) => child.name()).join(', '));
}
