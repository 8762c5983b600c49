import { afterEach, expect, it } from 'vitest';
import { speakAsTerminal } from './codeWords.ts';
import { readable } from './print.ts';

afterEach(() => speakAsTerminal({}));

const record = { victimStatus: 'POSSIBLE', forms: { LAB: 'yes', 'LAB.DOM': 'unknown' }, source: 'POSSIBLE' };

it('a reader of the terminal gets the label of a code with the code, and other words as they are', () => {
  expect(readable(record)).toContain('Possible victim [POSSIBLE]');
  expect(readable(record)).toContain('Forced labour or services [LAB]=yes');
  expect(readable(record)).toMatch(/source +POSSIBLE/);
  expect(readable({ people: [{ sex: 'F' }] })).toContain('Female (sex) [F]');
});

it('in the language of the terminal', async () => {
  await speakAsTerminal({ LANG: 'id_ID.UTF-8' });
  expect(readable(record)).toContain('Terduga korban [POSSIBLE]');
});
