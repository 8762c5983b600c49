import { describe, expect, it } from 'vitest';
import { codeListIds, codesOf, isCode, isCodeListId } from './codes.ts';
import { labelIn, labelLanguages, loadLabels } from './labels.ts';

/** Lists that describe data sets, columns and classifications for analysts; forms never show them. */
const untranslated = new Set([
  'attributes-event',
  'attributes-organization',
  'attributes-perpetrator',
  'attributes-victim',
  'citizenship-iso3166',
  'ctdc-datasets',
  'dtm-flow-monitoring',
  'glotip-tables',
  'iccs-tip-som',
  'sdg-16-2-2',
  'vrs-msrc-fields',
]);

describe.each(labelLanguages)('labels in %s', (language) => {
  it('name every code a form may show', async () => {
    const set = await loadLabels(language);
    const missing = codeListIds
      .filter((list) => !untranslated.has(list))
      .flatMap((list) => codesOf(list).map(({ code }) => ({ list, code })))
      .filter(({ list, code }) => labelIn(set, list, code) === null);
    expect(missing).toEqual([]);
  });

  it('name no code that its list does not have, and say where official words come from', async () => {
    const set = await loadLabels(language);
    for (const [list, labels] of Object.entries(set?.lists ?? {})) {
      expect(isCodeListId(list), list).toBe(true);
      for (const [code, stored] of Object.entries(labels)) {
        expect(isCodeListId(list) && isCode(list, code), `${list} ${code}`).toBe(true);
        const label = labelIn(set, list, code);
        expect(label?.text.trim(), `${list} ${code}`).not.toBe('');
        expect(label?.source === null, `${list} ${code}`).toBe(typeof stored === 'string');
      }
    }
  });
});

it('an Indonesian officer reads the words of Law 21/2007, and is told which words are our own', async () => {
  const set = await loadLabels('id');
  expect(labelIn(set, 'means', 'DEBT')).toMatchObject({
    text: 'Penjeratan utang',
    source: { name: expect.stringContaining('21 Tahun 2007') },
  });
  expect(labelIn(set, 'means', 'DECEPTION')?.source).toBeNull();
  expect(labelIn(await loadLabels('en'), 'means', 'DEBT')).toBeNull();
});
