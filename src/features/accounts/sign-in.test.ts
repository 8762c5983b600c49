import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { emailOf, givePassword, testPassword, visitor } from '../../../tests/harness/visitor.ts';
import { verifyPassword } from '../../platform/auth/password.ts';

vi.mock('../../platform/auth/password.ts', async (original) => {
  const real = await original<{ verifyPassword: typeof verifyPassword }>();
  return { ...real, verifyPassword: vi.fn<typeof verifyPassword>(real.verifyPassword) };
});

let house: House;
let analyst: Person;
let time = Date.now();
beforeAll(async () => {
  house = await openHouse(() => new Date(time));
  analyst = await house.person('UN', 'analyst');
  await givePassword(house, analyst, new Date(time));
});
afterAll(() => house.close());
const nextMinute = (): void => void (time += 61_000);

async function lastAudit(
  action: string,
): Promise<
  | { actor: string | null; agency: string | null; outcome: string; subjectId: string | null; payload: string }
  | undefined
> {
  const { rows } = await sql<{
    actor: string | null;
    agency: string | null;
    outcome: string;
    subjectId: string | null;
    payload: string;
  }>`
    select actor, agency, outcome, subject_id, payload from audit_event where action = ${action} order by at desc, seq desc limit 1`.execute(
    house.database.owner,
  );
  return rows[0];
}

