import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf, readDate } from './dates.ts';

const today = '2026-01-01';
const at = (text: string, order: 'day-first' | 'month-first' = 'day-first'): string | undefined =>
  readDate(text, order, today)?.from;

test('dates are read as people in Indonesia and elsewhere write them', () => {
  for (const text of [
    '3/4/2019',
    '03-04-2019',
    '3.4.2019',
    '2019-04-03',
    '3 April 2019',
    '3 Apr 2019',
    '2019-04-03T00:00:00Z',
    'Rabu, 3 April 2019',
    'April 3, 2019',
  ])
    expect(at(text)).toBe('2019-04-03');
  expect(at('17 Agustus 1945')).toBe('1945-08-17');
  expect(at('1 Mei 98')).toBe('1998-05-01');
  expect(at('3/4/2019', 'month-first')).toBe('2019-03-04');
  expect(readDate('Mei 2019', 'day-first', today)).toMatchObject({
    from: '2019-05-01',
    to: '2019-05-31',
    precision: 'month',
  });
  expect(readDate('2019', 'day-first', today)).toMatchObject({
    from: '2019-01-01',
    to: '2019-12-31',
    precision: 'year',
  });
});

test('days that do not exist are no dates', () => {
  for (const text of ['31/02/2019', '00/00/0000', '2019-13-01', '45000', 'besok', ''])
    expect(readDate(text, 'day-first', today)).toBeUndefined();
});

test('the order of day and month is read from a column only when it shows it', () => {
  expect(orderOf(['01/02/2019', '25/02/2019'])).toBe('day-first');
  expect(orderOf(['01/02/2019', '02/25/2019'])).toBe('month-first');
  expect(orderOf(['01/02/2019', '03/04/2019'])).toBeUndefined();
  expect(orderOf(['25/02/2019', '02/25/2019'])).toBeUndefined();
});

test('every day written day first is read back as that day', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, day] = iso.split('-');
      return at(`${day}/${month}/${year}`) === iso && at(iso) === iso;
    }),
  );
});
