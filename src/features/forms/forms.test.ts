import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { definitionsFor, extraFaults, formFaults, mergedValues } from './rules.ts';
import type { ExtraRow, FormField } from './schema.ts';
import { freeKey } from './ui/fieldKey.ts';

let house: House;
let administrator: Person;
let worker: Person;
let officer: Person;
let caseId: string;
let recordId: string;
beforeAll(async () => {
  house = await openHouse();
  administrator = await house.person('SHELTER', 'administrator');
  worker = await house.person('SHELTER', 'case-worker');
  officer = await house.person('SHELTER', 'liaison-officer');
  caseId = String((await worker.call('POST', '/api/cases', {})).body['id']);
  recordId = String((await worker.call('POST', `/api/cases/${caseId}/person-records`, { part: 'victim' })).body['id']);
});
afterAll(() => house.close());

const room: FormField = {
  key: 'room',
  type: 'text',
  label: 'Room',
  help: null,
  dataClass: 'administrative',
  list: null,
};
const tested: FormField = {
  key: 'tested',
  type: 'yes-no',
  label: 'TB test',
  help: null,
  dataClass: 'health',
  list: null,
};
const how: FormField = {
  key: 'how',
  type: 'code',
  label: 'How',
  help: null,
  dataClass: 'administrative',
  list: 'means',
};

const give = (fields: readonly FormField[], ifMatch: number, who = administrator) =>
  who.call('PUT', '/api/forms', { target: 'person_record', fields }, { ifMatch });
const set = (dataClass: string, values: object, ifMatch: number, who = worker, subjectId = recordId) =>
  who.call(
    'PUT',
    `/api/cases/${caseId}/extra-values`,
    { target: 'person_record', subjectId, dataClass, values },
    { ifMatch },
  );
const read = async (who: Person): Promise<readonly ExtraRow[]> =>
  (await who.call<{ records: ExtraRow[] }>('GET', `/api/cases/${caseId}/extra-values`)).body.records;

describe('an agency with fields of its own', () => {
  it('keeps an old record readable after the form has changed, with the words it was written under', async () => {
    expect((await give([room, tested], 0)).body).toMatchObject({ number: 1 });
    expect((await set('administrative', { room: 'Melati 3' }, 0)).status).toBe(200);
    expect((await set('health', { tested: 'yes' }, 0)).status).toBe(200);
    expect((await give([{ ...tested, label: 'Tuberculosis test' }, how], 1)).body).toMatchObject({ number: 2 });
    const rows = await read(worker);
    expect(rows.find(({ dataClass }) => dataClass === 'administrative')).toMatchObject({
      formNumber: 1,
      fields: [{ key: 'room', label: 'Room' }],
      values: { room: 'Melati 3' },
    });
    // Written anew, a record keeps what the form no longer asks.
    expect((await set('administrative', { how: 'DEBT' }, 1)).status).toBe(200);
    const after = (await read(worker)).find(({ dataClass }) => dataClass === 'administrative');
    expect(after).toMatchObject({ formNumber: 2, values: { room: 'Melati 3', how: 'DEBT' } });
    expect(after?.fields.map(({ label }) => label).toSorted()).toEqual(['How', 'Room']);
    const versions = await worker.call('GET', '/api/form-versions?target=person_record');
    expect(versions.body['versions']).toMatchObject([{ number: 2 }, { number: 1, fields: [room, tested] }]);
  });

  it('shows health answers only to who reads health, and lets nobody else write them', async () => {
    expect((await read(officer)).map(({ dataClass }) => dataClass)).not.toContain('health');
    expect(await set('health', { tested: 'no' }, 1, officer)).toMatchObject({ status: 403 });
    // A health field cannot be written under a class that more people read.
    expect(await set('administrative', { tested: 'no' }, 2)).toMatchObject({
      status: 400,
      body: { details: { fields: [{ field: 'values.tested' }] } },
    });
  });

  it('meets who saved meanwhile with a conflict, and wrong values with the field named', async () => {
    expect((await set('administrative', { room: 'Other' }, 1)).status).toBe(409);
    expect((await set('administrative', { how: 'NO_SUCH' }, 2)).body).toMatchObject({
      details: { fields: [{ field: 'values.how', code: 'unlisted-code' }] },
    });
    expect((await give([{ ...how, dataClass: 'health' }], 2)).status).toBe(400);
    expect((await give([{ ...how, list: 'no-such-list' }], 2)).status).toBe(400);
    expect((await give([room], 1)).status).toBe(409);
  });

  it('is closed to other agencies and to who may not change it', async () => {
    const foreign = await house.person('POLRI', 'investigator');
    const foreignAdministrator = await house.person('POLRI', 'administrator');
    expect((await give([room], 2, worker)).status).toBe(403);
    expect((await foreign.call('GET', `/api/cases/${caseId}/extra-values`)).status).toBe(404);
    expect((await set('administrative', { room: 'x' }, 0, foreign)).status).toBe(404);
    const forms = await foreignAdministrator.call<{ forms: { number: number }[] }>('GET', '/api/forms');
    expect(forms.body.forms.map(({ number }) => number)).toEqual([0, 0, 0]);
    expect((await foreign.call('GET', '/api/form-versions?target=person_record')).body['versions']).toEqual([]);
    // A record of another case is not there, although both are one's own.
    const elsewhere = String((await worker.call('POST', '/api/cases', {})).body['id']);
    const answer = await worker.call(
      'PUT',
      `/api/cases/${elsewhere}/extra-values`,
      { target: 'person_record', subjectId: recordId, dataClass: 'administrative', values: { how: 'DEBT' } },
      { ifMatch: 0 },
    );
    expect(answer.status).toBe(404);
  });

  it('loses the answers with the person record they are about', async () => {
    const extra = await worker.call('POST', `/api/cases/${caseId}/person-records`, { part: 'witness' });
    const id = String(extra.body['id']);
    expect((await set('administrative', { how: 'FRAUD' }, 0, worker, id)).status).toBe(200);
    await worker.call('DELETE', `/api/person-records/${id}`, undefined, { ifMatch: 1 });
    const { rows } = await sql`select 1 from extra_values where subject_id = ${id}`.execute(house.database.owner);
    expect(rows).toEqual([]);
  });
});

