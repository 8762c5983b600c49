import { afterEach, expect, test, vi } from 'vitest';
import { findChromium, launchBrowser } from './chromium.ts';

afterEach(() => vi.unstubAllEnvs());

test('a tester gets a running browser without preparing anything', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<h1>Palermo</h1>');
    expect(await page.textContent('h1')).toBe('Palermo');
  } finally {
    await browser.close();
  }
});

test('a tester who names a browser that is not there is told which name to correct', async () => {
  vi.stubEnv('PALERMO_CHROMIUM', '/nowhere/chromium');
  await expect(findChromium()).rejects.toThrow('PALERMO_CHROMIUM names /nowhere/chromium');
});
