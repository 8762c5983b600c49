import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { actorOfMembership } from '../../platform/auth/actor.ts';
import { asActor, asOwner, type Store } from '../../platform/store/index.ts';

/**
 * An attacker's attempts: each class of data holds a word of its own; whoever lacks the class must not find the word in
 * any answer, nor by asking the database directly with the application's role and their own settings.
 */
type Body = Record<string, ReturnType<typeof JSON.parse>>;
const secrets = {
  identity: 'Zubaidah-identity',
  contact: 'phone-contact',
  sheltered: 'house-seven-sheltered',
  oldShelter: 'first-hiding-place',
  health: 'nightmares-health',
  testimony: 'statement-testimony',
  intelligence: 'boss-intelligence',
  reclassified: 'told-before-reclassified',
} as const;
type Secret = keyof typeof secrets;

let house: House;
let worker: Person;
let caseId: string;
let caseNumber: string;
let personId: string;
let recordId: string;
let moment: string;
const pause = () => new Promise((resolve) => setTimeout(resolve, 15));

beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  const opened = await worker.call('POST', '/api/cases', {});
  [caseId, caseNumber] = [String(opened.body['id']), String(opened.body['number'])];
  const at = `/api/cases/${caseId}`;
  const add = async (where: string, body: unknown): Promise<string> =>
    String((await worker.call('POST', where, body)).body['id']);
  recordId = await add(`${at}/person-records`, { part: 'victim', sex: 'F' });
  await add(`/api/person-records/${recordId}/names`, { kind: 'legal', fullText: secrets.identity });
  await add(`/api/person-records/${recordId}/contacts`, { kind: 'phone', value: secrets.contact });
  const shelter = await add(`/api/person-records/${recordId}/contacts`, { kind: 'address', value: secrets.oldShelter });
  await worker.call('PATCH', `/api/contacts/${shelter}`, { value: secrets.sheltered, sheltered: true }, { ifMatch: 1 });
  await add(`${at}/notes`, { dataClass: 'health', body: secrets.health });
  await add(`${at}/notes`, { dataClass: 'testimony', body: secrets.testimony });
  const moved = await add(`${at}/notes`, { dataClass: 'administrative', body: secrets.reclassified });
  await worker.call('PATCH', `/api/notes/${moved}`, { dataClass: 'health' }, { ifMatch: 1 });
  const perpetrator = await add(`${at}/perpetrators`, { roles: { EXPLOITER: 'yes' } });
  await asOwner(house.database, (store) =>
    sql`insert into perpetrator_identity (perpetrator_id, case_id, full_text, created_by)
    values (${perpetrator}, ${caseId}, ${secrets.intelligence}, ${worker.userId})`.execute(store),
  );
  await pause();
  moment = new Date().toISOString();
  personId = (await worker.call<Body>('GET', `${at}/overview`)).body['people'][0].personId;
});
afterAll(() => house.close());

const asPerson = async <T>(person: Person, work: (store: Store) => Promise<T>): Promise<T> => {
  const actor = await asOwner(house.database, (store) => actorOfMembership(store, person.userId, person.membershipId));
  return asActor(house.database, actor, work);
};
const tables = [
  'case_file',
  'person_record',
  'person_name',
  'person_identity',
  'person_document',
  'person_contact',
  'perpetrator',
  'perpetrator_identity',
  'organisation',
  'event',
  'note',
  'attachment',
  'case_grant',
  'history',
];

