import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import { tell, type Told } from '../../../tests/harness/told.ts';
import { asActor, asOwner } from '../../platform/store/index.ts';
import type { RaiseShown, ReleaseOpened } from './schema.ts';

let house: House;
let maker: Person;
let second: Person;
let keeper: Person;
const agency = 'UN-IOM';

const many = (count: number, one: Told): Told[] => Array.from({ length: count }, () => one);

beforeAll(async () => {
  house = await openHouse();
  second = await house.person('UN', 'analyst');
  await tell(house, [
    ...many(40, { sex: 'F', citizenships: ['IDN'], year: 2023, place: 'MYS' }),
    ...many(30, { sex: 'M', citizenships: ['IDN'], year: 2023, place: 'MYS' }),
    ...many(25, { sex: 'F', citizenships: ['MMR'], year: 2024, place: 'IDN' }),
    ...many(4, { sex: 'M', citizenships: ['MMR'], year: 2024, place: 'IDN' }),
    ...many(35, { sex: 'M', citizenships: ['PAK'], year: 2024, place: 'MYS' }),
    ...many(20, { sex: 'F', citizenships: ['PAK'], year: 2023, place: 'MYS' }),
  ]);
  await openedOn('2024-01-01', '2024-01-15');
});
// How often somebody may build in a minute is a limit of theirs: each test has makers of its own.
beforeEach(async () => {
  maker = await house.person('UN', 'analyst');
  keeper = await house.person('UN', 'disclosure-officer');
});
afterAll(() => house.close());

/** Gives the cases that were told last another day. */
const openedOn = (from: string, day: string): Promise<unknown> =>
  asOwner(house.database, (store) =>
    sql`update case_file set opened_on = ${day}::date where opened_on = ${from}::date`.execute(store),
  );

const asked = {
  title: 'Victims by citizenship and sex',
  method: 'suppress',
  fields: ['citizenship', 'sex'],
  cutOff: '2024-03-31',
  citation: 'UN migration office (2024). Victims by citizenship and sex.',
};

async function build(input: object, by = maker): Promise<ReleaseOpened> {
  const answer = await by.call<ReleaseOpened>('POST', '/api/releases', input);
  if (answer.status !== 200) throw new Error(answer.text);
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const { body } = await by.call<ReleaseOpened>('GET', `/api/releases/${answer.body.id}`);
    if (body.state !== 'building') return body;
    await sleep(50);
  }
  throw new Error('the release was not built');
}

const act = (who: Person, release: ReleaseOpened, what: string, body: object = {}) =>
  who.call<ReleaseOpened>('POST', `/api/releases/${release.id}/${what}`, body, { ifMatch: release.version });

async function publish(release: ReleaseOpened): Promise<ReleaseOpened> {
  const opened = release.openedAt === null ? (await act(second, release, 'opening')).body : release;
  const approved = await act(second, opened, 'approval');
  const published = await act(second, approved.body, 'publication');
  if (published.status !== 200) throw new Error(published.text);
  return published.body;
}

const countOf = (release: ReleaseOpened, ...values: (string | null)[]): number | null | undefined =>
  release.told?.find((cell) => cell.values.join() === values.join())?.count;

