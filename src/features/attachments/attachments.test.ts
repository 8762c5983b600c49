import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { actorOfMembership } from '../../platform/auth/actor.ts';
import { removeAskedFiles, removeOrphans } from '../../platform/files/sweep.ts';
import { asActor, asOwner } from '../../platform/store/index.ts';

vi.hoisted(() => {
  process.env['PALERMO_ATTACHMENT_MEGABYTES'] = '1';
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const statement = 'Ia datang dari Kupang. شہادت. 她说';

let house: House;
let worker: Person;
let caseId: string;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  caseId = String((await worker.call('POST', '/api/cases', {})).body['id']);
});
afterAll(() => house.close());

const attach = (
  person: Person,
  name: string,
  content: Buffer | string,
  dataClass = 'administrative',
  toCase = caseId,
) =>
  person.call('POST', `/api/cases/${toCase}/attachments?dataClass=${dataClass}`, undefined, {
    file: { name, content },
  });
const path = (id: unknown, more = '') => `/api/cases/${caseId}/attachments/${String(id)}${more}`;

async function storedFiles(): Promise<string[]> {
  const folder = house.installation.services.config.fileFolder;
  return (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((name) => name.endsWith('.age'))
    .map((name) => join(folder, name));
}

test('a file comes back byte for byte, as an attachment that no browser opens in place', async () => {
  const added = await attach(worker, 'Foto KTP.png', png, 'identity');
  expect(added.status).toBe(200);
  expect(added.body).toMatchObject({ fileName: 'Foto KTP.png', mediaType: 'image/png', bytes: png.length, version: 1 });
  const session = { cookie: `palermo_session=${worker.token}` };
  const got = await house.installation.server.inject({
    method: 'GET',
    url: path(added.body['id'], '/content'),
    headers: session,
  });
  expect(got.rawPayload.equals(png)).toBe(true);
  expect(got.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(got.headers['content-disposition']).toMatch(/^attachment;/);
});

test('nothing of the content can be read on the disk', async () => {
  await attach(worker, 'keterangan.txt', statement, 'testimony');
  for (const file of await storedFiles()) {
    const bytes = await readFile(file);
    expect(bytes.includes('Kupang')).toBe(false);
    expect(bytes.includes(png.subarray(0, 24))).toBe(false);
    expect((await stat(file)).mode & 0o077).toBe(0);
  }
});

describe('a police officer with whom the case is shared', () => {
  test('finds no health file in the list, by its address, nor in the history', async () => {
    const officer = await house.person('POLRI', 'investigator');
    await asOwner(house.database, (store) =>
      sql`insert into case_grant (id, case_id, kind, to_agency, classes, purpose, expires_at, created_by)
        values (${randomUUID()}, ${caseId}, 'share', ${officer.agencyId}, array['administrative', 'identity', 'statistical', 'health'], 'investigation', now() + interval '1 day', ${worker.userId})`.execute(
        store,
      ),
    );
    const health = await attach(worker, 'visum.txt', 'Luka lama', 'health');
    const open = await attach(worker, 'surat.txt', 'Surat jalan', 'administrative');
    await worker.call('PATCH', path(health.body['id']), { description: 'Rumah sakit' }, { ifMatch: 1 });
    const list = await officer.call<{ attachments: { id: string }[] }>('GET', `/api/cases/${caseId}/attachments`);
    expect(list.body.attachments.map((found) => found.id)).toContain(open.body['id']);
    expect(list.body.attachments.map((found) => found.id)).not.toContain(health.body['id']);
    const hidden = await officer.call('GET', path(health.body['id'], '/content'));
    expect(hidden.status).toBe(404);
    expect(hidden.text).toBe((await officer.call('GET', path(randomUUID(), '/content'))).text);
    expect((await officer.call('GET', path(open.body['id'], '/content'))).text).toBe('Surat jalan');
    const actor = await asOwner(house.database, (store) =>
      actorOfMembership(store, officer.userId, officer.membershipId),
    );
    const { rows } = await asActor(house.database, actor, (store) =>
      sql`select 1 from history where kind = 'attachment'`.execute(store),
    );
    expect(rows).toEqual([]);
    expect((await officer.call('PATCH', path(open.body['id']), { description: 'x' }, { ifMatch: 1 })).status).toBe(404);
    expect((await attach(officer, 'a.txt', 'a', 'health')).status).toBe(403);
    expect((await attach(officer, 'a.txt', 'a', 'administrative')).status).toBe(403);
  });

  test('can attach nothing to a case that is not there for them', async () => {
    const stranger = await house.person('PDRM', 'investigator');
    const before = (await storedFiles()).length;
    expect((await attach(stranger, 'a.txt', 'a')).status).toBe(404);
    expect((await storedFiles()).length).toBe(before);
  });
});

describe('what may not come in', () => {
  const refusals: [string, string, Buffer | string][] = [
    ['a program', 'foto.png', Buffer.concat([Buffer.from('MZ'), randomBytes(400)])],
    ['a program for Linux', 'daftar.csv', Buffer.from('7f454c4602010100000000000000000003003e00', 'hex')],
    ['a web page', 'laporan.txt', '<!DOCTYPE html><script>alert(1)</script>'],
    ['a drawing that runs', 'peta.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a script', 'catatan.txt', '#!/bin/sh\nrm -rf ~'],
    ['a name that does not fit the content', 'foto.pdf', png],
    ['a second ending', 'foto.png.exe', png],
    ['text in another encoding', 'surat.txt', Buffer.from([0x66, 0xf6, 0x6f])],
    ['an empty file', 'kosong.txt', ''],
  ];
  test.each(refusals)('%s is refused with the remedy', async (_what, name, content) => {
    const answer = await attach(worker, name, content);
    expect(answer.status).toBe(415);
    expect(answer.body).toMatchObject({
      code: 'unsupported-type',
      details: { reason: expect.any(String), remedy: expect.any(String) },
    });
  });

  test('a file larger than the limit is refused and leaves nothing', async () => {
    const before = (await storedFiles()).length;
    expect((await attach(worker, 'besar.txt', 'a'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await storedFiles()).length).toBe(before);
    expect(await readdir(join(house.folder, 'incoming'))).toEqual([]);
  });

  test('a name with folders in it is a label only', async () => {
    for (const name of ['../../keys/seal.txt', '..\\..\\seal.txt', '/etc/seal.txt']) {
      expect((await attach(worker, name, 'isi')).body).toMatchObject({ fileName: 'seal.txt' });
    }
  });
});

describe('no file is lost and none stays behind', () => {
  test('a removed attachment’s content goes after the removal stands; a stale version removes nothing', async () => {
    const added = await attach(worker, 'hapus.txt', 'hapus');
    const before = (await storedFiles()).length;
    expect((await worker.call('DELETE', path(added.body['id']), undefined, { ifMatch: 7 })).status).toBe(409);
    expect((await worker.call('DELETE', path(added.body['id']), undefined, { ifMatch: 1 })).status).toBe(200);
    expect((await storedFiles()).length).toBe(before);
    expect(await removeAskedFiles(house.installation.services)).toBe(1);
    expect((await storedFiles()).length).toBe(before - 1);
    expect(await removeAskedFiles(house.installation.services)).toBe(0);
  });

  test('what a crash left between content and row goes after a day, and nothing else', async () => {
    const { services } = house.installation;
    const orphan = await services.files.put(new URL(import.meta.url).pathname);
    const young = await services.files.put(new URL(import.meta.url).pathname);
    const long = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const file of await storedFiles()) if (!file.includes(young)) await utimes(file, long, long);
    const before = (await storedFiles()).length;
    expect(await removeOrphans(services, new Date())).toBe(1);
    const after = await storedFiles();
    expect(after.length).toBe(before - 1);
    expect(after.some((file) => file.includes(orphan))).toBe(false);
  });

  test('content that was changed on the disk is never handed out as whole', async () => {
    const added = await attach(worker, 'utuh.txt', statement);
    await sql`update attachment set sha256 = repeat('0', 64) where id = ${String(added.body['id'])}`.execute(
      house.database.owner,
    );
    // Found out before the first byte left, it is an error; found out later, the answer breaks off.
    const outcome = await worker.call('GET', path(added.body['id'], '/content')).then(
      ({ status }) => status,
      (error: Error) => error.message,
    );
    expect([500, 'response destroyed before completion']).toContain(outcome);
    await sql`update attachment set storage_key = ${randomUUID()} where id = ${String(added.body['id'])}`.execute(
      house.database.owner,
    );
    expect((await worker.call('GET', path(added.body['id'], '/content'))).status).toBe(422);
  });
});
