import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isCode, isCodeListId } from '../codes.ts';
import { lawKeys } from './law-keys.ts';
import { channels, interviewLanguages, modusCodes, questionOf, questions } from './questions.ts';

test('every question stands in every language and for codes that exist', () => {
  const faults = questions.flatMap((question) => [
    ...interviewLanguages.filter((language) => !question.words[language].ask || !question.words[language].sign),
    ...question.signs.filter((sign) => {
      const [list = '', code = ''] = sign.split('/');
      return !isCodeListId(list) || !isCode(list, code);
    }),
    ...(question.acts ?? []).filter((code) => !isCode('acts', code)),
    ...(question.means ?? []).filter((code) => !isCode('means', code)),
    ...(question.controls ?? []).filter((code) => !isCode('means-of-control', code)),
    ...(question.needs ?? []).filter((id) => !questionOf(id)),
    ...(question.codes ?? []).filter((code) =>
      question.list === 'channels' || question.list === undefined
        ? !channels.some((known) => known === code)
        : !isCode(question.list, code),
    ),
  ]);
  expect(faults).toEqual([]);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  expect(modusCodes.filter((code) => !questions.some(({ modus }) => modus?.includes(code)))).toEqual([]);
});

test('every law key an answer claims is one the map of the laws gives to that code or to the one above it', () => {
  const file = new URL('../../../data/law/code-map.json', import.meta.url);
  const map = JSON.parse(readFileSync(file, 'utf8')) as Record<
    keyof typeof lawKeys,
    Record<string, string | string[] | null>
  >;
  const faults = (['acts', 'means', 'purposes'] as const).flatMap((part) =>
    Object.entries(lawKeys[part]).flatMap(([code, keys]) =>
      keys.filter((key) => {
        const codes = [map[part][key] ?? []].flat();
        const isNear = codes.some((known) => known === code || code.startsWith(`${known}.`));
        return !isNear && !(code === 'DECEPTION' && key === 'fraud');
      }),
    ),
  );
  expect(faults).toEqual([]);
});