test('a release is built, attacked, approved by a second person, published, revised and withdrawn; differencing is refused', async () => {
  const first = await build(asked);
  // Two drafts side by side could tell of one case: until it is opened nobody sees it but who may see small counts.
  expect(first).toMatchObject({ state: 'built', number: 1, refusal: null, told: null, report: null, figures: null });
  expect((await maker.call('GET', `/api/releases/${first.id}/content`)).status).toBe(409);
  expect((await act(second, first, 'approval')).status).toBe(409);
  const draft = (await keeper.call<ReleaseOpened>('GET', `/api/releases/${first.id}`)).body;
  expect([countOf(draft, null, null), countOf(draft, 'MMR', 'M'), draft.openedAt]).toEqual([154, null, null]);
  expect(draft.figures?.narrowest).toBeGreaterThanOrEqual(11);
  expect(draft.report?.inferred?.length).toBe((draft.figures?.small ?? 0) + (draft.figures?.beside ?? 0));
  const judged = (await act(second, first, 'opening')).body;
  expect([countOf(judged, null, null), judged.openedAt === null]).toEqual([154, false]);
  expect(countOf((await maker.call<ReleaseOpened>('GET', `/api/releases/${first.id}`)).body, null, null)).toBe(154);
  expect((await act(maker, judged, 'approval')).body).toMatchObject({ code: 'rule-broken' });
  expect((await act(second, judged, 'publication')).status).toBe(409);
  const published = await publish(judged);
  expect(published.state).toBe('published');

  // Three more Indonesian women since: the later table minus the earlier one would tell of just them.
  await tell(house, [
    ...many(3, { sex: 'F', citizenships: ['IDN'], year: 2024, place: 'MYS' }),
    ...many(30, { sex: 'M', citizenships: ['PAK'], year: 2024, place: 'MYS' }),
  ]);
  await openedOn('2024-01-01', '2024-06-15');
  const later = { ...asked, cutOff: '2024-09-30', revises: first.id, changes: 'Cases opened from April to September.' };
  const refused = await build(later);
  // Groups named in a refusal are small ones: a maker who may not see small counts is told that there is one, and no more.
  const unnamed = { kind: 'withheld', release: null, values: [], fields: null };
  expect(refused).toMatchObject({ state: 'refused', told: null, figures: null, report: null, refusal: [unnamed] });
  const reasons = (await keeper.call<ReleaseOpened>('GET', `/api/releases/${refused.id}`)).body;
  expect(reasons.refusal).toContainEqual({
    kind: 'difference',
    release: { id: first.id, title: asked.title, number: 1 },
    values: ['IDN', 'F'],
    fields: null,
  });
  expect((await act(second, refused, 'approval')).status).toBe(409);
  // So would another view of the same people whose sums tell what the first withheld.
  const lower = { ...asked, title: 'The same with a lower threshold', threshold: 3 };
  expect((await maker.call('POST', '/api/releases', lower)).status).toBe(403);
  const narrower = await build(lower, keeper);
  expect(narrower.refusal?.some(({ release }) => release?.id === first.id)).toBe(true);

  const spared = await build({ ...later, spare: true }, keeper);
  expect(spared).toMatchObject({ state: 'built', number: 3, seriesId: first.id });
  const beside = await build({ ...later, title: 'Built beside it', spare: true }, keeper);
  const revision = await publish(spared);
  expect((await act(second, beside, 'opening')).body).toMatchObject({ code: 'not-allowed-now' });
  const out = (await maker.call<ReleaseOpened>('GET', `/api/releases/${spared.id}`)).body;
  expect(countOf(out, 'IDN', 'F')).toBeNull();
  expect(out.told?.some(({ count }) => count !== null)).toBe(true);
  const withdrawn = await act(second, revision, 'withdrawal', { reason: 'Counted twice in one agency.' });
  // One person alone withdraws, at once; the others see who did and why, and nobody publishes it again.
  expect(withdrawn.body).toMatchObject({ state: 'withdrawn', withdrawnReason: 'Counted twice in one agency.' });
  expect(withdrawn.body.withdrawnBy).not.toBeNull();
  expect((await act(second, withdrawn.body, 'publication')).status).toBe(409);
  // Nobody rewrites what was told, not even through the database.
  await expect(
    asActor(house.database, await actorOf(), (store) =>
      sql`update release set told = '[]'::jsonb where id = ${first.id}`.execute(store),
    ),
  ).rejects.toThrow('not changed');
});

/** The maker as the database knows them. */
const actorOf = async () => ({
  userId: maker.userId,
  membershipId: maker.membershipId,
  agencyId: maker.agencyId,
  unitId: null,
  unitIds: [],
  roleCode: 'analyst',
  sessionId: null,
  scope: 'all' as const,
  reads: ['statistical' as const],
  writes: [],
  permissions: ['release.prepare' as const, 'release.approve' as const],
});

