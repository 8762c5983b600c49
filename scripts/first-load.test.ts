import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capturePages, firstLoads, screenLanguages } from './first-load.ts';
import { buildWebWhenStale } from './web-build.ts';

/** The most a page may cost on its first load in any language, in kB as sent; none may reach 200. */
const mostKilobytes: Readonly<Record<string, number>> = { 'sign-in': 125, start: 150, outbox: 155 };
const mostOfAny = 200;

test('a page on which something is written down opens with less than 200 kB, in every language', async () => {
  await buildWebWhenStale();
  const loads = await firstLoads(join(import.meta.dirname, '../dist/web'));
  expect(loads).toHaveLength(capturePages.length * screenLanguages.length);
  const tooHeavy = loads.filter(({ page, bytes }) => bytes >= 1000 * (mostKilobytes[page] ?? mostOfAny));
  expect(tooHeavy.map(({ page, language, bytes }) => `${page} in ${language}: ${bytes} bytes`)).toEqual([]);
}, 120_000);
