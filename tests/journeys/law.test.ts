import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedSources } from '../../src/features/law/laws.ts';
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
  await visit.page.getByRole('heading', { name: 'The law changed after the act' }).waitFor();
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

test('who keeps the laws sees what a new version changes before it is stored; who reads cases sees which differ', async () => {
  const keeper = await site.house.person('UN', 'node-administrator');
  const content = shippedSources().packs.find(({ id }) => id === 'idn-tip-2007');
  if (!content) throw new Error('the pack is missing');
  const offences = content.offences.map((offence) => {
    const { penalty } = offence;
    const raised = { ...penalty, imprisonment: { ...penalty.imprisonment, max_months: 200 } };
    return offence.id === '2-2' ? { ...offence, penalty: raised } : offence;
  });
  const visit = await site.visit({ as: keeper });
  await visit.goTo('/law-packs');
  const pack = visit.page.getByLabel('Or paste the pack');
  await pack.fill(JSON.stringify({ ...content, offences: 4 }));
  await visit.page.getByRole('button', { name: 'Check and compare' }).click();
  await visit.page.getByText('1 field is wrong').waitFor();
  await pack.fill(JSON.stringify({ ...content, offences }));
  await visit.page.getByRole('button', { name: 'Check and compare' }).click();
  await visit.page.getByText('offences.2-2.penalty.imprisonment.max_months').waitFor();
  await visit.look('law-packs');
  await visit.page.getByRole('textbox', { name: 'What changed' }).fill('An invented amendment');
  await visit.page.getByRole('button', { name: 'Store as the version in use' }).click();
  await visit.page.getByText('An invented amendment').waitFor();
  await visit.close();
  const phone = await site.visit({ as: keeper, language: 'ur', width: 390 });
  await phone.goTo('/law-packs');
  await phone.look('law-packs-phone');
  await phone.close();
  const reader = await site.visit({ as: prosecutor });
  await reader.goTo('/law-reviews');
  await reader.page.getByRole('button', { name: 'Evaluate my cases anew' }).click();
  await reader.page.getByText('1 differ, of 1 examined').waitFor();
  await reader.look('law-review');
  await reader.close();
});
