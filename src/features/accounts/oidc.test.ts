import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { emailOf, visitor, type Visitor } from '../../../tests/harness/visitor.ts';

/** An identity provider of one page and one key, on this machine. */
interface Provider {
  readonly issuer: string;
  /** Signs a person in there: takes the address the browser was sent to, gives the query it comes back with. */
  readonly visit: (address: string, person: Record<string, unknown>) => string;
  readonly close: () => void;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function openProvider(): Promise<Provider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { asked: URLSearchParams; person: Record<string, unknown> }>();
  let issuer = '';
  const idToken = (claims: Record<string, unknown>): string => {
    const signed = `${base64url({ alg: 'RS256', kid: 'one' })}.${base64url(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };
  const exchange = (given: URLSearchParams): Record<string, unknown> => {
    const found = codes.get(given.get('code') ?? '');
    codes.delete(given.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    if (!found || challenge !== found.asked.get('code_challenge')) return { error: 'invalid_grant' };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: 'palermo',
      iat: now,
      exp: now + 60,
      nonce: found.asked.get('nonce'),
      ...found.person,
    };
    return { access_token: 'unused', token_type: 'bearer', id_token: idToken(claims) };
  };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const answers: Record<string, () => Record<string, unknown>> = {
        '/.well-known/openid-configuration': () => ({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        }),
        '/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }),
        '/token': () => exchange(new URLSearchParams(body)),
      };
      const answer = answers[request.url ?? '']?.() ?? { error: 'not_found' };
      response
        .writeHead('error' in answer ? 400 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    visit: (address, person) => {
      const asked = new URL(address).searchParams;
      const code = randomUUID();
      codes.set(code, { asked, person });
      return `?${new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()}`;
    },
    close: () => server.close(),
  };
}

let house: House;
let provider: Provider;
let analyst: Person;
beforeAll(async () => {
  house = await openHouse();
  provider = await openProvider();
  Object.assign(house.installation.services.config, {
    oidc: { issuer: provider.issuer, clientId: 'palermo', clientSecret: 'a secret of this test', name: 'National ID' },
  });
  analyst = await house.person('UN', 'analyst');
});
afterAll(async () => {
  provider.close();
  await house.close();
});

async function begin(browser: Visitor): Promise<{ url: string; flow: string }> {
  return (await browser.call<{ url: string; flow: string }>('POST', '/api/session/oidc/start', {})).body;
}
const vouched = (subject: string, person: Person): Record<string, unknown> => ({
  sub: subject,
  email: emailOf(person),
  email_verified: true,
});

test('a person whom the provider vouches for is signed in, and known by its name for them from then on', async () => {
  const browser = visitor(house);
  expect((await browser.call('GET', '/api/node')).body).toMatchObject({ oidc: 'National ID' });
  const { url, flow } = await begin(browser);
  expect(new URL(url).searchParams.get('redirect_uri')).toBe('http://localhost:3210/sign-in/oidc');
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  const parameters = provider.visit(url, vouched('p-1', analyst));
  expect((await browser.call('POST', '/api/session/oidc', { flow, parameters })).body).toEqual({ standing: 'full' });
  expect((await browser.call('GET', '/api/session')).body).toMatchObject({ user: { id: analyst.userId } });
  expect((await visitor(house).call('POST', '/api/session/oidc', { flow, parameters })).status).toBe(401);
  const later = visitor(house);
  const next = await begin(later);
  expect(
    (
      await later.call('POST', '/api/session/oidc', {
        flow: next.flow,
        parameters: provider.visit(next.url, { sub: 'p-1' }),
      })
    ).status,
  ).toBe(200);
});

test('nobody comes in who is unknown, unverified, suspended, somebody else’s namesake, or in another’s tab', async () => {
  const someone = await house.person('UN', 'analyst');
  const suspended = await house.person('UN', 'analyst');
  await sql`update app_user set status = 'suspended' where id = ${suspended.userId}`.execute(house.database.owner);
  const refused = [
    { sub: 'p-2', email: 'unknown@example.org', email_verified: true },
    { sub: 'p-3', email: emailOf(someone), email_verified: false },
    vouched('p-4', suspended),
    vouched('p-5', analyst),
    { ...vouched('p-6', someone), nonce: 'of another request' },
    { ...vouched('p-7', someone), aud: 'another application' },
    { ...vouched('p-8', someone), iss: 'https://elsewhere.example' },
    { ...vouched('p-9', someone), exp: 1 },
  ];
  for (const person of refused) {
    const browser = visitor(house);
    const { url, flow } = await begin(browser);
    expect(
      (await browser.call('POST', '/api/session/oidc', { flow, parameters: provider.visit(url, person) })).body,
    ).toMatchObject({ code: 'sign-in-failed' });
  }
  const [mine, theirs] = [await begin(visitor(house)), await begin(visitor(house))];
  expect(
    (
      await visitor(house).call('POST', '/api/session/oidc', {
        flow: mine.flow,
        parameters: provider.visit(theirs.url, vouched('p-10', someone)),
      })
    ).status,
  ).toBe(401);
  expect(
    (await visitor(house).call('POST', '/api/session/oidc', { flow: theirs.flow, parameters: '?error=access_denied' }))
      .status,
  ).toBe(401);
  const { rows } = await sql`select 1 from app_user where email = 'unknown@example.org'`.execute(house.database.owner);
  expect(rows).toHaveLength(0);
});
