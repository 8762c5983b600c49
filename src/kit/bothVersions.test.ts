import { expect, test } from 'vitest';
import { bothVersions } from './bothVersions.ts';
import type { FieldSpec } from './recordSpecs.ts';

const mark = { mine: 'Sari:', theirs: 'Budi:' };
const text: FieldSpec = { name: 'body', as: 'area' };
const texts = (before: string | null, mine: string, theirs: string) =>
  bothVersions(text, { mine: { body: mine }, theirs: { body: theirs }, before: { body: before } }, mark);

test('two people who wrote in different lines of a text keep both changes in one', () => {
  const before = 'Found at the port.\nSpeaks Urdu.\nNo papers.';
  const both = texts(before, 'Found at the port.\nSpeaks Urdu and Malay.\nNo papers.', `${before}\nAsks for a doctor.`);
  expect(both).toEqual({
    fields: { body: 'Found at the port.\nSpeaks Urdu and Malay.\nNo papers.\nAsks for a doctor.' },
    check: null,
  });
  expect(texts(before, before.slice(19), `Night shift.\n${before}`)?.fields).toEqual({
    body: 'Night shift.\nSpeaks Urdu.\nNo papers.',
  });
});

test('two people who wrote in the same lines keep all words, each under the name of who wrote them', () => {
  expect(texts('Met.\nTo do.', 'Met.\nCall her mother.', 'Met.\nBook the clinic.')).toEqual({
    fields: { body: 'Met.\nBudi:\nBook the clinic.\nSari:\nCall her mother.' },
    check: 'lines',
  });
  expect(texts('Met.', 'Met.\nA.', 'Met.\nB.')?.fields).toEqual({ body: 'Met.\nBudi:\nB.\nSari:\nA.' });
  expect(texts(null, 'One.', 'Two.')?.fields).toEqual({ body: 'Budi:\nTwo.\nSari:\nOne.' });
});

test('two people who chose from one list keep every choice, and the answer that says more where they differ', () => {
  const countries = { name: 'citizenships', as: 'countries' } as const;
  expect(
    bothVersions(countries, { mine: { citizenships: ['PAK', 'IDN'] }, theirs: { citizenships: ['IDN'] } }, mark),
  ).toEqual({
    fields: { citizenships: ['IDN', 'PAK'] },
    check: null,
  });
  const means = { name: 'means', as: 'codes', list: 'means' } as const;
  const both = bothVersions(
    means,
    {
      mine: { means: { DEBT: 'no', FORCE: 'yes', DECEPTION: 'no' } },
      theirs: { means: { DEBT: 'yes', FORCE: 'unknown', DECEPTION: 'unknown', THREAT: 'yes' } },
      before: { means: { FORCE: 'unknown', DEBT: 'unknown', DECEPTION: 'unknown' } },
    },
    mark,
  );
  expect(both).toEqual({
    fields: { means: { DEBT: 'yes', FORCE: 'yes', DECEPTION: 'no', THREAT: 'yes' } },
    check: 'answers',
  });
});

test('a field that holds one value offers no version of both', () => {
  const name: FieldSpec = { name: 'fullText', as: 'text' };
  expect(bothVersions(name, { mine: { fullText: 'Siti' }, theirs: { fullText: 'Sitti' } }, mark)).toBeNull();
  expect(texts('Met.', '', 'Met at sea.')).toBeNull();
});
