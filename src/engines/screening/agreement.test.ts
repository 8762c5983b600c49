import { describe, expect, test } from 'vitest';
import { start } from '../../../tests/harness/interviews.ts';
import { cohenKappa, fleissKappa, minutesAsked } from './index.ts';

describe('agreement between officers', () => {
  const repeat = (times: number, pair: [string, string]): [string, string][] =>
    Array.from({ length: times }, () => pair);

  // Two readers of fifty grant applications: the worked example of "Cohen's kappa" in Wikipedia (po 0.7, pe 0.5).
  test('Cohen’s kappa comes out as in the worked example of fifty applications: 0.4', () => {
    const result = cohenKappa([
      ...repeat(20, ['y', 'y']),
      ...repeat(5, ['y', 'n']),
      ...repeat(10, ['n', 'y']),
      ...repeat(15, ['n', 'n']),
    ]);
    expect(result).toMatchObject({ observed: 0.7, expected: 0.5, subjects: 50 });
    expect(result.kappa).toBeCloseTo(0.4, 12);
  });

  // Fourteen raters, ten subjects, five categories: the worked example of "Fleiss' kappa" in Wikipedia.
  test('Fleiss’ kappa comes out as in the worked example of fourteen raters: 0.210', () => {
    const table = [
      '0 0 0 0 14',
      '0 2 6 4 2',
      '0 0 3 5 6',
      '0 3 9 2 0',
      '2 2 8 1 1',
      '7 7 0 0 0',
      '3 2 6 3 0',
      '2 5 3 2 2',
      '6 5 2 1 0',
      '0 2 2 3 7',
    ];
    const subjects = table.map((row) =>
      row.split(' ').flatMap((count, category) => Array.from({ length: Number(count) }, () => String(category))),
    );
    const result = fleissKappa(subjects);
    expect(result.observed).toBeCloseTo(0.378, 3);
    expect(result.expected).toBeCloseTo(0.213, 3);
    expect(result.kappa).toBeCloseTo(0.21, 3);
  });

  test('where agreement by chance is certain there is no kappa, and unequal raters are refused', () => {
    expect(cohenKappa(repeat(5, ['y', 'y'])).kappa).toBeNull();
    expect(() => fleissKappa([['a', 'b'], ['a']])).toThrow(RangeError);
  });

  test('the time taken leaves out the pauses', () => {
    const at = (minutes: number): string => new Date(Date.parse(start) + minutes * 60_000).toISOString();
    const marks = [
      { kind: 'pause', at: at(10) },
      { kind: 'distress', at: at(11) },
      { kind: 'resume', at: at(25) },
    ];
    expect(minutesAsked(start, at(60), marks)).toBe(45);
    expect(minutesAsked(start, undefined, marks)).toBeNull();
  });
});
