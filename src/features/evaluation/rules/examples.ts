import type { YearFigure, YearSpan } from '../../../engines/evaluation/index.ts';

/** Published figures of which more was said than they show. */
export interface Example {
  readonly id: 'victims' | 'cases';
  readonly figures: readonly YearFigure[];
  readonly before: YearSpan | null;
  readonly after: YearSpan | null;
  readonly citation: string;
}

const exact = (from: number, values: readonly (number | null)[]): readonly YearFigure[] =>
  values.map((value, at) => ({ year: from + at, value, censoredBelow: null }));

export const examples: readonly Example[] = [
  {
    id: 'victims',
    figures: exact(2007, [574, 607, 275, 143, null, 292, 158, 605, 441]),
    before: { from: 2007, to: 2010 },
    after: { from: 2012, to: 2015 },
    citation: 'UNODC, Data portal, Trafficking in persons, release of 30/05/2023; Indonesia, detected victims',
  },
  {
    id: 'cases',
    figures: exact(2021, [361, 752, 1061]),
    before: null,
    after: null,
    citation:
      'Ministry of Foreign Affairs of Indonesia, cases of citizens abroad, 2021-2023, as quoted in the literature',
  },
];
