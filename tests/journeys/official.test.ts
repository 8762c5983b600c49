import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterEarlier, tell, type Told } from '../harness/told.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await sql`update agency set country = 'IDN' where code in ('SHELTER', 'POLRI')`.execute(site.house.database.owner);
  const many = (count: number, one: Told): Told[] => Array.from({ length: count }, () => one);
  await tell(site.house, [
    ...many(21, { sex: 'F', ages: [9, 17], citizenships: ['IDN'], place: 'MYS', forms: { SEX: 'yes' }, year: 2023 }),
    ...many(34, { sex: 'F', ages: [18, 20], citizenships: ['IDN'], place: 'MYS', forms: { LAB: 'yes' }, year: 2024 }),
    ...many(15, { sex: 'M', ages: [18, 20], citizenships: ['IDN'], place: 'ID-KB', forms: { LAB: 'yes' }, year: 2024 }),
    ...many(4, { sex: 'M', citizenships: ['PAK'], forms: { LAB: 'yes', SEX: 'yes' }, year: 2024 }),
  ]);
  await enterEarlier(site.house);
});
afterAll(() => site.close());

test('an analyst reads the official figures, a disclosure control officer signs and takes them, and a case worker opens the records behind one', async () => {
  const analyst = await site.house.person('UN', 'analyst');
  const reading = await site.visit({ as: analyst });
  await reading.goTo('/official?country=IDN&from=2022&to=2024');
  const figures = reading.page;
  await figures.getByRole('heading', { name: 'Victims detected by sex and age' }).waitFor();
  await expect
    .poll(() => figures.getByRole('row', { name: /^All/ }).first().textContent())
    .toMatch(/^All0(1[6-9]|2[0-6])(4[89]|5[0-8])$/);
  await figures.getByText('changed by up to 5').waitFor();
  await expect.poll(() => figures.getByText('withheld').count()).toBeGreaterThan(0);
  await expect.poll(() => figures.getByRole('button', { name: 'Sign as a release' }).count()).toBe(0);
  await reading.look('official statistics');
  await reading.close();

  const officer = await site.house.person('UN', 'disclosure-officer');
  const signing = await site.visit({ as: officer });
  await signing.goTo('/official?country=IDN&from=2022&to=2024');
  const { page } = signing;
  await page.getByRole('button', { name: 'Sign as a release' }).click();
  await page.getByLabel('Title of the release').fill('Detected victims, first release');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign as a release' }).click();
  await page.getByRole('heading', { name: 'Detected victims, first release' }).waitFor();
  await signing.look('a signed release');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Questionnaire (XLSX)' }).click();
  expect((await download).suggestedFilename()).toMatch(/^official-IDN-2022-2024-.*\.xlsx$/);
  await signing.close();

  const worker = await site.house.person('SHELTER', 'case-worker');
  const opening = await site.visit({ as: worker, language: 'ur', width: 390, dark: true });
  await opening.goTo('/official?country=IDN&from=2022&to=2024&open=true');
  const cell = opening.page.locator('a[href*="category=MIXED"][href*="sex=_T"]').first();
  await cell.waitFor();
  await opening.look('official statistics on a phone');
  await cell.click();
  await opening.page.locator('a[href^="/cases/"]').first().waitFor();
  await expect.poll(() => opening.page.locator('a[href^="/cases/"]').count()).toBe(4);
  await opening.look('records behind a figure');
  await opening.close();
});
