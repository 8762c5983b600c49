import { defineAction, Problem } from '../../../platform/action/index.ts';
import { done, nothing, recoveryCodes, secondFactorInput, totpStart } from '../schema.ts';
import { emailOf, ownAccount } from '../store/accounts.ts';
import { clearFailures, countFailure, factorKey, lockedOut } from '../store/attempts.ts';
import {
  beginTotp,
  factorsOf,
  firstRecoveryCodes,
  removeTotp,
  renewRecoveryCodes,
  takeRecoveryCode,
  takeTotp,
} from '../store/factors.ts';
import { raiseSession, requireProof, sessionOf } from '../store/sessions.ts';

export const giveSecondFactor = defineAction({
  name: 'session.second-factor',
  method: 'POST',
  path: '/api/session/second-factor',
  summary: 'Give the code of the authenticator app, or a recovery code',
  input: secondFactorInput,
  output: done,
  permission: 'signed-in',
  openBefore: 'second-factor',
  subject: ownAccount,
  purpose: 'security',
  audit: 'gave a second factor',
  limits: { bodyBytes: 4096, perMinute: 20 },
  runs: 'owner',
  run: async (context) => {
    const { store, services, actor, input, now } = context;
    const session = sessionOf(actor);
    const key = factorKey(actor.userId);
    const locked = await lockedOut(store, key, now);
    if (locked) return locked;
    const taken = /^\s*(\d\s*){6}$/.test(input.code)
      ? await takeTotp(store, services.keys, actor.userId, input.code, now, 'confirmed')
      : await takeRecoveryCode(store, services.keys, actor.userId, input.code);
    if (!taken) return countFailure(store, key, now);
    await clearFailures(store, key);
    await raiseSession(context, session);
    return { done: true };
  },
});

export const startTotp = defineAction({
  name: 'account.totp.start',
  method: 'POST',
  path: '/api/account/totp',
  summary: 'Begin with an authenticator app: the secret, shown once, as text and as the address of its QR code',
  input: nothing,
  output: totpStart,
  permission: 'signed-in',
  openBefore: 'enrolment',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'began with an authenticator app',
  limits: { perMinute: 10 },
  runs: 'owner',
  run: async ({ store, services, actor }) => {
    await requireProof(store, actor);
    if ((await factorsOf(store, actor.userId)).totp)
      throw new Problem('not-allowed-now', { reason: 'Remove the authenticator app you have first.' });
    return beginTotp(store, services.keys, actor.userId, await emailOf(store, actor.userId));
  },
});

export const confirmTotp = defineAction({
  name: 'account.totp.confirm',
  method: 'POST',
  path: '/api/account/totp/confirm',
  summary: 'Confirm the authenticator app with a code; the first factor comes with recovery codes, shown once',
  input: secondFactorInput,
  output: recoveryCodes,
  permission: 'signed-in',
  openBefore: 'enrolment',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'added an authenticator app',
  limits: { bodyBytes: 4096, perMinute: 20 },
  runs: 'owner',
  run: async (context) => {
    const { store, services, actor, input, now } = context;
    await requireProof(store, actor);
    const key = factorKey(actor.userId);
    const locked = await lockedOut(store, key, now);
    if (locked) return locked;
    if (!(await takeTotp(store, services.keys, actor.userId, input.code, now, 'new')))
      return countFailure(store, key, now);
    await clearFailures(store, key);
    await raiseSession(context, sessionOf(actor));
    return { recoveryCodes: await firstRecoveryCodes(store, services.keys, actor.userId) };
  },
});

export const removeTotpAction = defineAction({
  name: 'account.totp.remove',
  method: 'DELETE',
  path: '/api/account/totp',
  summary: 'Remove the authenticator app',
  input: nothing,
  output: done,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'removed the authenticator app',
  runs: 'owner',
  run: async ({ store, actor }) => {
    await requireProof(store, actor);
    await removeTotp(store, actor.userId);
    return { done: true };
  },
});

export const renewCodes = defineAction({
  name: 'account.recovery-codes',
  method: 'POST',
  path: '/api/account/recovery-codes',
  summary: 'Ten new recovery codes, shown once; the old ones are worth nothing',
  input: nothing,
  output: recoveryCodes,
  permission: 'signed-in',
  subject: ownAccount,
  purpose: 'own-account',
  audit: 'renewed the recovery codes',
  limits: { perMinute: 5 },
  runs: 'owner',
  run: async ({ store, services, actor }) => {
    await requireProof(store, actor);
    const { totp, passkeys } = await factorsOf(store, actor.userId);
    if (!totp && passkeys === 0)
      throw new Problem('not-allowed-now', { reason: 'Add an authenticator app or a passkey first.' });
    return { recoveryCodes: await renewRecoveryCodes(store, services.keys, actor.userId) };
  },
});
