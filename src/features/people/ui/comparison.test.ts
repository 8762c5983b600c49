import { expect, test } from 'vitest';
import { contradict, gather, readReference } from './comparison.ts';
import { romanReading } from '../rules/reading.ts';

test('two sources differ only where both speak of the same and say different things', () => {
  expect(contradict([{ '': 'IDN' }, { '': 'MMR' }])).toBe(true);
  expect(contradict([{ '': 'IDN' }, {}, { '': 'IDN' }])).toBe(false);
  expect(contradict([{}, { '': 'IDN' }, { '': 'MMR' }])).toBe(true);
});

test('a name in another script contradicts nobody, another name in the same script does', () => {
  const latin = gather([{ about: 'Latn', claim: 'Siti' }]);
  const arabic = gather([{ about: 'Arab', claim: 'سیتی' }]);
  const both = gather([
    { about: 'Arab', claim: 'سیتی' },
    { about: 'Latn', claim: ' siti' },
  ]);
  expect(contradict([latin, arabic, both])).toBe(false);
  expect(contradict([latin, gather([{ about: 'Latn', claim: 'Sita' }])])).toBe(true);
});

test('a reference is found in what was pasted, also in the address of a page', () => {
  const id = '0198c0de-0000-7000-8000-00000000abcd';
  expect(readReference(` ${id.toUpperCase()} `)).toBe(id);
  expect(readReference(`https://palermo.example/people/${id}?x`)).toBe(id);
  expect(readReference('Siti')).toBeNull();
});

test('a name in another script has a reading in Latin letters beside it, one in Latin letters has none', () => {
  expect(romanReading('محمد علی', 'Arab')).toMatch(/^M\w*h\w*m\w*d [Aʿ]/u);
  expect(romanReading('Siti Nur', 'Latn')).toBeNull();
});
