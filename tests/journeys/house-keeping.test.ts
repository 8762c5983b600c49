import { stat } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let administrator: Person;
let worker: Person;
beforeAll(async () => {
  site = await openSite();
  administrator = await site.house.person('SHELTER', 'administrator', { name: 'Sari Wulandari' });
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Budi Santoso' });
});
afterAll(() => site.close());

test('an administrator names a code and adds a field; a case worker reads the one and fills the other, in Urdu on a phone too', async () => {
  const desk = await site.visit({ as: administrator });
  await desk.goTo('/vocabulary');
  await desk.page.getByRole('button', { name: 'Domestic servitude' }).click();
  await desk.page.getByRole('textbox', { name: 'Word of this agency' }).fill('Kerja rumah');
  await desk.page.getByRole('button', { name: 'Save' }).click();
  await desk.page.getByText('Kerja rumah', { exact: true }).waitFor();
  await desk.goTo('/forms');
  await desk.page.getByRole('button', { name: 'Add a field' }).click();
  await desk.page.getByLabel('Name of the field').fill('Form of work');
  await desk.page.getByLabel('Explanation').fill('What the person was made to do.');
  await desk.page.getByRole('combobox', { name: 'What it holds' }).click();
  await desk.page.getByRole('option', { name: 'Code of a list' }).click();
  await desk.page.getByRole('combobox', { name: 'List' }).fill('Forms and sub-forms');
  await desk.page.getByRole('option', { name: 'Forms and sub-forms of exploitation' }).click();
  await desk.page.getByRole('button', { name: 'Take over' }).click();
  await desk.look('forms');
  await desk.page.getByRole('button', { name: 'Save as version 1' }).click();
  await desk.page.getByText('Version 1 is in use').waitFor();
  await desk.close();

  const made = await worker.call('POST', '/api/cases', { summary: 'Called the hotline.' });
  const mine = await site.visit({ as: worker });
  await mine.goTo(`/cases/${String(made.body['id'])}`);
  await mine.page.getByRole('button', { name: 'Extra fields: Administrative' }).click();
  await mine.page.getByRole('button', { name: 'What is “Form of work”?' }).click();
  await mine.page.getByText('What the person was made to do.').waitFor();
  await mine.page.keyboard.press('Escape');
  await mine.page.getByRole('combobox', { name: 'Form of work' }).fill('Domestic');
  await mine.page.getByRole('option', { name: 'Domestic servitude · Kerja rumah' }).click();
  await mine.page.getByRole('button', { name: 'Save' }).click();
  await mine.page.getByText('Domestic servitude · Kerja rumah').waitFor();
  await mine.look('case-extra');
  await mine.close();

  const phone = await site.visit({ as: worker, language: 'ur', width: 390, dark: true });
  await phone.goTo(`/cases/${String(made.body['id'])}`);
  await phone.page.getByText('گھریلو غلامی · Kerja rumah').waitFor();
  await phone.look('case-extra');
  await phone.goTo('/vocabulary');
  await phone.page.getByText('اپنا ترجمہ').first().waitFor();
  await phone.look('vocabulary');
  await phone.close();
}, 120_000);

test('a keeper reads how the installation is and takes a backup away; a records officer erases what is due; keys and tour help', async () => {
  const keeper = await site.house.person('UN', 'node-administrator', { name: 'Maya Lestari' });
  const machine = await site.visit({ as: keeper });
  await machine.goTo('/health');
  await machine.page.getByText('Act now').first().waitFor();
  await machine.look('health');
  await machine.page.getByRole('main').getByRole('link', { name: 'Backup' }).click();
  await machine.page.getByRole('checkbox').check();
  await machine.look('backup');
  const download = machine.page.waitForEvent('download');
  await machine.page.getByRole('button', { name: 'Make and download' }).click();
  expect((await stat(await (await download).path())).size).toBeGreaterThan(2_000);
  await machine.page.getByText('The backup is downloaded').waitFor();
  await machine.close();

  const made = await worker.call('POST', '/api/cases', {});
  await worker.call('POST', `/api/cases/${String(made.body['id'])}/close`, { reason: 'goals-met' }, { ifMatch: 1 });
  await sql`update case_file set retain_until = '2020-01-01' where id = ${String(made.body['id'])}`.execute(
    site.house.database.owner,
  );
  const officer = await site.house.person('SHELTER', 'records-officer', { name: 'Hendra Gunawan' });
  const files = await site.visit({ as: officer });
  await files.goTo('/retention');
  await files.look('retention');
  await files.page.getByRole('button', { name: 'Erase' }).click();
  await files.page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  await files.page.getByText('Nothing is due').waitFor();
  await files.goTo('/help');
  await files.look('help');
  await files.page.keyboard.press('?');
  await files.page.getByRole('dialog', { name: 'Keyboard keys' }).waitFor();
  await files.page.keyboard.press('Escape');
  await files.page.keyboard.press('g');
  await files.page.keyboard.press('h');
  await files.page.waitForURL(`${site.url}/`);
  await files.page.getByRole('button', { name: 'Take the tour' }).click();
  await files.page.getByRole('dialog', { name: 'Guided tour' }).getByRole('button', { name: 'Next' }).click();
  await files.look('tour');
  await files.page.getByRole('dialog', { name: 'Guided tour' }).press('Escape');
  await expect.poll(() => files.page.getByRole('button', { name: 'Take the tour' }).count()).toBe(0);
  await files.close();
}, 120_000);
