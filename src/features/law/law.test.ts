import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, prepareLaw, type Offence, type Result } from '../../engines/law/index.ts';
import { asOwner } from '../../platform/store/index.ts';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { laterLaw } from './rules/laterLaw.ts';
import { shippedSources } from './laws.ts';

let house: House;
let worker: Person;
let caseId = '';
let victimId = '';

beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  caseId = String((await worker.call('POST', '/api/cases', { summary: 'Invented' })).body['id']);
  const record = {
    part: 'victim',
    sex: 'F',
    source: 'test',
    citizenships: ['IDN'],
    ageExploitationMin: 15,
    ageExploitationMax: 15,
  };
  victimId = String((await worker.call('POST', `/api/cases/${caseId}/person-records`, record)).body['id']);
  await worker.call('POST', `/api/cases/${caseId}/events`, {
    type: 'EXPLOITATION',
    place: 'MYS',
    dateFrom: '2022-03-01',
    acts: { RECRUITMENT: 'yes', TRANSPORTATION: 'yes' },
    means: { FRAUD: 'yes' },
    forms: { LAB: 'yes' },
  });
});
afterAll(() => house.close());

interface Bench {
  readonly subjects: readonly {
    readonly kind: string;
    readonly id: string;
    readonly recordFacts: Record<string, unknown>;
    readonly assessments: readonly unknown[];
  }[];
}

describe('the legal workbench', () => {
  it('reads facts off the records by the code map, for the case and for each person', async () => {
    const { body } = await worker.call<Bench>('GET', `/api/cases/${caseId}/law`);
    expect(body.subjects.map(({ kind }) => kind)).toEqual(['case', 'person_record']);
    expect(body.subjects[1]?.recordFacts).toMatchObject({
      date_of_offence: '2022-03-01',
      exploited: true,
      place_of_exploitation: 'MYS',
      victims: [{ age: 15, citizenship: 'IDN' }],
      means: ['fraud'],
    });
  });

  it('keeps each assessment as it was: a later one follows, and a note is printed in two languages', async () => {
    const facts = {
      date_of_offence: '2022-03-01',
      acts: ['recruit'],
      means: ['fraud'],
      purposes: ['forced_labour'],
      exploited: true,
      place_of_exploitation: 'IDN',
      victims: [{ age: 15 }],
      circumstances: [],
    };
    const about = { aboutKind: 'person_record', aboutId: victimId, packs: ['idn-tip-2007'], facts };
    const first = await worker.call('POST', `/api/cases/${caseId}/law`, {
      ...about,
      evidence: [{ element: 'means', kind: 'statement', remark: 'second interview' }],
    });
    expect(first.body).toMatchObject({ number: 1, packVersions: { 'idn-tip-2007': 0 } });
    expect(first.body['result']).toMatchObject({ offences: [{ offence: '2-2', aggravations: ['child_victim'] }] });
    const second = await worker.call('POST', `/api/cases/${caseId}/law`, {
      ...about,
      facts: { ...facts, exploited: false },
    });
    expect(second.body).toMatchObject({ number: 2 });
    const { body } = await worker.call<Bench>('GET', `/api/cases/${caseId}/law`);
    expect(body.subjects[1]?.assessments).toHaveLength(2);
    for (const language of ['en', 'id']) {
      const note = await worker.call(
        'GET',
        `/api/cases/${caseId}/law/${String(first.body['id'])}/note?language=${language}`,
      );
      expect([note.status, note.text.slice(0, 5), note.headers['content-type']]).toEqual([
        200,
        '%PDF-',
        'application/pdf',
      ]);
    }
  });

  it('refuses facts nobody knows, a person of another case, and readers without the class or the case', async () => {
    const about = { aboutKind: 'person_record', aboutId: victimId, packs: ['idn-tip-2007'], facts: {} };
    const typo = await worker.call('POST', `/api/cases/${caseId}/law`, { ...about, facts: { means: ['frauds'] } });
    expect([typo.status, typo.text]).toEqual([400, expect.stringContaining('fraud')]);
    const stray = await worker.call('POST', `/api/cases/${caseId}/law`, { ...about, aboutId: randomUUID() });
    expect([stray.status, stray.text]).toEqual([400, expect.stringContaining('aboutId')]);
    const provider = await house.person('SHELTER', 'service-provider');
    expect((await provider.call('GET', `/api/cases/${caseId}/law`)).status).toBe(403);
    const stranger = await house.person('POLRI', 'case-worker');
    expect((await stranger.call('GET', `/api/cases/${caseId}/law`)).status).toBe(404);
  });
});

