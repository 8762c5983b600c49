import { sql } from 'kysely';
import { defineAction, definePublicAction, type Refusal } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { credentials, done, nothing, passwordChange, passwordProof, standingOutput } from '../schema.ts';
import {
  accountSubject,
  checkPassword,
  emailOf,
  holdPassword,
  ownAccount,
  passwordIsRight,
  setPassword,
} from '../store/accounts.ts';
import { clearFailures, countFailure, factorKey, lockedOut, passwordKey } from '../store/attempts.ts';
import { revokeSessions, sessionOf, startSession } from '../store/sessions.ts';
import { hashAccepted } from './passwords.ts';

export const signIn = definePublicAction({
  name: 'session.sign-in',
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with e-mail and password; the answer says whether a second factor is still to come',
  input: credentials,
  output: standingOutput,
  permission: 'anyone',
  prepare: ({ input, services }) => checkPassword(services.database, input.email, input.password),
  subject: ({ store, prepared }) => accountSubject(store, prepared.userId),
  purpose: 'security',
  audit: 'signed in with a password',
  limits: { bodyBytes: 4096, perMinute: 30 },
  runs: 'owner',
  run: async (context) => {
    const { store, services, input, prepared, now } = context;
    const key = passwordKey(services.keys, input.email);
    const locked = await lockedOut(store, key, now);
    if (locked) return locked;
    if (!(await holdPassword(store, prepared)) || prepared.userId === null) return countFailure(store, key, now);
    await clearFailures(store, key);
    if (prepared.renewed) await setPassword(store, prepared.userId, prepared.renewed);
    return { standing: await startSession(context, prepared.userId, false) };
  },
});

export const signOut = defineAction({
  name: 'session.sign-out',
  method: 'DELETE',
  path: '/api/session',
  summary: 'End this session',
  input: nothing,
  output: done,
  permission: 'signed-in',
  openBefore: 'second-factor',
  openLocked: true,
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'signed out',
  runs: 'owner',
  run: async ({ store, actor, setSession }) => {
    await revokeSessions(store, actor.userId, { only: sessionOf(actor) });
    setSession(null);
    return { done: true };
  },
});

/** Counted with the wrong codes of this account: whoever sits at an open session does not get a password for free. */
async function refuseWrongPassword(store: Store, userId: string, password: string, now: Date): Promise<Refusal | null> {
  const key = factorKey(userId);
  const locked = await lockedOut(store, key, now);
  if (locked) return locked;
  if (!(await passwordIsRight(store, userId, password))) return countFailure(store, key, now);
  await clearFailures(store, key);
  return null;
}

export const reauthenticate = defineAction({
  name: 'session.reauthenticate',
  method: 'POST',
  path: '/api/session/reauthenticate',
  summary: 'Show once more who one is, with the password: before changing how the account is entered, or to unlock',
  input: passwordProof,
  output: done,
  permission: 'signed-in',
  openBefore: 'enrolment',
  openLocked: true,
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'gave the password again',
  limits: { bodyBytes: 4096, perMinute: 10 },
  runs: 'owner',
  run: async ({ store, actor, input, now }) => {
    const session = sessionOf(actor);
    const refused = await refuseWrongPassword(store, actor.userId, input.password, now);
    if (refused) return refused;
    await sql`update session set authenticated_at = now(), locked_at = null where id = ${session}`.execute(store);
    return { done: true };
  },
});

export const lockSession = defineAction({
  name: 'session.lock',
  method: 'POST',
  path: '/api/session/lock',
  summary: 'Lock this session: until the password is given again it may do nothing but end',
  input: nothing,
  output: done,
  permission: 'signed-in',
  openLocked: true,
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'locked the screen',
  runs: 'owner',
  run: async ({ store, actor }) => {
    await sql`update session set locked_at = coalesce(locked_at, now()) where id = ${sessionOf(actor)}`.execute(store);
    return { done: true };
  },
});

export const changePassword = defineAction({
  name: 'account.password',
  method: 'PUT',
  path: '/api/account/password',
  summary: 'Change the own password; every other session ends',
  input: passwordChange,
  output: done,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'changed the own password',
  limits: { bodyBytes: 4096, perMinute: 10 },
  runs: 'owner',
  run: async ({ store, actor, input, now }) => {
    const session = sessionOf(actor);
    const refused = await refuseWrongPassword(store, actor.userId, input.current, now);
    if (refused) return refused;
    await setPassword(store, actor.userId, await hashAccepted(input.password, await emailOf(store, actor.userId)));
    await revokeSessions(store, actor.userId, { except: session });
    return { done: true };
  },
});
