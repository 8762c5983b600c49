import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { load } from '../harness/series.ts';
import { tell, type Told } from '../harness/told.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let analyst: Person;
let folder: string;
beforeAll(async () => {
  site = await openSite();
  analyst = await site.house.person('UN', 'analyst', { name: 'Ratna Dewi' });
  await tell(site.house, told());
  folder = await mkdtemp(join(tmpdir(), 'palermo-releases-'));
  await release('2023-05-30', '<5', '574');
  await release('2025-01-15', '"32,022"', '574');
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

function told(): Told[] {
  const many = (count: number, one: Told): Told[] => Array.from({ length: count }, () => one);
  return [
    ...many(30, { sex: 'F', citizenships: ['IDN'], place: 'MYS', year: 2024, ages: [9, 17] }),
    ...many(20, { sex: 'M', citizenships: ['IDN'], place: 'KHM', year: 2025, ages: [18, 20] }),
    ...many(15, { sex: 'F', citizenships: ['MMR'], place: 'MYS', year: 2025, ages: [21, 23] }),
    // Small ones that hide each other: no larger count need be withheld with them.
    ...['PAK', 'AFG'].flatMap((from) =>
      ['IRN', 'TUR'].flatMap((place) => many(4, { sex: 'M', citizenships: [from], place, year: 2025, ages: [30, 38] })),
    ),
  ];
}

async function release(day: string, pakistan: string, indonesia: string): Promise<void> {
  const head =
    'Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,txtVALUE,Source';
  const row = (code: string, country: string, year: number, value: string): string =>
    `${code},${country},Asia,Asia,Detected trafficking victims,Total,Total,Total,Total,${year},Counts,${value},GLOTIP`;
  const path = join(folder, `${day}.csv`);
  await writeFile(
    path,
    [head, row('PAK', 'Pakistan', 2019, pakistan), row('IDN', 'Indonesia', 2007, indonesia)].join('\n'),
  );
  await load(site.house, path, 'unodc-glotip', day);
}

test('counts are asked by a press, drawn as flows and as a pyramid, and taken away as picture and link', async () => {
  const { page, goTo, look, close } = await site.visit({ as: analyst });
  await goTo('/statistics');
  await page.getByRole('button', { name: 'Corridor' }).click();
  const flows = page.getByRole('figure', { name: 'Victims by Corridor' });
  await flows.getByRole('row', { name: /Indonesia Malaysia (2[5-9]|3[0-5])$/ }).waitFor();
  await flows.getByRole('row', { name: 'Pakistan Iran Withheld' }).waitFor();
  await flows.locator('svg[data-chart]').waitFor();
  await flows.getByText('changed by up to 5').waitFor();
  const take = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([page.waitForEvent('download'), flows.getByRole('button', { name }).click()]);
    return readFile(await download.path());
  };
  const svg = (await take('SVG')).toString('utf8');
  expect(svg).toContain('Victims by Corridor');
  expect(svg).not.toMatch(/var\(--|Pakistan/);
  expect((await take('PNG')).subarray(1, 4).toString()).toBe('PNG');
  expect((await take('CSV')).toString('utf8')).toMatch(/IDN-MYS.*changed by up to 5/);
  await look('statistics-flows');

  await page.getByRole('button', { name: 'Age, in bands · Sex' }).click();
  await page.getByRole('figure', { name: 'Victims by Age, in bands and Sex' }).locator('svg[data-chart]').waitFor();
  expect(new URL(page.url()).search).toBe('?by=ageSpan&by=sex&unit=victims');
  await close();
}, 60_000);

test('two releases stand side by side, and a published fall is told for what it shows', async () => {
  const { page, goTo, look, close } = await site.visit({ as: analyst, width: 390, language: 'ur', dark: true });
  await goTo('/library/unodc?release=2025-01-15&country=PAK');
  await page.getByRole('row', { name: /2019.*<5.*32,022/ }).waitFor();
  await page.locator('[role="application"] svg').first().waitFor();
  await look('library');
  await goTo('/evaluation');
  await page.getByText('اعداد کوئی اثر ظاہر نہیں کرتے').first().waitFor();
  await page.locator('svg[data-chart]').waitFor();
  await expect.poll(() => page.locator('main').textContent()).toMatch(/1,599[\s\S]*1,496[\s\S]*-103[\s\S]*-6\.4%/);
  await look('evaluation');
  await goTo('/evaluation?of=cases');
  await page.getByRole('cell', { name: '+108.3%' }).last().waitFor();
  await page.getByRole('cell', { name: '+41.1%' }).last().waitFor();
  await close();
}, 60_000);

test('a year that is not over is marked as such and compared with none, in chart, table and file', async () => {
  const { page, goTo, close } = await site.visit({ as: analyst });
  await tell(site.house, [
    ...Array.from({ length: 40 }, (): Told => ({ year: 2025 })),
    ...Array.from({ length: 40 }, (): Told => ({ year: new Date().getUTCFullYear() })),
  ]);
  await goTo('/statistics?by=registrationYear');
  const figure = page.getByRole('figure', { name: 'Victims by Year of registration' });
  await figure.getByRole('row', { name: /\* \(not over\) \d+ year not over/ }).waitFor();
  await figure.locator('svg[data-chart] [stroke-dasharray]').first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain(new Date().toISOString().slice(0, 10));
  await close();
}, 60_000);

test('the published estimate of the United Kingdom stands as one choice among several, and own records say why not yet', async () => {
  const desk = await site.visit({ as: analyst });
  const choose = async (page: typeof desk.page, table: number): Promise<void> => {
    await page.getByRole('combobox').first().click();
    await page.getByRole('option').nth(table).click();
  };
  await desk.goTo('/estimates');
  await choose(desk.page, 1);
  await desk.page.getByRole('button', { name: 'Estimate' }).click();
  const words = (): Promise<string | null> => desk.page.locator('main').textContent();
  await expect.poll(words, { timeout: 60_000 }).toMatch(/10,000–13,000[\s\S]*11,311[\s\S]*11,987/);
  await desk.page.locator('svg[data-chart]').first().waitFor();
  await desk.look('estimates-uk');
  await desk.page.setViewportSize({ width: 390, height: 844 });
  await desk.fits('estimates-uk-narrow');
  await desk.close();
  const phone = await site.visit({ as: analyst, width: 390, language: 'ur', dark: true });
  await phone.goTo('/estimates');
  await choose(phone.page, 5);
  await phone.page.locator('main table').first().waitFor();
  await phone.look('estimates-own');
  await phone.close();
}, 90_000);