test('anyone reads what is published through an open window, in three languages, and nothing else', async () => {
  const { stranger } = house;
  const page = (query = '') => stranger.call<string>('GET', `/public/${agency}${query}`);
  expect((await page()).status).toBe(404);
  const window = { open: true, about: null, embedders: ['https://ministry.example'] };
  expect((await maker.call('PUT', '/api/release-window', window)).status).toBe(200);
  const { releases } = (await maker.call<{ releases: ReleaseOpened[] }>('GET', '/api/releases')).body;
  const [first] = releases.filter(({ state }) => state === 'published');
  const hidden = releases.filter(({ state }) => state !== 'published');
  expect(hidden.length).toBeGreaterThan(1);
  const answer = await page();
  expect(answer.text).toContain('Indonesia');
  expect(answer.text).toContain('Counted twice in one agency.');
  const superseded =
    /Superseded on \d+ \w+ \d{4}; the later version was withdrawn on \d+ \w+ \d{4}: Counted twice in one agency\./;
  expect(answer.text).toMatch(superseded);
  expect((await page(`?release=${first?.id}`)).text).toMatch(superseded);
  expect(answer.headers['content-security-policy']).toContain('frame-ancestors https://ministry.example');
  expect(answer.headers['x-frame-options']).toBeUndefined();
  expect(Buffer.byteLength(answer.text)).toBeLessThan(40_000);
  expect((await page('?lang=ur')).text).toContain('dir="rtl"');
  expect((await page('?lang=id')).text).toContain('Angka dari UN migration office');
  const csv = await stranger.call<string>('GET', `/public/${agency}/${first?.id}/content`);
  expect(csv.text.split(/\r?\n/)[0]).toBe('citizenship,sex,count,licence,citation');
  expect(csv.text).toContain(
    `MMR,M,*,CC BY 4.0,"${asked.citation}"`.replaceAll('"', asked.citation.includes(',') ? '"' : ''),
  );
  const readMe = (language: string) =>
    stranger.call<string>('GET', `/public/${agency}/${first?.id}/content?format=readme&lang=${language}`);
  expect((await readMe('id')).text).toContain(`Lisensi: CC BY 4.0`);
  expect((await readMe('en')).text).toMatch(superseded);
  const json = await stranger.call('GET', `/public/${agency}/${first?.id}/content?format=json`);
  expect(json.body).toMatchObject({ licence: 'CC BY 4.0', citation: asked.citation, method: 'suppress' });
  expect(json.text).not.toMatch(/report|inferred|createdBy|approvedBy|narrowest|countedAt/);
  for (const { id } of hidden) {
    expect((await stranger.call('GET', `/public/${agency}?release=${id}`)).status).toBe(
      releases.find((one) => one.id === id)?.state === 'withdrawn' ? 200 : 404,
    );
    expect((await stranger.call('GET', `/public/${agency}/${id}/content`)).status).toBe(404);
    expect((await stranger.call('GET', `/api/releases/${id}`)).status).toBe(401);
  }
  expect((await stranger.call('GET', `/public/IDN-POLRI`)).status).toBe(404);
  // Whatever is asked for that is not out, an ordinary page says so, in the visitor's language.
  for (const address of [
    `/public/${agency}'%20or%201=1`,
    '/public/..%2F..%2Fapi',
    `/public/${agency}?release=x&lang=id`,
  ]) {
    const none = await stranger.call<string>('GET', address);
    expect(none.status).toBe(404);
    expect(none.headers['content-type']).toContain('text/html');
  }
  expect((await stranger.call<string>('GET', `/public/${agency}?release=x&lang=id`)).text).toContain('lang="id"');
  // Somebody who got as far as the database as nobody: tables are closed, and the doors tell no report.
  await asActor(house.database, null, async (store) => {
    for (const table of [
      'release',
      'public_window',
      'privacy_budget',
      'privacy_spending',
      'case_file',
      'person_record',
    ])
      expect((await sql`select 1 from ${sql.table(table)}`.execute(store)).rows).toEqual([]);
    const { rows } = await sql<object>`select * from public_releases_of(${agency})`.execute(store);
    expect(rows.length).toBe(2);
    expect(Object.keys(rows[0] ?? {})).not.toContain('report');
  });
  await maker.call('PUT', '/api/release-window', { ...window, open: false });
  expect((await page()).status).toBe(404);
});

