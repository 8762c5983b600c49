import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { lookAtAll, openSite, type Site } from './page.ts';

let site: Site;
let worker: Person;
beforeAll(async () => {
  site = await openSite();
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Sari Wulandari' });
});
afterAll(() => site.close());

/** In the columns of CTDC: twenty from Indonesia, and from Myanmar and Cambodia fewer than may be shown. */
const ctdc = [
  'yearOfRegistration,gender,ageBroad,citizenship,isForcedLabour,isSexualExploit,CountryOfExploitation',
  ...Array.from({ length: 20 }, (_, row) => `${2010 + (row % 2)},Female,21--23,ID,1.0,0.0,MY`),
  ...Array.from({ length: 6 }, () => '2011,Male,30--38,MM,1.0,0.0,MY'),
  ...Array.from({ length: 7 }, () => '2011,Male,30--38,KH,1.0,0.0,MY'),
].join('\n');

test('a list of CTDC goes in, a case is opened from it, and its numbers stand as chart, table and file', async () => {
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo('/imports');
  await page.getByText('Nothing brought in yet').waitFor();
  await page.getByRole('link', { name: 'Bring in a file' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ctdc.csv', mimeType: 'text/csv', buffer: Buffer.from(ctdc) });
  await look('import-file');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: /^Write \d+ rows/ }).click();
  await page.getByRole('link', { name: 'Open the cases brought in' }).waitFor();
  await look('import-applied');
  const importPath = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Open the cases brought in' }).click();
  await page.getByText('Only the cases that one import brought in').waitFor();
  await page.getByRole('rowheader').first().getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: /^Case / }).waitFor();

  await goTo('/statistics?by=citizenship&unit=records');
  const figure = page.getByRole('figure', { name: 'Records by Citizenship' });
  await figure.getByRole('row', { name: /Indonesia 20/ }).waitFor();
  await figure
    .getByRole('row', { name: /Withheld/ })
    .first()
    .waitFor();
  await figure.locator('svg').first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'CSV' }).click(),
  ]);
  const table = await readFile(await download.path(), 'utf8');
  expect(table).toContain('IDN,Indonesia,20');
  expect(table).toContain('Withheld');
  await close();

  await lookAtAll(
    site,
    { import: importPath, statistics: '/statistics?by=citizenship&unit=records', imports: '/imports' },
    worker,
  );
}, 300_000);

test('an own list with errors is corrected in the page, and what is written can be undone with a reason', async () => {
  const own = [
    'No Kasus,Jenis Kelamin,Umur,Kewarganegaraan,Bentuk Eksploitasi',
    'K-1,Perempuan,17,Indonesia,Pekerja rumah tangga',
    'K-2,Laki-laki,30,Indonesia,Kerja di kapal jaring',
  ].join('\n');
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo('/imports/new');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'daftar.csv', mimeType: 'text/csv', buffer: Buffer.from(own) });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('heading', { name: 'How the columns are read' }).waitFor();
  const age = page.getByRole('combobox', { name: 'Meaning of Umur' });
  const meaning = await age.inputValue();
  const kept = page.getByRole('option', { selected: true });
  await age.focus();
  await kept.waitFor();
  await age.press('Enter');
  await kept.waitFor({ state: 'hidden' });
  expect(await age.inputValue()).toBe(meaning);
  const unknown = page.getByRole('combobox', { name: /Kerja di kapal jaring. stands for/ });
  await unknown.fill('fisheries');
  await page.getByRole('option', { name: 'Forced labour in fisheries' }).click();
  await look('import-mapping');
  await page.getByRole('button', { name: 'Check again with this' }).click();
  await page.getByRole('button', { name: 'Write 2 rows' }).click();
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('The wrong list');
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await page.getByText('Nothing of it is left.').waitFor();
  await close();
}, 200_000);
