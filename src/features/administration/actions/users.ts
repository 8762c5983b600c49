import { sql } from 'kysely';
import { makeLink, revokeSessions } from '../../accounts/index.ts';
import { collection, defineAction, notFound, orNotFound, type Subject } from '../../../platform/action/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import { accountFault } from '../rules.ts';
import { invitation, invited, user, userChange, userId, userList, userListInput, type User } from '../schema.ts';
import { findUser, hatsWorn, listUsers, staysAdministered } from '../store/people.ts';
import { agencyOf, checkGiving, looksAfter, refuse } from '../who.ts';

/** A person as the actor sees them; outside the actor's own rights, only one who works in their agency. */
export async function userSubject({
  input,
  actor,
  store,
  forUpdate,
}: LoadContext<{ userId: string }, Actor>): Promise<(Subject & { row: User }) | null> {
  const row = await findUser(store, input.userId, forUpdate);
  const near =
    row &&
    (actor.scope === 'all' ||
      row.id === actor.userId ||
      row.memberships.some((hat) => hat.agencyId === actor.agencyId));
  if (!row || !near) return null;
  const memberships = row.memberships.filter((hat) => looksAfter(actor, hat.agencyId));
  return {
    kind: 'user',
    id: row.id,
    version: row.version,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
    row: { ...row, memberships },
  };
}

export const listUsersAction = defineAction({
  name: 'users.list',
  method: 'GET',
  path: '/api/users',
  summary: 'The people of the own agency, with their roles',
  input: userListInput,
  output: userList,
  permission: 'user.read',
  subject: collection('users'),
  purpose: 'administration',
  audit: 'listed users',
  auditHits: (output) => output.users.map((found) => found.id),
  command: 'users list',
  run: ({ store, input }) => listUsers(store, input),
});

export const openUser = defineAction({
  name: 'users.open',
  method: 'GET',
  path: '/api/users/:userId',
  summary: 'One person of the own agency',
  input: userId,
  output: user,
  permission: 'user.read',
  subject: userSubject,
  purpose: 'administration',
  audit: 'opened a user',
  run: async ({ subject }) => subject.row,
});

export const inviteUser = defineAction({
  name: 'users.invite',
  method: 'POST',
  path: '/api/users',
  summary: 'Invite a person with a role; the one-time link is shown once, to be handed over',
  input: invitation,
  output: invited,
  permission: 'user.manage',
  subject: collection('users'),
  purpose: 'administration',
  audit: 'invited a user',
  auditHits: (output) => [output.userId, output.membershipId],
  auditDetail: (input) => ({ role: input.roleId }),
  command: 'users invite',
  runs: 'owner',
  run: async ({ store, actor, input, newId, now }) => {
    const agencyId = agencyOf(actor, input.agencyId);
    const { rows } = await sql<{
      id: string;
      status: string;
    }>`select id, status from app_user where lower(email) = lower(${input.email})`.execute(store);
    const [known] = rows;
    const id = known?.id ?? newId();
    await checkGiving(store, actor, { userId: id, agencyId, unitId: input.unitId, roleId: input.roleId });
    if (!known)
      await sql`insert into app_user (id, email, name, language, status) values (${id}, ${input.email}, ${input.name}, ${input.language}, 'invited')`.execute(
        store,
      );
    const membershipId = newId();
    await sql`insert into membership (id, user_id, agency_id, unit_id, role_id) values (${membershipId}, ${id}, ${agencyId}, ${input.unitId}, ${input.roleId})`.execute(
      store,
    );
    const link = known ? null : await makeLink(store, 'invitation', id, actor.userId, now);
    return { userId: id, membershipId, token: link?.token ?? null, expiresAt: link?.expiresAt ?? null };
  },
});

export const changeUser = defineAction({
  name: 'users.change',
  method: 'PATCH',
  path: '/api/users/:userId',
  summary: 'Correct a name, suspend a person, or let them in again; suspending ends their sessions',
  input: userChange,
  output: user,
  permission: 'user.manage',
  subject: userSubject,
  versioned: true,
  purpose: 'administration',
  audit: 'changed a user',
  auditDetail: ({ status }) => (status ? { status } : {}),
  runs: 'owner',
  run: async (context) => {
    const {
      store,
      actor,
      input,
      subject: { row },
    } = context;
    refuse(accountFault(actor, { userId: row.id, hats: await hatsWorn(store, row.id) }));
    const { name = row.name, language = row.language, status = row.status } = input;
    if (row.status === 'invited' && status === 'active')
      refuse('An invited person becomes active with their link. Make them a new one if it is lost.');
    // One whose invitation was never taken up comes back as invited, for there is no password yet.
    const next = row.status === 'suspended' && status === 'active' && !(await hasEntered(context)) ? 'invited' : status;
    if (status === 'suspended' && row.status !== 'suspended') await suspend(context);
    await sql`update app_user set name = ${name}, language = ${language}, status = ${next} where id = ${row.id}`.execute(
      store,
    );
    return orNotFound(await userSubject({ ...context, forUpdate: false })).row;
  },
});

interface AboutUser {
  readonly store: LoadContext<unknown, Actor>['store'];
  readonly subject: Subject & { readonly row: User };
}

async function hasEntered({ store, subject: { row } }: AboutUser): Promise<boolean> {
  const { rows } =
    await sql`select 1 from credential where user_id = ${row.id} and (password_hash is not null or oidc_subject is not null)`.execute(
      store,
    );
  return rows.length > 0;
}

async function suspend({ store, subject: { row } }: AboutUser): Promise<void> {
  for (const { agencyId } of (await hatsWorn(store, row.id)).filter((hat) => hat.permissions.includes('user.manage'))) {
    if (!(await staysAdministered(store, agencyId, { userId: row.id })))
      refuse('This is the last administrator of the agency. Appoint another one first.');
  }
  await revokeSessions(store, row.id);
}

/** Stops unless the actor may take charge of this account. */
export async function takeCharge(store: AboutUser['store'], actor: Actor, account: User): Promise<void> {
  if (!account.memberships.some((hat) => looksAfter(actor, hat.agencyId)) && actor.scope !== 'all') throw notFound();
  refuse(accountFault(actor, { userId: account.id, hats: await hatsWorn(store, account.id) }));
}
