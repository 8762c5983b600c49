import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { actorOfMembership } from '../../platform/auth/actor.ts';
import { asActor, asOwner } from '../../platform/store/index.ts';
import { orderFaults, scriptOf } from './rules.ts';

type Body = Record<string, ReturnType<typeof JSON.parse>>;
let house: House;
let worker: Person;
let officer: Person;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  officer = await house.person('POLRI', 'investigator');
});
afterAll(() => house.close());

interface Told {
  readonly caseId: string;
  readonly recordId: string;
  readonly personId: string;
}
/** A case with one person record in it. */
async function told(by: Person, name: string): Promise<Told> {
  const caseId = String((await by.call('POST', '/api/cases', {})).body['id']);
  const recordId = String(
    (await by.call('POST', `/api/cases/${caseId}/person-records`, { part: 'victim' })).body['id'],
  );
  await by.call('POST', `/api/person-records/${recordId}/names`, { kind: 'legal', fullText: name });
  const page = await by.call<Body>('GET', `/api/cases/${caseId}/overview`);
  return { caseId, recordId, personId: page.body['people'][0].personId };
}
const shareWith = (by: Person, caseId: string, to: Person, canWrite: boolean) =>
  by.call('POST', `/api/cases/${caseId}/shares`, {
    toAgency: to.agencyId,
    classes: ['identity', 'statistical'],
    canWrite,
    purpose: 'identification',
    reason: 'Same person?',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });

test('two records found to be one person stand side by side, unmerged, and can be told apart again', async () => {
  const [first, second] = [await told(worker, 'Aung'), await told(worker, 'အောင်')];
  const joined = await worker.call<Body>('POST', `/api/people/${first.personId}/join`, {
    otherPersonId: second.personId,
    reason: 'Same passport',
  });
  expect(joined.body).toEqual({ personId: first.personId, moved: [second.recordId] });
  const page = (await worker.call<Body>('GET', `/api/people/${first.personId}`)).body;
  expect(page['records'].map((record: Body) => record['names'][0].fullText)).toEqual(['Aung', 'အောင်']);
  expect(page['records'][0]).toMatchObject({ agencyName: 'Trauma Centre Pontianak' });
  expect(page['links']).toMatchObject([{ kind: 'join', reason: 'Same passport', recordId: second.recordId }]);
  expect((await worker.call('GET', `/api/people/${second.personId}`)).status).toBe(404);
  // The old reference still leads to where its records are, for who sees them.
  const moved = await worker.call('GET', `/api/people/${second.personId}/moved`);
  expect(moved.body).toEqual({ personIds: [first.personId] });
  expect((await officer.call('GET', `/api/people/${second.personId}/moved`)).status).toBe(404);
  const split = await worker.call<Body>('POST', `/api/people/${first.personId}/split`, {
    recordIds: [second.recordId],
    reason: 'Brothers',
  });
  const apart = (await worker.call<Body>('GET', `/api/people/${String(split.body['personId'])}`)).body;
  expect(apart['records']).toHaveLength(1);
  expect(apart['links'].map((link: Body) => link['kind'])).toEqual(['join', 'split']);
});

test('a person in another agency’s hidden case stays hidden after a join, with its reason', async () => {
  const [ours, theirs] = [await told(worker, 'Siti'), await told(officer, 'Siti binti')];
  const guess = await worker.call('POST', `/api/people/${ours.personId}/join`, {
    recordIds: [theirs.recordId],
    reason: 'Guessing',
  });
  const absent = await worker.call('POST', `/api/people/${ours.personId}/join`, {
    recordIds: ['11111111-1111-4111-8111-111111111111'],
    reason: 'Guessing',
  });
  expect([guess.status, guess.text]).toEqual([404, absent.text]);
  expect(
    (
      await worker.call('POST', `/api/people/${theirs.personId}/join`, {
        recordIds: [ours.recordId],
        reason: 'Guessing',
      })
    ).status,
  ).toBe(404);

  await shareWith(worker, ours.caseId, officer, true);
  const joined = await officer.call('POST', `/api/people/${theirs.personId}/join`, {
    recordIds: [ours.recordId],
    reason: 'Seen in raid seven',
  });
  expect(joined.status).toBe(200);
  const seenByOfficer = (await officer.call<Body>('GET', `/api/people/${theirs.personId}`)).body;
  expect(seenByOfficer['records']).toHaveLength(2);
  expect(seenByOfficer['links']).toHaveLength(1);
  const seenByWorker = await worker.call<Body>('GET', `/api/people/${theirs.personId}`);
  expect(seenByWorker.body['records'].map((record: Body) => record['id'])).toEqual([ours.recordId]);
  expect(seenByWorker.text).not.toContain('raid seven');
  expect(seenByWorker.text).not.toContain(theirs.recordId);
  const actor = await asOwner(house.database, (store) => actorOfMembership(store, worker.userId, worker.membershipId));
  const links = await asActor(house.database, actor, (store) =>
    sql`select * from person_link where record_id = ${ours.recordId}`.execute(store),
  );
  expect(links.rows).toEqual([]);
  // The agency takes its own record out all the same; whether unseen records stayed behind is not told.
  const out = await worker.call<Body>('POST', `/api/people/${theirs.personId}/split`, {
    recordIds: [ours.recordId],
    reason: 'Another woman',
  });
  expect(out.body, out.text).toMatchObject({ moved: [ours.recordId] });
  const alone = (await worker.call<Body>('GET', `/api/people/${String(out.body['personId'])}`)).body;
  expect(alone['records'].map((record: Body) => record['id'])).toEqual([ours.recordId]);
  const left = (await officer.call<Body>('GET', `/api/people/${theirs.personId}`)).body;
  expect(left['records'].map((record: Body) => record['id'])).toEqual([theirs.recordId]);
  // What is only shared with one is not taken out of where its own agency has it.
  const notOwn = await officer.call('POST', `/api/people/${String(out.body['personId'])}/split`, {
    recordIds: [ours.recordId],
    reason: 'Guessing',
  });
  expect(notOwn.status).toBe(409);
});

