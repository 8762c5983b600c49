import { sql } from 'kysely';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { Problem } from '../../../platform/action/index.ts';
import type { OidcConfig } from '../../../platform/config/index.ts';
import type { Store } from '../../../platform/store/index.ts';

const TIMEOUT_SECONDS = 10;

/** What a provider said of a person, verified. */
export interface OidcClaims {
  readonly subject: string;
  /** Only when the provider says that it verified the address. */
  readonly email: string | null;
  /** The provider says that it asked for a second factor. */
  readonly secondFactor: boolean;
}

const known = new WeakMap<OidcConfig, Promise<Configuration>>();

/** The provider's own description, asked for once. */
async function provider(config: OidcConfig): Promise<Configuration> {
  const found = known.get(config) ?? discover(config);
  known.set(config, found);
  try {
    return await found;
  } catch {
    known.delete(config);
    throw new Problem('not-allowed-now', {
      reason: 'The identity provider does not answer. Sign in with your password, or try again later.',
    });
  }
}

function discover(config: OidcConfig): Promise<Configuration> {
  const issuer = new URL(config.issuer);
  // Without TLS only on this very machine: for trying it out.
  const local = issuer.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(issuer.hostname);
  const execute = [enableNonRepudiationChecks, ...(local ? [allowInsecureRequests] : [])];
  return discovery(issuer, config.clientId, config.clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS });
}

const returnAddress = (origin: string): string => `${origin}/sign-in/oidc`;

/** Where to send the person, and the secrets that the answer must fit to. */
export async function beginOidc(
  config: OidcConfig,
  origin: string,
): Promise<{ url: string; verifier: string; state: string; nonce: string }> {
  const configuration = await provider(config);
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  const nonce = randomNonce();
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: returnAddress(origin),
    scope: 'openid email',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return { url: url.href, verifier, state, nonce };
}

/** Exchanges the code for what the provider says of the person; null for anything that does not fit. */
export async function finishOidc(
  config: OidcConfig,
  origin: string,
  parameters: string,
  secrets: Record<string, string>,
): Promise<OidcClaims | null> {
  const configuration = await provider(config);
  const address = new URL(returnAddress(origin));
  address.search = parameters;
  try {
    const tokens = await authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: secrets['verifier'] ?? '',
      expectedState: secrets['state'] ?? '',
      expectedNonce: secrets['nonce'] ?? '',
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return null;
    const { email, email_verified: verified, amr } = claims;
    return {
      subject: `${claims.iss} ${claims.sub}`,
      email: typeof email === 'string' && verified === true ? email : null,
      secondFactor: Array.isArray(amr) && amr.includes('mfa'),
    };
  } catch {
    return null;
  }
}

/**
 * The account of a person the provider vouches for: by its own name for them, or the first time by their verified
 * address. Never a new account, never a suspended one, never one that belongs to another of the provider's people.
 */
export async function accountOfClaims(store: Store, claims: OidcClaims): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
    status: string;
  }>`select u.id, u.status from app_user u left join credential c on c.user_id = u.id
    where c.oidc_subject = ${claims.subject} or c.oidc_subject is null and lower(u.email) = lower(${claims.email})
    order by c.oidc_subject nulls last limit 1`.execute(store);
  const [found] = rows;
  if (!found || found.status === 'suspended') return null;
  await sql`insert into credential (user_id, oidc_subject) values (${found.id}, ${claims.subject})
    on conflict (user_id) do update set oidc_subject = excluded.oidc_subject`.execute(store);
  if (found.status === 'invited') {
    await sql`update app_user set status = 'active' where id = ${found.id}`.execute(store);
    await sql`update invitation set used_at = now() where user_id = ${found.id} and used_at is null`.execute(store);
  }
  return found.id;
}
