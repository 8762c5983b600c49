import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let worker: Person;
let colleague: Person;
let caseId: string;
beforeAll(async () => {
  site = await openSite();
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Sari Wulandari' });
  colleague = await site.house.person('SHELTER', 'case-worker', { name: 'Budi Santoso' });
  caseId = (await worker.call<{ id: string }>('POST', '/api/cases', { tip: 'suspected' })).body.id;
  const person = await worker.call<{ id: string }>('POST', `/api/cases/${caseId}/person-records`, {
    part: 'victim',
    ageIdentificationMin: 15,
  });
  await worker.call('POST', `/api/person-records/${person.body.id}/movements`, {
    fromPlace: 'ID-KB',
    toPlace: 'MY-13',
    mode: 'LAND.BUS',
    departedOn: '2026-03-02',
    departedPrecision: 'day',
  });
  await worker.call('POST', `/api/cases/${caseId}/tasks`, {
    title: 'Book the clinic',
    assignedTo: worker.userId,
    dueAt: '2020-01-02T09:00:00.000Z',
  });
  await colleague.call('POST', `/api/cases/${caseId}/events`, { type: 'DETECTION' });
  await colleague.call('POST', `/api/cases/${caseId}/presence`, {});
});
afterAll(() => site.close());

test('a day begins with what is due, changed and running; a task is done and taken back; a leg is found on the map', async () => {
  const { page, goTo, look, close } = await site.visit({ as: worker });
  await goTo('/');
  await page.getByText('Book the clinic').waitFor();
  await page.getByText('Event (1)', { exact: false }).waitFor();
  await page.getByText('Tell child protection').waitFor();
  await look('today');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByText('No task is open').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Put off' }).waitFor();
  await colleague.call('POST', `/api/cases/${caseId}/presence`, {});
  await goTo(`/cases/${caseId}?part=events`);
  await page.getByText('Also on this case now: Budi Santoso').waitFor();
  await page.getByRole('button', { name: /^Kalimantan Barat, Indonesia to Sarawak, Malaysia · Bus/ }).press('Enter');
  await expect.poll(() => page.locator('tr[aria-current]').count()).toBe(1);
  await look('route');
  await page.getByRole('button', { name: 'Child protection was told' }).click();
  await page.getByText('Done: Told child protection').waitFor();
  await close();

  const phone = await site.visit({ as: worker, width: 390, language: 'ur', dark: true });
  await phone.goTo('/');
  await phone.look('today');
  await phone.goTo(`/cases/${caseId}?part=events`);
  await phone.look('route');
  await phone.close();
}, 60_000);