test('a record shared for reading only cannot be joined, and who may not join is refused by the database too', async () => {
  const [ours, theirs] = [await told(worker, 'Budi'), await told(officer, 'Budi')];
  await shareWith(worker, ours.caseId, officer, false);
  expect(
    (
      await officer.call('POST', `/api/people/${theirs.personId}/join`, {
        recordIds: [ours.recordId],
        reason: 'Same man',
      })
    ).status,
  ).toBe(403);
  const frontline = await house.person('SHELTER', 'liaison-officer');
  expect(
    (await frontline.call('POST', `/api/people/${ours.personId}/join`, { recordIds: [ours.recordId], reason: 'Mine' }))
      .status,
  ).toBe(403);
  const actor = await asOwner(house.database, (store) =>
    actorOfMembership(store, frontline.userId, frontline.membershipId),
  );
  const blind = asActor(house.database, actor, (store) =>
    sql`update person_record set person_id = ${theirs.personId} where id = ${ours.recordId}`.execute(store),
  );
  await expect(blind).rejects.toMatchObject({ code: '42501' });
});

test('a person can be given the log of who opened, changed and listed what is kept of them', async () => {
  const ours = await told(worker, 'Log');
  await worker.call('GET', '/api/cases');
  await worker.call('GET', `/api/people/${ours.personId}`);
  await shareWith(worker, ours.caseId, officer, false);
  await officer.call('GET', `/api/cases/${ours.caseId}/overview`);
  const log = (await worker.call<Body>('GET', `/api/people/${ours.personId}/access-log`)).body['lines'] as Body[];
  const actions = log.map((line) => line['action']);
  for (const action of [
    'cases.create',
    'person-records.add',
    'names.add',
    'cases.list',
    'people.open',
    'cases.share',
    'cases.overview',
  ])
    expect(actions).toContain(action);
  const foreign = log.filter((line) => line['agencyName'] !== 'Trauma Centre Pontianak');
  expect(foreign).toMatchObject([{ action: 'cases.overview', userId: null, userName: null, roleName: 'Investigator' }]);
  expect((await officer.call('GET', `/api/people/${ours.personId}/access-log`)).status).toBe(403);
  const page = (await worker.call<Body>('GET', `/api/people/${ours.personId}/access-log?limit=2`)).body;
  expect(page['lines']).toHaveLength(2);
  expect(page['next']).not.toBeNull();
});

test('whoever may write a class but not read it can add to it without seeing it', async () => {
  const frontline = await house.person('SHELTER', 'frontline-officer');
  const caseId = String((await frontline.call('POST', '/api/cases', {})).body['id']);
  expect(
    (await frontline.call('POST', `/api/cases/${caseId}/notes`, { dataClass: 'testimony', body: 'She said so' }))
      .status,
  ).toBe(200);
  expect((await frontline.call('GET', `/api/cases/${caseId}/overview`)).text).not.toContain('She said so');
  expect((await frontline.call('POST', `/api/cases/${caseId}/notes`, { dataClass: 'health', body: 'x' })).status).toBe(
    403,
  );
});

test('the script of a name is told from its letters', () => {
  expect(['Siti', 'سیتی', 'สมชาย', 'អង្គ', 'အောင်', '李', 'सीता', 'ரவி', 'Иван', '12-3'].map(scriptOf)).toEqual([
    'Latn',
    'Arab',
    'Thai',
    'Khmr',
    'Mymr',
    'Hani',
    'Deva',
    'Taml',
    'Cyrl',
    null,
  ]);
});

test('any pair of ages is in order exactly when the lower is not above the higher', () => {
  const ordered = fc.property(
    fc.nat(120),
    fc.nat(120),
    (low, high) => (orderFaults({ low, high }, [['low', 'high']]).length === 0) === low <= high,
  );
  expect(fc.check(ordered).failed).toBe(false);
});
