import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { lookAtAll, openSite, type Site, type Visit } from './page.ts';

type Found = { readonly id: string; readonly number: string };
const manyTasks = 103;

let site: Site;
let worker: Person;
let officer: Person;
let auditor: Person;
beforeAll(async () => {
  site = await openSite();
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Sari Wulandari' });
  await site.house.person('SHELTER', 'case-worker', { name: 'Budi Santoso' });
  officer = await site.house.person('POLRI', 'investigator', { name: 'Hendra Gunawan' });
  auditor = await site.house.person('SHELTER', 'auditor', { name: 'Maya Lestari' });
});
afterAll(() => site.close());

async function newCase(): Promise<Found> {
  const made = await worker.call<Found>('POST', '/api/cases', { summary: 'Called the hotline.' });
  expect(made.status).toBeLessThan(300);
  return made.body;
}

test('a case worker keeps a file, shares a case and takes it back, draws the smallest circle, closes, reopens and exports', async () => {
  const made = await newCase();
  const mine = await site.visit({ as: worker });
  const theirs = await site.visit({ as: officer });
  await keepFile(mine, made);
  await shareAndTakeBack(mine, theirs, made);
  await drawCircle(mine);
  await closeAndReopen(mine, made);
  await exportCases(mine);
  await mine.close();
  await theirs.close();
}, 300_000);

