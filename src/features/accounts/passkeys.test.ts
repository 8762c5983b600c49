import { afterAll, beforeAll, expect, test } from 'vitest';
import { softAuthenticator } from '../../../tests/harness/authenticator.ts';
import { openHouse, type House } from '../../../tests/harness/house.ts';
import { emailOf, givePassword, testPassword, visitor, type Visitor } from '../../../tests/harness/visitor.ts';

const origin = 'http://localhost:3210';
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Challenge {
  challengeId: string;
  options: { challenge: string };
}
const ask = async (browser: Visitor, path: string): Promise<Challenge> =>
  (await browser.call<Challenge>('POST', `${path}/options`, {})).body;

async function workerWithPasskey(verifiesUser: boolean) {
  const { userId } = await house.person('SHELTER', 'case-worker');
  await givePassword(house, { userId });
  const browser = visitor(house);
  await browser.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword });
  const passkey = softAuthenticator(origin, { verifiesUser });
  const { challengeId, options } = await ask(browser, '/api/account/passkeys');
  const registered = await browser.call<{ id: string; recoveryCodes: string[] }>('POST', '/api/account/passkeys', {
    challengeId,
    name: 'Laptop',
    response: passkey.register(options.challenge),
  });
  expect(registered.status).toBe(200);
  expect(registered.body.recoveryCodes).toHaveLength(10);
  return { userId, browser, passkey, id: registered.body.id };
}

test('a passkey that asks for a finger signs a person in alone, and an answer is not taken twice', async () => {
  const { userId, passkey } = await workerWithPasskey(true);
  const browser = visitor(house);
  const { challengeId, options } = await ask(browser, '/api/session/passkey');
  const answer = { challengeId, response: passkey.show(options.challenge) };
  expect((await browser.call('POST', '/api/session/passkey', answer)).body).toEqual({ standing: 'full' });
  expect((await browser.call('GET', '/api/session')).body).toMatchObject({
    user: { id: userId },
    secondFactor: { passkeys: 1 },
  });
  expect((await browser.call('GET', '/api/cases')).status).toBe(200);
  expect((await visitor(house).call('POST', '/api/session/passkey', answer)).status).toBe(401);
});

test('a passkey that asks for nothing is a second factor and no way in by itself', async () => {
  const { userId, passkey } = await workerWithPasskey(false);
  const alone = visitor(house);
  const first = await ask(alone, '/api/session/passkey');
  expect(
    (
      await alone.call('POST', '/api/session/passkey', {
        challengeId: first.challengeId,
        response: passkey.show(first.options.challenge),
      })
    ).status,
  ).toBe(401);
  const browser = visitor(house);
  expect(
    (await browser.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword })).body,
  ).toEqual({ standing: 'second-factor-needed' });
  const second = await ask(browser, '/api/session/second-factor/passkey');
  expect(
    (
      await browser.call('POST', '/api/session/second-factor/passkey', {
        challengeId: second.challengeId,
        response: passkey.show(second.options.challenge),
      })
    ).status,
  ).toBe(200);
  expect((await browser.call('GET', '/api/cases')).status).toBe(200);
});

test('a passkey of another site, of another person, or for another challenge is refused', async () => {
  const { userId } = await workerWithPasskey(true);
  const other = await workerWithPasskey(true);
  const browser = visitor(house);
  await browser.call('POST', '/api/session', { email: emailOf({ userId }), password: testPassword });
  const show = async (response: (challenge: string) => unknown): Promise<number> => {
    const { challengeId, options } = await ask(browser, '/api/session/second-factor/passkey');
    return (
      await browser.call('POST', '/api/session/second-factor/passkey', {
        challengeId,
        response: response(options.challenge),
      })
    ).status;
  };
  expect(await show((challenge) => other.passkey.show(challenge))).toBe(401);
  expect(await show(() => other.passkey.show('of-another-request'))).toBe(401);
  expect(
    await show((challenge) => softAuthenticator('https://palermo.example', { verifiesUser: true }).show(challenge)),
  ).toBe(401);
  expect((await browser.call('GET', '/api/cases')).body).toMatchObject({ code: 'second-factor-needed' });
});

test('a person sees their passkeys and removes one they lost', async () => {
  const { browser, id } = await workerWithPasskey(true);
  expect((await browser.call('GET', '/api/account/passkeys')).body).toMatchObject({
    passkeys: [{ id, name: 'Laptop', lastUsedAt: null }],
  });
  expect((await browser.call('DELETE', `/api/account/passkeys/${id}`)).status).toBe(200);
  expect((await browser.call('GET', '/api/session')).body).toMatchObject({
    secondFactor: { passkeys: 0, recoveryCodesLeft: 0 },
  });
});
