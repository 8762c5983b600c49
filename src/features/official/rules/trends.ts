import { movement, type Movement, type YearFigure } from '../../../engines/evaluation/index.ts';
import { TOTAL, type Figure, type OfficialContent, type OfficialTable } from '../schema.ts';

/** Which cells make a series over the years. Steps of criminal justice stand apart from victims; nothing is added up. */
const trendSeries: readonly {
  readonly table: OfficialTable;
  readonly sex: string;
  readonly category: string;
}[] = [
  { table: 'G7', sex: TOTAL, category: TOTAL },
  { table: 'G7', sex: 'F', category: TOTAL },
  { table: 'G7', sex: 'M', category: TOTAL },
  { table: 'G8', sex: TOTAL, category: 'SEX' },
  { table: 'G8', sex: TOTAL, category: 'LAB' },
  { table: 'G10', sex: TOTAL, category: TOTAL },
  { table: 'G12', sex: TOTAL, category: TOTAL },
  { table: 'G2', sex: TOTAL, category: TOTAL },
  { table: 'G3', sex: TOTAL, category: TOTAL },
  { table: 'G4', sex: TOTAL, category: TOTAL },
];

export interface OfficialTrend {
  readonly key: Pick<Figure, 'table' | 'sex' | 'age' | 'category'>;
  readonly figures: readonly YearFigure[];
  readonly moved: Movement;
}

/** The years that were over when the records were counted: a year that goes on is no figure yet. */
export const yearsOver = ({ years, cutOff }: Pick<OfficialContent, 'years' | 'cutOff'>): readonly number[] =>
  years.filter((year) => `${year}-12-31` <= cutOff);

/** The first year of which anything is counted or withheld: before it nobody kept records, which is no zero. */
const firstCounted = (figures: readonly Figure[]): number =>
  Math.min(...figures.filter(({ value }) => value !== 0).map(({ year }) => year));

/** How each series of the figures moves over the years that are over. Withheld years are gaps. */
export function trendsOf(content: Pick<OfficialContent, 'figures' | 'years' | 'cutOff'>): readonly OfficialTrend[] {
  const years = yearsOver(content);
  const began = firstCounted(content.figures);
  return trendSeries.map(({ table, sex, category }) => {
    const key = { table, sex, age: TOTAL, category };
    const own = content.figures.filter(
      (one) => one.table === table && one.sex === sex && one.age === TOTAL && one.category === category,
    );
    const figures = years.map((year): YearFigure => {
      const one = own.find((found) => found.year === year);
      return { year, value: year < began ? null : (one?.value ?? (one ? null : 0)), censoredBelow: null };
    });
    return { key, figures, moved: movement(figures) };
  });
}
