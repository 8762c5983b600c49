import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codedSentence } from './sentences.ts';

it('a refusal reaches a reader in any language by its code and what fills its holes', () => {
  expect(codedSentence('This case was erased.')).toEqual({ code: 'case-erased', values: {} });
  expect(codedSentence('Too small: expected string to have >=3 characters')).toEqual({
    code: 'too-short',
    values: { least: '3' },
  });
  expect(codedSentence('An agency of this kind does not read: health, testimony.')).toEqual({
    code: 'agency-does-not-read',
    values: { classes: 'health, testimony' },
  });
  expect(codedSentence('Something nobody wrote.')).toBeNull();
});

it('every reason a feature gives for a refusal has its code, so that nobody reads it in English only', () => {
  const files = globSync('src/features/**/*.ts').filter((path) => !path.includes('.test.'));
  const unknown = files.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/(?:\breason: |\brefuse\(\s*)'((?:[^'\\]|\\.)*[.])'/g)]
      .map((found) => found[1] ?? '')
      .filter((sentence) => codedSentence(sentence) === null)
      .map((sentence) => `${path}: ${sentence}`),
  );
  expect(unknown, 'add them to src/words/sentences.ts and code.sentence.* of the catalogues').toEqual([]);
});
