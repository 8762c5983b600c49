import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { buildWebWhenStale } from '../../scripts/web-build.ts';
import { serveWeb } from '../../src/platform/http/web.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { openHouse, type House, type Person } from '../harness/house.ts';

/** A Palermo that listens, with the built web app, and a browser to visit it with. */
export interface Site {
  readonly house: House;
  readonly browser: Browser;
  readonly url: string;
  /** A browser window of its own, without a session or with somebody's. */
  visit(options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly as?: Pick<Person, 'token'>;
  readonly language?: 'en' | 'id' | 'ur';
  readonly width?: number;
  readonly dark?: boolean;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens a path of the app and waits until its page is there. */
  readonly goTo: (path: string) => Promise<void>;
  /** Nothing may be wrong with what is on the screen: accessibility, one heading, nothing wider than the window. */
  readonly look: (name: string) => Promise<void>;
  /** One heading, and nothing wider than the window. */
  readonly fits: (name: string) => Promise<void>;
  /** Fails when the browser reported an error, a violation of the policy, or a request to another origin. */
  readonly close: () => Promise<void>;
}

/** Opens all of it for one test file. */
export async function openSite(): Promise<Site> {
  await buildWebWhenStale();
  const house = await openHouse();
  const { server } = house.installation;
  // A copy of its own, so that a build that is made meanwhile takes no file from under the browser.
  const web = join(house.folder, 'web');
  await cp(join(import.meta.dirname, '../../dist/web'), web, { recursive: true });
  await serveWeb(server, web);
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const url = address.replace('127.0.0.1', 'localhost');
  const browser = await launchBrowser();
  return {
    house,
    browser,
    url,
    visit: (options = {}) => visit(browser, url, options),
    close: async () => {
      await browser.close();
      await house.close();
    },
  };
}

async function visit(browser: Browser, url: string, options: VisitOptions): Promise<Visit> {
  const width = options.width ?? 1440;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  const language = options.language ?? 'en';
  const form = `${language}-${width}-${options.dark ? 'dark' : 'light'}`;
  await context.addInitScript(
    `localStorage.setItem('palermo.language', localStorage.getItem('palermo.language') ?? '${language}')`,
  );
  if (options.as) {
    await context.addCookies([
      { name: 'palermo_session', value: options.as.token, url, httpOnly: true, sameSite: 'Strict' },
    ]);
  }
  const page = await context.newPage();
  const faults = watch(page, url);
  return {
    page,
    context,
    goTo: async (path) => {
      await page.goto(`${url}${path}`);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
    },
    look: (name) => look(page, `${name}-${form}`),
    fits: (name) => fits(page, `${name}-${form}`),
    close: async () => {
      await context.close();
      expect(faults).toEqual([]);
    },
  };
}

/** What a browser reports of its own accord. A refused request is an answer of the app, not a fault of the page. */
function watch(page: Page, url: string): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    // Nor is what a browser says of a line that the journey itself cut.
    const isRefusal = /the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isRefusal) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(`${url}/`) && !/^(data|blob|about):/.test(address)) faults.push(`asked ${address}`);
  });
  return faults;
}

async function look(page: Page, name: string): Promise<void> {
  await fits(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
  ).toEqual([]);
}

async function fits(page: Page, name: string): Promise<void> {
  const folder = process.env['PALERMO_PICTURES'];
  if (folder) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }
  await expect.poll(() => page.locator('h1:visible').count(), { message: `${name}: one heading` }).toBe(1);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow, `${name}: nothing stands out of the window`).toBeLessThanOrEqual(0);
}

/** The looks every page must stand: a phone and a desk, left to right and right to left, light and dark. */
export const everyLook: readonly VisitOptions[] = [
  { width: 1440, language: 'en', dark: false },
  { width: 390, language: 'ur', dark: true },
  { width: 1440, language: 'ur', dark: true },
  { width: 390, language: 'en', dark: false },
];

/** The looks that are read for accessibility: between them a phone and a desk, both directions, light and dark. */
const readLooks = everyLook.slice(0, 2);

/** Looks at pages in every way, as somebody: two windows at a time, for much of a look is waiting for a still page. */
export async function lookAtAll(
  site: Site,
  paths: Readonly<Record<string, string>>,
  as?: Pick<Person, 'token'>,
): Promise<void> {
  const waiting = [...everyLook];
  const lookOnwards = async (): Promise<void> => {
    for (let options = waiting.shift(); options; options = waiting.shift()) {
      const visitor = await site.visit({ ...options, ...(as && { as }) });
      for (const [name, path] of Object.entries(paths)) {
        await visitor.goTo(path);
        await (readLooks.includes(options) ? visitor.look(name) : visitor.fits(name));
      }
      await visitor.close();
    }
  };
  await Promise.all([lookOnwards(), lookOnwards()]);
}
