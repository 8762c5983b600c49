import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { emailOf, givePassword, testPassword, visitor } from '../../../tests/harness/visitor.ts';

let house: House;
let administrator: Person;
let deputy: Person;
const roles = new Map<string, string>();
beforeAll(async () => {
  house = await openHouse();
  administrator = await house.person('SHELTER', 'administrator');
  deputy = await house.person('SHELTER', 'administrator');
  const { body } = await administrator.call<{ roles: { id: string; code: string }[] }>('GET', '/api/roles');
  for (const { id, code } of body.roles) roles.set(code, id);
});
afterAll(() => house.close());
const roleId = (code: string): string => roles.get(code) ?? '';

test('an administrator sees which roles are theirs to give', async () => {
  const { body } = await administrator.call<{ roles: { code: string; mayGive: boolean }[] }>('GET', '/api/roles');
  expect(
    body.roles
      .filter(({ mayGive }) => !mayGive)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['investigator', 'node-administrator', 'prosecutor']);
});

test('an invitation is shown once, works once, and brings a person in with the role given', async () => {
  const made = await administrator.call<{ userId: string; token: string }>('POST', '/api/users', {
    email: 'wayan@example.org',
    name: 'Wayan',
    roleId: roleId('analyst'),
  });
  expect(made.status).toBe(200);
  const stored = await sql`select * from invitation`.execute(house.database.owner);
  expect(JSON.stringify(stored.rows)).not.toContain(made.body.token);
  const browser = visitor(house);
  expect((await browser.call('POST', '/api/invitations/open', { token: made.body.token })).body).toEqual({
    kind: 'invitation',
    name: 'Wayan',
    email: 'wayan@example.org',
    agencyName: 'Trauma Centre Pontianak',
  });
  expect(
    (await browser.call('POST', '/api/invitations/accept', { token: made.body.token, password: 'short' })).body,
  ).toMatchObject({ code: 'invalid-input' });
  expect(
    (await browser.call('POST', '/api/invitations/accept', { token: made.body.token, password: testPassword })).body,
  ).toEqual({ standing: 'full' });
  expect((await browser.call('GET', '/api/session')).body).toMatchObject({
    membership: { roleCode: 'analyst', agencyCode: 'IDN-RPTC' },
  });
  const again = await visitor(house).call('POST', '/api/invitations/accept', {
    token: made.body.token,
    password: 'another long password',
  });
  expect(again.status).toBe(404);
  const second = await administrator.call('POST', '/api/users', {
    email: 'WAYAN@example.org',
    name: 'W',
    roleId: roleId('trainer'),
  });
  expect(second.body).toMatchObject({ userId: made.body.userId, token: null });
});

test('nobody gives a role to themselves, a stronger role, or one the agency’s kind closes', async () => {
  const worker = await house.person('SHELTER', 'case-worker');
  const give = (userId: string, role: string) =>
    administrator.call('POST', `/api/users/${userId}/memberships`, { roleId: roleId(role) });
  expect((await give(administrator.userId, 'case-worker')).body).toMatchObject({
    code: 'rule-broken',
    details: { reason: expect.stringContaining('own roles') as string },
  });
  expect((await give(worker.userId, 'node-administrator')).status).toBe(422);
  expect((await give(worker.userId, 'investigator')).status).toBe(422);
  expect((await give(worker.userId, 'trainer')).status).toBe(200);
  expect((await give(worker.userId, 'trainer')).body).toMatchObject({ code: 'already-exists' });
  expect(
    (await worker.call('POST', `/api/users/${deputy.userId}/memberships`, { roleId: roleId('trainer') })).status,
  ).toBe(403);
  const own = await administrator.call(
    'PATCH',
    `/api/memberships/${administrator.membershipId}`,
    { roleId: roleId('case-worker') },
    { ifMatch: 1 },
  );
  expect(own.status).toBe(422);
  const outsider = await house.person('POLRI', 'investigator');
  expect((await give(outsider.userId, 'trainer')).status).toBe(404);
  expect(
    (
      await administrator.call(
        'PATCH',
        `/api/memberships/${outsider.membershipId}`,
        { roleId: roleId('trainer') },
        { ifMatch: 1 },
      )
    ).status,
  ).toBe(404);
  const elsewhere = await administrator.call('POST', '/api/users', {
    email: 'x@example.org',
    name: 'X',
    agencyId: house.agencyId('POLRI'),
    roleId: roleId('trainer'),
  });
  expect(elsewhere.status).toBe(422);
});

