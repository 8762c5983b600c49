import { Option, type Command } from 'commander';
import type { ActionTypes, Client } from '../../client/index.ts';
import { readConfig } from '../../platform/config/index.ts';
import { Failure } from '../failure.ts';
import { commandAt, example, withConnection } from '../verb.ts';

type Invitation = ActionTypes['users.invite']['input'];
interface InviteOptions {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly agency?: string;
  readonly language?: NonNullable<Invitation['language']>;
}

/** People and the one-time links by which they come in, named as people name them: by code and address, not by id. */
export function addAccountVerbs(program: Command): void {
  addInvite(program);
  addResetLink(program);
  const setUp = program
    .command('set-up-link')
    .summary('print a new one-time link to set this installation up')
    .description(
      'Prints a new one-time link to set this installation up; for when the one that the server printed is lost.',
    )
    .addHelpText('after', example('set-up-link'));
  setUp.action(() =>
    withConnection(setUp, {}, async ({ client, print }) => {
      const { path, expiresAt } = await client.call('node.set-up-link', {});
      print({ link: address(path), expiresAt });
    }),
  );
}

function addInvite(program: Command): void {
  const invite = commandAt(program, 'users invite')
    .summary('invite a person with a role; prints the one-time link')
    .description(
      'Invites a person with a role in an agency. The one-time link is printed once, to be handed over safely.',
    )
    .requiredOption('--email <address>', 'the address the person signs in with (required)')
    .requiredOption('--name <name>', 'the name of the person (required)')
    .requiredOption('--role <code>', 'code of the role, as `roles list` shows it (required)')
    .option('--agency <code>', 'code of the agency; the own one when left out')
    .addOption(new Option('--language <code>', 'language of the pages').choices(['en', 'id', 'ur']))
    .addHelpText(
      'after',
      example('users invite --email sari@example.org --name Sari --role case-worker --agency IDN-RPTC'),
    );
  invite.action(({ agency, role, ...person }: InviteOptions) =>
    withConnection(invite, {}, async ({ client, print }) => {
      const agencyId = agency === undefined ? undefined : await agencyIdOf(client, agency);
      const roleId = await roleIdOf(client, role, agencyId);
      const { token, expiresAt, userId } = await client.call('users.invite', {
        ...person,
        roleId,
        ...(agencyId ? { agencyId } : {}),
      });
      print({ userId, link: token === null ? null : address(`/invitation#${token}`), expiresAt });
    }),
  );
}

function addResetLink(program: Command): void {
  const reset = program
    .command('reset-link')
    .argument('<email>')
    .summary('print a one-time link for who lost their password or invitation')
    .description(
      'Prints a one-time link by which a person chooses a new password, or answers their invitation after all.',
    )
    .addHelpText('after', example('reset-link sari@example.org'));
  reset.action((email: string) =>
    withConnection(reset, {}, async ({ client, print }) => {
      const { users } = await client.call('users.list', { text: email, limit: 200 });
      const found = users.find((user) => user.email.toLowerCase() === email.toLowerCase());
      if (!found) throw new Failure('not-found', `No user has the e-mail address ${email}. See: palermo users list`);
      const { kind, token, expiresAt } = await client.call('users.link', { userId: found.id });
      print({ kind, link: address(`/invitation#${token}`), expiresAt });
    }),
  );
}

const address = (path: string): string => `${readConfig().origin}${path}`;

async function agencyIdOf(client: Client, code: string): Promise<string> {
  const { agencies } = await client.call('agencies.list', {});
  const found = agencies.find((agency) => agency.code.toLowerCase() === code.toLowerCase());
  if (!found) throw new Failure('not-found', `No agency has the code ${code}. See: palermo agencies list`);
  return found.id;
}

/** An agency's own role stands before the shipped one of the same code. */
async function roleIdOf(client: Client, code: string, agencyId: string | undefined): Promise<string> {
  const { roles } = await client.call('roles.list', {});
  const named = roles.filter(
    (role) => role.code === code && (role.agencyId === null || agencyId === undefined || role.agencyId === agencyId),
  );
  const found = named.find((role) => role.agencyId !== null) ?? named[0];
  if (!found)
    throw new Failure('not-found', `No role has the code ${code}. Codes: ${roles.map((role) => role.code).join(', ')}`);
  return found.id;
}
