import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { indexWaiting } from './index.ts';
import { findHere } from './rules/here.ts';
import { foundGroups } from './schema/kinds.ts';
import type { Found, FoundHit } from './schema.ts';

let house: House;
let worker: Person;
let police: Person;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  police = await house.person('POLRI', 'investigator');
});
afterAll(() => house.close());

const add = async (who: Person, path: string, body: unknown): Promise<string> => {
  const answer = await who.call('POST', path, body);
  if (answer.status !== 200) throw new Error(`${path} ${answer.text}`);
  return String(answer.body['id']);
};
const found = async (who: Person, text: string): Promise<FoundHit[]> => {
  const answer = await who.call('POST', '/api/search', { text });
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as unknown as Found).groups.flatMap((group) => group.hits);
};
const texts = async (who: Person, text: string): Promise<string[]> => (await found(who, text)).map((hit) => hit.text);

async function caseOf(who: Person, name: string): Promise<{ caseId: string; recordId: string }> {
  const caseId = await add(who, '/api/cases', {});
  const recordId = await add(who, `/api/cases/${caseId}/person-records`, { part: 'victim' });
  await add(who, `/api/person-records/${recordId}/names`, { kind: 'legal', fullText: name });
  return { caseId, recordId };
}

test('a case worker finds a person by a name misheard, half typed, in another script, joined, turned round or with a slip', async () => {
  const { recordId } = await caseOf(worker, 'Siti Noerhaliza Sulastri');
  await caseOf(worker, 'محمد یوسف خان');
  for (const asked of [
    'siti nurhalisa',
    'sulastri siti',
    'Nur Haliza Sulastri',
    'siti noerh',
    'sulatsri',
    'Sulasri',
    'nurhalixa sulastri',
    'Sitti Nurhalizah',
    'Rini Nurhaliza Sulastri',
    'sulastri s',
  ]) {
    const [first] = await found(worker, asked);
    expect([asked, first?.recordId]).toEqual([asked, recordId]);
  }
  for (const asked of ['Mohamad Yusuf Khan', 'محمد يوسف', 'Muhammed Yousaf', 'Jusuf'])
    expect([asked, await texts(worker, asked)]).toEqual([asked, ['محمد یوسف خان']]);
  expect((await found(worker, 'Mohamad Yusuf Khan'))[0]?.reason).toBe('script');
});

test('numbers are found however they are typed, and words in notes and summaries within the classes one reads', async () => {
  const { caseId, recordId } = await caseOf(worker, 'Rina Wati');
  await add(worker, `/api/person-records/${recordId}/documents`, { kind: 'passport', number: 'B 1234-567' });
  await add(worker, `/api/person-records/${recordId}/contacts`, { kind: 'phone', value: '+62 812-3456-7890' });
  await add(worker, `/api/cases/${caseId}/notes`, { dataClass: 'health', body: 'Dibawa ke klinik Harapan di Batam' });
  for (const asked of ['b1234567', 'B1234 567', '081234567890', '+62812 3456 7890', '8123456'])
    expect([asked, (await found(worker, asked))[0]?.caseId]).toEqual([asked, caseId]);
  const number = String((await worker.call('GET', `/api/cases/${caseId}`)).body['number']);
  expect((await found(worker, number.slice(-7)))[0]?.kind).toBe('case');
  for (const slip of ['b1234667', 'b1243567', 'b123567', '081234567990', '81234567809'])
    expect([slip, (await found(worker, slip))[0]]).toMatchObject([slip, { caseId, reason: 'letters' }]);
  expect((await found(worker, `${number.slice(0, -1)}${number.endsWith('X') ? 'Y' : 'X'}`))[0]?.kind).toBe('case');
  expect((await found(worker, 'klinik harap'))[0]).toMatchObject({ kind: 'note', caseId, reason: 'words' });
  const prosecutor = await house.person('SHELTER', 'prosecutor');
  expect(await found(prosecutor, 'klinik harapan')).toEqual([]);
  expect((await found(prosecutor, 'rina wati'))[0]?.caseId).toBe(caseId);
});

