import { sql } from 'kysely';
import { collection, definePublicAction, notFound } from '../../../platform/action/index.ts';
import { asOwner, type Database } from '../../../platform/store/index.ts';
import { acceptLink, linkOutput, linkToken, standingOutput } from '../schema.ts';
import { accountSubject, setPassword } from '../store/accounts.ts';
import { findLink, spendLink } from '../store/links.ts';
import { revokeSessions, startSession } from '../store/sessions.ts';
import { hashAccepted } from './passwords.ts';

export const openLink = definePublicAction({
  name: 'invitations.open',
  method: 'POST',
  path: '/api/invitations/open',
  summary: 'Whom a one-time link is for, before they choose a password',
  input: linkToken,
  output: linkOutput,
  permission: 'anyone',
  subject: collection('invitation'),
  purpose: 'security',
  audit: 'opened a one-time link',
  limits: { bodyBytes: 4096, perMinute: 20 },
  runs: 'owner',
  run: async ({ store, input, now }) => {
    const link = await findLink(store, input.token, now);
    if (!link) throw notFound();
    return link;
  },
});

/** Hashed before the transaction, and only for a link that can be used. */
async function prepareAcceptance(
  database: Database,
  token: string,
  password: string,
  now: Date,
): Promise<{ userId: string; hash: string } | null> {
  const link = await asOwner(database, (store) => findLink(store, token, now));
  if (!link?.userId) return null;
  return { userId: link.userId, hash: await hashAccepted(password, link.email ?? '') };
}

export const acceptInvitation = definePublicAction({
  name: 'invitations.accept',
  method: 'POST',
  path: '/api/invitations/accept',
  summary:
    'Choose a password with a one-time link and be signed in; a second factor that was set up is still asked for',
  input: acceptLink,
  output: standingOutput,
  permission: 'anyone',
  prepare: ({ input, services, now }) => prepareAcceptance(services.database, input.token, input.password, now),
  subject: ({ store, prepared }) => accountSubject(store, prepared?.userId ?? null),
  purpose: 'security',
  audit: 'chose a password with a one-time link',
  limits: { bodyBytes: 4096, perMinute: 20 },
  runs: 'owner',
  run: async (context) => {
    const { store, input, prepared, now } = context;
    const link = await findLink(store, input.token, now);
    if (!link?.userId || link.userId !== prepared?.userId) throw notFound();
    await spendLink(store, link.id, now);
    await setPassword(store, link.userId, prepared.hash);
    if (link.kind === 'invitation')
      await sql`update app_user set status = 'active' where id = ${link.userId}`.execute(store);
    await revokeSessions(store, link.userId);
    return { standing: await startSession(context, link.userId, false) };
  },
});
