import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { mergeInterviews, newInterview, withChoices, type Interview } from '../../engines/screening/index.ts';
import type { ActionTypes } from '../actions.generated.ts';
import { createClient, type Client, type Transport } from '../call.ts';
import { capturingClient } from './capturing.ts';
import { openCopies } from './copies.ts';
import type { OutboxEntry } from './entries.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { laterOfSame } from './outboxRules.ts';
import { sealedStore } from './sealed.ts';
import { inTurn, memoryStorage, type DeviceStorage } from './storage.ts';

let house: House;
let people: readonly Person[];

beforeAll(async () => {
  house = await openHouse();
  people = [await house.person('SHELTER', 'case-worker'), await house.person('SHELTER', 'case-worker')];
});
afterAll(() => house.close());

type Line = 'up' | 'down' | 'loses replies';

interface TestDevice {
  line: Line;
  readonly client: Client;
  readonly direct: Client;
  readonly outbox: Outbox;
  readonly storage: DeviceStorage;
  /** Another person signs in, in another window of the same browser. */
  readonly signIn: (other: Person) => void;
}

/** A device of a person, with the real outbox; only its line and its disk are stand-ins. */
async function openDevice(person: Person, caseId: string): Promise<TestDevice> {
  let token = person.token;
  const transport: Transport = async ({ method, path, headers, body }) => {
    if (device.line === 'down') throw new TypeError('no line');
    const answer = await house.installation.server.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers, cookie: `palermo_session=${token}` },
      ...(typeof body === 'string' && { payload: body }),
    });
    if (device.line === 'loses replies' && method !== 'GET') throw new TypeError('the reply was lost');
    return {
      status: answer.statusCode,
      json: async () => JSON.parse(answer.payload) as unknown,
      blob: async () => new Blob([answer.payload]),
      body: null,
      headers: { get: () => null },
    };
  };
  const storage = memoryStorage();
  const store = sealedStore(storage, randomBytes(32).toString('base64url'));
  const direct = createClient(transport, randomUUID);
  const now = () => new Date();
  const copies = openCopies(store, now);
  const outbox = openOutbox({
    store,
    exclusively: inTurn(),
    newId: randomUUID,
    now,
    membershipId: () => person.membershipId,
    onSettled: (entry, { id, version }) => copies.absorb({ entry, id, version }),
  });
  const client = capturingClient({
    base: direct,
    outbox,
    copies,
    newId: randomUUID,
    membershipId: () => person.membershipId,
    patience: 20_000,
    onLine: () => undefined,
    onRead: () => undefined,
    onKept: () => undefined,
  });
  const signIn = (other: Person): void => void (token = other.token);
  const device: TestDevice = { line: 'up', client, direct, outbox, storage, signIn };
  await copies.take(direct, caseId);
  return device;
}

const acts = ['note', 'task', 'person', 'movement', 'change note', 'summary', 'reference', 'send', 'line'] as const;
const week = fc.array(
  fc.record({
    who: fc.nat(1),
    act: fc.constantFrom(...acts),
    which: fc.nat(7),
    line: fc.constantFrom<Line>('up', 'down', 'down', 'loses replies'),
  }),
  { minLength: 30, maxLength: 45 },
);

/** Does one thing on a device, with a word of its own; answers how many records that adds. */
async function act(device: TestDevice, caseId: string, what: (typeof acts)[number], word: string, which: number) {
  const { client } = device;
  const page = await client.call('cases.overview', { caseId });
  const pick = <T>(rows: readonly T[]): T | undefined => rows[which % Math.max(rows.length, 1)];
  const note = pick(page.notes);
  const person = pick(page.people);
  const version = page.case.version;
  if (what === 'note') return client.call('notes.add', { caseId, dataClass: 'administrative', body: word });
  if (what === 'task') return client.call('tasks.add', { caseId, title: word });
  if (what === 'person') return client.call('person-records.add', { caseId, part: 'victim', sourceKey: word });
  if (what === 'movement' && person)
    return client.call('names.add', { recordId: person.id, kind: 'legal', fullText: word });
  if (what === 'change note' && note)
    return client.call('notes.change', { id: note.id, body: word }, { version: note.version });
  if (what === 'summary') return client.call('cases.update', { caseId, summary: word }, { version });
  return client.call('cases.update', { caseId, reference: word }, { version });
}

