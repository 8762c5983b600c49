import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agencyLists, type AgencyList } from '../../../bench/agency-lists.ts';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { applied, drafted } from '../../../tests/harness/imports.ts';
import { asActor } from '../../platform/store/index.ts';
import { operatorActor } from '../../platform/auth/actor.ts';
import { readNames } from '../demo/names.ts';
import type { AgreementView, GroupView, PairView, RunPairs, RunView } from './schema.ts';
import { personLists } from './store.ts';

let house: House;
let shelter: Person;
let police: Person;
let lists: readonly AgencyList[];
const truth = new Map<string, number>();

interface Inbox {
  readonly rows: readonly { readonly id: string; readonly version: number; readonly probability: number }[];
  readonly waiting: { readonly open: number; readonly disagreed: number; readonly undecided: number };
}

beforeAll(async () => {
  house = await openHouse();
  shelter = await house.person('SHELTER', 'case-worker');
  police = await house.person('POLRI', 'investigator');
  lists = agencyLists(await readNames(), { agencies: 2, people: 80, seed: 'counted once', share: 0.5 });
  for (const [at, person] of [shelter, police].entries()) {
    const rule = { reviewers: 1, automaticFrom: null, onImport: false };
    const chief = await house.person(at === 0 ? 'SHELTER' : 'POLRI', 'administrator');
    await chief.call('PUT', '/api/linkage/rule', rule, { ifMatch: 0 });
    // Some whom the list holds twice, letter by letter.
    const csv = lists[at]?.csv ?? '';
    const full = csv.split('\n').filter((row, line) => line > 0 && !row.includes(',,'));
    const again = full.slice(0, 8).map((row, place) => {
      const [key = '', ...rest] = row.split(',');
      truth.set(`TWICE-${at}${place}`, lists[at]?.truth.find((one) => one.key === key)?.person ?? -1);
      return [`TWICE-${at}${place}`, ...rest].join(',');
    });
    const draft = await drafted(person, `daftar ${at}.csv`, [csv, ...again].join('\n'));
    await applied(person, draft);
    for (const { key, person: real } of lists[at]?.truth ?? []) truth.set(key, real);
  }
}, 60_000);
afterAll(() => house.close());

async function ended(person: Person, body: object): Promise<RunView> {
  const asked = await person.call<RunView>('POST', '/api/linkage/runs', body);
  expect(asked.status, asked.text).toBe(200);
  return over(person, asked.body.id);
}

async function over(person: Person, id: string): Promise<RunView> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const { body: run } = await person.call<RunView>('GET', `/api/linkage/runs/${id}`);
    if (!['queued', 'running'].includes(run.state)) return run;
    await sleep(50);
  }
  throw new Error('the comparison did not end');
}

const stopped = (id: string) =>
  sql`update linkage_run set state = 'cancelled' where id = ${id}`.execute(house.database.owner);

async function agreed(extra: object = {}): Promise<AgreementView> {
  const [one, other] = [await house.person('SHELTER', 'administrator'), await house.person('POLRI', 'administrator')];
  const proposed = await one.call<AgreementView>('POST', '/api/linkage/agreements', {
    agencyIds: [house.agencyId('POLRI')],
    fields: ['name', 'birthDate', 'sex', 'citizenship', 'document', 'phone'],
    shownFields: ['name', 'birthDate', 'sex'],
    purpose: 'Count every victim once',
    reviewers: 1,
    validUntil: '2099-01-01',
    ...extra,
  });
  expect(proposed.body, proposed.text).toMatchObject({ state: 'proposed' });
  const answer = await other.call<AgreementView>('POST', `/api/linkage/agreements/${proposed.body.id}/agree`);
  expect(answer.body, answer.text).toMatchObject({ state: 'holds' });
  return answer.body;
}

const inboxOf = async (person: Person, query = ''): Promise<Inbox> =>
  (await person.call<Inbox>('GET', `/api/linkage/pairs?limit=100${query}`)).body;
