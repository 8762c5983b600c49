import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { givePassword, testPassword } from '../harness/visitor.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let worker: Person;
let colleague: Person;
let caseId: string;
const secretName = 'Nurhayati';

beforeAll(async () => {
  site = await openSite();
  worker = await site.house.person('SHELTER', 'case-worker', { name: 'Siti Rahma' });
  colleague = await site.house.person('SHELTER', 'case-worker', { name: 'Budi Santoso' });
  await givePassword(site.house, worker);
  // A new password ends the sessions before it; this one has its second factor.
  await sql`update session set revoked_at = null where user_id = ${worker.userId}`.execute(site.house.database.owner);
  caseId = String((await worker.call('POST', '/api/cases', { summary: 'Met at the port.' })).body['id']);
  const person = await worker.call('POST', `/api/cases/${caseId}/person-records`, { part: 'victim', sex: 'F' });
  await worker.call('POST', `/api/person-records/${String(person.body['id'])}/names`, {
    kind: 'legal',
    fullText: secretName,
  });
}, 120_000);
afterAll(() => site.close());

test('with no network a worker opens a case they took along, adds to it, and sees it sent when the line is back', async () => {
  const { page, context, goTo, look, close } = await site.visit({ as: worker, width: 390 });
  const said = watchWhatIsSaid(page);
  await goTo(`/cases/${caseId}`);
  await page.getByRole('button', { name: 'Take along' }).click();
  await look('device-prepare');
  await password(page).fill(testPassword);
  await page.getByRole('button', { name: 'Prepare this device' }).click();
  await page.getByRole('button', { name: 'Put back' }).waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');

  await context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'Open the copy on this device' }).waitFor();
  await look('offline-unlock');
  await password(page).fill(testPassword);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('Device copy of').waitFor();
  await page.getByText('Met at the port.').waitFor();
  await look('offline-case');

  await page.getByRole('tab', { name: /^What happened/ }).click();
  await page.getByRole('button', { name: 'Leg of a journey' }).click();
  await save(page);
  await page.getByRole('button', { name: 'Add a note' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Wants to call her mother.');
  await dialog.getByRole('combobox', { name: 'Class', exact: true }).click();
  await page.getByRole('option', { name: 'Administrative', exact: true }).click();
  await save(page);
  await page.getByText('Wants to call her mother.').waitFor();
  await page.getByRole('link', { name: /2 wait/ }).click();
  await page.getByText('Wants to call her mother.').waitFor();
  await look('outbox-waiting');

  await context.setOffline(false);
  await page.getByText('Everything is sent').waitFor();
  await look('outbox-sent');
  const sent = await worker.call<Record<string, unknown[]>>('GET', `/api/cases/${caseId}/overview`);
  expect(sent.body['movements']).toHaveLength(1);
  expect(sent.body['notes']).toMatchObject([{ body: 'Wants to call her mother.' }]);
  expect(await said()).not.toContain(secretName);

  await goTo('/account');
  await page.getByRole('button', { name: 'Erase the copy on this device' }).click();
  await expect.poll(() => page.evaluate("localStorage.getItem('palermo.devices')")).toBe('[]');
  await expect.poll(() => page.evaluate('indexedDB.databases()')).toEqual([]);
  await close();
}, 120_000);

test('a locked screen opens with the password as it was left, and three presses of Escape leave nothing behind', async () => {
  const { page, context, goTo, look, close } = await site.visit({ as: worker });
  const said = watchWhatIsSaid(page);
  await page.clock.install();
  await goTo(`/cases/${caseId}`);
  await page.getByRole('tab', { name: /^What happened/ }).click();
  await page.getByRole('button', { name: 'Add a note' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('Half a sen');
  await page.clock.fastForward('16:00');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await look('locked');
  await expect.poll(() => page.getByText('Met at the port.').isVisible()).toBe(false);
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect((await worker.call('GET', '/api/cases')).status).toBe(401);
  await password(page).fill(testPassword);
  await page.getByRole('button', { name: 'Unlock' }).click();
  const note = page.getByRole('dialog').getByRole('textbox', { name: 'Note' });
  await note.waitFor();
  await expect.poll(() => note.inputValue()).toBe('Half a sen');
  expect((await colleague.call('GET', `/api/cases/${caseId}`)).status).toBe(200);

  // Words that are not saved would make the browser ask, in a window anybody may read.
  await page.evaluate("window.addEventListener('beforeunload', (event) => event.preventDefault())");
  const other = await context.newPage();
  await other.goto(new URL(`/cases/${caseId}`, page.url()).href);
  await other.getByText('Met at the port.').waitFor();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
  await page.waitForURL('about:blank');
  expect(await page.title()).toBe('');
  await other.waitForURL('about:blank');
  expect(await said()).not.toContain(secretName);
  await close();
}, 120_000);

const password = (page: Page) => page.getByRole('textbox', { name: 'Password' });

async function save(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Collects what an onlooker or the browser's history could read: addresses, titles, notices. */
function watchWhatIsSaid(page: Page): () => Promise<string> {
  const said: string[] = [];
  page.on('framenavigated', (frame) => said.push(frame.url()));
  page.on('request', (request) => said.push(request.url()));
  return async () => {
    said.push(page.url(), await page.title(), ...(await page.getByRole('alert').allInnerTexts()));
    return decodeURIComponent(said.join('\n'));
  };
}
