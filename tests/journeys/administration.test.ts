import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSetUpLink } from '../../src/features/accounts/index.ts';
import { asOwner } from '../../src/platform/store/index.ts';
import { lookAtAll, openSite, type Site, type Visit } from './page.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const administrator = { name: 'Sari Wulandari', email: 'sari@example.org', password: 'lontar sungai perahu malam' };
const colleague = { name: 'Budi Santoso', email: 'budi@example.org', password: 'kelapa jembatan angin pagi' };

test('an administrator sets Palermo up, signs in with a code, invites a colleague and proves the trail', async () => {
  const desk = await site.visit();
  await setUp(desk);
  const authenticator = await enrol(desk);
  await signOutAndIn(desk, authenticator);
  const link = await invite(desk);
  const other = await site.visit();
  await accept(other, link);
  await other.close();
  await seeRoles(desk);
  await verifyTrail(desk);
  await desk.close();
}, 300_000);

async function setUp({ page, goTo, look }: Visit): Promise<void> {
  const link = await asOwner(site.house.database, async (store) => {
    await sql`delete from setting where key = 'set-up'`.execute(store);
  }).then(() => makeSetUpLink(site.house.database, new Date()));
  await goTo(link?.path ?? '/set-up');
  await page.getByRole('button', { name: 'Next' }).waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await look('set-up-language');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Name of the agency').fill('Rumah Aman Pontianak');
  await choose(page, 'Kind of agency', 'Shelter');
  await page.getByRole('combobox', { name: 'Country' }).fill('Indones');
  await page.getByRole('option', { name: 'Indonesia' }).click();
  await expect.poll(() => page.getByLabel('Short code').inputValue()).toBe('IDN-RAP');
  await look('set-up-agency');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Name').fill(administrator.name);
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByRole('textbox', { name: 'New password' }).fill('short');
  await page.getByRole('textbox', { name: 'The same again' }).fill('short');
  await page.getByText('Use at least 12 characters.').waitFor();
  await page.getByRole('textbox', { name: 'New password' }).fill(administrator.password);
  await page.getByRole('textbox', { name: 'The same again' }).fill(administrator.password);
  await look('set-up-administrator');
  await page.getByRole('button', { name: 'Next' }).click();
  await look('set-up-start');
  await page.getByRole('button', { name: 'Set up Palermo' }).click();
}

async function enrol({ page, look }: Visit): Promise<TOTP> {
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
  await page.getByRole('button', { name: 'Show the QR code' }).click();
  const secret = await page.getByLabel('Secret as text').inputValue();
  await look('enrolment');
  const authenticator = new TOTP({ secret });
  await page.getByLabel('Code of the app').fill(authenticator.generate());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  await look('recovery-codes');
  await page.getByLabel('I have kept these codes').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await look('start');
  return authenticator;
}

async function signOutAndIn({ page, look }: Visit, authenticator: TOTP): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await look('sign-in');
  await page.goto(`${site.url}/users`);
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('That did not match').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  await look('second-factor');
  // A code counts once, and the last one was used to set the app up.
  const next = Date.now() + 30_000;
  await page.getByLabel('Six-digit code').fill(authenticator.generate({ timestamp: next }));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Users' }).waitFor();
}

async function invite({ page, look }: Visit): Promise<string> {
  await page.getByRole('button', { name: 'Invite a person' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: /^Name/ }).fill(colleague.name);
  await page.getByRole('dialog').getByLabel('E-mail address').fill(colleague.email);
  await choose(page, 'Role', 'Programme officer', page.getByRole('dialog'));
  await look('invite');
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByLabel('One-time link').inputValue();
  await look('invited');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  const focused = page.locator(':focus');
  await expect.poll(() => focused.textContent()).toBe('Invite a person');
  await page.getByRole('link', { name: colleague.name }).click();
  await page.getByRole('heading', { name: colleague.name }).waitFor();
  expect(await page.title()).not.toContain(colleague.name);
  expect(page.url()).not.toContain('Budi');
  await look('user');
  return link;
}

async function accept({ page, look }: Visit, link: string): Promise<void> {
  await page.goto(link);
  await page.getByText(colleague.name).waitFor();
  await look('invitation');
  await page.getByRole('textbox', { name: 'New password' }).fill(colleague.password);
  await page.getByRole('textbox', { name: 'The same again' }).fill(colleague.password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.goto(link);
  await page.getByText('This link no longer works').waitFor();
}

async function seeRoles({ page, goTo, look }: Visit): Promise<void> {
  await goTo('/roles');
  await page.getByRole('rowheader', { name: 'Read cases within scope' }).waitFor();
  await look('roles');
  const row = page.getByRole('row', { name: /^Auditor/ });
  await row.getByRole('button', { name: 'Copy' }).click();
  await page.getByLabel('Name of the role').fill('Reader of the trail');
  await look('role');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('rowheader', { name: 'Reader of the trail' }).first().waitFor();
}

async function verifyTrail({ page, goTo, look }: Visit): Promise<void> {
  await goTo('/audit');
  await page.getByRole('button', { name: 'Check the trail' }).click();
  await page.getByText('The trail is whole').waitFor();
  await look('audit-verified');
}

test('an auditor reads the trail, narrows it and takes it along', async () => {
  const auditor = await site.house.person('SHELTER', 'auditor', { name: 'Rina Auditor' });
  const { page, goTo, look, close } = await site.visit({ as: auditor });
  await goTo('/audit');
  await page.getByRole('row').nth(1).waitFor();
  await look('audit');
  await page.getByRole('row').nth(1).getByRole('button').click();
  await page.getByRole('dialog').getByText('Chain and number').waitFor();
  await look('audit-event');
  await page.keyboard.press('Escape');
  await choose(page, 'Outcome', 'Refused');
  await page.getByText('No events').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-.*\.csv$/);
  await close();
});

test('whoever may not see a page is told which right it asks for and whom to ask', async () => {
  const analyst = await site.house.person('UN', 'analyst');
  const { page, goTo, close } = await site.visit({ as: analyst });
  await goTo('/users');
  await page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor();
  await page.getByText('It asks for this right: “See users and their roles”.').waitFor();
  await page.getByText('ask an administrator of UN migration office').waitFor();
  await goTo('/nowhere');
  await page.getByRole('heading', { name: 'Not found' }).waitFor();
  await close();
});

test('every page of administration stands on a phone and a desk, in English and Urdu, light and dark', async () => {
  const boss = await site.house.person('SHELTER', 'administrator', { name: 'Dewi Lestari' });
  await site.house.unit('SHELTER', 'Kalimantan Barat', await site.house.unit('SHELTER', 'Kalimantan'));
  const user = await site.house.person('SHELTER', 'case-worker', { name: 'امینہ' });
  await lookAtAll(site, { 'sign-in': '/sign-in', 'set-up-without-link': '/set-up' });
  await lookAtAll(
    site,
    {
      start: '/',
      users: '/users',
      user: `/users/${user.userId}`,
      roles: '/roles',
      agencies: '/agencies',
      account: '/account',
      audit: '/audit',
    },
    boss,
  );
}, 300_000);

/** Picks from a list that opens below its field. */
async function choose(
  page: Page,
  label: string,
  option: string,
  within: Pick<Page, 'getByRole'> = page,
): Promise<void> {
  await within.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
