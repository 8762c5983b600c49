import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newInterview, type Answer, type Interview } from '../../engines/screening/index.ts';
import { actorOfMembership } from '../../platform/auth/actor.ts';
import { asActor } from '../../platform/store/index.ts';
import { readPublished } from '../../platform/published/index.ts';
import { sourcesFrom } from '../../engines/law/index.ts';
import { lawOf, lawsFor, lawShown, type Law } from './rules/law.ts';
import { forgetDueScreenings } from './forget.ts';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';

test('on the device the answers are held against the Protocols and the law of the state, with what is still open', () => {
  const law = lawOf(JSON.parse(JSON.stringify(lawsFor(sourcesFrom(readPublished('law')), 'IDN')))) as Law;
  const shown = lawShown(law, { ...strong, happenedOn: '2024-05-01' });
  expect(shown.verdict).toBe('TIP');
  expect(shown.elements).toMatchObject({ act: true, means: true, purpose: true });
  expect(shown.offences.map(({ key }) => key)).toContain('un-tip-protocol/3a');
  expect(lawShown(law, grown).verdict).toBe('undetermined');
});

let house: House;
let worker: Person;
let officer: Person;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker', { name: 'Worker' });
  officer = await house.person('SHELTER', 'frontline-officer', { name: 'Officer' });
});
afterAll(() => house.close());

const start = '2026-03-02T08:00:00.000Z';
const answer = (value: Answer['value'], codes?: Answer['codes']): Answer => ({
  value,
  basis: 'told',
  at: start,
  ...(codes && { codes }),
});
const grown: Interview = {
  ...newInterview('interview', 'ur', start),
  agreement: 'given',
  age: { claimed: { min: 24, max: 24 } },
};
const strong: Interview = {
  ...grown,
  endedAt: '2026-03-02T08:40:00.000Z',
  citizenship: 'PAK',
  answers: {
    'urgent-medical': answer('not-seen'),
    'urgent-threat': answer('not-seen'),
    'urgent-overheard': answer('not-seen'),
    recruited: answer('seen'),
    'job-untrue': answer('seen'),
    'pay-untrue': answer('seen'),
    hours: answer('seen'),
    'pay-low': answer('seen'),
    'papers-kept': answer('seen'),
    'not-free': answer('seen'),
    forms: answer('seen', { 'LAB.FISH': 'seen' }),
  },
};
type Written = { id: string; version: number; caseId: string | null; caseNumber: string | null };
type Opened = {
  screening: Record<string, unknown>;
  interview: Interview | null;
  result: { level: string } | null;
  decisions: Record<string, unknown>[];
};
const add = async (who: Person, interview: Interview, more: object = {}): Promise<Written> => {
  const made = await who.call<Written>('POST', '/api/screenings', { interview, ...more });
  expect(made.text).toContain('"id"');
  return made.body;
};
const open = (who: Person, id: string) => who.call<Opened>('GET', `/api/screenings/${id}`);