describe('words of an agency for codes', () => {
  const name = (label: string, ifMatch: number, who = administrator, code = 'DEBT') =>
    who.call('PUT', '/api/vocabulary/labels', { list: 'means', code, label }, { ifMatch });

  it('are given by its administrator, read by its people alone, and taken away again', async () => {
    expect((await name('Ijon', 0)).body).toMatchObject({ label: 'Ijon', version: 1 });
    expect((await name('Ijon', 0)).status).toBe(409);
    expect((await worker.call('GET', '/api/vocabulary/labels')).body['labels']).toMatchObject([{ label: 'Ijon' }]);
    const foreign = await house.person('POLRI', 'administrator');
    expect((await foreign.call('GET', '/api/vocabulary/labels')).body['labels']).toEqual([]);
    expect((await name('Mine', 0, worker)).status).toBe(403);
    expect((await name('Nothing', 0, administrator, 'NO_SUCH')).status).toBe(404);
    expect((await name('', 1)).status).toBe(200);
    expect((await worker.call('GET', '/api/vocabulary/labels')).body['labels']).toEqual([]);
  });
});

describe('the rules of forms', () => {
  it('refuse two fields of one key, codes without a list and lists without a code', () => {
    expect(formFaults([room, room], [])).toHaveLength(1);
    expect(formFaults([{ ...how, list: null }], [])).toHaveLength(1);
    expect(formFaults([{ ...room, key: 'constructor' }], [])).toMatchObject([{ field: 'fields.0.key' }]);
    expect(freeKey('Constructor', [])).toBe('constructor2');
    expect(formFaults([{ ...room, list: 'means' }], [])).toHaveLength(1);
    expect(formFaults([room, tested, how], [room, tested, how])).toEqual([]);
  });

  it('tell unknown from not asked, and a day from a text', () => {
    expect(extraFaults([tested], 'health', { tested: 'UNKNOWN' })).toEqual([]);
    expect(extraFaults([tested], 'health', { tested: 'maybe' })).toHaveLength(1);
    const day: FormField = { ...room, key: 'day', type: 'date' };
    expect(extraFaults([day], 'administrative', { day: '2024-02-30' })).toHaveLength(1);
    expect(extraFaults([day], 'administrative', { day: '2024-02-29' })).toEqual([]);
    expect(mergedValues({ a: 1, b: 'x' }, { b: null, c: 'y' })).toEqual({ a: 1, c: 'y' });
  });

  it('take a definition no newer than the record', () => {
    const versions = [
      { number: 1, fields: [room] },
      { number: 2, fields: [{ ...room, label: 'Bed' }] },
    ];
    expect(definitionsFor({ room: '3' }, versions, 1)[0]?.label).toBe('Room');
    expect(definitionsFor({ room: '3' }, versions, 2)[0]?.label).toBe('Bed');
  });
});