test('a person signs in, is known in their first hat, and signs out', async () => {
  const browser = visitor(house);
  expect((await browser.call('GET', '/api/session')).status).toBe(401);
  const signedIn = await browser.call('POST', '/api/session', {
    email: emailOf(analyst).toUpperCase(),
    password: testPassword,
  });
  expect(signedIn.body).toEqual({ standing: 'full' });
  expect(String(signedIn.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  const session = await browser.call('GET', '/api/session');
  expect(session.body).toMatchObject({
    user: { id: analyst.userId, email: emailOf(analyst) },
    membership: { agencyCode: 'UN-IOM', roleCode: 'analyst', reads: ['statistical'] },
    standing: 'full',
    demo: false,
    setUp: true,
  });
  expect(await lastAudit('session.sign-in')).toMatchObject({
    actor: analyst.userId,
    agency: house.agencyId('UN'),
    outcome: 'done',
  });
  const token = browser.token();
  expect((await browser.call('DELETE', '/api/session')).status).toBe(200);
  expect(browser.token()).toBeNull();
  expect(
    (await house.stranger.call('GET', '/api/session', undefined, { headers: { cookie: `palermo_session=${token}` } }))
      .status,
  ).toBe(401);
});

test('nobody can tell from bytes or time whether an account exists, is suspended, or the password was wrong', async () => {
  nextMinute();
  const suspended = await house.person('UN', 'analyst');
  await givePassword(house, suspended, new Date(time));
  await sql`update app_user set status = 'suspended' where id = ${suspended.userId}`.execute(house.database.owner);
  const attempts = [
    { email: 'nobody@example.org', password: testPassword },
    { email: emailOf(analyst), password: 'not the right words' },
    { email: emailOf(suspended), password: testPassword },
  ];
  const texts = new Set<string>();
  vi.mocked(verifyPassword).mockClear();
  for (const attempt of attempts) {
    const answer = await visitor(house).call('POST', '/api/session', attempt);
    texts.add(`${answer.status} ${answer.text}`);
  }
  expect([...texts]).toEqual(['401 {"code":"sign-in-failed","message":"E-mail, password or code is not right."}']);
  // The hash is nearly all of the time; each attempt computes exactly one, of an account or of the decoy.
  expect(verifyPassword).toHaveBeenCalledTimes(attempts.length);
  const line = await lastAudit('session.sign-in');
  expect(line).toMatchObject({ outcome: 'refused', actor: null, subjectId: suspended.userId });
  expect(line?.payload).not.toContain('@');
});

test('after five wrong passwords an address is locked for longer each time, account or not, and opens again', async () => {
  nextMinute();
  const target = await house.person('UN', 'analyst');
  await givePassword(house, target, new Date(time));
  const answers = await Promise.all(
    [emailOf(target), 'never-was@example.org'].map(async (email) => {
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect((await visitor(house).call('POST', '/api/session', { email, password: 'wrong' })).status).toBe(401);
      return visitor(house).call('POST', '/api/session', { email, password: testPassword });
    }),
  );
  expect(answers[0]?.status).toBe(429);
  expect(answers[0]?.body).toMatchObject({ code: 'locked-out', details: { retryAfterSeconds: 30 } });
  expect(answers[1]?.text).toBe(answers[0]?.text);
  time += 31_000;
  expect(
    (await visitor(house).call('POST', '/api/session', { email: emailOf(target), password: testPassword })).status,
  ).toBe(200);
});

test('one address cannot try passwords without end', async () => {
  nextMinute();
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 31; attempt += 1)
    statuses.push(
      (await visitor(house).call('POST', '/api/session', { email: `${attempt}@example.org`, password: 'x' })).status,
    );
  expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
  expect(statuses[30]).toBe(429);
});

test('a session ends at once when it is revoked, when its person is suspended, and when nobody used it for two hours', async () => {
  nextMinute();
  const [laptop, phone] = [visitor(house), visitor(house)];
  const someone = await house.person('UN', 'analyst');
  await givePassword(house, someone, new Date(time));
  for (const browser of [laptop, phone])
    await browser.call(
      'POST',
      '/api/session',
      { email: emailOf(someone), password: testPassword },
      { headers: { 'user-agent': browser === phone ? 'Phone' : 'Laptop' } },
    );
  const listed = await laptop.call<{ sessions: { id: string; device: string; current: boolean }[] }>(
    'GET',
    '/api/account/sessions',
  );
  expect(listed.body.sessions.find(({ current }) => current)?.device).toBe('Laptop');
  const left = listed.body.sessions.find(({ device }) => device === 'Phone');
  const stranger = await house.person('UN', 'analyst');
  expect((await stranger.call('DELETE', `/api/account/sessions/${left?.id}`)).status).toBe(404);
  expect((await laptop.call('DELETE', `/api/account/sessions/${left?.id}`)).body).toEqual({ revoked: 1 });
  expect((await phone.call('GET', '/api/session')).status).toBe(401);
  await phone.call('POST', '/api/session', { email: emailOf(someone), password: testPassword });
  expect((await laptop.call('DELETE', '/api/account/sessions')).body).toMatchObject({ revoked: 1 });
  expect((await phone.call('GET', '/api/session')).status).toBe(401);
  await sql`update session set last_seen_at = now() - interval '121 minutes' where user_id = ${someone.userId}`.execute(
    house.database.owner,
  );
  expect((await laptop.call('GET', '/api/session')).status).toBe(401);
  await laptop.call('POST', '/api/session', { email: emailOf(someone), password: testPassword });
  expect((await laptop.call('GET', '/api/session')).status).toBe(200);
  await sql`update app_user set status = 'suspended' where id = ${someone.userId}`.execute(house.database.owner);
  expect((await laptop.call('GET', '/api/session')).status).toBe(401);
});

test('a new password needs the old one, must be a good one, and ends every other session', async () => {
  nextMinute();
  const [here, elsewhere] = [visitor(house), visitor(house)];
  const someone = await house.person('UN', 'analyst');
  await givePassword(house, someone, new Date(time));
  for (const browser of [here, elsewhere])
    await browser.call('POST', '/api/session', { email: emailOf(someone), password: testPassword });
  expect(
    (await here.call('PUT', '/api/account/password', { current: 'wrong', password: 'rain on a tin roof' })).status,
  ).toBe(401);
  const poor = await here.call('PUT', '/api/account/password', { current: testPassword, password: 'password1234' });
  expect(poor.body).toMatchObject({ code: 'invalid-input', details: { fields: [{ field: 'password' }] } });
  expect(
    (await here.call('PUT', '/api/account/password', { current: testPassword, password: 'rain on a tin roof' })).status,
  ).toBe(200);
  expect((await here.call('GET', '/api/session')).status).toBe(200);
  expect((await elsewhere.call('GET', '/api/session')).status).toBe(401);
});

test('a person with two hats has the rights of the one they wear', async () => {
  nextMinute();
  const worker = await house.person('SHELTER', 'case-worker');
  await sql`insert into membership (id, user_id, agency_id, role_id, created_at) values (${crypto.randomUUID()}, ${worker.userId}, ${house.agencyId('UN')},
    (select id from role where code = 'trainer'), now() + interval '1 second')`.execute(house.database.owner);
  const session = await worker.call<{ memberships: { id: string; roleCode: string }[] }>('GET', '/api/session');
  const trainer = session.body.memberships.find(({ roleCode }) => roleCode === 'trainer');
  expect((await worker.call('GET', '/api/cases')).status).toBe(200);
  expect((await worker.call('PUT', '/api/session/membership', { membershipId: trainer?.id })).status).toBe(200);
  expect((await worker.call('GET', '/api/cases')).status).toBe(403);
  expect((await worker.call('PUT', '/api/session/membership', { membershipId: analyst.membershipId })).status).toBe(
    404,
  );
  const changed = await worker.call('PATCH', '/api/account', { language: 'id' }, { ifMatch: 1 });
  expect(changed.body).toEqual({ language: 'id', version: 2 });
});
