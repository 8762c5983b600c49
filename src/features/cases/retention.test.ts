import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { asOwner } from '../../platform/store/index.ts';
import { dataClasses } from '../../words/access.ts';
import { housePeriod, retainUntil } from './rules.ts';

type Body = Record<string, ReturnType<typeof JSON.parse>>;
let house: House;
let worker: Person;
let keeper: Person;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  keeper = await house.person('SHELTER', 'records-officer');
});
afterAll(() => house.close());

/** A closed case full of words, with a file, whose time is over. */
async function full(): Promise<{ id: string; version: number; storageKey: string }> {
  const id = String(
    (
      await worker.call(
        'POST',
        '/api/cases',
        { summary: 'Erase-me summary', reference: 'Erase-me ref' },
        { idempotencyKey: randomUUID() },
      )
    ).body['id'],
  );
  const at = `/api/cases/${id}`;
  const record = String((await worker.call('POST', `${at}/person-records`, { part: 'victim' })).body['id']);
  await worker.call('POST', `/api/person-records/${record}/names`, { kind: 'legal', fullText: 'Erase-me name' });
  await worker.call(
    'PUT',
    `/api/person-records/${record}/identity`,
    { birthFrom: '1990-01-01', birthTo: '1990-01-01' },
    { ifMatch: 0 },
  );
  await worker.call('POST', `${at}/events`, {
    type: 'DETECTION',
    participants: [{ kind: 'person_record', id: record }],
  });
  await worker.call('POST', `/api/person-records/${record}/movements`, { fromPlace: 'IDN', toPlace: 'MYS' });
  const note = String(
    (await worker.call('POST', `${at}/notes`, { dataClass: 'health', body: 'Erase-me note' })).body['id'],
  );
  await worker.call('PATCH', `/api/notes/${note}`, { body: 'Erase-me changed' }, { ifMatch: 1 });
  const other = String((await worker.call('POST', '/api/cases', {})).body['id']);
  await worker.call('POST', `/api/cases/${other}/links`, { otherCaseId: id, kind: 'other', reason: 'Erase-me link' });
  await worker.call('POST', `${at}/shares`, {
    toAgency: house.agencyId('POLRI'),
    classes: ['identity'],
    purpose: 'investigation',
    reason: 'Erase-me share',
    expiresAt: new Date(Date.now() + 1e7).toISOString(),
  });
  const plain = join(house.folder, randomUUID());
  await writeFile(plain, 'Erase-me file');
  const storageKey = await house.installation.services.files.put(plain);
  await asOwner(house.database, (store) =>
    sql`insert into attachment (id, case_id, data_class, file_name, media_type, bytes, sha256, storage_key, created_by)
    values (${randomUUID()}, ${id}, 'health', 'Erase-me.txt', 'text/plain', 1, 'x', ${storageKey}, ${worker.userId})`.execute(
      store,
    ),
  );
  const closed = await worker.call('POST', `${at}/close`, { reason: 'goals-met' }, { ifMatch: 1 });
  expect(closed.status).toBe(200);
  await sql`update case_file set retain_until = '2020-01-01' where id = ${id}`.execute(house.database.owner);
  return { id, version: Number(closed.body['version']) + 1, storageKey };
}

