import { sql } from 'kysely';
import { z } from 'zod';
import {
  collection,
  defineAction,
  definePublicAction,
  notFound,
  Problem,
  Refusal,
} from '../../../platform/action/index.ts';
import {
  challengeOutput,
  done,
  nothing,
  passkeyAdded,
  passkeyAnswer,
  passkeyList,
  passkeyRegistration,
  standingOutput,
} from '../schema.ts';
import { accountSubject, ownAccount } from '../store/accounts.ts';
import { keepChallenge, takeChallenge } from '../store/challenges.ts';
import { dropCodesWithoutFactor, firstRecoveryCodes } from '../store/factors.ts';
import {
  addPasskey,
  authenticationOptions,
  findPasskey,
  passkeysOf,
  registrationOptions,
  acceptPasskey,
} from '../store/passkeys.ts';
import { raiseSession, requireProof, sessionOf, startSession } from '../store/sessions.ts';

const refused = (): Refusal => new Refusal(new Problem('sign-in-failed'));

export const startPasskeySignIn = definePublicAction({
  name: 'session.passkey.start',
  method: 'POST',
  path: '/api/session/passkey/options',
  summary: 'Begin to sign in with a passkey alone',
  input: nothing,
  output: challengeOutput,
  permission: 'anyone',
  subject: collection('account'),
  purpose: 'security',
  audit: 'began to sign in with a passkey',
  limits: { perMinute: 30 },
  runs: 'owner',
  run: async ({ store, caller, newId, now }) => {
    const options = await authenticationOptions(caller.origin, null);
    const challengeId = newId();
    await keepChallenge(store, challengeId, 'passkey-sign-in', null, { challenge: options.challenge }, now);
    return { challengeId, options: { ...options } };
  },
});

export const signInWithPasskey = definePublicAction({
  name: 'session.passkey',
  method: 'POST',
  path: '/api/session/passkey',
  summary: 'Sign in with a passkey that asked its owner for a finger or a PIN; no second factor is needed',
  input: passkeyAnswer,
  output: standingOutput,
  permission: 'anyone',
  subject: async ({ store, input }) =>
    accountSubject(store, (await findPasskey(store, input.response.id))?.userId ?? null),
  purpose: 'security',
  audit: 'signed in with a passkey',
  limits: { bodyBytes: 65_536, perMinute: 30 },
  runs: 'owner',
  run: async (context) => {
    const { store, caller, input, now } = context;
    const challenge = await takeChallenge(store, input.challengeId, 'passkey-sign-in', null, now);
    const passkey = await findPasskey(store, input.response.id);
    if (!challenge || !passkey) return refused();
    if (!(await acceptPasskey(store, caller.origin, challenge['challenge'] ?? '', input.response, passkey, true)))
      return refused();
    return { standing: await startSession(context, passkey.userId, true) };
  },
});

export const startPasskeyFactor = defineAction({
  name: 'session.second-factor.passkey.start',
  method: 'POST',
  path: '/api/session/second-factor/passkey/options',
  summary: 'Begin to show a passkey as the second factor',
  input: nothing,
  output: challengeOutput,
  permission: 'signed-in',
  openBefore: 'second-factor',
  subject: ownAccount,
  purpose: 'security',
  audit: 'began to show a passkey',
  limits: { perMinute: 30 },
  runs: 'owner',
  run: async ({ store, actor, caller, newId, now }) => {
    const own = await passkeysOf(store, actor.userId);
    if (own.length === 0) throw new Problem('not-allowed-now', { reason: 'There is no passkey on this account.' });
    const options = await authenticationOptions(caller.origin, own);
    const challengeId = newId();
    await keepChallenge(
      store,
      challengeId,
      'passkey-second-factor',
      actor.userId,
      { challenge: options.challenge },
      now,
    );
    return { challengeId, options: { ...options } };
  },
});

