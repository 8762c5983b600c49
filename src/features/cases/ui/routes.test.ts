import { beforeAll, expect, test } from 'vitest';
import { loadPlaces } from '../../../words/gazetteer.ts';
import { drawnLegs, legsOf, numbersOf, stopsOf } from './routes.ts';
import type { Overview } from './types.ts';

beforeAll(loadPlaces);

const leg = (id: string, recordId: string, fields: object) =>
  ({ id, recordId, position: 1, mode: 'SEA.FERRY', ...fields }) as Overview['movements'][number];
const across = { fromPlace: 'ID-KB', toPlace: 'MY-13', departedOn: '2025-03-02' };
const movements = [
  leg('c', 'ani', { ...across, departedOn: '2025-06-01' }),
  leg('a', 'ani', across),
  leg('b', 'budi', across),
  leg('d', 'budi', { fromPlace: 'UNKNOWN', toPlace: 'MY-13', departedOn: null }),
];

test('people who went together are one leg of the route, and the legs stand in the order of their days', () => {
  expect(legsOf(movements).map(({ key, travellers }) => [key, travellers])).toEqual([
    ['a', ['ani', 'budi']],
    ['c', ['ani']],
    ['d', ['budi']],
  ]);
});

test('the map draws the same way once, with the numbers of its legs, and leaves out what has no place', () => {
  const legs = legsOf(movements);
  const drawn = drawnLegs(
    legs,
    (same) => `${same.length} legs`,
    (numbers) => numbersOf(numbers, String),
  );
  expect(drawn).toMatchObject([{ keys: ['a', 'c'], number: '1 ×2', label: '2 legs', way: 'sea' }]);
  expect(stopsOf(legs, (code) => code).map(({ key }) => key)).toEqual(['ID-KB', 'MY-13']);
  expect(numbersOf([3], String)).toBe('3');
});
