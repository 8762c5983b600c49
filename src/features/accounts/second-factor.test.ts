import { sql } from 'kysely';
import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from '../../../tests/harness/house.ts';
import { emailOf, givePassword, testPassword, visitor, type Visitor } from '../../../tests/harness/visitor.ts';

let house: House;
let time = Date.now();
beforeAll(async () => {
  house = await openHouse(() => new Date(time));
});
afterAll(() => house.close());

const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time });

async function workerAtTheDoor(): Promise<{ userId: string; browser: Visitor }> {
  time += 61_000;
  const { userId } = await house.person('SHELTER', 'case-worker');
  await givePassword(house, { userId }, new Date(time));
  const browser = visitor(house);
  const answer = await browser.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword });
  expect(answer.body).toEqual({ standing: 'enrolment-needed' });
  return { userId, browser };
}

async function enrol(browser: Visitor): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { body } = await browser.call<{ secret: string; uri: string }>('POST', '/api/account/totp', {});
  expect(body.uri).toMatch(/^otpauth:\/\/totp\/Palermo/);
  const confirmed = await browser.call<{ recoveryCodes: string[] }>('POST', '/api/account/totp/confirm', {
    code: codeOf(body.secret),
  });
  expect(confirmed.status).toBe(200);
  return { secret: body.secret, recoveryCodes: confirmed.body.recoveryCodes };
}

test('who reads identities sets up a second factor first, and until then can do nothing else', async () => {
  const { browser } = await workerAtTheDoor();
  expect((await browser.call('GET', '/api/cases')).body).toMatchObject({ code: 'second-factor-enrolment-needed' });
  expect((await browser.call('GET', '/api/account/sessions')).status).toBe(403);
  const before = browser.token();
  const { recoveryCodes } = await enrol(browser);
  expect(recoveryCodes).toHaveLength(10);
  expect(browser.token()).not.toBe(before);
  expect((await browser.call('GET', '/api/cases')).status).toBe(200);
  const { rows } = await sql<{
    totpSecretSealed: string;
    recoveryHashes: string[];
  }>`select totp_secret_sealed, recovery_hashes from credential where totp_confirmed_at is not null`.execute(
    house.database.owner,
  );
  expect(JSON.stringify(rows)).not.toContain(recoveryCodes[0]);
});

test('the code is asked for at each sign-in, works once, and a password alone opens nothing', async () => {
  const { userId, browser } = await workerAtTheDoor();
  const { secret } = await enrol(browser);
  const replayed = codeOf(secret);
  const next = visitor(house);
  expect(
    (await next.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword })).body,
  ).toEqual({ standing: 'second-factor-needed' });
  expect((await next.call('GET', '/api/cases')).body).toMatchObject({ code: 'second-factor-needed' });
  expect((await next.call('POST', '/api/account/totp', {})).body).toMatchObject({ code: 'second-factor-needed' });
  expect((await next.call('POST', '/api/account/passkeys/options', {})).body).toMatchObject({
    code: 'second-factor-needed',
  });
  expect((await next.call('GET', '/api/session')).body).toMatchObject({
    standing: 'second-factor-needed',
    secondFactor: { totp: true, passkeys: 0, recoveryCodesLeft: 10 },
  });
  expect((await next.call('POST', '/api/session/second-factor', { code: replayed })).body).toMatchObject({
    code: 'sign-in-failed',
  });
  time += 30_000;
  expect((await next.call('POST', '/api/session/second-factor', { code: codeOf(secret) })).status).toBe(200);
  expect((await next.call('GET', '/api/cases')).status).toBe(200);
});

test('a recovery code stands in for a lost phone, once', async () => {
  const { userId, browser } = await workerAtTheDoor();
  const { recoveryCodes } = await enrol(browser);
  const use = async (): Promise<number> => {
    const next = visitor(house);
    await next.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword });
    return (await next.call('POST', '/api/session/second-factor', { code: recoveryCodes[3]?.toLowerCase() })).status;
  };
  expect([await use(), await use()]).toEqual([200, 401]);
});

test('guessing codes locks the account', async () => {
  const { userId, browser } = await workerAtTheDoor();
  const { secret } = await enrol(browser);
  time += 30_000;
  const guesser = visitor(house);
  await guesser.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword });
  const wrong = codeOf(secret) === '000000' ? '000001' : '000000';
  for (let attempt = 0; attempt < 5; attempt += 1)
    await guesser.call('POST', '/api/session/second-factor', { code: wrong });
  expect((await guesser.call('POST', '/api/session/second-factor', { code: codeOf(secret) })).body).toMatchObject({
    code: 'locked-out',
  });
});

test('adding or removing a factor needs a fresh proof of who one is', async () => {
  const { userId, browser } = await workerAtTheDoor();
  await enrol(browser);
  await sql`update session set authenticated_at = now() - interval '11 minutes' where user_id = ${userId}`.execute(
    house.database.owner,
  );
  expect((await browser.call('DELETE', '/api/account/totp')).body).toMatchObject({ code: 're-authentication-needed' });
  expect((await browser.call('POST', '/api/account/recovery-codes', {})).status).toBe(403);
  expect((await browser.call('POST', '/api/session/reauthenticate', { password: 'wrong' })).status).toBe(401);
  expect((await browser.call('POST', '/api/session/reauthenticate', { password: testPassword })).status).toBe(200);
  expect((await browser.call('POST', '/api/account/recovery-codes', {})).body).toHaveProperty('recoveryCodes.9');
  expect((await browser.call('DELETE', '/api/account/totp')).status).toBe(200);
  const next = visitor(house);
  expect(
    (await next.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword })).body,
  ).toEqual({ standing: 'enrolment-needed' });
});