test('who is hidden and who does not exist give the same answer, byte for byte, until the case is shared', async () => {
  const { caseId } = await caseOf(police, 'Hidayatullah Marwat');
  const hidden = await worker.call('POST', '/api/search', { text: 'Hidayatullah Marwat' });
  const nobody = await worker.call('POST', '/api/search', { text: 'Zulfikaruddin Qorbanov' });
  expect([hidden.status, hidden.text]).toEqual([nobody.status, nobody.text]);
  const shared = await police.call('POST', `/api/cases/${caseId}/shares`, {
    toAgency: house.agencyId('SHELTER'),
    classes: ['administrative', 'statistical', 'identity'],
    purpose: 'assistance',
    reason: 'to help together',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  expect(shared.status).toBe(200);
  expect((await found(worker, 'hidayat ullah marwat'))[0]?.caseId).toBe(caseId);
});

test('what changes, goes or is sheltered is found as it stands now', async () => {
  const { recordId } = await caseOf(worker, 'Yanti Permatasari');
  const name = (await worker.call('GET', `/api/search-none`)).status;
  expect(name).toBe(404);
  const added = await worker.call('POST', `/api/person-records/${recordId}/names`, {
    kind: 'alias',
    fullText: 'Bunga Melati',
  });
  const id = String(added.body['id']);
  expect(await texts(worker, 'bunga melati')).toEqual(['Bunga Melati']);
  await worker.call('PATCH', `/api/names/${id}`, { fullText: 'Kembang Kenanga' }, { ifMatch: 1 });
  expect(await texts(worker, 'bunga melati')).toEqual([]);
  expect(await texts(worker, 'kembang kenanga')).toEqual(['Kembang Kenanga']);
  await worker.call('DELETE', `/api/names/${id}`, undefined, { ifMatch: 2 });
  expect(await texts(worker, 'kembang kenanga')).toEqual([]);
  await add(worker, `/api/person-records/${recordId}/contacts`, {
    kind: 'address',
    value: 'Jalan Kamboja sembilan',
    sheltered: true,
  });
  expect(await texts(worker, 'kamboja sembilan')).toEqual([]);
});

test('a task is found by its title by who reads its case; a hidden one and a missing one give the same answer', async () => {
  const { caseId } = await caseOf(worker, 'Tugas Tester');
  const id = await add(worker, `/api/cases/${caseId}/tasks`, { title: 'Antar ke pengacara Simanjuntak' });
  expect((await found(worker, 'pengacara siman'))[0]).toMatchObject({ kind: 'task', id, caseId, detail: 'open' });
  const hidden = await police.call('POST', '/api/search', { text: 'pengacara Simanjuntak' });
  const missing = await police.call('POST', '/api/search', { text: 'dokter Hasibuandari' });
  expect([hidden.status, hidden.text]).toEqual([missing.status, missing.text]);
  await worker.call('PATCH', `/api/tasks/${id}`, { title: 'Antar ke notaris' }, { ifMatch: 1 });
  expect(await texts(worker, 'pengacara simanjuntak')).toEqual([]);
  await worker.call('DELETE', `/api/tasks/${id}`, undefined, { ifMatch: 2 });
  expect(await texts(worker, 'notaris')).toEqual([]);
});

test('with no network the same name is found among the cases on a device, and never where somebody is sheltered', async () => {
  const { caseId, recordId } = await caseOf(worker, 'Kartini Wahyuningsih');
  await add(worker, `/api/person-records/${recordId}/contacts`, { kind: 'phone', value: '+62 813-1111-2222' });
  await add(worker, `/api/person-records/${recordId}/contacts`, {
    kind: 'address',
    value: 'Rumah Aman',
    sheltered: true,
  });
  await add(worker, `/api/cases/${caseId}/tasks`, { title: 'Telepon kedutaan' });
  const page = (await worker.call('GET', `/api/cases/${caseId}/overview`)).body as unknown as Parameters<
    typeof findHere
  >[1][number];
  const here = (text: string) => findHere(text, [page], 8, foundGroups).groups.flatMap(({ hits }) => hits);
  expect(here('kartini wahyuningsi')[0]).toMatchObject({
    kind: 'name',
    caseId,
    recordId,
    personName: 'Kartini Wahyuningsih',
  });
  expect(here('081311112222')[0]).toMatchObject({ kind: 'contact', reason: 'number' });
  expect(here('kedutaan')[0]).toMatchObject({ kind: 'task' });
  expect(here('rumah aman')).toEqual([]);
  // What the server says of the same hit, the device says in the same words.
  const [there] = await found(worker, 'kartini wahyuningsi');
  expect(here('kartini wahyuningsi')[0]).toEqual(there);
});

test('what was stored past the application waits and is indexed by itself', async () => {
  const { recordId, caseId } = await caseOf(worker, 'Before Index');
  await sql`insert into person_name (id, record_id, case_id, kind, full_text, created_by) values (gen_random_uuid(), ${recordId}, ${caseId}, 'alias', 'Wulandari Kusuma', ${worker.userId})`.execute(
    house.database.owner,
  );
  expect(await indexWaiting(house.database)).toBeGreaterThanOrEqual(0);
  expect(await texts(worker, 'Wulandari Kusuma')).toEqual(['Wulandari Kusuma']);
});

test('the trail says that was searched and what came, never what was typed', async () => {
  await found(worker, 'Siti Noerhaliza');
  const { rows } = await sql<{
    payload: string;
  }>`select payload from audit_event where action = 'search.find' order by at desc limit 1`.execute(
    house.database.owner,
  );
  expect(rows[0]?.payload).toContain('"hits"');
  expect(rows[0]?.payload.toLowerCase()).not.toContain('siti');
  const kept = await sql<{ n: number }>`select count(*) n from idempotency where action = 'search.find'`.execute(
    house.database.owner,
  );
  expect(kept.rows[0]?.n).toBe(0);
});
