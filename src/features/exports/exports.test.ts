import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { removeAskedFiles } from '../../platform/files/sweep.ts';
import { decryptFile } from '../../platform/seal/index.ts';
import { asOwner } from '../../platform/store/index.ts';
import { htcdsWriter } from './htcds.ts';
import { removeExpiredExports } from './index.ts';

const passphrase = 'empat kata yang panjang';
let house: House;
let worker: Person;
let folder: string;
let caseId: string;
let recordId: string;

beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'palermo-export-'));
  worker = await house.person('SHELTER', 'case-worker');
  ({ caseId, recordId } = await fillCase(worker));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

async function fillCase(person: Person): Promise<{ caseId: string; recordId: string }> {
  const opened = await person.call('POST', '/api/cases', { tip: 'yes', reference: '=1+1', summary: 'Tiba malam hari' });
  const [ofCase, record, human, event] = [String(opened.body['id']), randomUUID(), randomUUID(), randomUUID()];
  await asOwner(house.database, async (store) => {
    const by = person.userId;
    await sql`insert into person (id, created_by) values (${human}, ${by})`.execute(store);
    await sql`insert into person_record (id, case_id, person_id, part, source, victim_status, gender, citizenships, recruiter_relations, age_exploitation_min, age_exploitation_max, created_by)
      values (${record}, ${ofCase}, ${human}, 'victim', 'own', 'ACTUAL', 'G_F', array['IDN'], '{"FAMILY": "yes", "FRIEND": "no", "OTHER.ONLINE": "yes"}', 17, 17, ${by})`.execute(
      store,
    );
    await sql`insert into person_name (id, record_id, case_id, kind, full_text, created_by) values (${randomUUID()}, ${record}, ${ofCase}, 'given', 'سکینہ Sakinah', ${by})`.execute(
      store,
    );
    await sql`insert into person_contact (id, record_id, case_id, kind, value, sheltered, created_by) values
      (${randomUUID()}, ${record}, ${ofCase}, 'phone', '+628123', false, ${by}), (${randomUUID()}, ${record}, ${ofCase}, 'address', 'Rumah Aman Melati', true, ${by})`.execute(
      store,
    );
    await sql`insert into event (id, case_id, type, place, forms, created_by) values (${event}, ${ofCase}, 'EXPLOITATION', 'MYS', '{"SEX": "yes", "CRIM.SCAM": "yes", "LAB": "no"}', ${by})`.execute(
      store,
    );
    await sql`insert into event_participant (event_id, case_id, participant_kind, participant_id, created_by) values (${event}, ${ofCase}, 'person_record', ${record}, ${by})`.execute(
      store,
    );
  });
  return { caseId: ofCase, recordId: record };
}

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly columns: string[];
  readonly rows: number;
  readonly lost: Record<string, number> | null;
  readonly encrypted: boolean;
  readonly problem: unknown;
}