test('records with noise are paid for from a budget in the database, which refuses when it is spent', async () => {
  const records = {
    ...asked,
    method: 'dp-synthetic',
    fields: ['citizenship', 'sex', 'registrationYear'],
    cutOff: '2024-09-30',
    length: 2,
  };
  const made = await build({ ...records, epsilon: 8 }, keeper);
  expect(made).toMatchObject({ state: 'built', kind: 'records' });
  expect(made.report?.records?.spent).toMatchObject({ epsilon: 8 });
  expect(made.report?.records?.membership?.tried).toBeGreaterThan(0);
  const csv = await keeper.call<string>('GET', `/api/releases/${made.id}/content`);
  expect(csv.text.split('\n')[0]).toBe('citizenship,sex,registrationYear');
  const refused = await keeper.call('POST', '/api/releases', { ...records, unit: 'persons', epsilon: 8 });
  expect(refused.body).toMatchObject({ code: 'rule-broken', details: { rule: 'privacy-budget', spent: 8 } });
  const { budgets } = (await maker.call<{ budgets: object[] }>('GET', '/api/privacy-budgets')).body;
  expect(budgets).toEqual([
    { dataSet: 'all', epsilon: 12, delta: 0.000_01, spentEpsilon: 8, spentDelta: 0.000_001, raises: [] },
  ]);
  // More is asked by one with a reason and decided by another; until then nothing changes.
  const more = { dataSet: 'all', epsilon: 16, reason: 'The yearly report was announced and needs one more.' };
  const raise = (who: Person, input: object) => who.call<RaiseShown>('POST', '/api/privacy-budgets/raises', input);
  expect((await raise(maker, { ...more, epsilon: 11 })).status).toBe(400);
  const wanted = (await raise(maker, more)).body;
  expect(wanted).toMatchObject({ state: 'asked', isOwn: true });
  expect((await raise(second, more)).status).toBe(409);
  expect((await keeper.call('POST', '/api/releases', { ...records, epsilon: 8 })).status).toBe(422);
  // Of a budget that is nearly spent, who may see no small counts takes nothing more.
  expect((await maker.call('POST', '/api/releases', { ...records, epsilon: 1 })).body).toMatchObject({
    details: { rule: 'privacy-budget', budget: 3 },
  });
  const decide = (who: Person) =>
    who.call<RaiseShown>(
      'POST',
      `/api/privacy-budgets/raises/${wanted.id}/decision`,
      { grant: true, reason: 'Agreed by the board.' },
      { ifMatch: wanted.version },
    );
  expect((await decide(maker)).body).toMatchObject({ code: 'rule-broken' });
  await expect(
    asActor(house.database, await actorOf(), (store) => sql`update privacy_budget set epsilon = 99`.execute(store)),
  ).rejects.toThrow('row-level security');
  expect((await decide(second)).body).toMatchObject({ state: 'granted', decisionReason: 'Agreed by the board.' });
  expect((await build({ ...records, epsilon: 8 }, keeper)).state).toBe('built');
  const grouped = await build({ ...records, method: 'k', threshold: 11 }, keeper);
  expect(grouped.report?.records?.utility.every(({ belowThreshold }) => belowThreshold === 0)).toBe(true);
});

test('counts can be rounded or carry lasting noise instead; the same people get the same noise again, and what is out stays safe', async () => {
  // Beside the table that withholds four men of Myanmar, a rounded or noisy one would tell how few they are.
  for (const method of ['round', 'cell-key']) {
    const beside = await build({ ...asked, method, title: `Beside it by ${method}` }, keeper);
    expect(beside.refusal?.some(({ release, values }) => release !== null && values.join() === 'MMR,M')).toBe(true);
  }
  const persons = { ...asked, unit: 'cases', cutOff: '2024-03-31' };
  const rounded = await build({ ...persons, method: 'round', base: 5 }, keeper);
  expect(rounded.told?.every(({ count }) => (count ?? 1) % 5 === 0)).toBe(true);
  expect(rounded.figures?.additive).toBe(true);
  const once = await build({ ...persons, method: 'cell-key' }, keeper);
  const again = await build({ ...persons, method: 'cell-key', fields: ['sex'] }, keeper);
  expect(once.state).toBe('built');
  expect(countOf(again, 'F')).toBe(countOf(once, null, 'F'));
  expect(Math.abs((countOf(once, null, null) ?? 0) - 154)).toBeLessThanOrEqual(5);
});

test('counts of persons are refused beside counts of victims when they tell of a few who are none', async () => {
  await tell(house, many(3, { part: 'witness', sex: 'F', citizenships: ['IDN'], year: 2023, place: 'MYS' }));
  await openedOn('2024-01-01', '2024-01-15');
  const everyone = { ...asked, unit: 'persons', title: 'Everyone by citizenship and sex' };
  // Three entered since the last whole step move nothing for those who may see no small counts.
  expect((await build(everyone)).state).toBe('built');
  const persons = await build(everyone, keeper);
  expect(persons.refusal?.map(({ kind, values }) => `${kind} ${values.join()}`)).toContain('difference IDN,F');
  // So are real records: what a total has over them is few.
  const records = await build({ ...asked, method: 'k-anonymous', title: 'Records', threshold: 11 }, keeper);
  expect(records.refusal?.some(({ release, values }) => release !== null && values.join() === 'MMR,M')).toBe(true);
});