test('a case whose time is over is erased whole: content, history, files and stored answers; number, agency and audit stay', async () => {
  const { id, version, storageKey } = await full();
  const due = await keeper.call<Body>('GET', '/api/retention/due');
  expect(due.body['cases'].map((found: Body) => found['id'])).toContain(id);
  expect(
    (await worker.call('POST', `/api/cases/${id}/erase`, { ground: 'time-over' }, { ifMatch: version })).status,
  ).toBe(403);
  const erased = await keeper.call<Body>(
    'POST',
    `/api/cases/${id}/erase`,
    { ground: 'time-over' },
    { ifMatch: version },
  );
  expect(erased.body).toMatchObject({ caseId: id, files: 1 });

  const { rows: tables } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    house.database.owner,
  );
  for (const { name } of tables) {
    const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(name)} t`.execute(
      house.database.owner,
    );
    expect([name, JSON.stringify(rows).includes('Erase-me')]).toEqual([name, false]);
  }
  expect((await worker.call<Body>('GET', `/api/cases/${id}`)).body).toMatchObject({
    number: erased.body['number'],
    agencyId: worker.agencyId,
    summary: null,
    assignedTo: null,
  });
  expect((await worker.call<Body>('GET', `/api/cases/${id}/history`)).text).not.toContain('Erase-me');
  expect(
    (await worker.call<Body>('GET', '/api/cases?limit=200')).body['cases'].map((found: Body) => found['id']),
  ).not.toContain(id);
  expect((await worker.call('POST', `/api/cases/${id}/notes`, { dataClass: 'health', body: 'again' })).status).toBe(
    409,
  );
  await expect
    .poll(async () => (await sql`select 1 from file_removal`.execute(house.database.owner)).rows.length, {
      timeout: 10_000,
    })
    .toBe(0);
  await expect(house.installation.services.files.open(storageKey).then((stream) => stream.toArray())).rejects.toThrow(
    'ENOENT',
  );

  const { rows: chain } = await sql<{
    whole: boolean;
  }>`select bool_and(hash = sha256(previous || convert_to(seq::text || ' ' || payload, 'UTF8'))) as whole
    from (select *, coalesce(lag(hash) over (partition by lane order by seq), ''::bytea) as previous from audit_event) e`.execute(
    house.database.owner,
  );
  expect(chain[0]?.whole).toBe(true);
});

test('a legal hold keeps a case past its time until it is lifted with a reason', async () => {
  const { id, version } = await full();
  const held = await keeper.call<Body>(
    'PUT',
    `/api/cases/${id}/retention`,
    { legalHold: true, reason: 'Trial pending' },
    { ifMatch: version },
  );
  expect(held.body).toMatchObject({ legalHold: true, legalHoldReason: 'Trial pending' });
  expect(
    (await keeper.call<Body>('GET', '/api/retention/due')).body['cases'].map((found: Body) => found['id']),
  ).not.toContain(id);
  expect(
    (await keeper.call('POST', `/api/cases/${id}/erase`, { ground: 'right-of-person' }, { ifMatch: version + 1 }))
      .status,
  ).toBe(409);
  expect(
    (
      await keeper.call(
        'PUT',
        `/api/cases/${id}/retention`,
        { legalHold: false, reason: 'Judgement final' },
        { ifMatch: version + 1 },
      )
    ).status,
  ).toBe(200);
  expect(
    (await keeper.call('POST', `/api/cases/${id}/erase`, { ground: 'right-of-person' }, { ifMatch: version + 2 }))
      .status,
  ).toBe(200);
});

test('an open case, and one whose time is not over, is not erased for age', async () => {
  const created = (await worker.call('POST', '/api/cases', {})).body;
  const at = `/api/cases/${String(created['id'])}`;
  expect((await keeper.call('POST', `${at}/erase`, { ground: 'opened-by-mistake' }, { ifMatch: 1 })).status).toBe(409);
  await worker.call('POST', `${at}/close`, { reason: 'opened-by-mistake' }, { ifMatch: 1 });
  expect((await keeper.call('POST', `${at}/erase`, { ground: 'time-over' }, { ifMatch: 2 })).status).toBe(409);
  expect(
    (
      await keeper.call(
        'PUT',
        `${at}/retention`,
        { retentionClass: 'screened-out', reason: 'Test entry' },
        { ifMatch: 2 },
      )
    ).body,
  ).toMatchObject({ retentionClass: 'screened-out' });
});

test('another agency’s keeper of records erases nothing here', async () => {
  const { id } = await full();
  const erase = sql`select erase_case(${id})`;
  const { asActor } = await import('../../platform/store/index.ts');
  const foreign = {
    userId: worker.userId,
    membershipId: null,
    agencyId: house.agencyId('POLRI'),
    unitIds: [],
    unitId: null,
    roleCode: 'x',
    sessionId: null,
    permissions: ['case.erase'],
    reads: dataClasses,
    writes: dataClasses,
    scope: 'agency',
  } as const;
  await expect(asActor(house.database, foreign, (store) => erase.execute(store))).rejects.toMatchObject({
    code: '42501',
  });
  await expect(
    asActor(house.database, { ...foreign, agencyId: worker.agencyId, permissions: ['case.close'] }, (store) =>
      erase.execute(store),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('a child’s case is kept until the youngest is twenty-five, and never shorter than a grown-up’s', () => {
  const child = (ageMin: number | null, birthTo: string | null = null) => [{ birthTo, ageMin, ageMax: null }];
  expect(retainUntil(housePeriod('child'), '2026-05-01', '2026-01-01', child(10))).toBe('2041-01-01');
  expect(retainUntil(housePeriod('child'), '2026-05-01', '2026-01-01', child(null, '2020-02-29'))).toBe('2045-03-01');
  expect(retainUntil(housePeriod('child'), '2026-05-01', '2026-01-01', child(17))).toBe('2036-05-01');
  expect(retainUntil(housePeriod('case'), '2026-05-01', '2026-01-01', child(10))).toBe('2036-05-01');
  fc.assert(
    fc.property(
      fc.nat(120),
      (age) =>
        retainUntil(housePeriod('child'), '2026-05-01', '2026-01-01', child(age)) >=
        retainUntil(housePeriod('case'), '2026-05-01', '2026-01-01', []),
    ),
  );
});