const pairOf = async (person: Person, id: string): Promise<PairView> =>
  (await person.call<PairView>('GET', `/api/linkage/pairs/${id}`)).body;
const decide = (person: Person, { id, version }: { id: string; version: number }, verdict: string) =>
  person.call(`POST`, `/api/linkage/pairs/${id}/decide`, { verdict }, { ifMatch: version });

/** The records of a pair as the truth has them; read past all rights. */
async function truly(id: string): Promise<boolean> {
  const { rows } = await sql<{ a: string; b: string }>`select a.reference as a, b.reference as b from linkage_pair p
    join case_file a on a.id = p.left_case join case_file b on b.id = p.right_case where p.id = ${id}`.execute(
    house.database.owner,
  );
  const [one, other] = [truth.get(rows[0]?.a ?? ''), truth.get(rows[0]?.b ?? '')];
  expect(one).toBeDefined();
  return one === other;
}
const counted = async (person: Person): Promise<number> =>
  Number((await person.call<{ total: number }>('GET', '/api/statistics?unit=persons')).body.total);

test('within one agency pairs above its own threshold are joined by themselves, nobody sheltered among them, and can be split', async () => {
  const chief = await house.person('SHELTER', 'administrator');
  const rule = { reviewers: 1, automaticFrom: 0.95, onImport: false };
  expect((await chief.call('PUT', '/api/linkage/rule', rule, { ifMatch: 1 })).status).toBe(200);
  const before = await counted(shelter);
  const run = await ended(shelter, {});
  expect(run.counts['automatic']).toBeGreaterThan(0);
  expect(await counted(shelter)).toBeLessThan(before);
  const { rows } = await inboxOf(shelter, `&state=same&runId=${run.id}`);
  const pair = await pairOf(shelter, rows[0]?.id ?? '');
  expect(pair).toMatchObject({ how: 'automatic', effect: { joined: true } });
  expect((await shelter.call('POST', `/api/linkage/pairs/${pair.id}/undo`)).body).toMatchObject({ parted: true });
}, 60_000);

test('two agencies that agreed find whom they both know, people decide, and each person counts once; a wrong join is split again', async () => {
  const analyst = await house.person('UN', 'disclosure-officer');
  const before = await counted(analyst);
  const agreement = await agreed();
  // Asked for by both agencies at once, the records are compared once: one is answered that they are already.
  const both = await Promise.all(
    [shelter, police].map((one) => one.call<RunView>('POST', '/api/linkage/runs', { agreementId: agreement.id })),
  );
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  const run = await over(shelter, both.find(({ status }) => status === 200)?.body.id ?? '');
  expect(run).toMatchObject({ state: 'done', counts: { automatic: 0 } });
  expect(await counted(analyst)).toBe(before);
  await divideGroup(analyst);
  let joined = 0;
  for (;;) {
    const { rows } = await inboxOf(shelter);
    if (rows.length === 0) break;
    for (const row of rows) {
      const same = await truly(row.id);
      const answer = await decide(shelter, await pairOf(shelter, row.id), same ? 'same' : 'different');
      if (answer.status === 409) continue;
      expect(answer.status, answer.text).toBe(200);
      if (same) joined += 1;
    }
  }
  expect(joined).toBeGreaterThan(15);
  const persons = new Set(truth.values()).size;
  const after = await counted(analyst);
  expect(after).toBeLessThan(before);
  expect(after - persons).toBeLessThan(persons * 0.1);
  const overlap = await listsOf(agreement.id);
  expect(overlap.counts.find(([mask]) => mask === 3)?.[1]).toBeGreaterThan(15);

  // A wrong join: two records that people found different, said to be the same after all, and taken back.
  const pair = await acrossPair('different');
  expect((await shelter.call('POST', `/api/linkage/pairs/${pair.id}/undo`)).body).toMatchObject({ state: 'open' });
  expect((await decide(shelter, await pairOf(shelter, pair.id), 'same')).body).toMatchObject({ state: 'same' });
  expect(await counted(analyst)).toBe(after - 1);
  expect((await shelter.call('POST', `/api/linkage/pairs/${pair.id}/undo`)).body).toMatchObject({
    state: 'open',
    parted: true,
  });
  expect(await counted(analyst)).toBe(after);
  expect(await listsOf(agreement.id)).toMatchObject({ counts: overlap.counts });
  const own = pair.sides.find((side) => side.own);
  const person = await shelter.call<{ links: { kind: string }[] }>('GET', `/api/people/${own?.personId}`);
  expect(person.body.links.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['join', 'split']));
}, 60_000);

