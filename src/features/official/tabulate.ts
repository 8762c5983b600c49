import type { Counts, PlainCell, SuspectCell } from './counting.ts';
import { TOTAL, type CellKey, type Figure, type OfficialTable } from './schema.ts';

/** The people of one year by the fields of the tables that tell of them: what is protected together. */
export interface Family {
  readonly year: number;
  /** G7 and G8 tell of the same people by sex, age and form; every other table stands alone. */
  readonly tables: readonly OfficialTable[];
  readonly fields: readonly ('sex' | 'age' | 'category')[];
  readonly rows: readonly { readonly values: readonly string[]; readonly count: number; readonly key: number }[];
}

/** A count of a family, by its fields; null in `values` stands for all together, null as count for withheld. */
export interface ToldCell {
  readonly values: readonly (string | null)[];
  readonly count: number | null;
}

/** The families of all tables, year by year. */
export function familiesOf(counts: Counts, years: readonly number[]): Family[] {
  return years.flatMap((year) => {
    const of = <Cell extends { readonly year: number }>(cells: readonly Cell[]): readonly Cell[] =>
      cells.filter((cell) => cell.year === year);
    const stage = (table: OfficialTable): readonly SuspectCell[] =>
      of(counts.suspects).filter((cell) => cell.table === table);
    const bySexAndAge = (table: OfficialTable): Family => ({
      year,
      tables: [table],
      fields: ['sex', 'age'],
      rows: stage(table).map(({ sex, age, count, key }) => ({ values: [sex, age], count, key })),
    });
    const by = (table: OfficialTable, cells: readonly Omit<PlainCell, 'year'>[]): Family => ({
      year,
      tables: [table],
      fields: ['category'],
      rows: cells.map(({ category, count, key }) => ({ values: [category], count, key })),
    });
    const whole = (table: OfficialTable, cells: readonly PlainCell[]): Family => ({
      year,
      tables: [table],
      fields: [],
      rows: cells.map(({ count, key }) => ({ values: [], count, key })),
    });
    const victims = of(counts.victims);
    return [
      {
        year,
        tables: ['G7', 'G8'],
        fields: ['sex', 'age', 'category'],
        rows: victims.map(({ sex, age, form, count, key }) => ({ values: [sex, age, form], count, key })),
      },
      by(
        'G9',
        victims.map(({ citizenship, ...cell }) => ({ ...cell, category: citizenship })),
      ),
      by(
        'G11',
        victims.map(({ origin, ...cell }) => ({ ...cell, category: origin })),
      ),
      bySexAndAge('G2'),
      bySexAndAge('G3'),
      bySexAndAge('G4'),
      by(
        'G5',
        stage('G4').map(({ citizenship, ...cell }) => ({ ...cell, category: citizenship })),
      ),
      by('G10', of(counts.returned)),
      whole('G12', of(counts.investigations)),
    ];
  });
}

/** The figures of a family's tables from its cells. Where nobody was counted at all, the whole is told as zero. */
export function figuresOf({ year, tables, fields }: Family, cells: readonly ToldCell[]): Figure[] {
  const keyed = cells.map(({ values, count }) => {
    const part = (field: 'sex' | 'age' | 'category'): string => values[fields.indexOf(field)] ?? TOTAL;
    return { sex: part('sex'), age: part('age'), category: part('category'), count };
  });
  const told = keyed.some(isWhole) ? keyed : [...keyed, { sex: TOTAL, age: TOTAL, category: TOTAL, count: 0 }];
  return tables.flatMap((table) =>
    told
      .filter((key) => isPrinted(table, key))
      .map(({ count, ...key }): Figure => ({ table, year, ...key, value: count, withheld: count === null })),
  );
}

type Parts = Pick<CellKey, 'sex' | 'age' | 'category'>;

const isWhole = ({ sex, age, category }: Parts): boolean => [sex, age, category].every((part) => part === TOTAL);

/** As UNODC prints them: victims by sex and age with all sums; forms as a whole and by sex and age together. */
function isPrinted(table: OfficialTable, { sex, age, category }: Parts): boolean {
  if (table === 'G7') return category === TOTAL;
  if (table === 'G8') return category === TOTAL ? sex === TOTAL && age === TOTAL : (sex === TOTAL) === (age === TOTAL);
  return true;
}
