import { expect, test } from 'vitest';
import { chartsFor, readQuestion, writeQuestion, type Question } from './question.ts';

test('a link holds the whole question in codes, and leaves the rest of the address alone', () => {
  const question: Question = {
    by: ['citizenship', 'sex'],
    unit: 'cases',
    where: [{ field: 'tip', code: 'yes' }],
    internal: true,
    chart: 'bar',
  };
  const search = writeQuestion(new URLSearchParams('source=unodc&by=form'), question);
  expect(search.get('source')).toBe('unodc');
  expect(readQuestion(search)).toEqual(question);
});

test('a link with words nobody knows still opens', () => {
  expect(readQuestion(new URLSearchParams('by=height&unit=tears&where=name=Nur&chart=cloud'))).toEqual({
    by: ['registrationYear'],
    unit: 'victims',
    where: [],
    internal: false,
    chart: null,
  });
});

test('years are drawn as lines, countries on a map, corridors as flows, ages by sex as a pyramid', () => {
  expect(chartsFor(['registrationYear', 'sex'])[0]).toBe('line');
  expect(chartsFor(['citizenship'])[0]).toBe('map');
  expect(chartsFor(['corridor'])[0]).toBe('flow');
  expect(chartsFor(['sex', 'ageSpan'])[0]).toBe('pyramid');
  expect(chartsFor(['form', 'sex'])).toEqual(['bar']);
});
