import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { sealAudit, sealFileOf, verifyAudit, type AuditReport } from '../../platform/audit/index.ts';
import { chainHash } from '../../platform/audit/chain.ts';
import { actorOfMembership } from '../../platform/auth/actor.ts';
import { asActor, asOwner } from '../../platform/store/index.ts';

let house: House;
let worker: Person;
let lane: string;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  lane = house.agencyId('SHELTER');
});
afterAll(() => house.close());

const verify = (): Promise<AuditReport> =>
  verifyAudit(house.database.owner, house.installation.services.keys, house.installation.services.config.keyFolder);
const places = (report: AuditReport) =>
  report.faults.filter((fault) => fault.lane === lane).map(({ seq, kind }) => `${kind} ${seq}`);

/** Twelve acts, sealed after the eighth. */
async function freshTrail(): Promise<void> {
  await sql`delete from audit_event`.execute(house.database.owner);
  await sql`delete from audit_lane`.execute(house.database.owner);
  await sql`delete from audit_seal`.execute(house.database.owner);
  await rm(sealFileOf(house.installation.services.config.keyFolder), { force: true });
  for (let count = 1; count <= 12; count += 1) {
    await worker.call('POST', '/api/cases', {});
    if (count === 8) await sealAudit(house.installation.services, new Date());
  }
}

/** What somebody with the owner's password would do to hide an act: change it and compute the rest anew. */
async function rewriteFrom(seq: number): Promise<void> {
  const { rows } = await sql<{
    seq: number;
    payload: string;
  }>`select seq, payload from audit_event where lane = ${lane} order by seq`.execute(house.database.owner);
  let hash = Buffer.alloc(0) as Buffer;
  for (const row of rows) {
    const payload = row.seq === seq ? row.payload.replace('"outcome":"done"', '"outcome":"done" ') : row.payload;
    hash = chainHash(hash, row.seq, payload);
    await sql`update audit_event set payload = ${payload}, hash = ${hash} where lane = ${lane} and seq = ${row.seq}`.execute(
      house.database.owner,
    );
  }
  await sql`update audit_lane set hash = ${hash} where lane = ${lane}`.execute(house.database.owner);
}

describe('whoever changes the trail is found', () => {
  beforeEach(freshTrail);

  test('an untouched trail is intact', async () => {
    expect(await verify()).toMatchObject({ events: 12, intact: true, faults: [] });
    await sealAudit(house.installation.services, new Date());
    await sealAudit(house.installation.services, new Date());
    expect(await verify()).toMatchObject({ events: 12, seals: 2, intact: true });
  });

  test('an edited event is named', async () => {
    await sql`update audit_event set payload = replace(payload, '"done"', '"failed"') where lane = ${lane} and seq = 5`.execute(
      house.database.owner,
    );
    expect(places(await verify())).toEqual(['column-differs 5', 'edited 5']);
  });

  test('an edited hash is named, and only it', async () => {
    await sql`update audit_event set hash = sha256('x') where lane = ${lane} and seq = 5`.execute(house.database.owner);
    expect(places(await verify())).toEqual(['edited 5']);
  });

  test('an edited column is named with the column', async () => {
    await sql`update audit_event set actor = ${randomUUID()} where lane = ${lane} and seq = 3`.execute(
      house.database.owner,
    );
    const report = await verify();
    expect(places(report)).toEqual(['column-differs 3']);
    expect(report.faults[0]?.message).toContain('actor');
  });

  test('a removed event is named', async () => {
    await sql`delete from audit_event where lane = ${lane} and seq = 6`.execute(house.database.owner);
    expect(places(await verify())).toEqual(['removed 6']);
  });

  test('a removed end is noticed, also when the head is set back and the seals are taken out', async () => {
    await sql`delete from audit_event where lane = ${lane} and seq > 10`.execute(house.database.owner);
    expect(places(await verify())).toEqual(['tail-removed 11']);
    await sql`delete from audit_event where lane = ${lane} and seq > 6`.execute(house.database.owner);
    await sql`delete from audit_seal`.execute(house.database.owner);
    await sql`update audit_lane set seq = 6, hash = (select hash from audit_event where lane = ${lane} and seq = 6)`.execute(
      house.database.owner,
    );
    expect(places(await verify())).toContain('tail-removed 7');
  });

  test('two events that changed places are named, next to each other or apart', async () => {
    for (const [one, other] of [
      [4, 5],
      [2, 9],
    ] as const) {
      await freshTrail();
      for (const [from, to] of [
        [one, 1000],
        [other, one],
        [1000, other],
      ] as const) {
        await sql`update audit_event set seq = ${to} where lane = ${lane} and seq = ${from}`.execute(
          house.database.owner,
        );
      }
      const found = places(await verify());
      expect(found.filter((place) => !place.startsWith('seal'))).toEqual([`reordered ${one}`, `reordered ${other}`]);
    }
  });

  test('an event put in after the end is named', async () => {
    await sql`insert into audit_event select lane, seq + 1, at, actor, agency, action, outcome, subject_kind, subject_id, case_id, hits, payload,
      sha256(hash || convert_to((seq + 1)::text || ' ' || payload, 'UTF8')) from audit_event where lane = ${lane} and seq = 12`.execute(
      house.database.owner,
    );
    expect(places(await verify())).toEqual(['inserted 13']);
  });

  test('a chain computed anew after an edit breaks the seal, and a forged seal is told from ours', async () => {
    await rewriteFrom(4);
    expect(places(await verify())).toEqual(['seal-broken 8']);
    await sql`update audit_seal set hash = (select hash from audit_event e where e.lane = audit_seal.lane and e.seq = audit_seal.seq)`.execute(
      house.database.owner,
    );
    expect(places(await verify())).toEqual(['seal-broken 8']);
  });

  test('a lane taken out whole is missed', async () => {
    for (const table of ['audit_event', 'audit_lane', 'audit_seal'])
      await sql`delete from ${sql.table(table)} where lane = ${lane}`.execute(house.database.owner);
    expect(places(await verify())).toContain('tail-removed 1');
  });
});

