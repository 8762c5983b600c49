import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';

let house: House;
let worker: Person;
let caseId: string;
let path: string;
type Body = Record<string, ReturnType<typeof JSON.parse>>;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker', { name: 'Day shift' });
  caseId = String((await worker.call('POST', '/api/cases', { summary: 'Came by ferry' })).body['id']);
  path = `/api/cases/${caseId}`;
});
afterAll(() => house.close());

const add = async (where: string, body: unknown): Promise<string> => {
  const answer = await worker.call('POST', where, body);
  expect(answer.text).toContain('"version":1');
  return String(answer.body['id']);
};
const overview = async (who: Person = worker): Promise<Body> => (await who.call(`GET`, `${path}/overview`)).body;

test('a case worker tells the whole story of a case and reads it back on one page', async () => {
  const record = await add(`${path}/person-records`, {
    part: 'victim',
    sex: 'F',
    ageIdentificationMin: 16,
    ageIdentificationMax: 17,
    ageIdentificationBasis: 'claimed',
    citizenships: ['IDN'],
    victimStatus: 'POSSIBLE',
    statusDecidedBy: 'NGO',
    statusDecidedOn: '2026-01-02',
    recruiterRelations: { FRIEND: 'yes', FAMILY: 'no' },
  });
  await add(`/api/person-records/${record}/names`, { kind: 'legal', fullText: 'Siti Aminah' });
  await add(`/api/person-records/${record}/names`, { kind: 'as-spelled', fullText: 'سيتي أمينة' });
  await add(`/api/person-records/${record}/documents`, {
    kind: 'passport',
    number: 'X1',
    issuingCountry: 'IDN',
    state: 'withheld-by-other',
  });
  await add(`/api/person-records/${record}/contacts`, {
    kind: 'phone',
    value: '+62 000',
    safe: 'only-in-hours',
    safeHours: '9-11',
  });
  expect(
    (
      await worker.call(
        'PUT',
        `/api/person-records/${record}/identity`,
        { birthFrom: '2009-01-01', birthTo: '2009-12-31', birthPrecision: 'year' },
        { ifMatch: 0 },
      )
    ).status,
  ).toBe(200);
  const perpetrator = await add(`${path}/perpetrators`, { roles: { RECRUITER: 'yes' }, sex: 'M' });
  const organisation = await add(`${path}/organisations`, {
    type: 'AGENCY',
    name: 'PT Contoh',
    country: 'IDN',
    part: 'recruiting',
  });
  const event = await add(`${path}/events`, {
    type: 'RECRUITMENT',
    place: 'ID-KB',
    dateFrom: '2025-03-01',
    dateTo: '2025-03-31',
    datePrecision: 'month',
    acts: { RECRUITMENT: 'yes' },
    means: { DECEPTION: 'yes', FORCE: 'unknown' },
    participants: [
      { kind: 'person_record', id: record },
      { kind: 'perpetrator', id: perpetrator },
    ],
  });
  await add(`/api/person-records/${record}/movements`, {
    fromPlace: 'ID-KB',
    toPlace: 'MYS',
    mode: 'LAND.BUS',
    borderType: 'LAND.BCP',
    arrangedByPerpetrator: perpetrator,
  });
  await add(`${path}/notes`, {
    dataClass: 'health',
    body: 'Sleeps badly',
    aboutKind: 'person_record',
    aboutId: record,
  });
  await add(`${path}/tasks`, { title: 'Call the embassy', dueAt: '2026-01-05T00:00:00Z', assignedTo: worker.userId });
  const page = await overview();
  expect(page['people'][0]).toMatchObject({
    id: record,
    recruiterRelations: { FRIEND: 'yes', FAMILY: 'no' },
    gender: null,
    source: 'Trauma Centre Pontianak',
    names: [{ fullText: 'Siti Aminah', script: 'Latn' }, { script: 'Arab' }],
    identity: { birthPrecision: 'year' },
    contacts: [{ safe: 'only-in-hours' }],
    documents: [{ state: 'withheld-by-other' }],
  });
  expect(page['events'][0]).toMatchObject({
    id: event,
    means: { DECEPTION: 'yes', FORCE: 'unknown' },
    controls: null,
    participants: [{ id: perpetrator }, { id: record }],
  });
  expect(page['organisations'][0]).toMatchObject({ id: organisation, type: 'AGENCY' });
  expect(page['movements'][0]).toMatchObject({ position: 1, arrangedByPerpetrator: perpetrator });
  expect(page['notes']).toHaveLength(1);
  expect(page['tasks'][0]).toMatchObject({ overdue: true, assignedToName: 'Day shift' });
  expect(page['withheld']).toEqual(['intelligence']);
  expect(page['perpetrators'][0]['identity']).toBeNull();
  expect((await worker.call<Body>('GET', '/api/tasks')).body).toMatchObject({
    overdue: 1,
    tasks: [{ title: 'Call the embassy' }],
  });
  const list = await worker.call<Body>('GET', `${path}/contents?list=people&limit=1`);
  expect(list.body).toMatchObject({ people: [{ id: record }], nextCursor: null });
});

