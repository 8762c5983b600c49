import { expect, test } from 'vitest';
import { checkCodes, checkStrings, type Catalogues } from './check-strings.ts';

const page = (text: string) => [{ path: 'src/web/Page.tsx', text }];
const usesSave = page(`export const Page = () => <p>{t('page.save')}</p>;`);
const complete: Catalogues = { en: { 'page.save': 'Save' }, id: { 'page.save': 'Simpan' } };

test('a page whose every word stands in each catalogue passes', () => {
  expect(checkStrings(usesSave, complete, [])).toEqual([]);
});

test('a key that no catalogue has, and one that nobody uses, are both named', () => {
  const findings = checkStrings(page(`t('page.lost');`), complete, []);
  expect(findings).toEqual([
    expect.stringContaining("'page.lost' is used"),
    expect.stringContaining("'page.save' is used nowhere"),
  ]);
});

test('a language that lacks a text is named', () => {
  expect(checkStrings(usesSave, { ...complete, ur: {} }, [])).toEqual(["ur.json lacks 'page.save'"]);
});

test('keys below a declared prefix may be put together at run time', () => {
  const catalogues = { en: { 'problem.stale': 'Stale' }, id: { 'problem.stale': 'Basi' } };
  expect(checkStrings(page('t(`problem.${code}`);'), catalogues, ['problem.'])).toEqual([]);
});

test('a translation that loses a value of the sentence is named', () => {
  const catalogues = { en: { a: 'Hello {{name}}' }, id: { a: 'Halo' } };
  expect(checkStrings(page(`t('a');`), catalogues, [])[0]).toContain('has the variables []');
});

test('each language must bring the plural forms its grammar has, no more', () => {
  const english = { 'n.rows_one': '{{count}} row', 'n.rows_other': '{{count}} rows' };
  const use = page(`t('n.rows', { count });`);
  expect(checkStrings(use, { en: english, id: { 'n.rows_other': '{{count}} baris' } }, [])).toEqual([]);
  expect(checkStrings(use, { en: english, ur: { 'n.rows_other': '{{count}} قطاریں' } }, [])).toEqual([
    "ur.json lacks the plural form 'n.rows_one'",
  ]);
});

test('words written straight into a page are named with their line', () => {
  const [text, label] = checkStrings(
    page(`const A = () => (\n  <p aria-label="Close it">Hello you</p>\n);`),
    { en: {} },
    [],
  );
  expect([text, label].join()).toContain('src/web/Page.tsx:2');
  expect([text, label].join()).toContain('Hello you');
  expect([text, label].join()).toContain('Close it');
  expect(checkStrings([{ path: 'src/platform/x.tsx', text: '<p>Hello you</p>;' }], { en: {} }, [])).toEqual([]);
});

test('a code list that a form shows without labels in a language is named', () => {
  const form = [{ path: 'src/features/x/ui/specs.ts', text: `export const specs = [{ name: 'a', list: 'means' }];` }];
  expect(checkStrings(form, { en: {} }, [], { id: ['means'], ur: [] })).toEqual([
    "src/words/labels/ur.json lacks the list 'means', which a page shows",
  ]);
});

test('an act of the trail that has no words is named', () => {
  expect(checkCodes({ 'action.cases.open': 'Read a case' }, { action: ['cases.open', 'cases.erase'] })).toEqual([
    expect.stringContaining("'action.cases.erase' stands in no catalogue"),
  ]);
});
