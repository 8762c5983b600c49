/** The whole evaluation of a yearly series: before and after, how far it holds, and how the series moves by itself. */
import { compare, type Comparison } from './before-after.ts';
import { changePoints, type ChangePoint } from './change-points.ts';
import { yearlyChanges, type YearChange } from './change.ts';
import { contrast, type Contrast } from './contrast.ts';
import { exactOf, rangeOf, within, type YearFigure, type YearSpan } from './figures.ts';
import { sensitivity, type Sensitivity } from './sensitivity.ts';
import { syntheticControl, type NamedSeries, type SyntheticControl } from './synthetic.ts';
import { trend, type Trend } from './trend.ts';

/** The model behind every interval, to be named wherever one is shown. */
export const model = {
  name: 'quasi-Poisson, one year of exposure a figure, 95% interval by Student’s t',
  sources: [
    'Wedderburn, Biometrika 61 (1974) 439',
    'McCullagh and Nelder, Generalized Linear Models, 2nd ed. (1989), 4.5 and 6.2',
    'Ver Hoef and Boveng, Ecology 88 (2007) 2766',
  ],
} as const;

export interface Movement {
  readonly changes: readonly YearChange[];
  readonly trend: Trend | null;
  readonly changePoints: readonly ChangePoint[];
}

export type Warning =
  | 'missing-years'
  | 'censored-years'
  | 'unequal-years'
  | 'few-years'
  | 'zero-sum'
  | 'hangs-on-the-choice'
  | 'moving-before';

export interface Evaluation extends Comparison, Movement {
  readonly sensitivity: Sensitivity;
  readonly against: Contrast | null;
  readonly synthetic: SyntheticControl | null;
  readonly warnings: readonly Warning[];
}

/** How a series moves by itself, whatever periods are compared. */
export const movement = (figures: readonly YearFigure[]): Movement => ({
  changes: yearlyChanges(figures),
  trend: trend(figures),
  changePoints: changePoints(figures),
});

/** Compares two spans of a series, against other series where there are some. The spans must not overlap. */
export function evaluate(
  figures: readonly YearFigure[],
  before: YearSpan,
  after: YearSpan,
  others: readonly NamedSeries[] = [],
): Evaluation {
  const comparison = compare(figures, before, after);
  const tested = sensitivity(figures, comparison);
  const usable = others.filter((other) =>
    [before, after].every((span) => exactOf(within(other.figures, span)).length > 0),
  );
  const [only = others[0]] = usable;
  return {
    ...comparison,
    ...movement(figures),
    sensitivity: tested,
    against:
      only === undefined ? null : contrast(figures, usable.length < 2 ? only.figures : summed(usable), before, after),
    synthetic: syntheticControl({ name: '', figures }, others, before, after),
    warnings: warningsOf(figures, comparison, tested),
  };
}

/** Several comparison series as one: the years for which all of them have an exact figure. */
function summed(others: readonly NamedSeries[]): readonly YearFigure[] {
  const years = Map.groupBy(
    others.flatMap(({ figures }) => figures.filter(({ value }) => value !== null)),
    ({ year }) => year,
  );
  return [...years].flatMap(([year, figures]) =>
    figures.length === others.length
      ? [{ year, value: figures.reduce((sum, { value }) => sum + (value ?? 0), 0), censoredBelow: null }]
      : [],
  );
}

const FEW_YEARS = 3;

function warningsOf(
  figures: readonly YearFigure[],
  comparison: Comparison,
  { stable }: Sensitivity,
): readonly Warning[] {
  const { before, after } = comparison;
  const earlier = trend(
    figures.filter((figure) => rangeOf(figure) && figure.year >= before.from && figure.year <= before.to),
  );
  const found: readonly (readonly [Warning, boolean])[] = [
    ['missing-years', before.missingYears.length + after.missingYears.length > 0],
    ['censored-years', before.censoredYears.length + after.censoredYears.length > 0],
    ['unequal-years', before.years.length !== after.years.length],
    ['few-years', before.years.length < FEW_YEARS || after.years.length < FEW_YEARS],
    ['zero-sum', before.sumRange[0] === 0 || after.sumRange[0] === 0],
    ['hangs-on-the-choice', !stable],
    ['moving-before', earlier !== null && earlier.direction !== 'not-shown'],
  ];
  return found.flatMap(([warning, holds]) => (holds ? [warning] : []));
}
