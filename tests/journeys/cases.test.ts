import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { lookAtAll, openSite, type Site } from './page.ts';

let site: Site;
let worker: Person;
let colleague: Person;
beforeAll(async () => {
  site = await openSite();
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Sari Wulandari' });
  colleague = await site.house.person('SHELTER', 'case-worker', { name: 'Budi Santoso' });
});
afterAll(() => site.close());

test('a case worker opens a case without answers, says who and what happened, and no words are lost to a colleague', async () => {
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo('/cases');
  await page.getByText('No cases yet').waitFor();
  await look('cases-empty');
  await page.getByRole('button', { name: 'New case' }).first().click();
  await choose(page.getByRole('dialog'), page, 'Trafficking in persons', 'Suspected');
  await page.getByRole('textbox', { name: 'Own reference' }).fill('PPA/12/2026');
  await look('case-new');
  await page.getByRole('button', { name: 'Open the case' }).click();
  await page.getByRole('heading', { level: 1, name: /^Case / }).waitFor();
  const path = new URL(page.url()).pathname;

  await page.getByRole('tab', { name: /^People/ }).click();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await choose(page.getByRole('dialog'), page, 'Sex', 'Female (sex)');
  await look('person-add');
  await save(page);
  await page.getByText('Not asked: ').first().waitFor();
  await addName(page, 'Nur Aini');
  await addName(page, 'نور عینی');
  await page.getByText('نور عینی').first().waitFor();

  await page.getByRole('tab', { name: /^What happened/ }).click();
  await page.getByRole('button', { name: 'Add an event' }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, page, 'Kind', 'Exploitation');
  await dialog.getByRole('combobox', { name: 'Place' }).fill('Sarawak');
  await page
    .getByRole('option', { name: /^Sarawak/ })
    .first()
    .click();
  await dialog.getByLabel('Year').first().fill('2025');
  await dialog.getByRole('combobox', { name: 'Forms of exploitation' }).fill('domestic');
  await page.getByRole('option', { name: 'Domestic servitude' }).click();
  await look('event-add');
  await save(page);
  await page.getByText('Exploitation · Sarawak').waitFor();
  await page.getByRole('button', { name: 'Leg of a journey' }).click();
  await look('movement-add');
  await dialog.getByRole('combobox', { name: 'From', exact: true }).fill('Kalimantan Barat');
  await page
    .getByRole('option', { name: /^Kalimantan Barat/ })
    .first()
    .click();
  await dialog.getByRole('combobox', { name: 'To', exact: true }).fill('Sarawak');
  await page
    .getByRole('option', { name: /^Sarawak/ })
    .first()
    .click();
  await save(page);
  const course = page.getByRole('list', { name: 'What happened' });
  await course.getByText('Kalimantan Barat, Indonesia to Sarawak, Malaysia').waitFor();

  await page.getByRole('button', { name: 'Add a note' }).click();
  await choose(dialog, page, 'Class', 'Health and counselling');
  await dialog.getByRole('textbox', { name: 'Note', exact: true }).fill('Sleeps badly; asks for a doctor.');
  await save(page);
  await course.getByText('Sleeps badly').waitFor();
  await keepsWords(page);

  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Add a task' }).click();
  await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('Book the clinic');
  await dialog.locator('input[name=dueAt]').fill('2020-01-02');
  await save(page);
  await page.getByText('Overdue').first().waitFor();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByText('Nothing to do').waitFor();

  await conflict(page, path, look);
  await close();

  await lookAtAll(
    site,
    {
      cases: '/cases',
      case: path,
      'case-people': `${path}?part=people`,
      'case-events': `${path}?part=events`,
      'case-tasks': `${path}?part=tasks`,
      'case-documents': `${path}?part=documents`,
      'case-history': `${path}?part=history`,
      'case-access': `${path}?part=access`,
    },
    worker,
  );
}, 400_000);

/** A colleague saves while the facts are being edited here; both versions are shown and each field is decided. */
async function conflict(page: Page, path: string, look: (name: string) => Promise<void>): Promise<void> {
  const caseId = path.split('/').at(-1);
  const facts = page.getByRole('region', { name: 'Facts', exact: true });
  await facts.getByRole('button', { name: 'Change' }).click();
  const now = await colleague.call<{ version: number }>('GET', `/api/cases/${caseId}`);
  const faster = await colleague.call(
    'PATCH',
    `/api/cases/${caseId}`,
    { summary: 'Called the hotline herself.\nSpeaks Urdu.' },
    { ifMatch: now.body.version },
  );
  expect(faster.status).toBe(200);
  await facts.getByRole('textbox', { name: 'Summary' }).fill('Found by a neighbour.');
  await page.getByText('Saved by Budi Santoso').waitFor();
  await facts.getByRole('radio', { name: /^Both in one/ }).check();
  const both = facts.getByRole('textbox', { name: 'Summary: both in one' });
  const marked = '— Budi Santoso:\nCalled the hotline herself.\nSpeaks Urdu.\n— Sari Wulandari:\nFound by a neighbour.';
  await expect.poll(() => both.inputValue()).toBe(marked);
  await look('case-conflict');
  await both.fill('Found by a neighbour; rang herself.\nSpeaks Urdu.');
  await facts.getByRole('button', { name: 'Save what is chosen' }).click();
  await facts.getByText('Saved', { exact: true }).waitFor();
  await facts.getByRole('button', { name: 'Done' }).click();
  await facts.getByText('Found by a neighbour; rang herself.').waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('Called the hotline herself.').first().waitFor();
}

/** Words begun and not saved outlive a press on Back and Escape, are offered again, and signing out asks about them. */
async function keepsWords(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  const address = page.url();
  await page.getByRole('button', { name: 'Add a note' }).click();
  const note = dialog.getByRole('textbox', { name: 'Note', exact: true });
  await note.fill('Half a sen');
  await page.evaluate('history.back()');
  await dialog.waitFor({ state: 'detached' });
  expect(page.url()).toBe(address);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await dialog.getByText('There are words that are not saved').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add a note' }).click();
  await dialog.getByText('Your words from before are here again').waitFor();
  await expect.poll(() => note.inputValue()).toBe('Half a sen');
  await dialog.getByRole('button', { name: 'Begin empty' }).click();
  await expect.poll(() => note.inputValue()).toBe('');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function addName(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await save(page);
}

async function choose(within: Locator, page: Page, field: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function save(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
