import type { Action } from '../../platform/action/index.ts';
import { acceptInvitation, openLink } from './actions/links.ts';
import { signInWithOidc, startOidc } from './actions/oidc.ts';
import {
  givePasskeyFactor,
  listPasskeys,
  registerPasskey,
  removePasskey,
  signInWithPasskey,
  startPasskeyFactor,
  startPasskeyRegistration,
  startPasskeySignIn,
} from './actions/passkeys.ts';
import { confirmTotp, giveSecondFactor, removeTotpAction, renewCodes, startTotp } from './actions/second-factor.ts';
import {
  changeAccount,
  changeHat,
  listSessions,
  openNode,
  openSession,
  revokeOtherSessions,
  revokeOwnSession,
} from './actions/session.ts';
import { newSetUpLink, setUp } from './actions/set-up.ts';
import { changePassword, lockSession, reauthenticate, signIn, signOut } from './actions/sign-in.ts';

export { clearFactors } from './store/factors.ts';
export { makeLink, makeSetUpLink } from './store/links.ts';
export { revokeSessions } from './store/sessions.ts';

export const accountActions: readonly Action[] = [
  openNode,
  setUp,
  newSetUpLink,
  signIn,
  signOut,
  openSession,
  changeHat,
  reauthenticate,
  lockSession,
  giveSecondFactor,
  startTotp,
  confirmTotp,
  removeTotpAction,
  renewCodes,
  startPasskeySignIn,
  signInWithPasskey,
  startPasskeyFactor,
  givePasskeyFactor,
  startPasskeyRegistration,
  registerPasskey,
  listPasskeys,
  removePasskey,
  startOidc,
  signInWithOidc,
  openLink,
  acceptInvitation,
  listSessions,
  revokeOwnSession,
  revokeOtherSessions,
  changeAccount,
  changePassword,
];
export { productVersion } from './store/product.ts';