test('a draft that was opened is known: another that would tell a small count with it is refused, also when the first was thrown away', async () => {
  const cases = { ...asked, unit: 'cases', title: 'Cases by citizenship', fields: ['citizenship'] };
  // All women of 2024 are of Myanmar: who has both tables knows how few men of Myanmar there are.
  const other = { ...cases, title: 'Cases by sex and year', fields: ['sex', 'registrationYear'] };
  const [first, before] = [await build(cases, keeper), await build(other, keeper)];
  expect([first.state, before.state]).toEqual(['built', 'built']);
  const opened = (await act(maker, first, 'opening')).body;
  expect(countOf(opened, 'MMR')).toBe(29);
  // Built before the first was opened, it was not attacked together with it.
  expect((await act(second, before, 'opening')).body).toMatchObject({ code: 'not-allowed-now' });
  expect((await act(maker, before, 'discarding')).body).toMatchObject({ state: 'discarded', figures: null });
  expect((await act(maker, opened, 'discarding')).body.state).toBe('discarded');
  const refused = await build(other, keeper);
  expect(refused.state).toBe('refused');
  const spared = await build({ ...other, spare: true }, keeper);
  const seen = (await act(second, spared, 'opening')).body;
  expect([countOf(seen, null, null), countOf(seen, 'F', '2024')]).toEqual([157, null]);
  // The same again tells nothing new.
  expect((await build(cases, keeper)).state).toBe('built');
  await expect(
    asActor(house.database, await actorOf(), (store) =>
      sql`update release set opened_at = null, opened_by = null where id = ${first.id}`.execute(store),
    ),
  ).rejects.toThrow('not changed');
});

test('a maker who may see no small counts learns none from what is refused, by no threshold, day or number of tries', async () => {
  // Another agency's makers: so often in vain is counted by agency.
  const other = await house.person('POLRI', 'programme-officer');
  await tell(
    house,
    [
      { count: 9, sex: 'F' },
      { count: 40, sex: 'M' },
    ].flatMap(({ count, sex }) => many(count, { agency: 'POLRI', sex, citizenships: ['IDN'], year: 2022 })),
  );
  await openedOn('2024-01-01', '2023-05-05');
  const asking = await house.person('POLRI', 'programme-officer');
  const own = { ...asked, title: 'Ours by sex', fields: ['sex'], cutOff: '2023-06-30' };
  for (const wrong of [
    { threshold: 12 },
    { method: 'round', base: 5 },
    { cutOff: '2023-06-29' },
    { spare: true },
    { unit: 'cases' },
    { method: 'k' },
    { method: 'k-anonymous' },
    { method: 'dp-synthetic', epsilon: 2 },
    { method: 'dp-synthetic', epsilon: 0.01 },
  ])
    expect((await asking.call('POST', '/api/releases', { ...own, ...wrong })).body).toMatchObject({
      code: 'invalid-input',
    });
  // Whether there are enough at all hangs on no threshold of one's choice.
  expect((await build({ ...own, threshold: 100 }, other)).state).toBe('built');
  expect((await build({ ...own, cutOff: '2023-01-31' }, other)).refusal?.map(({ kind }) => kind)).toEqual(['empty']);
  // Nor is it moved by one more, entered on the day it is counted.
  await tell(house, [{ agency: 'POLRI', sex: 'F', citizenships: ['IDN'], year: 2022 }]);
  await openedOn('2024-01-01', '2023-05-05');
  const again = await build(own, other);
  const opened = (await act(other, again, 'opening')).body;
  expect([countOf(opened, null), countOf(opened, 'F'), opened.stepped]).toEqual([49, null, true]);
  expect([opened.figures?.small, opened.figures?.withheld, opened.report?.inferred]).toEqual([undefined, 2, null]);
  await asOwner(house.database, (store) =>
    sql`insert into release (id, agency_id, series_id, number, kind, title, unit, fields, reach, cut_off, method, settings, licence, citation, stepped, state, created_by)
      select gen_random_uuid(), agency_id, series_id, number + n, kind, title, unit, fields, reach, cut_off, method, settings, licence, citation, stepped, 'refused', created_by
      from release, generate_series(1, 18) n where id = ${again.id}`.execute(store),
  );
  expect((await other.call('POST', '/api/releases', own)).body).toMatchObject({ code: 'not-allowed-now' });
});