test('an agency words a role as part of a shipped one, and never more', async () => {
  const words = {
    code: 'night-shift',
    name: 'Night shift',
    permissions: ['case.read', 'case.update'],
    reads: ['identity', 'contact'],
    writes: ['contact'],
    scope: 'unit',
    secondFactor: true,
  };
  const made = await administrator.call<{ id: string; version: number; mayGive: boolean }>('POST', '/api/roles', words);
  expect(made.body).toMatchObject({ code: 'night-shift', people: 0, mayGive: true, version: 1 });
  for (const more of [
    { scope: 'all' },
    { reads: ['health', 'intelligence'] },
    { permissions: ['node.manage'] },
    { permissions: ['case.read', 'user.manage'] },
  ]) {
    expect((await administrator.call('POST', '/api/roles', { ...words, code: 'more', ...more })).status).toBe(422);
    expect((await administrator.call('PATCH', `/api/roles/${made.body.id}`, more, { ifMatch: 1 })).status).toBe(422);
  }
  expect(
    (await administrator.call('PATCH', `/api/roles/${roleId('analyst')}`, { name: 'Mine' }, { ifMatch: 1 })).status,
  ).toBe(422);
  expect(
    (await administrator.call('PATCH', `/api/roles/${made.body.id}`, { name: 'Night' }, { ifMatch: 7 })).body,
  ).toMatchObject({ code: 'conflict', details: { current: { version: 1 } } });
  const worker = await house.person('SHELTER', 'trainer');
  const hat = await administrator.call<{ id: string }>('POST', `/api/users/${worker.userId}/memberships`, {
    roleId: made.body.id,
  });
  expect(hat.status).toBe(200);
  expect((await administrator.call('DELETE', `/api/roles/${made.body.id}`, undefined, { ifMatch: 1 })).status).toBe(
    422,
  );
  const other = await house.person('POLRI', 'administrator');
  expect((await other.call('PATCH', `/api/roles/${made.body.id}`, { name: 'Theirs' }, { ifMatch: 1 })).status).toBe(
    404,
  );
  const unused = await administrator.call<{ id: string }>('POST', '/api/roles', { ...words, code: 'unused' });
  expect((await administrator.call('DELETE', `/api/roles/${unused.body.id}`, undefined, { ifMatch: 1 })).status).toBe(
    200,
  );
});

test('a role taken away takes the rights of an open session with it', async () => {
  const worker = await house.person('SHELTER', 'case-worker');
  expect((await worker.call('GET', '/api/cases')).status).toBe(200);
  const ended = await administrator.call('DELETE', `/api/memberships/${worker.membershipId}`, undefined, {
    ifMatch: 1,
  });
  expect(ended.body).toMatchObject({ active: false, version: 2 });
  expect((await worker.call('GET', '/api/cases')).status).toBe(403);
});

test('an agency keeps its last administrator', async () => {
  const [first, second] = [await house.person('FIA', 'administrator'), await house.person('FIA', 'administrator')];
  expect(
    (await first.call('DELETE', `/api/memberships/${second.membershipId}`, undefined, { ifMatch: 1 })).status,
  ).toBe(200);
  const operator = house.operator();
  const last = await operator.call('DELETE', `/api/memberships/${first.membershipId}`, undefined, { ifMatch: 1 });
  expect(last.body).toMatchObject({ code: 'rule-broken' });
  expect(
    (await operator.call('PATCH', `/api/users/${first.userId}`, { status: 'suspended' }, { ifMatch: 1 })).status,
  ).toBe(422);
});

test('suspending a person ends their sessions at once, and is on record with who did it', async () => {
  const worker = await house.person('SHELTER', 'trainer');
  const suspended = await administrator.call(
    'PATCH',
    `/api/users/${worker.userId}`,
    { status: 'suspended' },
    { ifMatch: 1 },
  );
  expect(suspended.body).toMatchObject({ status: 'suspended', version: 2 });
  expect((await worker.call('GET', '/api/session')).status).toBe(401);
  const { rows } = await sql<{
    updatedBy: string;
  }>`select updated_by from app_user where id = ${worker.userId}`.execute(house.database.owner);
  expect(rows[0]?.updatedBy).toBe(administrator.userId);
  await administrator.call('PATCH', `/api/users/${worker.userId}`, { status: 'active' }, { ifMatch: 2 });
  expect((await worker.call('GET', '/api/session')).status).toBe(401);
});

test('an account that works for two agencies is in nobody’s hands alone', async () => {
  const shared = await house.person('SHELTER', 'trainer');
  await sql`insert into membership (id, user_id, agency_id, role_id) values (${crypto.randomUUID()}, ${shared.userId}, ${house.agencyId('POLRI')}, ${roleId('investigator')})`.execute(
    house.database.owner,
  );
  expect((await administrator.call('POST', `/api/users/${shared.userId}/link`, {})).status).toBe(422);
  expect(
    (await administrator.call('PATCH', `/api/users/${shared.userId}`, { status: 'suspended' }, { ifMatch: 1 })).status,
  ).toBe(422);
  const seen = await administrator.call<{ memberships: unknown[] }>('GET', `/api/users/${shared.userId}`);
  expect(seen.body.memberships).toHaveLength(1);
  expect((await administrator.call('DELETE', `/api/users/${shared.userId}/sessions`)).body).toEqual({ revoked: 1 });
});

