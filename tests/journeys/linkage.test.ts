import { afterAll, beforeAll, expect, test } from 'vitest';
import { agencyLists } from '../../bench/agency-lists.ts';
import { readNames } from '../../src/features/demo/names.ts';
import type { Person } from '../harness/house.ts';
import { applied, drafted } from '../harness/imports.ts';
import { openSite, type Site, type Visit } from './page.ts';

let site: Site;
let worker: Person;
let chief: Person;

beforeAll(async () => {
  site = await openSite();
  const { house } = site;
  worker = await house.person('SHELTER', 'case-worker');
  chief = await house.person('POLRI', 'administrator');
  const officer = await house.person('POLRI', 'investigator');
  const lists = agencyLists(await readNames(), { agencies: 2, people: 40, seed: 'journey', share: 0.5 });
  const rule = { reviewers: 1, automaticFrom: null, onImport: false };
  for (const [at, person] of [worker, officer].entries()) {
    const own = await house.person(at === 0 ? 'SHELTER' : 'POLRI', 'administrator');
    await own.call('PUT', '/api/linkage/rule', rule, { ifMatch: 0 });
    await applied(person, await drafted(person, 'daftar.csv', lists[at]?.csv ?? ''));
  }
  const own = await house.person('SHELTER', 'administrator');
  await own.call('POST', '/api/linkage/agreements', {
    agencyIds: [house.agencyId('POLRI')],
    fields: ['name', 'birthDate', 'sex', 'citizenship', 'document', 'phone'],
    shownFields: ['name', 'birthDate', 'sex'],
    purpose: 'To count every victim once and to help each with what the other agency knows',
    reviewers: 1,
    validUntil: '2099-12-31',
  });
}, 300_000);
afterAll(() => site.close());

test('two agencies agree, a comparison runs, a reviewer decides pairs by keyboard alone and takes one back', async () => {
  const administrator = await site.visit({ as: chief });
  await administrator.goTo('/linkage/agreements');
  await administrator.page.getByRole('button', { name: 'Agree', exact: true }).click();
  await administrator.page.getByText('Holds').first().waitFor();
  await administrator.look('linkage-agreements');
  await administrator.close();

  const visit = await site.visit({ as: worker });
  const { page } = visit;
  await visit.goTo('/linkage/runs');
  await page.getByRole('combobox', { name: 'Which records' }).click();
  await page.getByRole('option', { name: /National Police/ }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText('What was found').waitFor();
  await visit.look('linkage-run');
  await visit.goTo('/linkage?order=likely');
  await visit.look('linkage-inbox');
  await page.getByRole('link', { name: 'Begin deciding' }).click();
  await page.getByText('What speaks for and against').waitFor();
  await visit.look('linkage-pair');
  await divideAGroup(visit, 'linkage-group');
  await visit.goTo('/linkage?order=likely&state=open');
  await page.getByRole('link', { name: 'Begin deciding' }).click();
  for (let decided = 1; decided <= 3; decided += 1) {
    const before = page.url();
    await page.locator('section[aria-busy="false"]').waitFor();
    await page.keyboard.press('1');
    await page.waitForURL((url) => String(url) !== before);
    await page.getByText(`${decided} decided here`).waitFor();
  }
  await page.keyboard.press('p');
  await page.getByText('Both records belong to one person now.').waitFor();
  await page.keyboard.press('u');
  await page.getByText('If they are one person').waitFor();
  await visit.goTo('/linkage/overlap');
  await page.getByText('different persons').waitFor();
  await visit.look('linkage-overlap');
  await visit.close();
}, 300_000);

/** Opens a group that hangs together, gives its last record to another person by key, and saves. */
async function divideAGroup({ page, goTo, look }: Visit, name: string): Promise<void> {
  const { body } = await worker.call<{ rows: { pairId: string; records: number }[] }>('GET', '/api/linkage/groups');
  const group = body.rows.find(({ records }) => records > 2);
  expect(group).toBeDefined();
  const pairs = await worker.call<{ pairs: { id: string }[]; records: { proposed: number }[] }>(
    'GET',
    `/api/linkage/pairs/${group?.pairId ?? ''}/group`,
  );
  await goTo(`/linkage/review?pair=${group?.pairId ?? ''}&as=group`);
  await page.getByText('All one person').waitFor();
  for (let record = 1; record < (group?.records ?? 0); record += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('b');
  const divided = new Set([...pairs.body.records.slice(0, -1).map(({ proposed }) => proposed), 2]).size;
  await page.getByText(`so divided: ${divided}.`).waitFor();
  await look(name);
  const before = page.url();
  await page.locator('section[aria-busy="false"]').waitFor();
  await page.keyboard.press('s');
  await page.waitForURL((url) => String(url) !== before);
  const settled = await Promise.all(
    pairs.body.pairs.map(({ id }) => worker.call<{ state: string }>('GET', `/api/linkage/pairs/${id}`)),
  );
  expect(new Set(settled.map(({ body: { state } }) => state))).toEqual(new Set(['same', 'different']));
}

test('on a phone in Urdu a pair is read and the overlap is seen', async () => {
  const { body } = await worker.call<{ rows: { id: string }[] }>('GET', '/api/linkage/pairs?order=likely');
  const visit = await site.visit({ as: worker, language: 'ur', width: 390, dark: true });
  await visit.goTo('/linkage');
  await visit.look('linkage-inbox');
  await visit.goTo(`/linkage/review?pair=${body.rows[0]?.id ?? ''}&as=group`);
  await visit.page.getByRole('table').first().waitFor();
  await visit.look('linkage-group');
  await visit.goTo(`/linkage/review?pair=${body.rows[0]?.id ?? ''}`);
  await visit.page.getByRole('table').first().waitFor();
  await visit.look('linkage-pair');
  await visit.goTo('/linkage/overlap');
  await visit.page.getByRole('table').first().waitFor();
  await visit.look('linkage-overlap');
  // What was closed, or was never there, is no dead end.
  await visit.goTo(`/linkage/review?pair=${worker.agencyId}&as=group`);
  await visit.page.getByRole('button', { name: 'اگلا' }).waitFor();
  await visit.look('linkage-closed');
  await visit.close();
  expect(body.rows.length).toBeGreaterThan(0);
}, 300_000);