test('a long case shows all its tasks and its whole history, and says so when there is more', async () => {
  const made = await newCase();
  for (let count = 1; count <= manyTasks; count += 1) {
    const added = await worker.call('POST', `/api/cases/${made.id}/tasks`, { title: `Task number ${count}.` });
    expect(added.status).toBeLessThan(300);
  }
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo(`/cases/${made.id}`);
  const tasks = page.getByRole('list', { name: 'Tasks' }).getByRole('listitem');
  await expect.poll(() => tasks.count()).toBe(100);
  await page.getByText('There is more than is shown here.').waitFor();
  await look('case-long');
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByText(`Task number ${manyTasks}.`).waitFor();
  await expect.poll(() => tasks.count()).toBe(manyTasks);
  await expect.poll(() => page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Show earlier ones' }).waitFor();
  const beginning = page.getByRole('list', { name: 'Changes' }).getByText('Case added by Sari Wulandari');
  await expect.poll(() => beginning.count()).toBe(0);
  await page.getByRole('button', { name: 'Show earlier ones' }).click();
  await page.getByRole('button', { name: 'Show earlier ones' }).waitFor({ state: 'detached' });
  await beginning.waitFor();
  await close();
}, 200_000);

test('an officer opens a hidden case in an emergency knowing what follows, and a reviewer ends it', async () => {
  const made = await newCase();
  const theirs = await site.visit({ as: officer });
  await theirs.goTo('/cases');
  await theirs.page.getByRole('main').getByRole('link', { name: 'Hidden cases' }).click();
  const form = theirs.page.getByRole('form', { name: 'Open a hidden case in an emergency' });
  await form.getByText('gets a task to review it at once').waitFor();
  await form.getByLabel('Number of the hidden case').fill(made.number);
  await form.getByLabel('What the emergency is').fill('In danger');
  await expect.poll(() => form.getByRole('button', { name: 'Open in an emergency' }).isDisabled()).toBe(true);
  await form.getByLabel('What the emergency is').fill('She is at the border post and in danger now');
  await theirs.look('hidden-cases');
  await form.getByRole('button', { name: 'Open in an emergency' }).click();
  await theirs.page.getByRole('heading', { level: 1, name: `Case ${made.number}` }).waitFor();

  const reviewer = await site.visit({ as: auditor });
  await reviewer.goTo('/emergencies');
  await reviewer.page.getByText('in danger now').waitFor();
  await reviewer.look('emergency-reviews');
  await reviewer.page.getByRole('button', { name: 'Review', exact: true }).click();
  await choose(reviewer.page, 'Was it justified?', 'Not justified');
  await reviewer.page.getByRole('dialog').getByLabel('End the access now').check();
  await save(reviewer.page);
  await reviewer.page.getByText('Nothing here').waitFor();
  await reviewer.close();

  await askWhy(theirs, made.number);
  await theirs.page.getByText('You cannot see this case').waitFor();
  await theirs.page.getByText('The emergency opening ended').waitFor();
  await theirs.look('why-hidden');
  await theirs.close();
  await lookAtAll(site, { 'hidden-cases': '/emergencies' }, officer);
}, 200_000);

async function keepFile({ page, goTo, look }: Visit, { id }: Found): Promise<void> {
  await goTo(`/cases/${id}?part=documents`);
  const content = Buffer.from('Statement taken on 3 May.');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'statement.txt', mimeType: 'text/plain', buffer: content });
  await page.getByRole('combobox', { name: 'Class', exact: true }).click();
  await page.getByRole('option', { name: 'Testimony', exact: true }).click();
  await page.getByLabel('What it is').fill('Her own words');
  await page.getByRole('button', { name: 'Add the file' }).click();
  const file = page.getByRole('listitem').filter({ hasText: 'statement.txt' });
  await file.getByText('Her own words').waitFor();
  await look('case-file');
  const coming = page.waitForEvent('download');
  await file.getByRole('button', { name: 'Download' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('statement.txt');
  expect(await readFile(await download.path())).toEqual(content);
  await file.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('No documents yet').waitFor();
}

async function shareAndTakeBack(mine: Visit, theirs: Visit, { id, number }: Found): Promise<void> {
  const { page } = mine;
  await theirs.goTo(`/cases/${id}`);
  await expect.poll(() => theirs.page.getByText(number).count()).toBe(0);
  await mine.goTo(`/cases/${id}?part=access`);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const agencies = await officer.call<{ agencies: { id: string; name: string }[] }>('GET', '/api/agencies');
  const agency = agencies.body.agencies.find((one) => one.id === officer.agencyId)?.name ?? '';
  await dialog.getByRole('combobox', { name: 'With', exact: true }).fill(agency);
  await page.getByRole('option', { name: agency }).click();
  await choose(page, 'Purpose', 'Investigation');
  await dialog.getByLabel('Identity').check();
  await dialog.getByLabel('Reason').fill('They look for the recruiter.');
  await page.keyboard.press('Escape');
  await dialog.getByText('Close and lose what you wrote?').waitFor();
  await dialog.getByRole('button', { name: 'Go on writing' }).click();
  await mine.look('case-share');
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Active', { exact: true }).waitFor();

  await theirs.goTo('/cases');
  await theirs.page.getByRole('link', { name: number }).click();
  await theirs.page.getByText('Called the hotline.').waitFor();
  await askWhy(theirs, number);
  await theirs.page.getByText('You can see this case').waitFor();

  await page.getByRole('button', { name: 'Take back' }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Taken back', { exact: true }).waitFor();
  await theirs.goTo(`/cases/${id}`);
  await expect.poll(() => theirs.page.getByText('Called the hotline.').count()).toBe(0);
  await theirs.goTo('/cases');
  await expect.poll(() => theirs.page.getByRole('link', { name: number }).count()).toBe(0);
  await askWhy(theirs, number);
  await theirs.page.getByText('The share was taken back').waitFor();
}

async function drawCircle({ page }: Visit): Promise<void> {
  const circle = page.getByRole('region', { name: 'Smallest circle' });
  await circle.getByText('Nobody is in it.').waitFor();
  await circle.getByRole('combobox', { name: 'Colleague' }).fill('Budi');
  await page.getByRole('option', { name: 'Budi Santoso' }).click();
  await circle.getByRole('button', { name: 'Add', exact: true }).click();
  await circle.getByRole('table').getByText('Budi Santoso').waitFor();
  await circle.getByRole('button', { name: 'Take out' }).click();
  await circle.getByText('Nobody is in it.').waitFor();
}

async function closeAndReopen({ page, goTo, look }: Visit, { id }: Found): Promise<void> {
  await goTo(`/cases/${id}`);
  await page.getByRole('button', { name: 'Retention' }).click();
  await choose(page, 'Kind of case', 'Case with criminal proceedings');
  await page.getByRole('dialog').getByLabel('Reason').fill('A trial is under way.');
  await look('case-retention');
  await save(page);
  await page.getByText('Case with criminal proceedings').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Close', exact: true }).click();
  await choose(page, 'Reason', 'Goals met');
  await look('case-close');
  await save(page);
  await page.getByText('Why closed').waitFor();
  await page.getByText('Goals met').waitFor();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('She called again.');
  await save(page);
  await page.getByRole('main').getByRole('button', { name: 'Close', exact: true }).waitFor();
}

async function exportCases({ page, goTo, look }: Visit): Promise<void> {
  await goTo('/cases');
  await page.getByRole('button', { name: 'Take a copy' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the file' }).click();
  await dialog.getByText('1 row is in the file').waitFor();
  await look('export-ready');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/\.xlsx\.age$/);
  expect((await readFile(await download.path())).subarray(0, 18).toString()).toBe('age-encryption.org');
}

async function askWhy({ page, goTo }: Visit, number: string): Promise<void> {
  await goTo('/emergencies');
  await page.getByLabel('Number of the case').fill(number);
  await page.getByRole('button', { name: 'Tell me why' }).click();
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function save(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
