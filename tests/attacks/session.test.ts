import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWrite, type Action } from '../../src/platform/action/index.ts';
import { hashToken } from '../../src/platform/auth/actor.ts';
import { actions } from '../../src/registry.ts';
import { openEstate, type Estate } from '../access/estate.ts';
import { inputOf } from '../access/inputs.ts';
import { openHouse, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';
import { emailOf, givePassword, testPassword, visitor } from '../harness/visitor.ts';

let house: House;
let estate: Estate;
beforeAll(async () => {
  house = await openHouse();
  estate = await openEstate(house, 'SHELTER');
});
afterAll(() => house.close());

const worker = (): Promise<Person> => house.person('SHELTER', 'case-worker');
const tamper = (statement: ReturnType<typeof sql>): Promise<unknown> => statement.execute(house.database.owner);

describe('a session that ended opens nothing', () => {
  const endings: readonly (readonly [string, number, (person: Person) => Promise<unknown>])[] = [
    ['revoked', 401, ({ userId }) => tamper(sql`update session set revoked_at = now() where user_id = ${userId}`)],
    [
      'expired',
      401,
      ({ userId }) =>
        tamper(sql`update session set expires_at = now() - interval '1 second' where user_id = ${userId}`),
    ],
    [
      'idle',
      401,
      ({ userId }) =>
        tamper(sql`update session set last_seen_at = now() - interval '121 minutes' where user_id = ${userId}`),
    ],
    [
      'of a suspended person',
      401,
      ({ userId }) => tamper(sql`update app_user set status = 'suspended' where id = ${userId}`),
    ],
    ['signed out', 401, (person) => person.call('DELETE', '/api/session')],
    [
      'of a role that was taken',
      403,
      ({ membershipId }) => tamper(sql`update membership set active = false where id = ${membershipId}`),
    ],
  ];
  test.each(endings)('%s', async (_name, status, end) => {
    const person = await worker();
    const path = `/api/cases/${estate.ids['caseId']}`;
    expect((await person.call('GET', path)).status).toBe(200);
    await end(person);
    const limited = ({ spec }: Action): boolean => (spec.limits?.perMinute ?? 600) < 60;
    for (const action of actions.filter(
      (each) => !['anyone', 'signed-in'].includes(each.spec.permission) && !limited(each),
    ))
      expect((await send(person, action, inputOf(action, estate.ids))).status, action.spec.name).toBe(status);
    if (status === 403) expect((await person.call('GET', '/api/cases')).text).not.toContain(estate.mark);
  });

  test('nor does one of an agency that was taken out', async () => {
    const officer = await house.person('FIA', 'investigator');
    expect((await officer.call('GET', '/api/cases')).status).toBe(200);
    await tamper(sql`update agency set active = false where code = 'PAK-FIA'`);
    expect((await officer.call('GET', '/api/cases')).status).toBe(401);
  });

  test('nor a made-up, empty, doubled or lengthened token', async () => {
    const { token } = await worker();
    for (const cookie of ['x', '', `${token}x`, token.slice(1), `${token}%00`, "' or 1=1 --", 'x'.repeat(7000)]) {
      const answer = await house.stranger.call('GET', '/api/cases', undefined, {
        headers: { cookie: `palermo_session=${cookie}` },
      });
      expect(answer.status, cookie).toBe(401);
    }
    const headers = { authorization: `Bearer ${token}` };
    expect((await house.stranger.call('GET', '/api/cases', undefined, { headers })).status).toBe(401);
  });
});

test('a session before its second factor does nothing but complete it', async () => {
  const person = await worker();
  await tamper(sql`update session set second_factor_at = null where user_id = ${person.userId}`);
  for (const [factor, status] of [
    [false, 403],
    [true, 401],
  ] as const) {
    if (factor)
      await tamper(
        sql`insert into credential (user_id, totp_secret_sealed, totp_confirmed_at) values (${person.userId}, 'x', now())`,
      );
    for (const action of actions.filter(({ spec }) => spec.permission !== 'anyone')) {
      const open = action.spec.openBefore === 'second-factor' || (!factor && action.spec.openBefore === 'enrolment');
      if (open) continue;
      expect((await send(person, action, inputOf(action, estate.ids))).status, action.spec.name).toBe(status);
    }
  }
});

test('the token of before signing in is worth nothing after it, and a planted one is not taken up', async () => {
  const person = await worker();
  await givePassword(house, person);
  const planted = randomBytes(32).toString('base64url');
  const signIn = (token: string) =>
    house.stranger.call(
      'POST',
      '/api/session',
      { email: emailOf(person), password: testPassword },
      { headers: { cookie: `palermo_session=${token}` } },
    );
  const first = await signIn(planted);
  const [cookie] = [first.headers['set-cookie']].flat().map(String);
  const given = /palermo_session=([^;]+)/.exec(cookie ?? '')?.[1] ?? '';
  expect(given).not.toBe(planted);
  expect(given).toMatch(/^[\w-]{43}$/);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect(cookie).toMatch(/Path=\//);
  expect(cookie).not.toMatch(/Domain=/);
  const { rows } = await sql`select 1 from session where token_hash = ${hashToken(planted)}`.execute(
    house.database.owner,
  );
  expect(rows).toEqual([]);
  await signIn(given);
  const old = await house.stranger.call('GET', '/api/session', undefined, {
    headers: { cookie: `palermo_session=${given}` },
  });
  expect(old.status).toBe(401);
});

test('no token, password or hash is ever in an answer', async () => {
  const person = await worker();
  await givePassword(house, person);
  const browser = visitor(house);
  const answer = await browser.call('POST', '/api/session', { email: emailOf(person), password: testPassword });
  expect(answer.text).not.toContain(String(browser.token()));
  const text =
    (await person.call('GET', '/api/account/sessions')).text + (await person.call('GET', '/api/session')).text;
  expect(text).not.toMatch(/token|hash|argon2/i);
});

describe('guessing and flooding are stopped', () => {
  test('an account locks after wrong passwords, and one that does not exist locks alike', async () => {
    const person = await worker();
    await givePassword(house, person);
    const answers: string[][] = [];
    for (const email of [emailOf(person), 'nobody@example.org']) {
      const seen: string[] = [];
      for (let attempt = 0; attempt < 8; attempt += 1) {
        const answer = await house.stranger.call('POST', '/api/session', { email, password: 'wrong wrong wrong' });
        seen.push(`${answer.status} ${String(answer.body['code'])}`);
      }
      answers.push(seen);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.at(-1)).toMatch(/^429 /);
  });

  test.each(actions.filter(({ spec }) => (spec.limits?.perMinute ?? 600) <= 20 && spec.permission !== 'anyone'))(
    '$spec.name is not called without end',
    async (action) => {
      const person = await worker();
      const codes: unknown[] = [];
      const most = action.spec.limits?.perMinute ?? 0;
      for (let time = 0; time <= most; time += 1) {
        const input = inputOf(action, { ...estate.ids, userId: estate.ids['caseId'] ?? '' });
        const answer = await send(person, action, isWrite(action) ? { ...input, unknownField: 1 } : input);
        codes.push(answer.status);
        if (time === most) expect(answer.headers['retry-after']).toBe('60');
      }
      expect(codes.slice(0, -1)).not.toContain(429);
      expect(codes.at(-1)).toBe(429);
    },
  );

  test('nor is anything at all, by one without a session', async () => {
    const statuses = new Set<number>();
    for (let time = 0; time < 62; time += 1)
      statuses.add((await house.stranger.call('GET', '/api/retention/due')).status);
    expect([...statuses]).toEqual([401, 429]);
  });
});
