import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMigrated } from '../../../tests/harness/database.ts';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { openInstallation } from '../../installation.ts';
import { sealAudit, verifyAudit } from '../../platform/audit/index.ts';
import { readConfig, type Config } from '../../platform/config/index.ts';
import { asOwner, type Database } from '../../platform/store/index.ts';
import { digestOf, plainTextForms, tablesOf } from './dump.ts';
import { makeBackup, restoreBackup } from './index.ts';

const passphrase = 'empat kata yang panjang';
const address = process.env['DATABASE_URL'];

let house: House;
let worker: Person;
let caseId: string;
let attachmentId: string;
let backup: string;
const folders: string[] = [];
const databases: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  caseId = String((await worker.call('POST', '/api/cases', { summary: 'Tiba malam hari' })).body['id']);
  const added = await worker.call('POST', `/api/cases/${caseId}/attachments?dataClass=testimony`, undefined, {
    file: { name: 'keterangan.txt', content: 'شہادت 她说 Kupang' },
  });
  attachmentId = String(added.body['id']);
  await worker.call('PATCH', `/api/cases/${caseId}`, { risk: 'high' }, { ifMatch: 1, idempotencyKey: 'once' });
  await fillOddValues();
  await sealAudit(house.installation.services, new Date());
  await worker.call('GET', '/api/cases');
  backup = join(await newFolder(), 'palermo.age');
  await makeBackup(house.installation.services, backup, passphrase);
});
afterAll(async () => {
  await house.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  for (const name of databases) await onServer(`drop database if exists ${name} with (force)`);
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'palermo-backup-'));
  folders.push(folder);
  return folder;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function emptyPlace(kind: 'embedded' | 'postgres'): Promise<Config> {
  const folder = await newFolder();
  if (kind === 'embedded') return readConfig({ PALERMO_DATA: folder });
  const name = `palermo_restore_${randomUUID().replaceAll('-', '')}`;
  databases.push(name);
  await onServer(`create database ${name}`);
  const url = new URL(address ?? '');
  url.pathname = `/${name}`;
  return readConfig({ PALERMO_DATA: folder, DATABASE_URL: url.href });
}

/** Names in several scripts, moments to the microsecond, bytes, lists, nested JSON and its order, units that hold each other. */
async function fillOddValues(): Promise<void> {
  await asOwner(house.database, async (store) => {
    const person = randomUUID();
    const record = randomUUID();
    const [parent, child] = ['ffffffff-0000-4000-8000-000000000000', '00000000-0000-4000-8000-00000000ffff'];
    await sql`insert into unit (id, agency_id, parent_id, name) values (${parent}, ${house.agencyId('SHELTER')}, null, 'Pusat'), (${child}, ${house.agencyId('SHELTER')}, ${parent}, 'Cabang')`.execute(
      store,
    );
    await sql`insert into person (id, created_by) values (${person}, ${worker.userId})`.execute(store);
    await sql`insert into person_record (id, case_id, person_id, part, source, citizenships, recruiter_relations, created_by)
      values (${record}, ${caseId}, ${person}, 'victim', 'own', array['IDN', null, 'a,"b\\c'], '{"b": "yes", "a": "unknown", "n": 1.50}', ${worker.userId})`.execute(
      store,
    );
    for (const name of ['سکینہ بی بی', '阮氏', 'Nurul ‘Aini', 'O\'Neil \\ "x" \n\t', 'မမ', '𠮷野']) {
      await sql`insert into person_name (id, record_id, case_id, kind, full_text, created_by) values (${randomUUID()}, ${record}, ${caseId}, 'given', ${name}, ${worker.userId})`.execute(
        store,
      );
    }
    await sql`insert into passkey (id, user_id, credential_id, public_key, counter, name, last_used_at)
      values (${randomUUID()}, ${worker.userId}, 'k', '\\x00ff5c0a', 9007199254740993, 'kunci', '2026-01-01 00:00:00.123456+07')`.execute(
      store,
    );
    await sql`insert into idempotency (user_id, key, action, request_hash, reply) values (${worker.userId}, 'json', 'x', '\\x00', '{"z":1,  "a":2, "z":3}')`.execute(
      store,
    );
  });
}

async function digests(database: Database): Promise<Record<string, { rows: number; sha256: string }>> {
  return asOwner(database, async (store) => {
    await plainTextForms(store);
    const found: Record<string, { rows: number; sha256: string }> = {};
    for (const table of await tablesOf(store))
      // The trail grows with each look, the index of what can be found follows the records in its own time, and a session
      // notes when it was last used: that it lasts is shown by what it opens.
      if (!/^((audit|search)_|session$)/.test(table.name)) found[table.name] = await digestOf(store, table);
    return found;
  });
}

/** Restores, opens what was restored, and holds it against the original; answers its installation. */
async function drill(
  from: string,
  kind: 'embedded' | 'postgres',
): Promise<Awaited<ReturnType<typeof openInstallation>>> {
  const config = await emptyPlace(kind);
  const report = await restoreBackup(config, from, passphrase);
  expect(report.audit).toMatchObject({ intact: true, faults: [] });
  expect(report.audit.events).toBeGreaterThan(3);
  const restored = await openInstallation(config, { work: false });
  expect(await digests(restored.services.database)).toEqual(await digests(house.database));
  const session = { cookie: `palermo_session=${worker.token}` };
  const content = await restored.server.inject({
    method: 'GET',
    url: `/api/cases/${caseId}/attachments/${attachmentId}/content`,
    headers: session,
  });
  expect(content.payload).toBe('شہادت 她说 Kupang');
  return restored;
}