/** A group of three records or more is divided at once; said again otherwise, what was joined is split, and counts follow. */
async function divideGroup(analyst: Person): Promise<void> {
  const groups = await shelter.call<{ rows: { pairId: string; records: number; pairs: number }[] }>(
    'GET',
    '/api/linkage/groups',
  );
  const large = groups.body.rows.find(({ records }) => records > 2);
  const address = `/api/linkage/pairs/${large?.pairId ?? ''}/group`;
  const read = async () => (await shelter.call<GroupView>('GET', address)).body;
  const say = (stamp: string, persons: number[] | null) => shelter.call('POST', address, { stamp, persons });
  const group = await read();
  // Those joined already are shown with them.
  expect({ records: group.records.length, pairs: group.pairs.length }).toMatchObject({
    records: large?.records,
    pairs: large?.pairs,
  });
  // What the program did not put together is not proposed as one person.
  const proposedAs = (at: number) => group.records[at]?.proposed;
  const leftApart = group.pairs.filter(({ linked, state }) => !linked && state !== 'same');
  expect(leftApart.filter(({ one, other }) => proposedAs(one) === proposedAs(other))).toEqual([]);
  expect(group.records.filter(({ own }) => !own).every(({ facts }) => facts.document === null)).toBe(true);
  const [all, apart] = [group.records.map(() => 1), group.records.map((_, at) => at + 1)];
  const [persons, before] = [new Set(group.records.map(({ person }) => person)).size, await counted(analyst)];
  const whole = await say(group.stamp, all);
  expect(whole.body, whole.text).toMatchObject({ persons: 1, waiting: 0, stillJoined: false });
  expect(await counted(analyst)).toBe(before - persons + 1);
  expect((await say(group.stamp, apart)).status).toBe(409);
  expect((await say((await read()).stamp, [1])).status).toBe(400);
  // A slip: no two of them are of one person. Every pair of the group says so, and every count follows.
  expect((await say((await read()).stamp, apart)).body).toMatchObject({ persons: apart.length, stillJoined: false });
  expect(await counted(analyst)).toBe(before - persons + apart.length);
  for (const { id } of group.pairs) {
    expect((await pairOf(shelter, id)).state).toBe('different');
    expect((await shelter.call('POST', `/api/linkage/pairs/${id}/undo`)).status).toBe(200);
  }
}

/** A pair of both agencies in a state. */
async function acrossPair(state: string): Promise<PairView> {
  const { rows } = await shelter
    .call<{ rows: { id: string; agencies: string[] }[] }>('GET', `/api/linkage/pairs?limit=100&state=${state}`)
    .then(({ body }) => body);
  return pairOf(shelter, rows.find(({ agencies }) => agencies.length === 2)?.id ?? '');
}

const listsOf = (agreementId: string) =>
  asActor(house.database, { ...operatorActor(), agencyId: shelter.agencyId }, (store) =>
    personLists(store, { agreementId, agencyIds: [], step: null }),
  );

test('what was found different is not proposed again until a record says something else', async () => {
  const known = await acrossPair('different');
  const agreements = await shelter.call<{ agreements: AgreementView[] }>('GET', '/api/linkage/agreements');
  const agreementId = agreements.body.agreements[0]?.id;
  await ended(shelter, { agreementId });
  expect((await pairOf(shelter, known.id)).state).toBe('different');
  const side = (await pairOf(shelter, known.id)).sides.find(({ own }) => own);
  const named = await shelter.call('POST', `/api/person-records/${side?.recordId}/names`, {
    kind: 'alias',
    fullText: 'Bunga',
  });
  expect(named.status).toBe(200);
  await ended(shelter, { agreementId });
  expect((await pairOf(shelter, known.id)).state).toBe('open');
}, 60_000);

