import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../harness/house.ts';
import { givePassword, testPassword } from '../harness/visitor.ts';
import { openSite, type Site } from './page.ts';

let site: Site;
let officer: Person;
let caseId: string;
beforeAll(async () => {
  site = await openSite();
  officer = await site.house.person('FIA', 'case-worker', { name: 'Case worker' });
  await givePassword(site.house, officer);
  // A new password ends the sessions before it; this one has its second factor.
  await sql`update session set revoked_at = null where user_id = ${officer.userId}`.execute(site.house.database.owner);
  caseId = String((await officer.call('POST', '/api/cases', {})).body['id']);
}, 120_000);
afterAll(() => site.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const yes = 'ہاں';
const no = 'نہیں';

/** Does something that answers the question on the screen and waits for the next. */
async function moveOn(page: Page, act: () => Promise<void>): Promise<void> {
  const question = page.locator('h2').first();
  const asked = await question.innerText();
  await act();
  await expect.poll(() => question.innerText()).not.toBe(asked);
}
const answer = (page: Page, text: string): Promise<void> =>
  moveOn(page, () => page.getByRole('radio', { name: text }).click());

test('in Urdu, on a phone with no network, an interview is asked to its end and becomes a classified case when the line is back', async () => {
  const { page, context, goTo, look, close } = await site.visit({ as: officer, language: 'ur', width: 390 });
  await goTo(`/cases/${caseId}`);
  await button(page, 'ساتھ لیں').click();
  await page.getByRole('dialog').locator('input[type=password]').fill(testPassword);
  await button(page, 'یہ آلہ تیار کریں').click();
  await button(page, 'واپس رکھیں').waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await goTo('/screenings/new');
  await look('interview-set-up');

  await context.setOffline(true);
  await button(page, 'ہنگامی جانچ سے شروع کریں').click();
  await page.getByRole('radio', { name: no }).waitFor();
  await look('interview-emergency');
  for (let check = 0; check < 3; check += 1) await answer(page, no);
  await page.getByLabel('شخص کے بیان کے مطابق عمر').fill('24');
  await look('interview-age');
  await button(page, 'آگے بڑھیں').click();
  await page.getByRole('radio', { name: 'ہاں، میں راضی ہوں' }).waitFor();
  await look('interview-agreement');
  await page.getByRole('radio', { name: 'ہاں، میں راضی ہوں' }).click();
  await page.getByRole('radio', { name: yes, exact: true }).waitFor();
  await look('interview-question');
  await answerCore(page);
  await look('interview-after-core');
  await button(page, 'وقفہ').click();
  await button(page, 'جاری رکھیں').click();
  await button(page, 'ترجمان').click();
  await look('interview-interpreter');
  await button(page, 'اب سے یہ ترجمانی کرے گا').click();
  await button(page, 'اختتام پر').click();
  await look('interview-end');
  await button(page, 'انٹرویو مکمل کریں').click();
  await page.getByText('انٹرویو مکمل؛ اس آلے پر منتظر ہے').waitFor();
  await look('interview-waits');

  await context.setOffline(false);
  await expect.poll(finished, { timeout: 30_000 }).toHaveLength(1);
  const [kept] = await finished();
  expect(kept).toMatchObject({ level: 'strong', treatAs: 'adult', language: 'ur', state: 'finished' });
  const { body } = await officer.call('GET', `/api/cases/${String(kept?.caseId)}/overview`);
  expect(body).toMatchObject({ case: { tip: 'suspected' }, people: [{ part: 'victim', victimStatus: 'POSSIBLE' }] });
  await goTo(`/screenings/${String(kept?.id)}`);
  await look('screening-read');
  await close();
}, 90_000);

/** Yes to what is core, fishing as the form, until the questions beyond the core begin. */
async function answerCore(page: Page): Promise<void> {
  const forms = 'آپ سے کیا کرایا گیا، یا کیا کرایا جانا تھا؟';
  for (let asked = 0; asked < 16; asked += 1) {
    if ((await page.locator('h2').first().innerText()) === forms) {
      await moveOn(page, async () => {
        await page.getByRole('checkbox').nth(2).check();
        await button(page, 'جواب محفوظ کریں').click();
      });
    } else await answer(page, yes);
  }
}

type Row = { id: string; caseId: string | null; level: string };
const finished = async (): Promise<Row[]> =>
  (await officer.call<{ screenings: Row[] }>('GET', '/api/screenings?state=finished')).body.screenings;