describe('an interview before there is a case', () => {
  test('is begun without a name, gone on with on another device by its version, and finished into a classified case', async () => {
    const begun = await add(worker, grown);
    expect(begun).toMatchObject({ version: 1, caseId: null });
    const path = `/api/screenings/${begun.id}`;
    const transit = { ...answer('seen', { TUR: 'seen', IRN: 'seen' }), order: ['TUR', 'IRN'] };
    const answers = { ...strong.answers, 'crossed-border': answer('seen'), transit };
    const body = { interview: { ...strong, answers }, finish: true, opening: { tip: 'suspected', som: 'unknown' } };
    expect((await worker.call('PATCH', path, body, { ifMatch: 7 })).status).toBe(409);
    const done = await worker.call<Written>('PATCH', path, body, { ifMatch: 1 });
    expect(done.body).toMatchObject({ version: 2, caseNumber: expect.stringContaining('IDN-RPTC') });
    const seen = await open(worker, begun.id);
    expect(seen.body).toMatchObject({
      screening: { level: 'strong', treatAs: 'adult', state: 'finished', modes: ['ID3'], caseId: done.body.caseId },
      result: { level: 'strong' },
    });
    expect(seen.body.interview?.answers['papers-kept']?.by).toBe(worker.userId);
    const overview = await worker.call<Record<string, Record<string, unknown>[]>>(
      'GET',
      `/api/cases/${done.body.caseId}/overview`,
    );
    expect(overview.body).toMatchObject({
      case: { tip: 'suspected', som: 'unknown' },
      people: [{ part: 'victim', victimStatus: 'POSSIBLE', ageIdentificationMin: 24, citizenships: ['PAK'] }],
      events: expect.arrayContaining([
        expect.objectContaining({ type: 'RECRUITMENT', acts: { RECRUITMENT: 'yes' }, means: { DECEPTION: 'yes' } }),
        expect.objectContaining({ type: 'EXPLOITATION', forms: { 'LAB.FISH': 'yes' } }),
      ]),
      movements: expect.arrayContaining([
        expect.objectContaining({ position: 1, fromPlace: 'PAK', toPlace: 'TUR' }),
        expect.objectContaining({ position: 2, fromPlace: 'TUR', toPlace: 'IRN' }),
      ]),
    });
    expect((await worker.call('PATCH', path, body, { ifMatch: 2 })).status).toBe(409);
    const actor = await actorOfMembership(house.database.owner, worker.userId, null);
    const rewritten = await asActor(house.database, actor, (store) =>
      sql`update screening_answers set interview = '{}' where id = ${begun.id}`.execute(store),
    );
    expect(Number(rewritten.numAffectedRows)).toBe(0);
    const at = `/api/cases/${done.body.caseId}`;
    const { body: history } = await worker.call<{ changes: { kind: string }[] }>('GET', `${at}/history`);
    const kinds = history.changes.map(({ kind }) => kind);
    expect(kinds).toContain('screening');
    expect(kinds).not.toContain('screening_answers');
  });

  test('a child’s answers are refused before a guardian is recorded or a reason for none; the emergency check is not', async () => {
    const child = { ...strong, age: { claimed: { min: 16, max: 17 } } };
    const refused = await worker.call('POST', '/api/screenings', { interview: child });
    expect(refused.body).toMatchObject({ code: 'rule-broken' });
    await add(worker, { ...child, answers: { 'urgent-medical': answer('seen') } });
    const stood = await add(worker, {
      ...child,
      guardian: { kind: 'none', reasonForNone: 'The parents are suspects' },
    });
    expect((await open(worker, stood.id)).body.screening).toMatchObject({ treatAs: 'child', modes: ['ID3', 'ID4'] });
  });

  test('an answer to no question, a foreign code and an end before the beginning are told by field', async () => {
    const wrong = {
      ...strong,
      endedAt: '2026-03-01T00:00:00.000Z',
      answers: { nonsense: answer('seen'), forms: answer('seen', { WHAT: 'seen' }) },
    };
    const refused = await worker.call<{ details: { fields: { field: string }[] } }>('POST', '/api/screenings', {
      interview: wrong,
    });
    expect(refused.status).toBe(400);
    expect(refused.body.details.fields.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['interview.endedAt', 'interview.answers.nonsense', 'interview.answers.forms.codes.WHAT']),
    );
  });

  test('what came to no case can be forgotten with its history, what came to one cannot', async () => {
    const { id, version } = await add(worker, grown);
    expect((await worker.call('DELETE', `/api/screenings/${id}`, undefined, { ifMatch: version })).status).toBe(200);
    const left = await sql<{ n: number }>`select count(*)::int n from history where id = ${id}`.execute(
      house.database.owner,
    );
    expect(left.rows[0]?.n).toBe(0);
    const kept = await add(worker, strong, { finish: true, opening: { tip: 'suspected', som: 'no' } });
    expect(
      (await worker.call('DELETE', `/api/screenings/${kept.id}`, undefined, { ifMatch: kept.version })).status,
    ).toBe(409);
  });

  test('what came to no case is forgotten after its day, which no device can put off, and the trail says so', async () => {
    const [due, stays, inCase] = [
      await add(worker, grown),
      await add(worker, grown),
      await add(worker, strong, { finish: true, opening: { tip: 'suspected', som: 'no' } }),
    ];
    const day = async (id: string): Promise<unknown> => (await open(worker, id)).body.screening['retainUntil'];
    expect(await day(stays.id)).toMatch(/^\d{4}-/);
    expect(await day(inCase.id)).toBeNull();
    await sql`update screening set retain_until = current_date - 1 where id in (${due.id}, ${inCase.id})`.execute(
      house.database.owner,
    );
    await forgetDueScreenings(house.installation.services, new Date());
    expect((await open(worker, due.id)).status).toBe(404);
    expect([(await open(worker, stays.id)).status, (await open(worker, inCase.id)).status]).toEqual([200, 200]);
    const { rows } = await sql<{ n: number }>`select count(*)::int n from audit_event
      where action = 'screenings.forget-due' and ${due.id}::uuid = any (hits)`.execute(house.database.owner);
    expect(rows[0]?.n).toBe(1);
  });
});