test('a reviewer sees of another agency’s record only what was agreed; others see nothing of it', async () => {
  const pair = await acrossPair('same');
  const { id } = pair;
  const other = pair.sides.find((side) => !side.own);
  expect(other).toMatchObject({ recordId: null, caseId: null, personId: null, facts: { document: null, phone: null } });
  expect(other?.facts.name).toBeTruthy();
  expect(pair.sides.find((side) => side.own)?.recordId).toBeTruthy();
  const strangers = [
    await house.person('FIA', 'investigator'),
    await house.person('UN', 'analyst'),
    await house.person('SHELTER', 'frontline-officer'),
  ];
  for (const stranger of strangers) {
    const answer = await stranger.call('GET', `/api/linkage/pairs/${id}`);
    expect([403, 404]).toContain(answer.status);
    const list = await stranger.call<Partial<Inbox>>('GET', '/api/linkage/pairs?state=same');
    expect(list.body.rows ?? []).toEqual([]);
  }
  // The database itself refuses, whatever the application asks.
  const [fia] = strangers;
  const asked = (statement: ReturnType<typeof sql>) =>
    asActor(
      house.database,
      { ...operatorActor(), userId: fia?.userId ?? '', agencyId: fia?.agencyId ?? '', scope: 'agency' },
      (store) => statement.execute(store),
    );
  await expect(asked(sql`select linkage_decide(${id}, 'different', null)`)).rejects.toMatchObject({ code: '42501' });
  await expect(asked(sql`select * from linkage_shown(${id})`)).rejects.toMatchObject({ code: '42501' });
  await expect(asked(sql`select * from linkage_said(array[]::uuid[])`)).rejects.toMatchObject({ code: '42501' });
  await expect(asked(sql`select linkage_join(${id}, 'reviewed', 'x')`)).rejects.toMatchObject({ code: '42501' });
  expect((await asked(sql`select * from linkage_pair`)).rows).toEqual([]);
  expect((await asked(sql`select * from linkage_agreement`)).rows).toEqual([]);
}, 60_000);

test('with a reviewer of each agency neither outvotes the other, and nothing is taken back that nobody said', async () => {
  const reviewers = (many: number) =>
    sql`update linkage_agreement set reviewers = ${many}`.execute(house.database.owner);
  await reviewers(2);
  const { id } = await acrossPair('open');
  const undo = () => shelter.call('POST', `/api/linkage/pairs/${id}/undo`);
  expect((await undo()).status).toBe(409);
  const [second, third] = [await house.person('SHELTER', 'case-worker'), await house.person('SHELTER', 'case-worker')];
  const says = async (person: Person, verdict: string): Promise<unknown> => {
    const answer = await decide(person, await pairOf(person, id), verdict);
    return answer.body['state'] ?? answer.text;
  };
  expect(await says(shelter, 'same')).toBe('open');
  expect(await says(second, 'same')).toBe('open');
  expect(await says(third, 'same')).toBe('open');
  expect(await says(police, 'different')).toBe('disagreed');
  expect((await pairOf(police, id)).effect.joined).toBe(false);
  // The two agencies say the same, but the voices within one stand against each other, until a third of its own settles that.
  expect((await third.call('POST', `/api/linkage/pairs/${id}/undo`)).status).toBe(200);
  expect(await says(second, 'different')).toBe('disagreed');
  expect(await says(police, 'same')).toBe('disagreed');
  expect((await pairOf(police, id)).effect.joined).toBe(false);
  expect(await says(third, 'same')).toBe('same');
  expect((await undo()).body).toMatchObject({ state: 'open', parted: true });
  // Different too only when both say so.
  expect(await says(shelter, 'different')).toBe('open');
  expect(await says(second, 'different')).toBe('open');
  expect(await says(police, 'different')).toBe('different');
  await reviewers(1);
}, 60_000);

