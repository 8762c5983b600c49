import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Person } from '../harness/house.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let worker: Person;
beforeAll(async () => {
  site = await openSite();
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Sari Wulandari' });
});
afterAll(() => site.close());

interface Told {
  readonly number: string;
  readonly personId: string;
}
type Body = Record<string, ReturnType<typeof JSON.parse>>;

/** A case with what one source said of one person. */
async function told(facts: object, names: readonly string[]): Promise<Told> {
  const caseId = String((await worker.call('POST', '/api/cases', {})).body['id']);
  const record = { part: 'victim', ...facts };
  const added = await worker.call('POST', `/api/cases/${caseId}/person-records`, record);
  expect(added.status, added.text).toBeLessThan(300);
  for (const fullText of names) {
    await worker.call('POST', `/api/person-records/${String(added.body['id'])}/names`, { kind: 'legal', fullText });
  }
  const overview = (await worker.call<Body>('GET', `/api/cases/${caseId}/overview`)).body;
  return { number: overview['case'].number, personId: overview['people'][0].personId };
}

const ofShelter = {
  source: 'Shelter intake',
  sex: 'F',
  citizenships: ['IDN'],
  ageIdentificationMin: 15,
  ageIdentificationMax: 17,
  ageIdentificationBasis: 'assessed',
};
const ofPolice = {
  source: 'Police report',
  sex: 'UNKNOWN',
  citizenships: ['MYS'],
  ageIdentificationMin: 19,
  ageEntryMin: 12,
};

test('two records found to be one person are joined, read side by side with their differences, and split again', async () => {
  const first = await told(ofShelter, ['Nur Aini', 'نور عینی']);
  const second = await told(ofPolice, ['Noor Ainy']);
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo(`/people/${first.personId}`);
  expect(await page.title()).not.toContain('Nur');
  await page.getByText('Never joined or split.').waitFor();

  await page.getByRole('button', { name: 'Join with another record' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reference' }).fill(`${site.url}/people/${second.personId}`);
  await dialog.getByText(`1 record, in ${second.number}`).waitFor();
  await dialog.getByLabel('Reason').fill('Same passport photograph');
  await look('person-join');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = (name: RegExp) => page.getByRole('row', { name });
  await row(/^Citizenship.* Differs Indonesia Malaysia/).waitFor();
  await row(/^Age when identified.* Differs 15 to 17.*As assessed 19 or older/).waitFor();
  await row(/^Sex Female .*Unknown/).waitFor();
  await row(/^Age at entry .*Not asked .*12/).waitFor();
  await page.getByText(/^Not asked: .*Gender/).waitFor();
  await row(/^Contacts Withheld|^Contacts None recorded/).waitFor();
  await page.getByText('Same passport photograph').waitFor();
  await close();

  await lookEveryWay(first);

  const again = await site.visit({ as: worker, width: 390 });
  await again.goTo(`/people/${first.personId}`);
  await splitSecond(again.page);
  await again.look('person-split');
  await again.page.getByText('Two sisters').waitFor();
  await again.page.getByRole('link', { name: 'Open the other person page' }).click();
  await again.page.getByText('Police report').waitFor();
  await expect.poll(() => again.page.getByText('Shelter intake').count()).toBe(0);

  await again.page.getByRole('button', { name: 'Join with another record' }).click();
  await again.page.getByRole('radio', { name: 'Choose from a case' }).check();
  await again.page.getByRole('dialog').getByLabel('Case number').fill(first.number);
  await again.page.getByRole('checkbox', { name: /Nur Aini/ }).check();
  await again.page.getByRole('dialog').getByLabel('Reason').fill('Sisters after all, one of them counted twice');
  await again.page.getByRole('dialog').getByRole('button', { name: 'Join', exact: true }).click();
  await again.page.getByRole('row', { name: /^Source .*Police report/ }).waitFor();
  await again.close();
}, 240_000);

async function splitSecond(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Split', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('This can be undone').waitFor();
  await dialog.getByRole('checkbox', { name: /^Record 2/ }).check();
  await dialog.getByLabel('Reason').fill('Two sisters');
  await dialog.getByRole('button', { name: 'Split the chosen records' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function lookEveryWay({ personId }: Told): Promise<void> {
  for (const language of ['en', 'ur'] as const) {
    for (const width of [390, 1440]) {
      const visit = await site.visit({ as: worker, language, width, dark: language === 'ur' });
      await visit.goTo(`/people/${personId}`);
      await visit.look('person');
      await visit.goTo(`/people/${personId}/access-log`);
      await visit.look('person-log');
      await visit.close();
    }
  }
}