describe('a law that changed after the act', () => {
  const charged = (date: string, max: number, life = false): Result => {
    const facts = { date_of_offence: date, victims: [{ age: 25 }], exploited: true, place_of_exploitation: 'IDN' };
    const told = { ...facts, acts: ['recruit'], means: ['fraud'], purposes: ['forced_labour'], circumstances: [] };
    const { packs, ...sources } = shippedSources();
    const later = packs.map((pack) =>
      pack.id === 'idn-kuhp-2023'
        ? { ...pack, offences: pack.offences.map((one) => verifiedAt(one, max, life)) }
        : pack,
    );
    return evaluate(prepareLaw({ ...sources, packs: later }), told, { packs: ['idn-tip-2007', 'idn-kuhp-2023'] })
      .result;
  };
  const verifiedAt = (offence: Offence, max: number, life: boolean): Offence => ({
    ...offence,
    penalty_verified: true,
    penalty: { ...offence.penalty, imprisonment: { ...offence.penalty.imprisonment, max_months: max, life } },
  });

  it('is set beside the earlier one in all that differs; lower in one thing and higher in another is a lawyer’s matter', () => {
    const found = (max: number, life = false) =>
      laterLaw(charged('2022-03-01', max, life), charged('2026-03-01', max, life));
    expect([found(240), found(120), found(180, true)].map((one) => one?.milder)).toEqual(['of-act', 'mixed', 'of-act']);
    expect(found(120)?.differences).toEqual([
      { aspect: 'prisonMax', subject: 'natural', atAct: 180, today: 120, currency: null, milder: 'of-today' },
      { aspect: 'fineMax', subject: 'natural', atAct: 600_000_000, today: 5e9, currency: 'IDR', milder: 'of-act' },
      {
        aspect: 'fineMin',
        subject: 'natural',
        atAct: 120_000_000,
        today: 200_000_000,
        currency: 'IDR',
        milder: 'of-act',
      },
    ]);
    const barred = { ...charged('2026-03-01', 180), victim_bars: ['idn-tip-2007/9'] };
    expect(laterLaw(charged('2026-03-01', 180), barred)).toMatchObject({
      milder: 'of-today',
      differences: [{ aspect: 'bars', today: ['idn-tip-2007/9'] }],
    });
    const then = charged('2022-03-01', 180);
    const unverified = { ...then, offences: then.offences.map((one) => ({ ...one, penalties: [] })) };
    expect(laterLaw(then, unverified)?.milder).toBeNull();
    expect(laterLaw(then, then)).toBeNull();
  });
});

interface Checked {
  readonly changes: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}
interface Versions {
  readonly versions: readonly { readonly pack: string; readonly version: number; readonly inForce: boolean }[];
}