/** All a person can get at: every page of the case, and every table. */
async function loot(person: Person): Promise<{ api: string; database: string }> {
  const at = `/api/cases/${caseId}`;
  const pages = [
    '/api/cases',
    at,
    `${at}/overview`,
    `${at}/contents?list=people`,
    `${at}/contents?list=notes`,
    `${at}/contents?list=perpetrators`,
    `${at}/history`,
    `${at}/at?moment=${moment}`,
    `${at}/access`,
    `${at}/shares`,
    `/api/people/${personId}`,
    '/api/tasks',
    `/api/people/${personId}/access-log`,
    `/api/access/why?caseNumber=${caseNumber}`,
  ];
  let api = '';
  for (const page of pages) api += (await person.call('GET', page)).text;
  const database = await asPerson(person, async (store) => {
    let rows = '';
    for (const table of tables)
      rows += JSON.stringify((await sql`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(store)).rows);
    return rows;
  });
  return { api, database };
}
const found = (text: string): Secret[] =>
  (Object.keys(secrets) as Secret[]).filter((secret) => text.includes(secrets[secret]));
async function finds(person: Person): Promise<Secret[]> {
  const { api, database } = await loot(person);
  expect(found(database)).toEqual(found(api));
  return found(api);
}
const share = async (classes: string[], to: Person, more: Body = {}) =>
  worker.call('POST', `/api/cases/${caseId}/shares`, {
    toAgency: to.agencyId,
    classes,
    purpose: 'investigation',
    reason: 'Joint work',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    ...more,
  });

test('the assignee reads all but intelligence, the whereabouts of the sheltered person among it', async () => {
  expect(await finds(worker)).toEqual([
    'identity',
    'contact',
    'sheltered',
    'oldShelter',
    'health',
    'testimony',
    'reclassified',
  ]);
});

test('a colleague outside the circle finds neither the shelter nor the address it had before it was marked, until let in from within', async () => {
  const colleague = await house.person('SHELTER', 'case-worker');
  expect(await finds(colleague)).toEqual(['identity', 'contact', 'health', 'testimony', 'reclassified']);
  const circle = `/api/cases/${caseId}/circle/${colleague.userId}`;
  expect((await colleague.call('PUT', circle)).status).toBe(403);
  const header = await colleague.call('GET', `/api/cases/${caseId}`);
  const taken = await colleague.call(
    'POST',
    `/api/cases/${caseId}/assign`,
    { userId: colleague.userId },
    { ifMatch: Number(header.body['version']) },
  );
  expect(taken.status).toBe(403);
  const blind = asPerson(colleague, (store) => sql`update person_contact set sheltered = false`.execute(store));
  expect((await blind).numAffectedRows).toBe(1n);
  expect(await finds(colleague)).not.toContain('sheltered');
  expect((await worker.call('PUT', circle)).status).toBe(200);
  expect(await finds(colleague)).toContain('sheltered');
  expect((await worker.call('DELETE', circle)).status).toBe(200);
  expect(await finds(colleague)).not.toContain('sheltered');
});

test('police to whom a case was shared find no health notes and no shelter, whatever classes they are given', async () => {
  const officer = await house.person('POLRI', 'investigator');
  expect(await finds(officer)).toEqual([]);
  const given = await share(['identity', 'contact', 'health', 'testimony', 'statistical'], officer);
  expect(given.status).toBe(200);
  expect(await finds(officer)).toEqual(['identity', 'contact', 'testimony']);
  const page = (await officer.call<Body>('GET', `/api/cases/${caseId}/overview`)).body;
  expect(page['withheld']).toEqual(['health', 'intelligence']);
  await share(['statistical'], await house.person('UN', 'investigator'), { reason: 'Between us' });
  const others = await loot(officer);
  expect([others.api.includes('Between us'), others.database.includes('Between us')]).toEqual([false, false]);
  const ended = await worker.call('POST', `/api/shares/${String(given.body['id'])}/revoke`, undefined, { ifMatch: 1 });
  expect(ended.body).toMatchObject({ active: false });
  expect((await officer.call('GET', `/api/cases/${caseId}`)).status).toBe(404);
  expect(await finds(officer)).toEqual([]);
});

test('a share gives the chosen classes only, read only unless said, and cannot be passed on', async () => {
  const officer = await house.person('PDRM', 'investigator');
  const third = await house.person('FIA', 'investigator');
  await share(['statistical'], officer);
  expect(await finds(officer)).toEqual([]);
  expect((await officer.call<Body>('GET', '/api/cases')).body['cases']).toHaveLength(1);
  expect(
    (await officer.call('POST', `/api/cases/${caseId}/notes`, { dataClass: 'administrative', body: 'x' })).status,
  ).toBe(403);
  expect((await officer.call('PATCH', `/api/person-records/${recordId}`, { sex: 'M' }, { ifMatch: 1 })).status).toBe(
    403,
  );
  expect(
    (
      await officer.call('POST', `/api/cases/${caseId}/shares`, {
        toAgency: third.agencyId,
        classes: ['statistical'],
        purpose: 'investigation',
        reason: 'Pass on',
        expiresAt: new Date(Date.now() + 1e6).toISOString(),
      })
    ).status,
  ).toBe(403);
  const forged = asPerson(officer, (store) =>
    sql`insert into case_grant (id, case_id, kind, to_user, classes, purpose, expires_at)
    values (gen_random_uuid(), ${caseId}, 'break-glass', ${officer.userId}, '{identity}', 'x', now() + interval '1 hour')`.execute(
      store,
    ),
  );
  await expect(forged).rejects.toMatchObject({ code: '42501' });
  const longer = asPerson(officer, (store) =>
    sql`update case_grant set expires_at = now() + interval '9 years'`.execute(store),
  );
  await expect(longer).rejects.toMatchObject({ code: '42501' });
});

test('a share must end within a year, name one receiver, and give nothing the giver does not read', async () => {
  const officer = await house.person('FIA', 'investigator');
  expect(
    (await share(['identity'], officer, { expiresAt: new Date(Date.now() + 400 * 86_400_000).toISOString() })).text,
  ).toContain('expiresAt');
  expect((await share(['intelligence'], officer)).text).toContain('classes');
  expect((await share(['identity'], officer, { toUser: officer.userId })).text).toContain('toAgency');
  expect(await finds(officer)).toEqual([]);
});

test('a receiver who was given health to write may add health and nothing else', async () => {
  const provider = await house.person('UN', 'case-worker');
  await share(['health'], provider, { canWrite: true, purpose: 'assistance' });
  expect(
    (await provider.call('POST', `/api/cases/${caseId}/notes`, { dataClass: 'health', body: 'Seen today' })).status,
  ).toBe(200);
  expect(
    (await provider.call('POST', `/api/cases/${caseId}/notes`, { dataClass: 'testimony', body: 'x' })).status,
  ).toBe(403);
  expect((await provider.call('PATCH', `/api/cases/${caseId}`, { risk: 'low' }, { ifMatch: 1 })).status).toBe(403);
  const blind = await asPerson(provider, (store) => sql`update case_file set summary = 'mine'`.execute(store)).catch(
    () => null,
  );
  expect(blind?.numAffectedRows ?? 0n).toBe(0n);
  expect(await finds(provider)).toEqual(['health', 'reclassified']);
});

test('roles within the agency keep to their classes, and a removal needs the right to all it takes along', async () => {
  const expectations = {
    'frontline-officer': [],
    'service-provider': [],
    'liaison-officer': ['identity'],
    prosecutor: ['identity', 'testimony', 'intelligence'],
    analyst: [],
    administrator: [],
    auditor: [],
  } as const;
  for (const [role, secretsFound] of Object.entries(expectations)) {
    const person = await house.person('SHELTER', role);
    expect([role, found((await loot(person)).api)]).toEqual([role, role === 'analyst' ? [] : secretsFound]);
    expect([role, found((await loot(person)).database)]).toEqual([role, secretsFound]);
  }
  const liaison = await house.person('SHELTER', 'liaison-officer');
  const version = (await worker.call<Body>('GET', `/api/cases/${caseId}/overview`)).body['people'][0].version;
  expect(
    (await liaison.call('DELETE', `/api/person-records/${recordId}`, undefined, { ifMatch: version })).status,
  ).toBe(403);
});

test('what belongs to one case cannot be hung into another, nor moved there', async () => {
  const officer = await house.person('POLRI', 'investigator');
  const own = String((await officer.call('POST', '/api/cases', {})).body['id']);
  const planted = asPerson(officer, (store) =>
    sql`insert into person_name (id, record_id, case_id, kind, full_text) values (gen_random_uuid(), ${recordId}, ${own}, 'alias', 'Planted')`.execute(
      store,
    ),
  );
  await expect(planted).rejects.toMatchObject({ code: '23503' });
  const other = String((await worker.call('POST', '/api/cases', {})).body['id']);
  await expect(
    asPerson(worker, (store) => sql`update note set case_id = ${other}`.execute(store)),
  ).rejects.toMatchObject({ code: '42501' });
});

test('who may not close or hand over cannot do it behind the application either', async () => {
  const frontline = await house.person('SHELTER', 'liaison-officer');
  for (const change of [
    sql`status = 'closed'`,
    sql`assigned_to = ${frontline.userId}`,
    sql`legal_hold = true`,
    sql`number = 'X-1'`,
    sql`erased_at = now()`,
  ]) {
    await expect(
      asPerson(frontline, (store) => sql`update case_file set ${change} where id = ${caseId}`.execute(store)),
    ).rejects.toMatchObject({ code: '42501' });
  }
});

test('a person learns why they see a case, why no longer, and nothing of a case they never knew', async () => {
  const why = async (who: Person, number = caseNumber) => who.call<Body>('GET', `/api/access/why?caseNumber=${number}`);
  expect((await why(worker)).body).toMatchObject({ visible: true, reasons: [{ reason: 'agency' }], inCircle: true });
  const officer = await house.person('PDRM', 'investigator');
  const answer = (await why(officer)).body;
  expect(answer).toMatchObject({ visible: true, reasons: [{ reason: 'share' }] });
  expect(answer['classes']).toContainEqual({ dataClass: 'health', read: false, because: 'role-lacks-it' });
  expect(answer['classes']).toContainEqual({ dataClass: 'identity', read: false, because: 'share-lacks-it' });
  const former = await house.person('POLRI', 'investigator');
  expect((await why(former)).body).toMatchObject({ visible: false, reasons: [{ reason: 'share-taken-back' }] });
  const stranger = await house.person('FIA', 'investigator');
  const [known, unknown] = [await why(stranger), await why(stranger, 'IDN-RPTC-2026-0000000')];
  expect([known.status, known.text]).toEqual([404, unknown.text]);
});

test('the page of a case tells who sees it and who looked', async () => {
  const access = (await worker.call<Body>('GET', `/api/cases/${caseId}/access`)).body;
  expect(access['people'].map((one: Body) => one['userId'])).toContain(worker.userId);
  expect(access['grants'].length).toBeGreaterThan(1);
  expect(access['looked'].some((line: Body) => line['action'] === 'cases.overview' && line['userName'] !== null)).toBe(
    true,
  );
  expect(
    access['looked']
      .filter((line: Body) => line['agencyName'] !== 'Trauma Centre Pontianak')
      .every((line: Body) => line['userName'] === null && line['userId'] === null),
  ).toBe(true);
  const investigator = await house.person('SHELTER', 'investigator');
  expect((await investigator.call<Body>('GET', `/api/cases/${caseId}/access`)).body['looked']).toBeNull();
});