test('a lost password and a lost phone are replaced by two administrators, not by one', async () => {
  const worker = await house.person('SHELTER', 'case-worker');
  await givePassword(house, worker);
  const link = await administrator.call<{ token: string; kind: string }>(
    'POST',
    `/api/users/${worker.userId}/link`,
    {},
  );
  expect(link.body.kind).toBe('reset');
  expect((await administrator.call('DELETE', `/api/users/${worker.userId}/second-factor`)).status).toBe(422);
  expect((await deputy.call('DELETE', `/api/users/${worker.userId}/second-factor`)).status).toBe(200);
  expect((await deputy.call('POST', `/api/users/${worker.userId}/link`, {})).status).toBe(422);
  const outside = await house.person('POLRI', 'administrator');
  expect((await outside.call('POST', `/api/users/${worker.userId}/link`, {})).status).toBe(404);
  const browser = visitor(house);
  expect(
    (await browser.call('POST', '/api/invitations/accept', { token: link.body.token, password: 'a new long password' }))
      .status,
  ).toBe(200);
  expect(
    (await visitor(house).call('POST', '/api/session', { email: emailOf(worker), password: testPassword })).status,
  ).toBe(401);
});

test('a task force keeps its 32 provinces as units, moves one, and cannot make a circle', async () => {
  const top = await administrator.call<{ id: string }>('POST', '/api/units', { name: 'Task force' });
  const provinces: string[] = [];
  for (let number = 1; number <= 32; number += 1) {
    const made = await administrator.call<{ id: string }>('POST', '/api/units', {
      name: `Province ${number}`,
      parentId: top.body.id,
      placeCode: `ID-${number}`,
    });
    provinces.push(made.body.id);
  }
  expect((await administrator.call('POST', '/api/units', { name: 'task FORCE' })).status).toBe(409);
  const listed = await administrator.call<{ units: { parentId: string | null }[] }>('GET', '/api/units');
  expect(listed.body.units.filter(({ parentId }) => parentId === top.body.id)).toHaveLength(32);
  expect(
    (await administrator.call('PATCH', `/api/units/${provinces[0]}`, { parentId: provinces[1] }, { ifMatch: 1 })).body,
  ).toMatchObject({ parentId: provinces[1], version: 2 });
  expect(
    (await administrator.call('PATCH', `/api/units/${top.body.id}`, { parentId: provinces[0] }, { ifMatch: 1 })).status,
  ).toBe(422);
  const other = await house.person('POLRI', 'administrator');
  expect((await other.call('PATCH', `/api/units/${top.body.id}`, { name: 'Taken' }, { ifMatch: 1 })).status).toBe(404);
});

test('whoever runs the installation adds an agency and appoints its first administrator only', async () => {
  const node = await house.person('UN', 'node-administrator');
  const agency = { code: 'PAK-NGO', name: 'Shelter Lahore', kind: 'ngo', country: 'PAK' };
  expect((await administrator.call('POST', '/api/agencies', agency)).status).toBe(403);
  const made = await node.call<{ id: string; administered: boolean }>('POST', '/api/agencies', agency);
  expect(made.body).toMatchObject({ administered: false, version: 1 });
  const invite = (email: string, role: string) =>
    node.call('POST', '/api/users', { email, name: 'Someone', agencyId: made.body.id, roleId: roleId(role) });
  expect((await invite('worker@lahore.example', 'case-worker')).status).toBe(422);
  expect((await invite('first@lahore.example', 'administrator')).status).toBe(200);
  expect((await invite('second@lahore.example', 'administrator')).status).toBe(422);
  expect(
    (
      await administrator.call(
        'PATCH',
        `/api/agencies/${house.agencyId('SHELTER')}`,
        { kind: 'police' },
        { ifMatch: 1 },
      )
    ).status,
  ).toBe(403);
  expect(
    (await node.call('PATCH', `/api/agencies/${house.agencyId('SHELTER')}`, { kind: 'police' }, { ifMatch: 1 })).status,
  ).toBe(422);
  expect(
    (
      await administrator.call(
        'PATCH',
        `/api/agencies/${house.agencyId('SHELTER')}`,
        { name: 'Trauma Centre' },
        { ifMatch: 1 },
      )
    ).body,
  ).toMatchObject({ name: 'Trauma Centre', version: 2 });
  expect(
    (await administrator.call('PATCH', `/api/agencies/${house.agencyId('POLRI')}`, { name: 'Ours' }, { ifMatch: 1 }))
      .status,
  ).toBe(404);
});

test('people are found by name and role, page by page, in the own agency only', async () => {
  const all = await administrator.call<{ users: { id: string }[]; nextCursor: string | null }>(
    'GET',
    '/api/users?limit=200',
  );
  const paged: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { body: { users: { id: string }[]; nextCursor: string | null } } = await administrator.call(
      'GET',
      `/api/users?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
    );
    paged.push(...page.body.users.map(({ id }) => id));
    cursor = page.body.nextCursor;
  }
  expect(paged).toEqual(all.body.users.map(({ id }) => id));
  const other = await house.person('PDRM', 'administrator');
  expect((await other.call<{ users: { id: string }[] }>('GET', '/api/users')).body.users.map(({ id }) => id)).toEqual([
    other.userId,
  ]);
  const found = await administrator.call<{ users: { id: string }[] }>(
    'GET',
    `/api/users?text=administrator&roleId=${roleId('administrator')}`,
  );
  expect(found.body.users.map(({ id }) => id).sort()).toEqual([administrator.userId, deputy.userId].sort());
});