describe('a changed law', () => {
  const changed = () => {
    const pack = shippedSources().packs.find(({ id }) => id === 'idn-tip-2007');
    if (!pack) throw new Error('the pack is missing');
    const raised = { in_force: { from: '2023-01-01', to: null } };
    const offences = pack.offences.flatMap((offence) =>
      offence.id === '4'
        ? [
            { ...offence, in_force: { from: '2007-04-19', to: '2022-12-31' } },
            {
              ...offence,
              ...raised,
              id: '4-new',
              penalty: { ...offence.penalty, imprisonment: { ...offence.penalty.imprisonment, max_months: 216 } },
            },
          ]
        : [offence],
    );
    return { ...pack, offences };
  };

  it('is loaded by who may, checked by the format, and lists which of many cases differ', async () => {
    const node = await house.person('UN', 'node-administrator');
    const content = changed();
    expect((await worker.call('POST', '/api/law/packs', { content, note: 'a later penalty' })).status).toBe(403);
    const broken = await node.call('POST', '/api/law/packs', { content: { ...content, offences: 4 }, note: 'broken' });
    expect([broken.status, broken.text]).toEqual([400, expect.stringContaining('content.offences')]);
    const faulty = await node.call('POST', '/api/law/packs/check', { content: { ...content, offences: 4 } });
    expect(faulty.body).toMatchObject({ pack: null, changes: [], faults: [{ field: 'offences' }] });
    const check = await node.call<Checked>('POST', '/api/law/packs/check', { content });
    expect(check.body).toMatchObject({ pack: 'idn-tip-2007', present: 0, faults: [] });
    expect(
      check.body.changes.map(({ path, before, after }) => [path, before?.slice(0, 12), after?.slice(0, 12)]),
    ).toEqual([
      ['offences.4.in_force', undefined, '{"from":"200'],
      ['offences.4-new', undefined, '{"id":"4-new'],
    ]);
    expect((await node.call('POST', '/api/law/packs', { content, note: 'a later penalty' })).body).toMatchObject({
      version: 1,
    });
    const { body: listed } = await node.call<Versions>('GET', '/api/law/versions');
    expect(
      listed.versions.filter(({ pack }) => pack === 'idn-tip-2007').map(({ version, inForce }) => [version, inForce]),
    ).toEqual([
      [1, true],
      [0, false],
    ]);
    await manyCases(200);
    const asked = await worker.call('POST', '/api/law/reviews', { pack: 'idn-tip-2007' });
    expect(asked.body).toMatchObject({ beforeVersion: 0, afterVersion: 1 });
    const found = await finished(String(asked.body['id']));
    expect(found['examined']).toBe(201);
    expect([found['total'], found['differing'], found['cancelledAt']]).toEqual([201, 100, null]);
    const { body: mine } = await worker.call<{ reviews: { id: string }[] }>('GET', '/api/law/reviews');
    expect(mine.reviews.map(({ id }) => id)).toEqual([asked.body['id']]);
    expect((await worker.call('POST', `/api/law/reviews/${String(asked.body['id'])}/cancel`)).status).toBe(409);
    const other = await house.person('SHELTER', 'case-worker');
    expect((await other.call('GET', `/api/law/reviews/${String(asked.body['id'])}`)).status).toBe(404);
  });

  it('is stopped by who asked for the evaluation, and stays stopped', async () => {
    const again = await worker.call('POST', '/api/law/reviews', { pack: 'idn-tip-2007', before: 1, after: 0 });
    const at = `/api/law/reviews/${String(again.body['id'])}`;
    const other = await house.person('SHELTER', 'case-worker');
    expect((await other.call('POST', `${at}/cancel`)).status).toBe(404);
    // Held back, as if no worker had come to it yet.
    await sql`update law_review set finished_at = null, examined = 0 where id = ${String(again.body['id'])}`.execute(
      house.database.owner,
    );
    expect((await worker.call('POST', `${at}/cancel`)).body['cancelledAt']).toEqual(expect.any(String));
    expect((await worker.call('POST', `${at}/cancel`)).status).toBe(409);
    expect((await finished(String(again.body['id'])))['cancelledAt']).toEqual(expect.any(String));
  });

  /** Cases of Indonesians exploited in Malaysia, half of them after the change. */
  async function manyCases(number: number): Promise<void> {
    await asOwner(house.database, async (store) => {
      await sql`with file as (
          insert into case_file (id, number, agency_id, created_by)
          select gen_random_uuid(), 'LAW-' || n, ${worker.agencyId}, ${worker.userId} from generate_series(1, ${number}) n returning id, number),
        person as (insert into person (id, created_by) select id, ${worker.userId} from file returning id),
        record as (
          insert into person_record (id, case_id, person_id, part, source, citizenships, age_exploitation_min, age_exploitation_max, created_by)
          select gen_random_uuid(), id, id, 'victim', 'test', array['IDN'], 25, 25, ${worker.userId} from file)
        insert into event (id, case_id, type, place, date_from, acts, means, forms, created_by)
        select gen_random_uuid(), id, type, place, case when substr(number, 5)::integer % 2 = 0 then date '2024-01-01' else date '2021-01-01' end,
          '{"RECRUITMENT": "yes", "TRANSPORTATION": "yes", "SENDING": "yes"}', '{"FRAUD": "yes"}', '{"LAB": "yes"}', ${worker.userId}
        from file, (values ('RECRUITMENT', 'IDN'), ('EXPLOITATION', 'MYS')) as step (type, place)`.execute(store);
    });
  }

  async function finished(id: string): Promise<Record<string, unknown>> {
    for (let round = 0; round < 100; round += 1) {
      const { body } = await worker.call('GET', `/api/law/reviews/${id}`);
      if (body['finishedAt']) return body;
      await sleep(100);
    }
    throw new Error('the review did not end');
  }
});
