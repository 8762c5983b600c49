import { collection, definePublicAction, notFound, Problem, Refusal } from '../../../platform/action/index.ts';
import { asOwner } from '../../../platform/store/index.ts';
import { nothing, oidcFinish, oidcStart, standingOutput } from '../schema.ts';
import { accountSubject } from '../store/accounts.ts';
import { keepChallenge, takeChallenge } from '../store/challenges.ts';
import { accountOfClaims, beginOidc, finishOidc } from '../store/oidc.ts';
import { startSession } from '../store/sessions.ts';

export const startOidc = definePublicAction({
  name: 'session.oidc.start',
  method: 'POST',
  path: '/api/session/oidc/start',
  summary: 'Begin single sign-on: where the page goes, and what it keeps for the way back',
  input: nothing,
  output: oidcStart,
  permission: 'anyone',
  prepare: async ({ services, caller }) => {
    if (!services.config.oidc) throw notFound();
    return beginOidc(services.config.oidc, caller.origin);
  },
  subject: collection('account'),
  purpose: 'security',
  audit: 'began single sign-on',
  limits: { perMinute: 30 },
  runs: 'owner',
  run: async ({ store, prepared: { url, ...secrets }, newId, now }) => {
    const flow = newId();
    await keepChallenge(store, flow, 'oidc', null, secrets, now);
    return { url, flow };
  },
});

/**
 * The provider sends the person to a page of this application, and that page calls this. So the call comes from our own
 * page with all its protections, no cookie has to survive a visit from another site, and `flow`, which only the tab
 * that began has, keeps anybody from signing a person in as somebody else.
 */
export const signInWithOidc = definePublicAction({
  name: 'session.oidc',
  method: 'POST',
  path: '/api/session/oidc',
  summary: 'Finish single sign-on for a person this installation knows',
  input: oidcFinish,
  output: standingOutput,
  permission: 'anyone',
  prepare: async ({ input, services, caller, now }) => {
    if (!services.config.oidc) throw notFound();
    const secrets = await asOwner(services.database, (store) => takeChallenge(store, input.flow, 'oidc', null, now));
    return secrets && finishOidc(services.config.oidc, caller.origin, input.parameters, secrets);
  },
  subject: async ({ store, prepared }) => accountSubject(store, prepared && (await accountOfClaims(store, prepared))),
  purpose: 'security',
  audit: 'signed in with single sign-on',
  limits: { bodyBytes: 16_384, perMinute: 30 },
  runs: 'owner',
  run: async (context) => {
    const { subject, prepared } = context;
    if (!prepared || subject.id === null) return new Refusal(new Problem('sign-in-failed'));
    return { standing: await startSession(context, subject.id, prepared.secondFactor) };
  },
});
