import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { tell, type Told } from '../harness/told.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let maker: Person;
let second: Person;
beforeAll(async () => {
  site = await openSite();
  maker = await site.house.person('UN', 'analyst', { name: 'Ratna Dewi' });
  second = await site.house.person('UN', 'programme-officer', { name: 'Syarief Wahyudi' });
  await tell(site.house, told());
});
afterAll(() => site.close());

function told(): Told[] {
  const many = (count: number, one: Told): Told[] => Array.from({ length: count }, () => one);
  return [
    ...many(60, { sex: 'F', year: 2024 }),
    ...many(40, { sex: 'M', year: 2024 }),
    ...many(45, { sex: 'F', year: 2025 }),
    ...many(5, { sex: 'M', year: 2025 }),
  ];
}

test('an analyst builds a release, a colleague approves and publishes it, and anyone reads it on a phone in Urdu', async () => {
  const builder = await site.visit({ as: maker });
  await builder.goTo('/releases/new');
  await builder.page.getByLabel('Title').fill('Victims by year and sex');
  await builder.page.getByLabel('Cite as').fill('UN migration office (2026)');
  await builder.page.getByRole('button', { name: 'Build and attack' }).click();
  await builder.page.getByText('Opening it counts as telling it').waitFor();
  await expect.poll(() => builder.page.getByRole('heading', { name: 'What is told' }).count()).toBe(0);
  await builder.page.getByRole('button', { name: 'Open the draft' }).click();
  await builder.page
    .getByRole('heading', { name: 'What an outsider can still infer' })
    .or(builder.page.getByText('Report of the attacks'))
    .first()
    .waitFor();
  await expect.poll(() => builder.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await builder.look('release-built');
  const path = new URL(builder.page.url()).pathname;

  const approver = await site.visit({ as: second, width: 390, dark: true });
  await approver.goTo(path);
  await approver.page.getByRole('button', { name: 'Approve' }).click();
  await approver.page.getByRole('button', { name: 'Publish' }).click();
  await approver.page.getByRole('button', { name: 'Withdraw' }).waitFor();
  await approver.goTo('/releases');
  await approver.page.getByLabel('Anyone may read what we published').check();
  await approver.page.getByRole('button', { name: 'Save' }).click();
  await approver.page.getByLabel('See the public page').waitFor();
  await approver.look('releases');

  const reader = await site.visit({ width: 390, language: 'ur' });
  await reader.goTo('/public/UN-IOM?lang=ur');
  await reader.page.getByRole('heading', { name: 'Victims by year and sex' }).waitFor();
  await expect.poll(() => reader.page.locator('script').count()).toBe(0);
  await reader.look('public');
  await Promise.all([builder.close(), approver.close(), reader.close()]);
}, 60_000);
