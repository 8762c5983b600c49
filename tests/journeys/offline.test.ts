import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { emailOf, givePassword, testPassword, visitor } from '../harness/visitor.ts';
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

  await page.getByRole('link', { name: 'Find a person, case, number or words' }).click();
  await page.getByRole('searchbox', { name: 'Find a person, case, number or words' }).fill('nurhajat');
  await page.getByText('Only the 1 case on this device is searched.').waitFor();
  await page.getByRole('link', { name: new RegExp(secretName) }).waitFor();
  await look('offline-find');
  await go(page, '/help');
  await page.getByRole('heading', { name: 'Help' }).waitFor();
  await page.getByRole('row').nth(20).waitFor();
  await go(page, '/screenings');
  await page.getByText('None on this device').waitFor();
  await look('offline-screenings');
  await go(page, `/cases/${caseId}`);

  await page.getByRole('tab', { name: /^What happened/ }).click();
  await page.getByRole('button', { name: 'Leg of a journey' }).click();
  await save(page);
  await addNote(page, 'Wants to call her mother.');
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

  // Wiped while it has no line: back on one it sends nothing, erases all and says so. Then another copy may begin.
  const { owner } = site.house.database;
  await context.setOffline(true);
  await go(page, `/cases/${caseId}`);
  await addNote(page, 'On a device somebody stole.');
  const { rows } = await sql<{ id: string }>`select id from device where user_id = ${worker.userId}`.execute(owner);
  expect((await worker.call('POST', `/api/devices/${String(rows[0]?.id)}/wipe`)).status).toBe(200);
  await context.setOffline(false);
  await page.getByText('The copy on this device was erased').waitFor();
  await look('offline-wiped');
  await expect.poll(() => page.evaluate('indexedDB.databases()')).toEqual([]);
  await goTo(`/cases/${caseId}`);
  await page.getByRole('button', { name: 'Take along' }).click();
  await password(page).fill(testPassword);
  await page.getByRole('button', { name: 'Prepare this device' }).click();
  await page.getByRole('button', { name: 'Put back' }).waitFor();

  // The copy's time runs out with no line; what was written stays.
  await context.setOffline(true);
  await go(page, `/cases/${caseId}`);
  await addNote(page, 'Written before the copy ended.');
  await page.clock.setFixedTime(Date.now() + 73 * 3_600_000);
  await page.reload();
  await page.getByRole('heading', { name: 'The copy on this device has ended' }).waitFor();
  await look('offline-over');
  expect(await page.evaluate(keptNames)).toEqual(['outbox']);

  // So does the role it was written in. Its person reads it, and sends it in the role they have now.
  await sql`update membership set active = false where id = ${worker.membershipId}`.execute(owner);
  await sql`insert into membership (id, user_id, agency_id, role_id) values (gen_random_uuid(), ${worker.userId}, ${worker.agencyId},
    (select id from role where code = 'investigator' and agency_id is null))`.execute(owner);
  await context.setOffline(false);
  await goTo('/outbox');
  await page.getByRole('heading', { name: /^Written in a role that ended: Case worker/ }).waitFor();
  await page.getByText('Written before the copy ended.').waitFor();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitemradio', { name: /Investigator/ }).click();
  await page.getByRole('link', { name: /1 needs you/ }).click();
  await page.getByRole('button', { name: 'Save as a file' }).waitFor();
  await look('outbox-ended');
  await page.getByRole('button', { name: /^Send as Investigator/ }).click();
  await page.getByText('Everything is sent').waitFor();
  const later = await worker.call<Record<string, unknown[]>>('GET', `/api/cases/${caseId}/overview`);
  expect(later.body['notes']).toMatchObject([{}, { body: 'Written before the copy ended.' }]);

  await goTo('/account');
  await page.getByRole('button', { name: 'Erase the copy on this device' }).click();
  await expect.poll(() => page.evaluate("localStorage.getItem('palermo.devices')")).toBe('[]');
  await expect.poll(() => page.evaluate('indexedDB.databases()')).toEqual([]);
  await close();
}, 120_000);