/** Sends until nothing waits. A conflict is decided for one's own words or, as the number says, for the other's. */
async function settleAll(device: TestDevice, dropped: Set<string>): Promise<void> {
  device.line = 'up';
  for (let round = 0; round < 30; round += 1) {
    expect(await device.outbox.send(device.direct)).toBe('done');
    const left = await device.outbox.list();
    if (left.length === 0) return;
    expect(left.filter(({ state }) => state === 'refused')).toEqual([]);
    for (const entry of left.filter(({ state }) => state === 'conflict')) {
      const { id: _id, caseId: _case, ...fields } = entry.input;
      const mine = entry.order % 2 === 0;
      if (!mine) Object.values(fields).forEach((word) => dropped.add(String(word)));
      await device.outbox.decide(entry.id, mine ? fields : {});
    }
  }
  throw new Error('the outbox did not become empty');
}

async function everythingSaid(caseId: string): Promise<string> {
  const { rows } = await sql<{ said: string }>`
    select row::text as said from history where case_id = ${caseId}
    union all select to_jsonb(c)::text from case_file c where id = ${caseId}
    union all select to_jsonb(n)::text from note n where case_id = ${caseId}
    union all select to_jsonb(t)::text from task t where case_id = ${caseId}
    union all select to_jsonb(p)::text from person_record p where case_id = ${caseId}
    union all select to_jsonb(p)::text from person_name p where case_id = ${caseId}`.execute(house.database.owner);
  return rows.map(({ said }) => said).join('\n');
}