describe('the trail cannot be written around', () => {
  const asWorker = async <T>(work: Parameters<typeof asActor<T>>[2]): Promise<T> => {
    const actor = await asOwner(house.database, (store) =>
      actorOfMembership(store, worker.userId, worker.membershipId),
    );
    return asActor(house.database, actor, work);
  };
  const event = (fields: Record<string, unknown>) =>
    JSON.stringify({
      at: new Date().toISOString(),
      actor: worker.userId,
      agency: lane,
      action: 'test',
      outcome: 'done',
      ...fields,
    });

  test('the application’s role may neither add, change nor remove events, heads and seals', async () => {
    for (const table of ['audit_event', 'audit_lane', 'audit_seal']) {
      for (const statement of [
        `insert into ${table} (lane, seq) values ('${lane}', 99)`,
        `update ${table} set seq = 99`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        await expect(asWorker((store) => sql.raw(statement).execute(store))).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  test('nobody can append an event in another’s name or in another agency’s lane', async () => {
    const append = (laneId: string, text: string) =>
      asWorker((store) => sql`select audit_append(${laneId}::uuid, ${text})`.execute(store));
    await expect(append(lane, event({ actor: randomUUID() }))).rejects.toMatchObject({ code: '42501' });
    await expect(append(lane, event({ actor: null }))).rejects.toMatchObject({ code: '42501' });
    await expect(append(house.agencyId('POLRI'), event({}))).rejects.toMatchObject({ code: '42501' });
    await append(lane, event({}));
  });

  test('an event cannot be dated back: the claim is kept beside the true time', async () => {
    await asWorker((store) =>
      sql`select audit_append(${lane}::uuid, ${event({ at: '2020-01-01T00:00:00.000Z' })})`.execute(store),
    );
    const { rows } = await sql<{
      at: string;
      payload: string;
    }>`select at, payload from audit_event where lane = ${lane} order by seq desc limit 1`.execute(
      house.database.owner,
    );
    expect(Math.abs(Date.parse(rows[0]?.at ?? '') - Date.now())).toBeLessThan(60_000);
    expect(JSON.parse(rows[0]?.payload ?? '{}')).toMatchObject({ claimedAt: '2020-01-01T00:00:00.000Z' });
    expect((await verify()).faults.filter((fault) => fault.kind === 'column-differs')).toEqual([]);
  });
});

describe('the viewer', () => {
  test('an auditor reads who did what in the own agency, page by page, and nothing of another', async () => {
    const auditor = await house.person('SHELTER', 'auditor');
    const stranger = await house.person('POLRI', 'auditor');
    for (let count = 0; count < 12; count += 1) await worker.call('GET', '/api/cases');
    const made = await worker.call('POST', '/api/cases', { reference: 'A secret reference' });
    const caseId = String(made.body['id']);
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const page: { events: { lane: string; seq: number }[]; nextCursor: string | null } = (
        await auditor.call<{ events: { lane: string; seq: number }[]; nextCursor: string | null }>(
          'GET',
          `/api/audit?limit=5&actor=${worker.userId}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
        )
      ).body;
      seen.push(...page.events.map((entry) => `${entry.lane} ${entry.seq}`));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(10);
    const one = await auditor.call<{ events: unknown[] }>('GET', `/api/audit?caseId=${caseId}`);
    expect(one.body.events).toMatchObject([
      { action: 'cases.create', actorName: 'case-worker of SHELTER', hits: [caseId], agencyCode: 'IDN-RPTC' },
    ]);
    expect(one.text).not.toContain('A secret reference');
    expect((await stranger.call<{ events: unknown[] }>('GET', `/api/audit?caseId=${caseId}`)).body.events).toEqual([]);
    expect((await worker.call('GET', '/api/audit')).status).toBe(403);
  });

  test('the trail leaves as CSV, and verification is open to those who may', async () => {
    const auditor = await house.person('SHELTER', 'auditor');
    const csv = await auditor.call('GET', '/api/audit/export?action=cases');
    expect(csv.status).toBe(200);
    expect(csv.text.split('\r\n')[1]).toMatch(/cases\.(create|list|open)/);
    const report = await auditor.call('GET', '/api/audit/verify');
    expect(report.status).toBe(200);
    expect(report.body).toMatchObject({ lanes: expect.any(Number), events: expect.any(Number) });
    expect((await worker.call('GET', '/api/audit/verify')).status).toBe(403);
  });
});
