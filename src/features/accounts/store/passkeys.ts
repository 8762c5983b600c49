import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Store } from '../../../platform/store/index.ts';
import type { passkeyAnswer } from '../schema.ts';

type Answer = z.output<typeof passkeyAnswer>['response'];
type Transports = NonNullable<RegistrationResponseJSON['response']['transports']>;

interface PasskeyRow {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: Transports;
}

/** EdDSA, ES256, RS256: what authenticators have; newer ones when the runtime no longer calls them experimental. */
const supportedAlgorithmIDs = [-8, -7, -257];

/** The site passkeys are bound to: the host of the public address. */
const siteOf = (origin: string): string => new URL(origin).hostname;

export async function passkeysOf(store: Store, userId: string): Promise<PasskeyRow[]> {
  const { rows } =
    await sql<PasskeyRow>`select id, user_id, credential_id, public_key, counter, transports from passkey where user_id = ${userId} order by created_at`.execute(
      store,
    );
  return rows;
}

/** The passkey an answer names, of a person who may sign in. */
export async function findPasskey(store: Store, credentialId: string): Promise<PasskeyRow | null> {
  const { rows } = await sql<PasskeyRow>`select p.id, p.user_id, p.credential_id, p.public_key, p.counter, p.transports
    from passkey p join app_user u on u.id = p.user_id and u.status = 'active' where p.credential_id = ${credentialId} for update of p`.execute(
    store,
  );
  return rows[0] ?? null;
}

export async function registrationOptions(
  store: Store,
  origin: string,
  user: { id: string; email: string; name: string },
) {
  const known = await passkeysOf(store, user.id);
  return generateRegistrationOptions({
    rpName: 'Palermo',
    rpID: siteOf(origin),
    userName: user.email,
    userDisplayName: user.name,
    userID: new Uint8Array(Buffer.from(user.id.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** Options for showing a passkey: any of this site's, or one of the person's own as the second factor. */
export async function authenticationOptions(origin: string, own: readonly PasskeyRow[] | null) {
  return generateAuthenticationOptions({
    rpID: siteOf(origin),
    userVerification: own ? 'preferred' : 'required',
    ...(own ? { allowCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports })) } : {}),
  });
}

/** Keeps a new passkey if its answer fits the challenge. */
export async function addPasskey(
  store: Store,
  origin: string,
  challenge: string,
  answer: Answer,
  passkey: { id: string; userId: string; name: string },
): Promise<boolean> {
  const verified = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: false,
    supportedAlgorithmIDs,
  }).catch(() => null);
  if (!verified?.verified) return false;
  const { credential } = verified.registrationInfo;
  await sql`insert into passkey (id, user_id, credential_id, public_key, counter, transports, name)
    values (${passkey.id}, ${passkey.userId}, ${credential.id}, ${Buffer.from(credential.publicKey)}, ${credential.counter}, ${credential.transports ?? []}, ${passkey.name})`.execute(
    store,
  );
  return true;
}

/** Whether the answer was made with this passkey for this challenge; its counter goes up, which betrays a copy. */
export async function acceptPasskey(
  store: Store,
  origin: string,
  challenge: string,
  answer: Answer,
  passkey: PasskeyRow,
  requireUserVerification: boolean,
): Promise<boolean> {
  const verified = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch(() => null);
  if (!verified?.verified) return false;
  await sql`update passkey set counter = ${verified.authenticationInfo.newCounter}, last_used_at = now() where id = ${passkey.id}`.execute(
    store,
  );
  return true;
}