test('a code that no list has, an unknown place and ages turned round are refused by field', async () => {
  const wrong = async (where: string, body: unknown): Promise<string> => {
    const answer = await worker.call('POST', where, body);
    expect(answer.status).toBe(400);
    return answer.text;
  };
  expect(await wrong(`${path}/person-records`, { part: 'victim', victimStatus: 'MAYBE' })).toContain('victim-status');
  expect(await wrong(`${path}/person-records`, { part: 'victim', sex: 'G_F' })).toContain('"sex"');
  expect(await wrong(`${path}/person-records`, { part: 'victim', recruiterRelations: { NOBODY: 'yes' } })).toContain(
    'recruiterRelations.NOBODY',
  );
  expect(
    await wrong(`${path}/person-records`, { part: 'victim', recruiterRelations: { FRIEND: 'perhaps' } }),
  ).toContain('recruiterRelations.FRIEND');
  expect(await wrong(`${path}/person-records`, { part: 'victim', ageEntryMin: 20, ageEntryMax: 10 })).toContain(
    'ageEntryMax',
  );
  expect(await wrong(`${path}/events`, { type: 'TRANSIT', place: 'ATLANTIS' })).toContain('gazetteer');
  expect(await wrong(`${path}/organisations`, { type: 'NOPE' })).toContain('organization-types');
  expect(
    await wrong(`${path}/events`, { type: 'TRANSIT', participants: [{ kind: 'perpetrator', id: caseId }] }),
  ).toContain('participants');
});

test('unknown, not asked and no stay three different things', async () => {
  const record = await add(`${path}/person-records`, {
    part: 'witness',
    education: 'UNKNOWN',
    recruiterRelations: { FRIEND: 'unknown' },
  });
  const found = (await overview())['people'].find((one: Body) => one['id'] === record);
  expect(found).toMatchObject({
    education: 'UNKNOWN',
    migrationStatus: null,
    recruiterRelations: { FRIEND: 'unknown' },
  });
  const changed = await worker.call(
    'PATCH',
    `/api/person-records/${record}`,
    { education: null, recruiterRelations: { FRIEND: 'no' } },
    { ifMatch: 1 },
  );
  expect(changed.body).toMatchObject({ version: 2 });
  expect((await worker.call('PATCH', `/api/person-records/${record}`, {}, { ifMatch: 1 })).status).toBe(409);
  expect((await overview())['people'].find((one: Body) => one['id'] === record)).toMatchObject({
    education: null,
    recruiterRelations: { FRIEND: 'no' },
  });
});

test('a case is handed over within the agency only, closed with a reason and reopened on second thoughts', async () => {
  const id = String((await worker.call('POST', '/api/cases', {})).body['id']);
  const colleague = await house.person('SHELTER', 'case-worker');
  const officer = await house.person('POLRI', 'investigator');
  const at = `/api/cases/${id}`;
  expect((await worker.call('POST', `${at}/assign`, { userId: officer.userId }, { ifMatch: 1 })).status).toBe(400);
  expect((await worker.call('POST', `${at}/assign`, { userId: colleague.userId }, { ifMatch: 1 })).body).toMatchObject({
    assignedTo: colleague.userId,
    version: 2,
  });
  await worker.call('POST', `${at}/person-records`, {
    part: 'victim',
    ageIdentificationMin: 10,
    ageIdentificationMax: 12,
  });
  expect((await worker.call('GET', at)).body).toMatchObject({ retentionClass: 'child' });
  const closed = await worker.call('POST', `${at}/close`, { reason: 'goals-met', remark: 'Home' }, { ifMatch: 2 });
  expect(closed.body).toMatchObject({ status: 'closed', closeReason: 'goals-met', retentionClass: 'child' });
  expect(Number(String(closed.body['retainUntil']).slice(0, 4))).toBe(new Date().getUTCFullYear() + 15);
  expect((await worker.call('POST', `${at}/close`, { reason: 'died' }, { ifMatch: 3 })).status).toBe(409);
  expect(
    (await worker.call('POST', `${at}/reopen`, { reason: 'She called again' }, { ifMatch: 3 })).body,
  ).toMatchObject({ status: 'open', retainUntil: null, closeReason: null });
  const history = await worker.call<{ changes: Body[] }>('GET', `${at}/history`);
  const closing = history.body.changes.find((line) => line['kind'] === 'case_file' && line['version'] === 3);
  expect(closing?.['changes']).toContainEqual({ field: 'closeReason', before: null, after: 'goals-met' });
});