async function make(person: Person, asked: Record<string, unknown>): Promise<Shown> {
  const answer = await person.call<Shown>('POST', '/api/exports', asked);
  expect(answer.text.includes(passphrase)).toBe(false);
  expect(answer.status).toBe(200);
  for (;;) {
    const now = (await person.call<Shown>('GET', `/api/exports/${answer.body.id}`)).body;
    if (now.state === 'failed') throw new Error(JSON.stringify(now.problem));
    if (!['queued', 'running'].includes(now.state)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function contentOf(person: Person, id: string): Promise<Buffer> {
  const answer = await house.installation.server.inject({
    method: 'GET',
    url: `/api/exports/${id}/content`,
    headers: { cookie: `palermo_session=${person.token}` },
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toMatch(/^attachment;/);
  return answer.rawPayload;
}

async function opened(content: Buffer): Promise<string> {
  const [sealed, plain] = [join(folder, randomUUID()), join(folder, randomUUID())];
  await writeFile(sealed, content);
  await decryptFile(sealed, plain, passphrase);
  return readFile(plain, 'utf8');
}

test('a case worker takes persons out in a file that only the passphrase opens, and whereabouts of the sheltered stay', async () => {
  const made = await make(worker, { subject: 'persons', format: 'csv', passphrase });
  expect(made).toMatchObject({ state: 'done', rows: 1, encrypted: true });
  const content = await contentOf(worker, made.id);
  expect(content.includes('Sakinah')).toBe(false);
  const text = await opened(content);
  for (const told of ['سکینہ Sakinah', '+628123', 'MYS', 'CRIM.SCAM;SEX', 'FAMILY;OTHER.ONLINE', "'=1+1"])
    expect(text).toContain(told);
  expect(text).not.toContain('Melati');
});

test('identity leaves in the clear only when asked for with a reason, and that is on the trail', async () => {
  const ask = (more: Record<string, unknown>) =>
    worker.call('POST', '/api/exports', { subject: 'persons', format: 'json', ...more });
  expect((await ask({})).body).toMatchObject({ code: 'invalid-input', details: { fields: [{ field: 'passphrase' }] } });
  expect((await ask({ encrypt: false })).body).toMatchObject({
    code: 'invalid-input',
    details: { fields: [{ field: 'reason' }] },
  });
  const made = await make(worker, {
    subject: 'persons',
    format: 'json',
    encrypt: false,
    reason: 'Court asked for an open file',
  });
  expect(JSON.parse((await contentOf(worker, made.id)).toString())).toMatchObject([
    { names: 'سکینہ Sakinah', recordId },
  ]);
  const { rows } = await sql<{
    payload: string;
  }>`select payload from audit_event where action like 'exports.%' and (subject_id = ${made.id} or ${made.id}::uuid = any (hits))
    and (payload::jsonb->'detail'->>'encrypted') = 'false'`.execute(house.database.owner);
  expect(rows.length).toBe(2);
});

test('the trail names every record that left, and no person', async () => {
  const made = await make(worker, { subject: 'persons', format: 'csv', passphrase });
  const { rows } = await sql<{
    hits: string[];
    payload: string;
  }>`select hits, payload from audit_event where action = 'exports.make' and subject_id = ${made.id}`.execute(
    house.database.owner,
  );
  expect(rows).toMatchObject([{ hits: [recordId] }]);
  expect(rows[0]?.payload).not.toContain('Sakinah');
  const { rows: jobs } = await sql<{
    input: Record<string, unknown>;
  }>`select input from job where id = ${made.id}`.execute(house.database.owner);
  expect(jobs[0]?.input).toEqual({ exportId: made.id });
});

describe('who takes out what', () => {
  test('a prosecutor of another agency gets a shared case without the classes that were not shared', async () => {
    const other = await house.person('POLRI', 'prosecutor');
    await asOwner(house.database, (store) =>
      sql`insert into case_grant (id, case_id, kind, to_agency, classes, purpose, expires_at, created_by)
        values (${randomUUID()}, ${caseId}, 'share', ${other.agencyId}, array['administrative', 'statistical'], 'prosecution', now() + interval '1 day', ${worker.userId})`.execute(
        store,
      ),
    );
    const made = await make(other, { subject: 'persons', format: 'json', passphrase });
    expect(made.columns).not.toContain('contacts');
    const text = await opened(await contentOf(other, made.id));
    expect(JSON.parse(text)).toMatchObject([{ recordId, names: '', gender: 'G_F' }]);
  });

  test('an export is its maker’s alone; an analyst makes none; another agency’s cases are not in it', async () => {
    const mine = await make(worker, { subject: 'cases', format: 'xlsx' });
    expect((await contentOf(worker, mine.id)).subarray(0, 2).toString()).toBe('PK');
    const colleague = await house.person('SHELTER', 'case-worker');
    expect((await colleague.call('GET', `/api/exports/${mine.id}/content`)).status).toBe(404);
    expect((await colleague.call<{ exports: unknown[] }>('GET', '/api/exports')).body.exports).toEqual([]);
    const analyst = await house.person('UN', 'analyst');
    expect((await analyst.call('POST', '/api/exports', { subject: 'cases', format: 'csv' })).status).toBe(403);
    const stranger = await house.person('FIA', 'investigator');
    expect((await make(stranger, { subject: 'cases', format: 'csv', filter: { caseIds: [caseId] } })).rows).toBe(0);
  });

  test('the filter holds, over more cases than one page', async () => {
    const many = await house.person('PDRM', 'investigator');
    await asOwner(house.database, (store) =>
      sql`insert into case_file (id, number, agency_id, opened_on, tip, created_by)
        select gen_random_uuid(), 'PDRM-' || n, ${many.agencyId}, '2026-01-01', case when n % 5 = 0 then 'no' else 'yes' end, ${many.userId} from generate_series(1, 450) n`.execute(
        store,
      ),
    );
    const made = await make(many, { subject: 'cases', format: 'csv', filter: { tip: 'yes' } });
    expect(made.rows).toBe(360);
    const lines = (await contentOf(many, made.id)).toString().trim().split('\r\n');
    expect(new Set(lines).size).toBe(361);
  });

  test.each([
    { risk: 'high' },
    { unassigned: true, tip: 'no' },
    { text: 'PDRM-44' },
    { importId: randomUUID() },
    { openedFrom: '2026-01-02' },
  ])('an export holds the very cases the list shows when it is narrowed by %o', async (narrowing) => {
    const one = await house.person('PDRM', 'investigator');
    await asOwner(house.database, (store) =>
      sql`update case_file set risk = 'high' where number in ('PDRM-7', 'PDRM-70')`.execute(store),
    );
    const query = new URLSearchParams(Object.entries(narrowing).map(([name, value]) => [name, String(value)]));
    const list = await one.call<{ cases: { number: string }[] }>('GET', `/api/cases?limit=200&${query.toString()}`);
    const made = await make(one, { subject: 'cases', format: 'json', filter: narrowing });
    const exported = JSON.parse((await contentOf(one, made.id)).toString()) as { caseNumber: string }[];
    expect(exported.map(({ caseNumber }) => caseNumber).toSorted()).toEqual(
      list.body.cases.map(({ number }) => number).toSorted(),
    );
  });
});

test('HTCDS takes one row a victim in its own words, and says what it could not take', async () => {
  const made = await make(worker, { subject: 'persons', format: 'htcds', passphrase });
  const [head, row] = (await opened(await contentOf(worker, made.id))).replace('\ufeff', '').trim().split('\r\n');
  expect(head).toContain('vic_TypeOfExploitation');
  expect(row).toContain('ActualVictimOfTrafficking');
  expect(row).toContain('SexualExploitation');
  expect(row).toContain('Feminine');
  expect(made.lost).toMatchObject({ forms: 1, recruiterRelations: 1, contacts: 1 });
});

test('a value without an HTCDS word is counted once, whatever fields it could have gone to', () => {
  const writer = htcdsWriter(['forms', 'sex']);
  expect(writer.row(['SEX;SEX.PROST;CRIM', 'F'])).toEqual([
    expect.stringContaining('SexualExploitation'),
    'Prostitution',
  ]);
  expect(Object.fromEntries(writer.lost)).toEqual({ forms: 1, sex: 1 });
});

test('after its day an export is gone, row and file', async () => {
  const made = await make(worker, { subject: 'cases', format: 'csv' });
  await sql`update export_file set expires_at = now() - interval '1 second' where id = ${made.id}`.execute(
    house.database.owner,
  );
  expect((await worker.call('GET', `/api/exports/${made.id}/content`)).status).toBe(404);
  await removeExpiredExports(house.installation.services, new Date());
  expect(await removeAskedFiles(house.installation.services)).toBe(1);
});