describe('who sees what was said', () => {
  test('an officer reads the notes of their own interviews, also afterwards; a colleague only with the right to testimony', async () => {
    const { id } = await add(officer, strong);
    expect((await open(officer, id)).body.interview?.answers['hours']?.value).toBe('seen');
    expect(
      (await officer.call('PATCH', `/api/screenings/${id}`, { interview: strong, finish: true }, { ifMatch: 1 }))
        .status,
    ).toBe(200);
    const afterwards = (await open(officer, id)).body;
    expect(afterwards).toMatchObject({ screening: { level: 'strong' }, result: { level: 'strong' } });
    expect(afterwards.interview?.answers['hours']?.value).toBe('seen');
    expect((await open(worker, id)).body.interview?.answers['hours']?.value).toBe('seen');
    const colleague = await house.person('SHELTER', 'frontline-officer', { name: 'Colleague' });
    const seen = await open(colleague, id);
    expect(seen.status === 404 || seen.body.interview === null, seen.text).toBe(true);
  });

  test('an officer who no longer reaches the case of their interview reads nothing of it', async () => {
    const { id } = await add(officer, strong, { finish: true, opening: { tip: 'suspected', som: 'no' } });
    expect((await open(officer, id)).body.interview?.answers['hours']?.value).toBe('seen');
    await sql`update case_file set agency_id = ${house.agencyId('POLRI')} where id = (select case_id from screening where id = ${id})`.execute(
      house.database.owner,
    );
    expect((await open(officer, id)).status).toBe(404);
  });

  test('another agency gets the same bytes for a hidden screening and for none, and a liaison officer no answers', async () => {
    const { id } = await add(worker, strong, { finish: true, opening: { tip: 'suspected', som: 'no' } });
    const stranger = await house.person('POLRI', 'investigator');
    const hidden = await open(stranger, id);
    expect(hidden.status).toBe(404);
    expect(hidden.text).toBe((await open(stranger, '11111111-1111-4111-8111-111111111111')).text);
    const liaison = await house.person('SHELTER', 'liaison-officer');
    expect((await open(liaison, id)).body).toMatchObject({
      screening: { level: 'strong' },
      interview: null,
      result: null,
    });
    expect((await liaison.call('POST', '/api/screenings', { interview: grown })).status).toBe(403);
  });

  test('erasing a case takes its screenings, their answers and all their history', async () => {
    const { id } = await add(worker, grown);
    const done = await worker.call<Written>(
      'PATCH',
      `/api/screenings/${id}`,
      { interview: strong, finish: true, opening: { tip: 'no', som: 'no' } },
      { ifMatch: 1 },
    );
    const at = `/api/cases/${done.body.caseId}`;
    await worker.call('POST', `/api/screenings/${id}/decisions`, {
      step: 'screening',
      outcome: 'no',
      grounds: 'A labour dispute',
      decidedByBody: 'NGO',
      decidedOn: '2026-03-03',
    });
    await worker.call('POST', `${at}/close`, { reason: 'not-a-victim' }, { ifMatch: 1 });
    const eraser = await house.person('SHELTER', 'records-officer');
    const erased = await eraser.call('POST', `${at}/erase`, { ground: 'order-of-court' }, { ifMatch: 2 });
    expect(erased.status, erased.text).toBe(200);
    const left = await sql<{
      n: number;
    }>`select (select count(*) from screening where id = ${id}) + (select count(*) from screening_answers where id = ${id})
      + (select count(*) from screening_decision where screening_id = ${id}) + (select count(*) from history where id = ${id})::int n`.execute(
      house.database.owner,
    );
    expect(Number(left.rows[0]?.n)).toBe(0);
  });
});