test('a list too long for one page goes on from where it ended, and a cursor made up is refused', async () => {
  const at = `/api/cases/${String((await worker.call('POST', '/api/cases', {})).body['id'])}`;
  const notes = [];
  for (const body of ['1', '2', '3']) notes.push(await add(`${at}/notes`, { dataClass: 'administrative', body }));
  const first = (await worker.call<Body>('GET', `${at}/contents?list=notes&limit=2`)).body;
  const rest = (await worker.call<Body>('GET', `${at}/contents?list=notes&limit=2&cursor=${first['nextCursor']}`)).body;
  expect([...first['notes'], ...rest['notes']].map((note: Body) => note['id'])).toEqual(notes);
  expect(rest['nextCursor']).toBeNull();
  const cursor = '::_------------------------------------';
  expect((await worker.call('GET', `${at}/contents?list=notes&cursor=${cursor}`)).status).toBe(400);
  expect((await worker.call('GET', `/api/cases?cursor=${cursor}`)).status).toBe(400);
  expect((await worker.call('POST', `${at}/notes`, { dataClass: 'health', body: 'x', aboutId: notes[0] })).status).toBe(
    400,
  );
});

test('two cases in sight are linked and seen from both sides; a case out of sight cannot be linked', async () => {
  const other = (await worker.call('POST', '/api/cases', {})).body;
  const officer = await house.person('POLRI', 'investigator');
  const hidden = (await officer.call('POST', '/api/cases', {})).body;
  const linked = await worker.call('POST', `${path}/links`, {
    otherCaseNumber: other['number'],
    kind: 'same-event',
    reason: 'Same boat',
  });
  expect(linked.status).toBe(200);
  expect(
    (await worker.call('POST', `${path}/links`, { otherCaseId: other['id'], kind: 'same-event', reason: 'Same boat' }))
      .status,
  ).toBe(409);
  const unseen = await worker.call('POST', `${path}/links`, {
    otherCaseId: hidden['id'],
    kind: 'same-event',
    reason: 'Same boat',
  });
  const absent = await worker.call('POST', `${path}/links`, {
    otherCaseId: '11111111-1111-4111-8111-111111111111',
    kind: 'same-event',
    reason: 'Same boat',
  });
  expect([unseen.status, unseen.text]).toEqual([404, absent.text]);
  const reverse = (await worker.call<Body>('GET', `/api/cases/${String(other['id'])}/overview`)).body;
  expect(reverse['links']).toMatchObject([{ otherCaseId: caseId, kind: 'same-event' }]);
  expect(
    (await worker.call('DELETE', `/api/links/${String(linked.body['id'])}`, undefined, { ifMatch: 1 })).status,
  ).toBe(200);
});

test('the history shows creation, change and removal, and any moment of the case can be looked at again', async () => {
  const id = String((await worker.call('POST', '/api/cases', { summary: 'First words' })).body['id']);
  const at = `/api/cases/${id}`;
  const pause = async (): Promise<string> => {
    await new Promise((resolve) => setTimeout(resolve, 15));
    const now = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 15));
    return now;
  };
  const beforeAll_ = new Date(Date.now() - 60_000).toISOString();
  const note = await add(`${at}/notes`, { dataClass: 'administrative', body: 'one' });
  const first = await pause();
  await worker.call('PATCH', `/api/notes/${note}`, { body: 'two' }, { ifMatch: 1 });
  await worker.call('PATCH', at, { summary: 'Second words' }, { ifMatch: 1 });
  const second = await pause();
  await worker.call('DELETE', `/api/notes/${note}`, undefined, { ifMatch: 2 });
  const third = await pause();
  const look = async (moment: string): Promise<Body> =>
    (await worker.call<Body>('GET', `${at}/at?moment=${moment}`)).body;
  expect(await look(beforeAll_)).toMatchObject({ case: null, records: {} });
  expect(await look(first)).toMatchObject({ case: { summary: 'First words' }, records: { note: [{ body: 'one' }] } });
  expect(await look(second)).toMatchObject({ case: { summary: 'Second words' }, records: { note: [{ body: 'two' }] } });
  expect((await look(third))['records']).toEqual({});
  const history = (await worker.call<{ changes: Body[] }>('GET', `${at}/history`)).body.changes;
  expect(history.map((line) => [line['kind'], line['act'], line['version']])).toEqual([
    ['note', 'removed', 2],
    ['case_file', 'changed', 2],
    ['note', 'changed', 2],
    ['note', 'created', 1],
    ['case_file', 'created', 1],
  ]);
  expect(history[0]).toMatchObject({ byName: 'Day shift' });
});