test('an agreement that is withdrawn closes its pairs at once, and nobody joins it who was not named', async () => {
  const agreement = await agreed();
  const chief = await house.person('POLRI', 'administrator');
  const added = asActor(
    house.database,
    { ...operatorActor(), userId: chief.userId, agencyId: chief.agencyId, scope: 'agency' },
    (store) =>
      sql`insert into linkage_party (id, agreement_id, agency_id) values (gen_random_uuid(), ${agreement.id}, ${house.agencyId('FIA')})`.execute(
        store,
      ),
  );
  await expect(added).rejects.toMatchObject({ code: '42501' });
  const { body } = await shelter.call<{ agreements: AgreementView[] }>('GET', '/api/linkage/agreements');
  const joinedPairs = await shelter.call<{ rows: { id: string; agencies: string[] }[] }>(
    'GET',
    '/api/linkage/pairs?limit=100&state=same',
  );
  const [across = '', next = ''] = joinedPairs.body.rows
    .filter(({ agencies }) => agencies.length === 2)
    .map(({ id }) => id);
  const personSeen = async (person: Person, id: string): Promise<string> =>
    String((await pairOf(person, id)).sides.find(({ own }) => own)?.personId);
  const persons: readonly (readonly [Person, string, string])[] = [
    [shelter, across, await personSeen(shelter, across)],
    [police, next, await personSeen(police, next)],
  ];
  expect((await shelter.call('GET', `/api/linkage/pairs/${across}`)).status).toBe(200);
  // A comparison that was stopped is taken up again, by its own agency and as long as the agreement holds.
  const run = await ended(shelter, { agreementId: agreement.id });
  const resume = (person: Person) => person.call('POST', `/api/linkage/runs/${run.id}/resume`);
  expect((await resume(shelter)).status).toBe(409);
  await stopped(run.id);
  expect((await resume(police)).status).toBe(403);
  expect((await resume(shelter)).body).toMatchObject({ state: 'queued' });
  expect(await over(shelter, run.id)).toMatchObject({ state: 'done' });
  await stopped(run.id);
  for (const { id } of body.agreements)
    expect((await chief.call('POST', `/api/linkage/agreements/${id}/withdraw`)).status).toBe(200);
  expect((await resume(shelter)).status).toBe(409);
  expect((await shelter.call('GET', `/api/linkage/pairs/${across}`)).status).toBe(404);
  // What was joined can be parted all the same: each agency takes its own records out, and they are not proposed again.
  for (const [person, pairId, joined] of persons) {
    const own = (await person.call<{ records: { id: string }[] }>('GET', `/api/people/${joined}`)).body.records;
    const out = await person.call('POST', `/api/people/${joined}/split`, {
      recordIds: own.map(({ id }) => id),
      reason: 'Another person after all',
    });
    expect(out.status, out.text).toBe(200);
    const { rows: marks } = await sql`select state, how from linkage_pair where id = ${pairId}`.execute(
      house.database.owner,
    );
    expect(marks).toEqual([{ state: 'different', how: 'by-hand' }]);
  }
  const refused = await shelter.call('POST', '/api/linkage/runs', { agreementId: agreement.id });
  expect(refused.status).toBe(409);
}, 60_000);

