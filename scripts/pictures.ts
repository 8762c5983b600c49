import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '../src/platform/config/index.ts';
import { serveWeb } from '../src/platform/http/web.ts';
import { fillDemo, DEMO_PASSWORD } from '../src/features/demo/index.ts';
import { makeSetUpLink } from '../src/features/accounts/index.ts';
import { openInstallation } from '../src/installation.ts';
import { launchBrowser } from '../tests/browser/chromium.ts';
import { buildWebWhenStale } from './web-build.ts';

// Takes the pictures of the README's tour from a demo of its own, so that they cannot lie.

const pictures = new URL('../docs/pictures/', import.meta.url).pathname;
const root = new URL('../', import.meta.url).pathname;
const email = 'case-worker@konsulat.demo.example.org';

await buildWebWhenStale();
await mkdir(pictures, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'palermo-pictures-'));
const installation = await openInstallation(readConfig({ PALERMO_DATA: folder }));
const { server, services } = installation;
await serveWeb(server, join(root, 'dist/web'));
const url = (await server.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const link = await makeSetUpLink(services.database, new Date());
  await take(page, link?.path ?? '/', 'set-up');
  await fillDemo(services, { seed: '1', cases: 2000, today: new Date().toISOString().slice(0, 10) });
  await signIn(page);
  await take(page, '/cases', 'cases');
  await page.locator('table a').first().click();
  await settle(page);
  await page.screenshot({ path: join(pictures, 'case.png') });
  await draftImport();
  await take(page, '/imports', 'imports-list');
  await page.locator('table a').first().click();
  await settle(page);
  await page.screenshot({ path: join(pictures, 'import.png') });
  await rm(join(pictures, 'imports-list.png'));
  await take(page, '/statistics?by=citizenship&unit=persons', 'statistics');
} finally {
  await browser.close();
  await installation.close();
  await rm(folder, { recursive: true, force: true });
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator('input[type=email], input[name=email]').first().fill(email);
  await page.locator('input[type=password]').first().fill(DEMO_PASSWORD);
  await page.locator('button[type=submit]').first().click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
}

async function take(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${url}${path}`);
  await settle(page);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
}

/** The shipped CTDC file, drafted by the person of the tour. */
async function draftImport(): Promise<void> {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/imports?layout=ctdc',
    headers: {
      authorization: `Bearer ${services.keys.operatorToken}`,
      'x-palermo-as': email,
      'content-type': 'application/octet-stream',
      'x-file-name': 'ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz',
    },
    payload: await readFile(join(root, 'data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz')),
  });
  const { id } = answer.json<{ id: string }>();
  for (;;) {
    const found = await server.inject({
      url: `/api/imports/${id}`,
      headers: { authorization: `Bearer ${services.keys.operatorToken}`, 'x-palermo-as': email },
    });
    if (found.json<{ state: string }>().state === 'drafted') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
