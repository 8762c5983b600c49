import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, definePublicAction, notFound } from '../../../platform/action/index.ts';
import { accountChange, done, nodeOutput, nothing, revoked, sessionList, sessionOutput } from '../schema.ts';
import { ownAccount } from '../store/accounts.ts';
import { isSet } from '../store/links.ts';
import { productVersion } from '../store/product.ts';
import { readSession } from '../store/own-session.ts';
import { revokeSessions, sessionOf } from '../store/sessions.ts';

export const openSession = defineAction({
  name: 'session.open',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, in which hat, with what rights, and what is still to come',
  input: nothing,
  output: sessionOutput,
  permission: 'signed-in',
  openBefore: 'second-factor',
  openLocked: true,
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'opened the own session',
  runs: 'owner',
  command: 'whoami',
  run: ({ store, actor, standing }) => readSession(store, actor, standing),
});

export const openNode = definePublicAction({
  name: 'node.open',
  method: 'GET',
  path: '/api/node',
  summary: 'What somebody who is not signed in may know of this installation',
  input: nothing,
  output: nodeOutput,
  permission: 'anyone',
  subject: collection('node'),
  purpose: 'reference',
  audit: 'asked whether the installation is set up',
  runs: 'owner',
  run: async ({ store, services }) => ({
    setUp: await isSet(store, 'set-up'),
    demo: await isSet(store, 'demo'),
    oidc: services.config.oidc?.name ?? null,
    version: productVersion,
  }),
});

export const changeHat = defineAction({
  name: 'session.membership',
  method: 'PUT',
  path: '/api/session/membership',
  summary: 'Go on in another of one’s memberships',
  input: z.object({ membershipId: z.uuid() }),
  output: done,
  permission: 'signed-in',
  subject: async ({ input, actor }) => ({
    kind: 'membership',
    id: input.membershipId,
    account: { userId: actor.userId, agencyId: null },
  }),
  purpose: 'own-account',
  audit: 'changed hats',
  runs: 'owner',
  run: async ({ store, actor, input }) => {
    const { rows } =
      await sql`update session set membership_id = ${input.membershipId} where id = ${sessionOf(actor)} and exists (
      select 1 from membership m join agency a on a.id = m.agency_id and a.active
      where m.id = ${input.membershipId} and m.user_id = ${actor.userId} and m.active) returning id`.execute(store);
    if (rows.length === 0) throw notFound();
    return { done: true };
  },
});

export const listSessions = defineAction({
  name: 'account.sessions',
  method: 'GET',
  path: '/api/account/sessions',
  summary: 'Where one is signed in',
  input: nothing,
  output: sessionList,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'listed the own sessions',
  runs: 'owner',
  run: async ({ store, actor }) => {
    const { rows } = await sql<
      z.output<typeof sessionList>['sessions'][number]
    >`select s.id, s.device, a.name as agency_name, s.created_at, s.last_seen_at, s.expires_at,
        s.id = ${actor.sessionId}::uuid as current
      from session s left join membership m on m.id = s.membership_id left join agency a on a.id = m.agency_id
      where s.user_id = ${actor.userId} and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '2 hours'
      order by s.last_seen_at desc limit 200`.execute(store);
    return { sessions: rows.map((row) => ({ ...row, current: row.current ?? false })) };
  },
});

export const revokeOwnSession = defineAction({
  name: 'account.sessions.revoke',
  method: 'DELETE',
  path: '/api/account/sessions/:sessionId',
  summary: 'End one of the own sessions, on a device left behind',
  input: z.object({ sessionId: z.uuid() }),
  output: revoked,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'ended one of the own sessions',
  runs: 'owner',
  run: async ({ store, actor, input }) => {
    const count = await revokeSessions(store, actor.userId, { only: input.sessionId });
    if (count === 0) throw notFound();
    return { revoked: count };
  },
});

export const revokeOtherSessions = defineAction({
  name: 'account.sessions.revoke-others',
  method: 'DELETE',
  path: '/api/account/sessions',
  summary: 'End every other session of one’s own',
  input: nothing,
  output: revoked,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'ended all other own sessions',
  runs: 'owner',
  run: async ({ store, actor }) => ({
    revoked: await revokeSessions(store, actor.userId, { except: sessionOf(actor) }),
  }),
});

export const changeAccount = defineAction({
  name: 'account.change',
  method: 'PATCH',
  path: '/api/account',
  summary: 'Change the language one reads in',
  input: accountChange,
  output: z.object({ language: z.string(), version: z.number().int() }),
  permission: 'signed-in',
  subject: async ({ actor, store, forUpdate }) => {
    const { rows } = await sql<{
      version: number;
      language: string;
    }>`select version, language from app_user where id = ${actor.userId} ${forUpdate ? sql`for no key update` : sql``}`.execute(
      store,
    );
    return rows[0]
      ? { kind: 'account', id: actor.userId, version: rows[0].version, row: { language: rows[0].language } }
      : null;
  },
  versioned: true,
  purpose: 'own-account',
  audit: 'changed the own language',
  run: async ({ store, actor, input }) => {
    const { rows } = await sql<{
      language: string;
      version: number;
    }>`update app_user set language = ${input.language} where id = ${actor.userId} returning language, version`.execute(
      store,
    );
    return rows[0] ?? { language: input.language, version: 0 };
  },
});
