import { expect, test } from 'vitest';
import { readQuestion, writeQuestion, type Question } from './question.ts';

test('a link holds the whole question in codes, and leaves the rest of the address alone', () => {
  const question: Question = { by: ['citizenship', 'sex'], unit: 'cases', where: [{ field: 'tip', code: 'yes' }] };
  const search = writeQuestion(new URLSearchParams('source=unodc&by=form'), question);
  expect(search.get('source')).toBe('unodc');
  expect(readQuestion(search)).toEqual(question);
});

test('a link with words nobody knows still opens', () => {
  expect(readQuestion(new URLSearchParams('by=height&unit=tears&where=name=Nur'))).toEqual({
    by: ['registrationYear'],
    unit: 'victims',
    where: [],
  });
});
