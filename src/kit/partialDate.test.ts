import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatsFor } from './format.ts';
import { precisionOf, readPartialDate, writePartialDate } from './partialDate.ts';

test('a date known only to the year or month is read and written back unchanged', () => {
  const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.constantFrom(4, 7, 10), (when, length) => {
      const iso = when.toISOString().slice(0, length);
      expect(writePartialDate(readPartialDate(iso))).toBe(iso);
    }),
  );
});

test('a day that no calendar has is refused and not moved to the next month', () => {
  expect(writePartialDate({ year: 2015, month: 2, day: 29 })).toBeNull();
  expect(writePartialDate({ year: 2016, month: 2, day: 29 })).toBe('2016-02-29');
  expect(readPartialDate('2015-13-01').year).toBeNull();
  expect(precisionOf('2015-02-30')).toBe('none');
});

test('a day without a month is not taken for a year', () => {
  expect(writePartialDate({ year: 2015, month: null, day: 3 })).toBeNull();
});

test('a date is shown no more precisely than it is known, in each language', () => {
  expect(formatsFor('en-GB').date('2015')).toBe('2015');
  expect(formatsFor('en-GB').date('2015-03')).toBe('March 2015');
  expect(formatsFor('id-ID').date('2015-03-09')).toBe('9 Mar 2015');
  expect(formatsFor('ur-PK').date('2015-03')).toContain('مارچ');
});