test('the drill: a restored installation is the same to the last digit, its files open, its trail is intact', async () => {
  const restored = await drill(backup, 'embedded');
  const { database, keys, config } = restored.services;
  expect(await verifyAudit(database.owner, keys, config.keyFolder)).toMatchObject({ intact: true });
  const { rows } = await sql`select 1 from audit_event where action = 'backup.restore'`.execute(database.owner);
  expect(rows.length).toBe(1);
  const changed = await restored.server.inject({
    method: 'PATCH',
    url: `/api/cases/${caseId}`,
    payload: { risk: 'low' },
    headers: { cookie: `palermo_session=${worker.token}`, 'x-palermo-client': 'test', 'if-match': '"2"' },
  });
  expect(changed.json()).toMatchObject({ version: 3, risk: 'low' });
  await restored.close();
});

test.runIf(address)('embedded to PostgreSQL and back changes nothing', async () => {
  expect.hasAssertions();
  let from = backup;
  for (const kind of ['embedded', 'postgres', 'embedded'] as const) {
    const restored = await drill(from, kind);
    from = join(await newFolder(), 'again.age');
    await makeBackup(restored.services, from, passphrase);
    await restored.close();
  }
});

test('an administrator takes the backup through the application; a case worker cannot', async () => {
  const administrator = await house.person('SHELTER', 'administrator');
  expect((await worker.call('POST', '/api/backup', { passphrase })).status).toBe(403);
  expect((await administrator.call('POST', '/api/backup', { passphrase: 'short' })).status).toBe(400);
  const answer = await house.operator().call('POST', '/api/backup', { passphrase });
  expect(answer.status).toBe(200);
  expect(answer.text.startsWith('age-encryption.org/v1\n-> scrypt')).toBe(true);
  expect(await readdir(join(house.folder, 'incoming'))).toEqual([]);
});

test('nothing of the content can be read in the file', async () => {
  const bytes = await readFile(backup);
  for (const text of ['Kupang', 'case_file', 'Tiba malam', 'AGE-SECRET-KEY']) expect(bytes.includes(text)).toBe(false);
  expect((await stat(backup)).mode & 0o077).toBe(0);
});

describe('what cannot be trusted is not restored, and nothing is changed', () => {
  const expectRefusal = async (path: string, words: string, phrase = passphrase): Promise<void> => {
    const config = await emptyPlace('embedded');
    await expect(restoreBackup(config, path, phrase)).rejects.toThrow(words);
    expect(await readdir(config.dataFolder)).toEqual([]);
  };
  const copy = async (): Promise<string> => {
    const path = join(await newFolder(), 'copy.age');
    await copyFile(backup, path);
    return path;
  };

  test('with another passphrase', async () => {
    expect.hasAssertions();
    await expectRefusal(backup, 'The passphrase does not open this file.', 'another passphrase');
  });

  test('when cut short', async () => {
    expect.hasAssertions();
    for (const left of [0, 100, 5000, (await stat(backup)).size - 1]) {
      const path = await copy();
      await truncate(path, left);
      await expectRefusal(path, 'damaged');
    }
  });

  test('when one byte differs, wherever it is', async () => {
    expect.hasAssertions();
    const bytes = await readFile(backup);
    for (const at of [0, 300, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const path = await copy();
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(path, changed);
      await expectRefusal(path, 'damaged');
    }
  });

  test('into an installation that is in use', async () => {
    const config = await emptyPlace('embedded');
    await makeMigrated(config.dataFolder);
    await restoreBackup(config, backup, passphrase);
    const before = await readFile(join(config.keyFolder, 'seal.key'), 'utf8');
    await expect(restoreBackup(config, backup, passphrase)).rejects.toThrow('not empty');
    const open = await openInstallation(config, { work: false });
    await expect(restoreBackup(config, backup, passphrase)).rejects.toThrow('in use');
    await open.close();
    expect(await readFile(join(config.keyFolder, 'seal.key'), 'utf8')).toBe(before);
  });

  test('a failure while the rows go in leaves the place empty, and the next try succeeds', async () => {
    const config = await emptyPlace('embedded');
    await makeMigrated(config.dataFolder);
    const fresh = await openInstallation(config, { work: false });
    await fresh.services.database.owner.schema
      .alterTable('person_name')
      .addCheckConstraint('no_such_name', sql`full_text <> '阮氏'`)
      .execute();
    await fresh.close();
    await expect(restoreBackup(config, backup, passphrase)).rejects.toThrow('no_such_name');
    const again = await openInstallation(config, { work: false });
    const { rows } = await sql<{ n: number }>`select count(*) as n from agency`.execute(again.services.database.owner);
    expect(rows[0]?.n).toBe(0);
    expect(
      (await readdir(config.fileFolder, { recursive: true }).catch((): string[] => [])).filter((name) =>
        name.endsWith('.age'),
      ),
    ).toEqual([]);
    await again.services.database.owner.schema.alterTable('person_name').dropConstraint('no_such_name').execute();
    await again.close();
    expect((await restoreBackup(config, backup, passphrase)).audit.intact).toBe(true);
  });
});