test('a locked screen opens with the password as it was left, and three presses of Escape leave nothing behind', async () => {
  const { guard, token, recoveryCode } = await withSecondFactor();
  const { page, context, goTo, look, close } = await site.visit({ as: { token } });
  const said = watchWhatIsSaid(page);
  await page.clock.install();
  await goTo(`/cases/${caseId}`);
  await page.getByRole('tab', { name: /^What happened/ }).click();
  await page.getByRole('button', { name: 'Add a note' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Half a sen');
  await dialog.getByRole('combobox', { name: 'Class', exact: true }).click();
  await page.getByRole('option', { name: 'Administrative', exact: true }).click();
  await page.clock.fastForward('16:00');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await look('locked');
  await expect.poll(() => page.getByText('Met at the port.').isVisible()).toBe(false);
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  const { rows } = await sql`select 1 from session where user_id = ${guard.userId} and locked_at is not null`.execute(
    site.house.database.owner,
  );
  expect(rows).toHaveLength(1);
  await password(page).fill(testPassword);
  await page.getByRole('button', { name: 'Unlock' }).click();
  const note = page.getByRole('dialog').getByRole('textbox', { name: 'Note' });
  await note.waitFor();
  await expect.poll(() => note.inputValue()).toBe('Half a sen');
  expect((await colleague.call('GET', `/api/cases/${caseId}`)).status).toBe(200);

  // The sign-in itself ends while the window is open: its person signs in again, with both factors, to the same words.
  await sql`update session set revoked_at = now() where user_id = ${guard.userId}`.execute(site.house.database.owner);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'Your sign-in has ended' }).waitFor();
  await look('lock-ended');
  await password(page).fill(testPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'I have lost my phone or key' }).click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(recoveryCode);
  await page.getByRole('button', { name: 'Go on' }).click();
  await note.waitFor();
  await expect.poll(() => note.inputValue()).toBe('Half a sen');

  // Words that are not saved would make the browser ask, in a window anybody may read.
  await page.evaluate("window.addEventListener('beforeunload', (event) => event.preventDefault())");
  const other = await context.newPage();
  await other.goto(new URL(`/cases/${caseId}`, page.url()).href);
  await other.getByText('Met at the port.').waitFor();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).toBe('about:blank');
  expect(await page.title()).toBe('');
  await expect.poll(() => other.url()).toBe('about:blank');
  expect(await said()).not.toContain(secretName);
  await close();
}, 120_000);

/** A case worker who signed in with a password and an authenticator app, and kept the codes for a bad day. */
async function withSecondFactor(): Promise<{ guard: Person; token: string; recoveryCode: string }> {
  const guard = await site.house.person('SHELTER', 'case-worker');
  await givePassword(site.house, guard);
  const browser = visitor(site.house);
  await browser.call('POST', '/api/session', { email: emailOf(guard), password: testPassword });
  const { body } = await browser.call<{ secret: string }>('POST', '/api/account/totp', {});
  const code = new TOTP({ secret: Secret.fromBase32(body.secret) }).generate();
  const confirmed = await browser.call<{ recoveryCodes: string[] }>('POST', '/api/account/totp/confirm', { code });
  return { guard, token: browser.token() ?? '', recoveryCode: confirmed.body.recoveryCodes[0] ?? '' };
}

const password = (page: Page) => page.getByRole('textbox', { name: 'Password' });

/** Another page of the app, without leaving the one that holds the key. */
const go = (page: Page, path: string) => page.evaluate(`history.pushState({}, '', '${path}')`);

/** What kinds of entries the one copy in this browser has. */
const keptNames = `(async () => {
  const [{ name }] = await indexedDB.databases();
  const opened = await new Promise((done) => Object.assign(indexedDB.open(name), { onsuccess: ({ target }) => done(target.result) }));
  const keys = await new Promise((done) => Object.assign(opened.transaction('entries').objectStore('entries').getAllKeys(), { onsuccess: ({ target }) => done(target.result) }));
  opened.close();
  return [...new Set(keys.map((key) => key.split('/')[0]))].filter((kind) => !['settled', 'hats'].includes(kind));
})()`;

async function addNote(page: Page, body: string): Promise<void> {
  await page.getByRole('tab', { name: /^What happened/ }).click();
  await page.getByRole('button', { name: 'Add a note' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Note' }).fill(body);
  await dialog.getByRole('combobox', { name: 'Class', exact: true }).click();
  await page.getByRole('option', { name: 'Administrative', exact: true }).click();
  await save(page);
  await page.getByText(body).waitFor();
}

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
