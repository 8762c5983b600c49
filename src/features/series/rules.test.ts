import { expect, test } from 'vitest';
import { inTierOrder, isAct, statedBy } from './rules.ts';

test('a map of tiers tells the tier of its year, in the order of tiers, and leaves out who was not rated', () => {
  const cells = [
    { year: 2012, text: 'NA' },
    { year: 2013, text: 'Watchlist ' },
    { year: 2014, text: null },
  ];
  expect(statedBy([{ year: 2012, text: 'NA' }], 2012)).toBeNull();
  expect(statedBy(cells.slice(1, 2), 2013)).toEqual({ year: 2013, text: 'Watchlist' });
  expect(statedBy(cells.slice(2), 2014)).toBeNull();
  expect(inTierOrder(['Watchlist', 'Tier 3', 'Special Case', 'Tier 1', 'Tier 2'])).toEqual([
    'Tier 1',
    'Tier 2',
    'Watchlist',
    'Tier 3',
    'Special Case',
  ]);
});

test('a state that joined a treaty is on the map of that year and of every later one', () => {
  expect([isAct('trafficking-protocol-party'), isAct('tier')]).toEqual([true, false]);
  const joined = [{ year: 2006, text: '28 Sep 2006' }];
  expect([2005, 2006, 2015].map((year) => statedBy(joined, year)?.year ?? null)).toEqual([null, 2006, 2006]);
});
