import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelRatio } from './rate-ratio.ts';
import { probabilityWithin, quantile95 } from './student.ts';
import {
  change,
  evaluate,
  movement,
  readFigure,
  readSeries,
  sentencesOf,
  type YearFigure,
  type YearSpan,
} from './index.ts';

const series = (figures: Readonly<Record<number, number | string>>): YearFigure[] =>
  Object.entries(figures).map(([year, value]) => ({
    year: Number(year),
    ...(typeof value === 'number'
      ? { value, censoredBelow: null }
      : { value: null, censoredBelow: Number(value.slice(1)) }),
  }));
const span = (from: number, to: number): YearSpan => ({ from, to });
const plain = {
  number: (value: number): string => value.toLocaleString('en-GB'),
  signed: (value: number): string => (value > 0 ? `+${value}` : String(value)),
  percent: (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(1)}%`,
  ratio: (value: number): string => value.toFixed(2),
  years: (years: readonly number[]): string => years.join(', '),
  span: (from: string, to: string): string => `${from}–${to}`,
};
const indonesia = series({ 2007: 574, 2008: 607, 2009: 275, 2010: 143, 2012: 292, 2013: 158, 2014: 605, 2015: 441 });

test('the published fall from 1,599 to 1,496 is -103 (-6.4%), and no choice of years makes it an effect', () => {
  const found = evaluate(indonesia, span(2007, 2010), span(2012, 2015));
  expect(found).toMatchObject({ difference: -103, verdict: 'not-shown', ground: 'variation', degreesOfFreedom: 6 });
  expect([found.before.sum, found.after.sum, found.before.missingYears]).toEqual([1599, 1496, []]);
  // By hand: X2 = 154798.75/399.75 + 111230/374 on 6 degrees of freedom; t = 2.4469.
  expect(found.dispersion).toBeCloseTo((154_798.75 / 399.75 + 111_230 / 374) / 6, 8);
  expect(found.ratioCi95?.[0]).toBeCloseTo(0.3654, 4);
  expect(found.ratioCi95?.[1]).toBeCloseTo(2.3955, 4);
  expect(found.sensitivity).toMatchObject({ stable: true, verdicts: { decrease: 0, increase: 0 } });
  const [first, second, last] = sentencesOf(found, plain);
  expect(first?.values).toMatchObject({ before: '1,599', after: '1,496', difference: '-103', percent: '-6.4%' });
  expect([second?.key, last?.key]).toEqual(['evaluation.sentence.notShown', 'evaluation.sentence.detection']);
});

test('361, 752 and 1,061 are +108.3% and +41.1%, each with its base', () => {
  const [first, second] = movement(series({ 2021: 361, 2022: 752, 2023: 1061 })).changes;
  expect([first?.base, first?.percent?.toFixed(1)]).toEqual([361, '108.3']);
  expect([second?.base, second?.percent?.toFixed(1)]).toEqual([752, '41.1']);
  expect(change(0, 5).percent).toBeNull();
});

test('steady series that halve or double are called by their name, and too few years by theirs', () => {
  const steady = { 2001: 100, 2002: 104, 2003: 97, 2004: 101, 2006: 50, 2007: 47, 2008: 52, 2009: 51 };
  expect(evaluate(series(steady), span(2001, 2004), span(2006, 2009))).toMatchObject({ verdict: 'decrease' });
  const doubled = Object.fromEntries(Object.entries(steady).map(([year, value]) => [4000 - Number(year), value]));
  expect(evaluate(series(doubled), span(1991, 1994), span(1996, 1999))).toMatchObject({ verdict: 'increase' });
  expect(evaluate(series({ 2001: 100, 2002: 5 }), span(2001, 2001), span(2002, 2002))).toMatchObject({
    verdict: 'not-shown',
    ground: 'too-few-years',
    ratioCi95: null,
  });
});

test('a year printed as <5 stays a range, and a missing year is neither zero nor counted', () => {
  const found = evaluate(series({ 2001: 40, 2002: '<5', 2005: 30, 2006: 35 }), span(2001, 2003), span(2005, 2006));
  expect(found.before).toMatchObject({ sum: 40, sumRange: [40, 44], missingYears: [2003], censoredYears: [2002] });
  expect(found).toMatchObject({ difference: null, ratio: null, ranges: { difference: [21, 25] } });
  expect(found.ranges.ratio?.map((ratio) => ratio.toFixed(3))).toEqual(['1.477', '1.625']);
  expect(found.warnings).toEqual(expect.arrayContaining(['missing-years', 'censored-years']));
  expect(found.sensitivity.variants.map(({ what }) => what)).toContain('missing-as-highest-before');
});

test('what the comparison series did as well is no effect, and a synthetic control finds the country that moved alike', () => {
  const own = series({ 2001: 100, 2002: 120, 2003: 110, 2004: 130, 2006: 52, 2007: 60, 2008: 55, 2009: 65 });
  const twin = series({ 2001: 200, 2002: 240, 2003: 220, 2004: 260, 2006: 104, 2007: 120, 2008: 110, 2009: 130 });
  const flat = series({ 2001: 50, 2002: 50, 2003: 51, 2004: 49, 2006: 50, 2007: 52, 2008: 48, 2009: 50 });
  const grown = series({ 2001: 10, 2002: 20, 2003: 40, 2004: 80, 2006: 90, 2007: 91, 2008: 92, 2009: 93 });
  const [before, after] = [span(2001, 2004), span(2006, 2009)];
  expect(evaluate(own, before, after, [{ name: 'twin', figures: twin }]).against).toMatchObject({
    verdict: 'not-shown',
  });
  expect(evaluate(own, before, after, [{ name: 'flat', figures: flat }]).against).toMatchObject({
    verdict: 'decrease',
  });
  const all = [
    { name: 'twin', figures: twin },
    { name: 'flat', figures: flat },
    { name: 'grown', figures: grown },
  ];
  const { synthetic } = evaluate(own, before, after, all);
  expect(synthetic?.weights[0]).toMatchObject({ name: 'twin' });
  expect(synthetic?.ratio).toBeCloseTo(1, 1);
  expect(synthetic?.missBefore).toBeLessThan(0.1);
});

test('a step in a series is flagged at its year, a steady one is not', () => {
  const step = Object.fromEntries([20, 22, 19, 21, 20, 23, 60, 58, 63, 61, 59].map((value, at) => [2005 + at, value]));
  const [found, ...others] = movement(series(step)).changePoints;
  expect([found?.year, others]).toEqual([2011, []]);
  expect(found?.years[0]).toBeLessThanOrEqual(2011);
  expect(found?.years[1]).toBeGreaterThanOrEqual(2011);
  const [low = 0, high = 0] = found?.ratioCi95 ?? [];
  expect(low < (found?.ratio ?? 0) && (found?.ratio ?? 0) < high).toBe(true);
  expect(movement(indonesia)).toMatchObject({ changePoints: [], trend: { direction: 'not-shown' } });
});

test('the t distribution agrees with printed tables', () => {
  expect([1, 2, 6, 10, 30].map((degrees) => quantile95(degrees).toFixed(3))).toEqual([
    '12.706',
    '4.303',
    '2.447',
    '2.228',
    '2.042',
  ]);
  expect(probabilityWithin(2.571, 5)).toBeCloseTo(0.95, 3);
});

test('swapping before and after turns the ratio over and keeps the verdict’s certainty', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(counts, counts, (before, after) => {
      const one = levelRatio(before, after);
      const other = levelRatio(after, before);
      expect((one.ratio ?? 0) * (other.ratio ?? 0)).toBeCloseTo(1, 9);
      expect((one.ratioCi95?.[0] ?? 0) * (other.ratioCi95?.[1] ?? 0)).toBeCloseTo(1, 6);
      expect(one.dispersion).toBeGreaterThanOrEqual(1);
      const [low, high] = one.ratioCi95 ?? [0, 0];
      expect(low <= (one.ratio ?? 0) && (one.ratio ?? 0) <= high).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a table is read whatever its columns are called, and what is no count is refused with its row', () => {
  expect(['1,599', '1 599', '1.599', '۱٬۵۹۹', '<5', '≤5', ''].map((cell) => readFigure(cell))).toEqual([
    ...Array.from({ length: 4 }, () => ({ value: 1599, censoredBelow: null })),
    { value: null, censoredBelow: 5 },
    { value: null, censoredBelow: 6 },
    { value: null, censoredBelow: null },
  ]);
  const table = {
    columns: ['Country', 'Tahun', 'Jumlah'],
    rows: [
      ['Indonesia', '2007', '574'],
      ['Pakistan', '2007', '<5'],
    ].map((values, at) => ({ row: at + 1, values })),
  };
  const all = readSeries(table);
  expect(all.ok && all.series.map(({ name }) => name)).toEqual(['Indonesia', 'Pakistan']);
  const one = readSeries(table, { country: 'pakistan' });
  expect(one.ok && one.series[0]?.figures).toEqual([{ year: 2007, value: null, censoredBelow: 5 }]);
  const bad = readSeries({
    columns: ['year', 'value'],
    rows: [
      { row: 1, values: ['2007', '3.7'] },
      { row: 2, values: ['07', '3'] },
    ],
  });
  expect(!bad.ok && bad.faults.map(({ field, row }) => [field, row])).toEqual([
    ['value', 1],
    ['year', 2],
  ]);
});
