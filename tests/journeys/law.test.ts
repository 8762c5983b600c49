import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let prosecutor: Person;
let caseId = '';

beforeAll(async () => {
  site = await openSite();
  prosecutor = await site.house.person('SHELTER', 'case-worker');
  caseId = String((await prosecutor.call('POST', '/api/cases', { summary: 'Invented' })).body['id']);
  await prosecutor.call('POST', `/api/cases/${caseId}/person-records`, {
    part: 'victim',
    source: 'test',
    citizenships: ['IDN'],
    ageExploitationMin: 15,
    ageExploitationMax: 15,
  });
  await prosecutor.call('POST', `/api/cases/${caseId}/events`, {
    type: 'EXPLOITATION',
    place: 'IDN',
    dateFrom: '2022-03-01',
    acts: { RECRUITMENT: 'yes' },
    means: { FRAUD: 'yes' },
    forms: { LAB: 'yes' },
  });
});
afterAll(() => site.close());

test('a case worker sees what the law makes of a case, keeps it, and prints the note', async () => {
  const visit = await site.visit({ as: prosecutor });
  await visit.goTo(`/cases/${caseId}?part=law`);
  await visit.page.getByText('48 to 240 months').first().waitFor();
  await visit.look('law-tab');
  await visit.page.getByRole('button', { name: 'Keep this assessment' }).click();
  await visit.page.getByText('Assessment 1 is kept').first().waitFor();
  const download = visit.page.waitForEvent('download');
  await visit.page.getByRole('button', { name: 'Note (Indonesian)' }).first().click();
  expect((await download).suggestedFilename()).toContain('.id.pdf');
  await visit.close();
});

test('on a phone in Urdu the laws are read, compared, and a request is checked', async () => {
  const visit = await site.visit({ as: prosecutor, language: 'ur', width: 390, dark: true });
  await visit.goTo('/law');
  await visit.look('law-library');
  await visit.goTo('/law/idn-tip-2007');
  await visit.look('law-one');
  await visit.goTo('/law-compare?first=un-tip-protocol&second=idn-tip-2007');
  await visit.page.getByRole('table').first().waitFor();
  await visit.look('law-compare');
  await visit.close();
});