test('two devices that edit a case for a week on a bad line, in any order, lose no word and double none', async () => {
  await fc.assert(
    fc.asyncProperty(week, async (steps) => {
      const [first, second] = people as [Person, Person];
      const file = await first.call('POST', '/api/cases', {});
      const caseId = String(file.body['id']);
      await first.call('POST', `/api/cases/${caseId}/notes`, { dataClass: 'administrative', body: 'at first' });
      const devices = [await openDevice(first, caseId), await openDevice(second, caseId)];
      const words: string[] = [];
      const faults: string[] = [];
      const added = { note: 1, task: 0, person: 0 };
      const dropped = new Set<string>();
      for (const step of steps) {
        const device = devices[step.who] as TestDevice;
        if (step.act === 'line') device.line = step.line;
        else if (step.act === 'send') await device.outbox.send(device.direct);
        else {
          const word = `word${words.length}end`;
          try {
            await act(device, caseId, step.act, word, step.which);
            words.push(word);
            if (step.act in added) added[step.act as 'note'] += 1;
          } catch (problem) {
            // On a good line the form is open and shows both versions; nothing is said yet.
            faults.push((problem as { code?: string }).code ?? String(problem));
            words.push('at first');
          }
        }
      }
      expect(faults.filter((code) => code !== 'conflict')).toEqual([]);
      for (const device of devices) await settleAll(device, dropped);
      const said = await everythingSaid(caseId);
      expect(words.filter((word) => !said.includes(word) && !dropped.has(word))).toEqual([]);
      const page = await first.call<Record<string, unknown[]>>('GET', `/api/cases/${caseId}/overview`);
      expect(page.body['notes']).toHaveLength(added.note);
      expect(page.body['tasks']).toHaveLength(added.task);
      expect(page.body['people']).toHaveLength(added.person);
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 120_000);

test('a change nobody else touched is sent without asking; one that meets another asks, and says what was there', async () => {
  const [first, second] = people as [Person, Person];
  const file = await first.call('POST', '/api/cases', { summary: 'at first' });
  const caseId = String(file.body['id']);
  const [phone, desk] = [await openDevice(first, caseId), await openDevice(second, caseId)];
  const update = async (device: TestDevice, fields: { summary?: string; reference?: string }) => {
    const { version } = (await device.client.call('cases.overview', { caseId })).case;
    await device.client.call('cases.update', { caseId, ...fields }, { version });
  };
  phone.line = 'down';
  await update(phone, { reference: 'of the phone' });
  await update(desk, { summary: 'of the desk' });
  phone.line = 'up';
  expect(await phone.outbox.send(phone.direct)).toBe('done');
  expect(await phone.outbox.list()).toEqual([]);
  const { case: kept } = await phone.client.call('cases.overview', { caseId });
  expect(kept).toMatchObject({ summary: 'of the desk', reference: 'of the phone' });

  phone.line = 'down';
  await update(phone, { summary: 'of the phone' });
  await update(desk, { summary: 'of the desk again' });
  phone.line = 'up';
  await phone.outbox.send(phone.direct);
  expect(await phone.outbox.list()).toMatchObject([{ state: 'conflict', before: { summary: 'of the desk' } }]);
});

test('an interview gone on with on two devices is joined question by question, and its later words here go with it', async () => {
  const [first, second] = people as [Person, Person];
  const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
  const said = (answers: Record<string, 'seen' | 'not-seen'>, minute: number) =>
    ({
      ...newInterview('interview', 'en', at(0)),
      agreement: 'given' as const,
      answers: Object.fromEntries(
        Object.entries(answers).map(([key, value]) => [key, { value, basis: 'told' as const, at: at(minute) }]),
      ),
    }) as unknown as ActionTypes['screenings.change']['input']['interview'];
  const caseId = String((await first.call('POST', '/api/cases', {})).body['id']);
  const [phone, desk] = [await openDevice(first, caseId), await openDevice(second, caseId)];
  const { id } = await phone.client.call('screenings.add', { caseId, interview: said({}, 0), finish: false });
  phone.line = 'down';
  const change = (interview: ReturnType<typeof said>, version: number) =>
    phone.client.call('screenings.change', { id, interview, finish: false }, { version });
  const { version } = await change(said({ fee: 'seen' }, 1), 1);
  await change(said({ fee: 'seen', hours: 'seen' }, 2), version);
  await desk.client.call(
    'screenings.change',
    { id, interview: said({ fee: 'not-seen', debt: 'seen' }, 3), finish: false },
    { version: 1 },
  );
  phone.line = 'up';
  await phone.outbox.send(phone.direct);
  const waiting = await phone.outbox.list();
  expect(waiting.map(({ state }) => state)).toEqual(['conflict', 'waiting']);
  const [conflict, later] = waiting as [OutboxEntry, OutboxEntry];
  const mine = (laterOfSame(conflict, waiting).at(-1) ?? conflict).input['interview'] as Interview;
  expect(later.input['interview']).toEqual(mine);
  const theirs = (await phone.direct.call('screenings.open', { id })).interview as Interview;
  const merged = mergeInterviews(mine, theirs);
  expect(merged.differing).toEqual(['fee']);
  const joined = withChoices(merged.interview, { mine, theirs }, { fee: 'mine' }, at(4));
  await phone.outbox.decideWhole(conflict.id, { ...later.input, interview: joined });
  expect(await phone.outbox.send(phone.direct)).toBe('done');
  expect(await phone.outbox.list()).toEqual([]);
  const kept = (await desk.direct.call('screenings.open', { id })).interview as Interview;
  expect(Object.fromEntries(Object.entries(kept.answers).map(([key, { value }]) => [key, value]))).toEqual({
    fee: 'seen',
    hours: 'seen',
    debt: 'seen',
  });
});

test('what one person wrote is not sent by another who signed in on the same browser since', async () => {
  const [first, second] = people as [Person, Person];
  const file = await first.call('POST', '/api/cases', {});
  const caseId = String(file.body['id']);
  const device = await openDevice(first, caseId);
  const note = (body: string) => device.client.call('notes.add', { caseId, dataClass: 'administrative', body });
  device.line = 'down';
  await note('in words of the first');
  device.line = 'up';
  device.signIn(second);
  expect(await device.outbox.send(device.direct)).toBe('signed-out');
  await expect(note('more of the first')).resolves.toMatchObject({ waits: true });
  device.signIn(first);
  expect(await device.outbox.send(device.direct)).toBe('done');
  const page = await first.call<{ notes: { createdBy: string }[] }>('GET', `/api/cases/${caseId}/overview`);
  expect(page.body.notes.map(({ createdBy }) => createdBy)).toEqual([first.userId, first.userId]);
});

test('a device keeps nothing that can be read without its key', async () => {
  const [person] = people as [Person];
  const file = await person.call('POST', '/api/cases', { summary: 'A word nobody may find' });
  const caseId = String(file.body['id']);
  const device = await openDevice(person, caseId);
  device.line = 'down';
  await device.client.call('notes.add', { caseId, dataClass: 'health', body: 'Another such word' });
  const texts = await Promise.all((await device.storage.names('')).map((name) => device.storage.read(name)));
  expect(texts.length).toBeGreaterThan(2);
  expect(texts.join('\n')).not.toMatch(/word/);
  const other = sealedStore(device.storage, randomBytes(32).toString('base64url'));
  await expect(other.names('outbox/')).rejects.toThrow(/decrypt/);
  // Nor does a name, or the head of an entry, say which cases are kept.
  const names = await device.storage.names('');
  const heads = texts.map((text = '') => Buffer.from(text.split('.')[0] ?? '', 'base64url').toString());
  expect([...names, ...heads].join('\n')).not.toMatch(new RegExp(`${caseId}|cases|kid`));
});