describe('beside the signs', () => {
  test('a person decides, with grounds and the standard of the step, and that it goes against the signs is recorded', async () => {
    const running = await add(worker, strong);
    const decide = (id: string, outcome: string) =>
      worker.call('POST', `/api/screenings/${id}/decisions`, {
        step: 'reasonable-grounds',
        outcome,
        grounds: 'Heard twice',
        decidedByBody: 'NGO',
        decidedOn: '2026-03-04',
      });
    expect((await decide(running.id, 'no')).status).toBe(409);
    const { id } = await add(worker, strong, { finish: true });
    expect((await decide(id, 'no')).body).toMatchObject({ differs: true, standard: 'reasonable-grounds' });
    expect((await decide(id, 'yes')).body).toMatchObject({ differs: false });
    expect((await open(worker, id)).body.decisions).toMatchObject([
      { outcome: 'no', differs: true, shownLevel: 'strong', decidedByName: 'Worker' },
      { outcome: 'yes', differs: false },
    ]);
  });

  test('what was told in the case before is shown by question, so that nobody tells it twice', async () => {
    const { caseId } = await add(worker, strong, { finish: true, opening: { tip: 'suspected', som: 'no' } });
    const told = await worker.call<{ told: Record<string, { to: string; value: string }[]> }>(
      'GET',
      `/api/cases/${caseId}/told`,
    );
    expect(told.body.told['papers-kept']?.[0]).toMatchObject({
      value: 'seen',
      to: 'Trauma Centre Pontianak',
      on: expect.any(String),
    });
    expect(told.body.told['urgent-medical']).toBeUndefined();
  });

  test('a supervisor sees how far two officers agree on the same written cases, the time taken and what was left out', async () => {
    const second = await house.person('SHELTER', 'case-worker', { name: 'Second' });
    const other = { ...strong, answers: { ...strong.answers, hours: answer('not-seen') } };
    for (const exercise of ['vignette-1', 'vignette-2']) {
      await add(worker, strong, { finish: true, exercise });
      await add(second, exercise === 'vignette-1' ? strong : other, { finish: true, exercise });
    }
    const found = await worker.call<Record<string, never>>('GET', '/api/screening-comparison?exercise=vignette-1');
    expect(found.body).toMatchObject({
      screenings: 2,
      comparedSubjects: 1,
      officers: [{ medianMinutes: 40 }, { medianMinutes: 40 }],
      pairs: [{ agreement: { kappa: 1, observed: 1 } }],
      level: { raters: 2, observed: 1 },
    });
    const both = await worker.call<{ pairs: { agreement: { observed: number; kappa: number } }[] }>(
      'GET',
      '/api/screening-comparison?to=2026-12-31',
    );
    expect(both.body.pairs[0]?.agreement.observed).toBeLessThan(1);
    expect(both.body.pairs[0]?.agreement.kappa).toBeGreaterThan(0.8);
  });

  test('an administrator loads a list of the agency’s own, which then scores; another agency does not see it', async () => {
    const administrator = await house.person('SHELTER', 'administrator');
    const sign = (code: string, weight: string | null) => ({
      code,
      label: { en: `Sign ${code}` },
      dimension: 'port',
      weight,
      verified: true,
    });
    const list = {
      code: 'port-list',
      instrumentVersion: '1',
      title: { en: 'Signs at the port' },
      source: 'Written by the centre',
      sourceVerified: true,
      rule: { anyOf: [{ strong: 1 }], verified: true },
      indicators: [sign('P1', 'strong'), sign('P2', 'weak')],
    };
    expect((await worker.call('POST', '/api/screening-instruments', list)).status).toBe(403);
    const loaded = await administrator.call('POST', '/api/screening-instruments', list);
    expect(loaded.status, loaded.text).toBe(200);
    expect((await administrator.call('POST', '/api/screening-instruments', list)).body).toMatchObject({
      code: 'already-exists',
    });
    const { id } = await add(worker, { ...strong, answers: { 'port-list/P1': answer('seen') } });
    const result = (await open(worker, id)).body.result as unknown as {
      instruments: { instrument: string; level: string }[];
    };
    expect(result.instruments.find(({ instrument }) => instrument === 'port-list')?.level).toBe('strong');
    const kit = (who: Person) => who.call<{ instruments: unknown[]; country: string }>('GET', '/api/screening-kit');
    expect((await kit(worker)).body).toMatchObject({ country: 'IDN', instruments: [{ code: 'port-list' }] });
    expect((await kit(await house.person('PDRM', 'investigator'))).body.instruments).toEqual([]);
  });
});
