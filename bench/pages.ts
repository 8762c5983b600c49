import type { Browser, Page } from 'playwright-core';
import { capturePages, firstLoads, screenLanguages } from '../scripts/first-load.ts';
import { launchBrowser } from '../tests/browser/chromium.ts';
import type { Reader } from './caseload.ts';
import { webFolder, type Served } from './client.ts';
import { milliseconds, ms, spreadOf, type Line } from './timing.ts';

/** 50 kbit/s either way, and a third of a second there and back. */
const thinLine = { offline: false, latency: 300, downloadThroughput: 50_000 / 8, uploadThroughput: 50_000 / 8 };
const patience = { timeout: 300_000 };

/** What each capture page weighs on its first load, as sent, in the heaviest language. */
export async function measureBundles(): Promise<Line[]> {
  const loads = await firstLoads(webFolder);
  return capturePages.map(({ page }) => {
    const own = loads.filter((load) => load.page === page);
    const heaviest = own.reduce((one, other) => (other.bytes > one.bytes ? other : one));
    const english = own.find(({ language }) => language === screenLanguages[0])?.bytes ?? Number.NaN;
    return {
      what: `first load of the page "${page}"`,
      measured: `${kilobytes(heaviest.bytes)} in ${heaviest.files} files (${heaviest.language}), ${kilobytes(english)} in English`,
      against: 'limit 200 kB',
      ratio: (heaviest.bytes / 200_000).toFixed(2),
    };
  });
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Time until pages can be used over 50 kbit/s: sign-in on a first visit and on the next, and the list of cases. */
export async function measureThinLine(served: Served, reader: Reader): Promise<Line[]> {
  const browser = await launchBrowser();
  try {
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    const first = await visit(page, `${served.address}/sign-in`, 'input[type=password]');
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    const again = await visit(await stranger.newPage(), `${served.address}/sign-in`, 'input[type=password]');
    await stranger.close();
    const known = await (await contextOf(browser, served, reader)).newPage();
    const list = await visit(known, `${served.address}/cases`, 'tbody a');
    return [
      thinLineOf('sign-in, first visit', first),
      thinLineOf('sign-in, next visit', again),
      thinLineOf('list of cases, first visit', list),
    ];
  } finally {
    await browser.close();
  }
}

interface Visited {
  readonly milliseconds: number;
  readonly bytes: number;
}

const thinLineOf = (what: string, found: Visited): Line => ({
  what: `${what}, 50 kbit/s`,
  measured: `${(found.milliseconds / 1000).toFixed(1)} s, ${kilobytes(found.bytes)}`,
  against: 'limit 40 s',
  ratio: (found.milliseconds / 40_000).toFixed(2),
});

/** Opens an address over the thin line until something stands on the page; what came by then is counted. */
async function visit(page: Page, address: string, until: string): Promise<Visited> {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', thinLine);
  let bytes = 0;
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const spent = await milliseconds(async () => {
    await page.goto(address, { ...patience, waitUntil: 'commit' });
    await page.locator(until).first().waitFor(patience);
  });
  const counted = bytes;
  await line.send('Network.emulateNetworkConditions', {
    ...thinLine,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  return { milliseconds: spent, bytes: counted };
}

async function contextOf(browser: Browser, served: Served, reader: Reader) {
  const context = await browser.newContext();
  await context.addCookies([
    { name: 'palermo_session', value: reader.token, url: served.address, httpOnly: true, sameSite: 'Strict' },
  ]);
  return context;
}

/** Whom the pages are opened for, and how far that person sees. */
interface Watched {
  readonly who: string;
  readonly reader: Reader;
  /** What that person types: somebody is found by each. */
  readonly typed: readonly string[];
}

/**
 * In the browser, on this machine: time to the first list one can use, with everything the browser keeps already there,
 * and from the last key to the first person found.
 */
export async function measureInBrowser(
  served: Served,
  watched: readonly Watched[],
  total: number,
  rounds: number,
): Promise<Line[]> {
  const browser = await launchBrowser();
  try {
    const lines: Line[] = [];
    for (const { who, reader, typed } of watched) {
      const context = await contextOf(browser, served, reader);
      const [lists, finds]: [number[], number[]] = [[], []];
      // The first round fills what the browser keeps, and is not counted.
      for (let round = -1; round < rounds; round += 1) {
        const { list, find } = await listAndFind(await context.newPage(), served, typed.at(round % typed.length) ?? '');
        if (round < 0) continue;
        lists.push(list);
        finds.push(find);
      }
      await context.close();
      lines.push(
        inBrowser(`first usable list ${who}`, total, lists, 2000),
        inBrowser(`results of a search as one types ${who}`, total, finds, 1000),
      );
    }
    return lines;
  } finally {
    await browser.close();
  }
}

async function listAndFind(page: Page, served: Served, text: string): Promise<{ list: number; find: number }> {
  const list = await milliseconds(async () => {
    await page.goto(`${served.address}/cases`, { ...patience, waitUntil: 'commit' });
    await page.locator('tbody a').first().waitFor(patience);
  });
  const box = page.locator('header').getByRole('combobox');
  await box.fill(text);
  const find = await milliseconds(() => page.getByRole('option').first().waitFor(patience));
  await page.close();
  return { list, find };
}

const inBrowser = (what: string, total: number, spent: readonly number[], most: number): Line => ({
  what: `${what}, in the browser, ${total.toLocaleString('en')} cases`,
  measured: ms(spreadOf(spent)),
  against: `limit ${most / 1000} s`,
  ratio: `p50 ${(spreadOf(spent).p50 / most).toFixed(2)}, p95 ${(spreadOf(spent).p95 / most).toFixed(2)}`,
});
