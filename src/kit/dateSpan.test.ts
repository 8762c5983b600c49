import { expect, test } from 'vitest';
import { partialOf, spanOf } from './dateSpan.ts';

test('a month stands for its days, leap days included, and reads back as the month', () => {
  expect(spanOf('2016-02')).toEqual({ from: '2016-02-01', to: '2016-02-29', precision: 'month' });
  expect(partialOf('2016-02-01', 'month')).toBe('2016-02');
});

test('a year stands for all of it, a day for itself, and nothing for nothing', () => {
  expect(spanOf('2015')).toEqual({ from: '2015-01-01', to: '2015-12-31', precision: 'year' });
  expect(spanOf('2015-03-09')).toEqual({ from: '2015-03-09', to: '2015-03-09', precision: 'day' });
  expect(spanOf('')).toEqual({ from: null, to: null, precision: null });
  expect(partialOf(null, null)).toBe('');
});