test('with two reviewers a pair waits for the second, who does not see the first; a third settles what they see differently', async () => {
  const chief = await house.person('POLRI', 'administrator');
  const rule = { reviewers: 2, automaticFrom: null, onImport: false };
  expect((await chief.call('PUT', '/api/linkage/rule', rule, { ifMatch: 1 })).status).toBe(200);
  expect(await ended(police, {})).toMatchObject({ state: 'done' });
  const [first] = (await inboxOf(police)).rows;
  const row = first ?? { id: '', version: 0 };
  const [second, third] = [await house.person('POLRI', 'investigator'), await house.person('POLRI', 'case-worker')];
  expect((await decide(police, row, 'same')).body).toMatchObject({ state: 'open' });
  expect((await inboxOf(police)).rows.map(({ id }) => id)).not.toContain(row.id);
  expect((await pairOf(second, row.id)).decisions).toEqual([]);
  expect((await decide(second, row, 'different')).body).toMatchObject({ state: 'disagreed' });
  // Those who disagree find the pair among the disputed too, with what they said, and may say it anew.
  for (const one of [police, second, third]) {
    const disputes = await one.call<{ rows: { pairId: string }[] }>('GET', '/api/linkage/groups?state=disagreed');
    expect(disputes.body.rows.map(({ pairId }) => pairId)).toContain(row.id);
    expect((await inboxOf(one, '&state=disagreed')).rows.map(({ id }) => id)).toContain(row.id);
  }
  expect(await pairOf(second, row.id)).toMatchObject({ mine: 'different', reviewers: 2 });
  const disputed = await pairOf(third, row.id);
  expect(disputed.decisions.map(({ verdict }) => verdict)).toEqual(['same', 'different']);
  expect((await decide(third, disputed, 'different')).body).toMatchObject({ state: 'different' });
}, 60_000);

test('after an import a person already known is proposed, only to who may know, and not joined', async () => {
  const chief = await house.person('SHELTER', 'administrator');
  const rule = { reviewers: 1, automaticFrom: null, onImport: true };
  expect((await chief.call('PUT', '/api/linkage/rule', rule, { ifMatch: 2 })).status).toBe(200);
  const [header, ...rows] = (lists[0]?.csv ?? '').split('\n');
  const known = rows.find((row) => row.split(',').every((cell) => cell !== ''))?.split(',') ?? [];
  const again = ['NEW-1', ...known.slice(1)].join(',');
  truth.set('NEW-1', truth.get(known[0] ?? '') ?? -1);
  const done = await applied(shelter, await drafted(shelter, 'baru.csv', `${header}\n${again}\n`));
  const run = await until(async () => {
    const { body } = await shelter.call<{ runs: RunView[] }>('GET', '/api/linkage/runs');
    return body.runs.find(({ importId, finishedAt }) => importId === done.id && finishedAt !== null);
  });
  expect(run).toMatchObject({ state: 'done', counts: { automatic: 0 } });
  const { rows: proposed } = await inboxOf(shelter, `&runId=${run.id}&order=likely`);
  expect(proposed.length).toBeGreaterThan(0);
  expect(await truly(proposed[0]?.id ?? '')).toBe(true);
  const stranger = await house.person('FIA', 'investigator');
  expect((await inboxOf(stranger, `&runId=${run.id}`)).rows).toEqual([]);
  // What it found stays its own when a later comparison finds the same, and its numbers are those of its lists.
  const later = await ended(await house.person('SHELTER', 'case-worker'), {});
  expect((await inboxOf(shelter, `&runId=${later.id}`)).rows.map(({ id }) => id)).toContain(proposed[0]?.id);
  expect(await decide(shelter, await pairOf(shelter, proposed[0]?.id ?? ''), 'same')).toMatchObject({ status: 200 });
  const { body: ofImport } = await shelter.call<{ runs: { pairs: RunPairs }[] }>(
    'GET',
    `/api/linkage/runs?importId=${done.id}`,
  );
  const pairs = ofImport.runs[0]?.pairs as RunPairs;
  for (const state of ['open', 'disagreed', 'undecided', 'same', 'different'] as const)
    expect((await inboxOf(shelter, `&runId=${run.id}&state=${state}`)).rows).toHaveLength(pairs[state]);
  expect(pairs.same).toBeGreaterThan(0);
  expect(Object.values(pairs).reduce((sum, one) => sum + one, 0)).toBe(run.counts['kept']);
}, 60_000);

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error('it did not come about');
}
