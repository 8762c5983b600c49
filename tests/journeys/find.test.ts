import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let worker: Person;
beforeAll(async () => {
  site = await openSite();
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Sari Wulandari' });
  await caseOf('Siti Noerhaliza Sulastri', '+62 812-3456-7890');
  await caseOf('محمد یوسف خان', '+92 300 1234567');
});
afterAll(() => site.close());

async function caseOf(fullText: string, phone: string): Promise<void> {
  const add = async (path: string, body: unknown): Promise<string> =>
    String((await worker.call('POST', path, body)).body['id']);
  const caseId = await add('/api/cases', { summary: 'Brought by a neighbour' });
  const recordId = await add(`/api/cases/${caseId}/person-records`, {
    part: 'victim',
    sex: 'F',
    citizenships: ['IDN'],
  });
  await add(`/api/person-records/${recordId}/names`, { kind: 'legal', fullText });
  await add(`/api/person-records/${recordId}/contacts`, { kind: 'phone', value: phone });
}

test('a case worker finds a case from a misspelt name heard over the phone, by keyboard alone, and opens it', async () => {
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo('/');
  await page.keyboard.press('/');
  await page.keyboard.type('nurhalisa sulatsri');
  const option = page.getByRole('option', { name: /Siti Noerhaliza Sulastri/ });
  await option.waitFor();
  await look('find-header');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => option.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Case / }).waitFor();
  expect(page.url()).not.toMatch(/nurhalisa|siti/i);

  // The name heard belongs to somebody who is written in Urdu letters.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a person, case, number or words' }).fill('Mohamad Yusup');
  await page.getByRole('option', { name: /محمد یوسف خان/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Case / }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Find' }).waitFor();
  await page.getByRole('link', { name: /محمد یوسف خان/ }).waitFor();
  await look('find-page');
  await page.getByRole('searchbox').fill('nobody like this');
  await page.getByText('Nothing found that you may see').first().waitFor();
  await look('find-nothing');
  await close();
});

test('on a phone and in Urdu a case is found by a name in Urdu letters, and one known already is shown before a new case is made', async () => {
  const { page, goTo, look, close } = await site.visit({ as: worker, width: 390, language: 'ur' });
  await goTo('/find');
  await page.getByRole('searchbox').fill('محمد يوسف');
  await page.getByRole('link', { name: /محمد یوسف خان/ }).waitFor();
  await look('find-page');
  await goTo('/cases');
  await page.getByRole('button', { name: 'نیا مقدمہ' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('081234567890');
  await dialog.getByRole('link', { name: /812-3456-7890/ }).waitFor();
  await dialog.getByRole('button', { name: 'ان میں سے کوئی نہیں: نیا مقدمہ کھولیں' }).waitFor();
  await look('find-before-create');
  await dialog.getByRole('link', { name: /812-3456-7890/ }).click();
  await page.locator('h1').getByText('IDN-RPTC').waitFor();
  await close();
});

test('a case worker ticks cases by keyboard, gives a task in all of them, and keeps the view, which stays their own', async () => {
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo('/cases');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('2 cases ticked').waitFor();
  await look('cases-ticked');
  await page.getByRole('button', { name: 'Give a task' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is to be done').fill('Call back');
  await dialog.getByRole('button', { name: 'Do it for 2 cases' }).click();
  await page.getByText('Done for 2 of 2 cases').waitFor();
  const { body } = await worker.call<{ tasks: { title: string }[] }>('GET', '/api/tasks');
  expect(body.tasks.filter(({ title }) => title === 'Call back')).toHaveLength(2);

  await page.getByRole('button', { name: 'Risk' }).press('Enter');
  await page.locator('th[aria-sort=descending]').getByText('Risk').waitFor();
  await page.waitForURL(/sort=risk-down/);
  await page.getByRole('button', { name: 'Opened on' }).click();
  await page.waitForURL(/sort=opened-down/);
  await page.getByRole('button', { name: 'Opened on' }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'Own reference' }).click();
  await page.getByRole('columnheader', { name: 'Own reference' }).waitFor();
  await page.getByRole('button', { name: 'Save this view' }).click();
  await dialog.getByLabel('Name of the view').fill('By opening');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('View saved').waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Saved views').first().inputValue()).toBe('By opening');
  await page.getByRole('button', { name: 'Opened on' }).click();
  await page.getByText('Changed since it was saved').waitFor();
  const colleague = await site.house.person('SHELTER', 'case-worker');
  const views = await worker.call<{ views: { view: { sort: string; columns: string[] } }[] }>('GET', '/api/case-views');
  expect(views.body.views[0]?.view).toMatchObject({ sort: 'opened-up' });
  expect(views.body.views[0]?.view.columns).toContain('reference');
  expect((await colleague.call<{ views: unknown[] }>('GET', '/api/case-views')).body.views).toEqual([]);
  await close();
});