export const givePasskeyFactor = defineAction({
  name: 'session.second-factor.passkey',
  method: 'POST',
  path: '/api/session/second-factor/passkey',
  summary: 'Show a passkey as the second factor',
  input: passkeyAnswer,
  output: done,
  permission: 'signed-in',
  openBefore: 'second-factor',
  subject: ownAccount,
  purpose: 'security',
  audit: 'showed a passkey as the second factor',
  limits: { bodyBytes: 65_536, perMinute: 30 },
  runs: 'owner',
  run: async (context) => {
    const { store, actor, caller, input, now } = context;
    const challenge = await takeChallenge(store, input.challengeId, 'passkey-second-factor', actor.userId, now);
    const passkey = await findPasskey(store, input.response.id);
    if (!challenge || passkey?.userId !== actor.userId) return refused();
    if (!(await acceptPasskey(store, caller.origin, challenge['challenge'] ?? '', input.response, passkey, false)))
      return refused();
    await raiseSession(context, sessionOf(actor));
    return { done: true };
  },
});

export const startPasskeyRegistration = defineAction({
  name: 'account.passkeys.start',
  method: 'POST',
  path: '/api/account/passkeys/options',
  summary: 'Begin to add a passkey',
  input: nothing,
  output: challengeOutput,
  permission: 'signed-in',
  openBefore: 'enrolment',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'began to add a passkey',
  limits: { perMinute: 10 },
  runs: 'owner',
  run: async ({ store, actor, caller, newId, now }) => {
    await requireProof(store, actor);
    const { rows } = await sql<{
      id: string;
      email: string;
      name: string;
    }>`select id, email, name from app_user where id = ${actor.userId}`.execute(store);
    const [user] = rows;
    if (!user) throw notFound();
    const options = await registrationOptions(store, caller.origin, user);
    const challengeId = newId();
    await keepChallenge(
      store,
      challengeId,
      'passkey-registration',
      actor.userId,
      { challenge: options.challenge },
      now,
    );
    return { challengeId, options: { ...options } };
  },
});

export const registerPasskey = defineAction({
  name: 'account.passkeys.add',
  method: 'POST',
  path: '/api/account/passkeys',
  summary: 'Add a passkey; the first factor comes with recovery codes, shown once',
  input: passkeyRegistration,
  output: passkeyAdded,
  permission: 'signed-in',
  openBefore: 'enrolment',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'added a passkey',
  limits: { bodyBytes: 65_536, perMinute: 10 },
  runs: 'owner',
  run: async (context) => {
    const { store, services, actor, caller, input, newId, now } = context;
    await requireProof(store, actor);
    const challenge = await takeChallenge(store, input.challengeId, 'passkey-registration', actor.userId, now);
    const id = newId();
    const added =
      challenge &&
      (await addPasskey(store, caller.origin, challenge['challenge'] ?? '', input.response, {
        id,
        userId: actor.userId,
        name: input.name,
      }));
    if (!added) return refused();
    await raiseSession(context, sessionOf(actor));
    return { id, recoveryCodes: await firstRecoveryCodes(store, services.keys, actor.userId) };
  },
});

export const listPasskeys = defineAction({
  name: 'account.passkeys',
  method: 'GET',
  path: '/api/account/passkeys',
  summary: 'The own passkeys',
  input: nothing,
  output: passkeyList,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'listed the own passkeys',
  runs: 'owner',
  run: async ({ store, actor }) => {
    const { rows } = await sql<
      z.output<typeof passkeyList>['passkeys'][number]
    >`select id, name, created_at, last_used_at from passkey
      where user_id = ${actor.userId} order by created_at`.execute(store);
    return { passkeys: rows };
  },
});

export const removePasskey = defineAction({
  name: 'account.passkeys.remove',
  method: 'DELETE',
  path: '/api/account/passkeys/:passkeyId',
  summary: 'Remove one of the own passkeys',
  input: z.object({ passkeyId: z.uuid() }),
  output: done,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'removed a passkey',
  runs: 'owner',
  run: async ({ store, actor, input }) => {
    await requireProof(store, actor);
    const { rows } =
      await sql`delete from passkey where id = ${input.passkeyId} and user_id = ${actor.userId} returning id`.execute(
        store,
      );
    if (rows.length === 0) throw notFound();
    await dropCodesWithoutFactor(store, actor.userId);
    return { done: true };
  },
});
