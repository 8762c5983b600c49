import { codeOf } from '../../words/codes.ts';
import { countryByAlpha3, countryName } from '../../words/countries.ts';
import type { Sheet } from '../../platform/tables/index.ts';
import { ratesOf, rowsOf, unitOf } from './rules.ts';
import { officialTables, openTables, TOTAL, type Figure, type OfficialContent, type OfficialTable } from './schema.ts';

/** The words of the data file of UNODC. */
const sexWords: Readonly<Record<string, string>> = {
  [TOTAL]: 'Total',
  F: 'Female',
  M: 'Male',
  OTHER: 'Other',
  UNKNOWN: 'Unknown',
};
const ageWords: Readonly<Record<string, string>> = {
  [TOTAL]: 'Total',
  CHILD: '0 to 17 years',
  ADULT: '18 years or over',
  UNKNOWN: 'Unknown',
};
const formWords: Readonly<Record<string, string>> = {
  [TOTAL]: 'Total',
  SEX: 'Sexual exploitation',
  LAB: 'Forced labour',
  ORG: 'Removal of organ',
  OTHER: 'Other purposes',
  MIXED: 'More than one of these forms',
  UNKNOWN: 'Unknown',
  DOMESTIC: 'In the own country',
  CROSS_BORDER: 'Across a border',
  SEVERAL: 'Several citizenships',
};

export const sexWord = (sex: string): string => sexWords[sex] ?? sex;
export const ageWord = (age: string): string => ageWords[age] ?? age;
export const categoryWord = (category: string): string =>
  formWords[category] ?? (countryByAlpha3(category) ? countryName(category, 'en') : category);
export const tableWord = (table: string): string => codeOf('glotip-tables', table)?.label ?? table;

/** How a figure is written in a cell: a withheld one is told as such and never as a number. */
const cellOf = (one: Figure | undefined): string | number => (one === undefined ? 0 : (one.value ?? 'withheld'));

/** What a table counts, and how it may be added up. */
const countedIn = (table: OfficialTable): string =>
  unitOf(table) === 'case'
    ? 'Counted: cases, not persons.'
    : 'Counted: persons. Add up within one dimension only; each dimension repeats the same people.';

/** How many agencies have reported, and how many have not: what a figure covers. */
export function coverageWord({ coverage }: OfficialContent): string {
  const count = (state: OfficialContent['coverage'][number]['state']): number =>
    coverage.filter((one) => one.state === state).length;
  return `${count('reported')} of ${coverage.length} agencies have reported; late ${count('late')}, never ${count('never')}`;
}

/** The questionnaire's workbook: a first sheet on what the figures are, then one a table, then the rates of SDG 16.2.2. */
export function workbookOf(content: OfficialContent, facts: readonly (readonly [string, string])[]): Sheet[] {
  const { figures, years, coverage } = content;
  return [
    {
      name: 'About',
      rows: [
        ...facts.map(([name, value]) => [name, value]),
        [],
        ['Agency', 'Records complete to', 'Reported', 'Last entry'],
        ...coverage.map(({ name, completeTo, state, lastEntry }) => [name, completeTo ?? '', state, lastEntry ?? '']),
      ],
    },
    ...officialTables.map((table): Sheet => ({
      name: table,
      rows: [
        [`${table}. ${tableWord(table)}`],
        [countedIn(table)],
        ['Category', 'Sex', 'Age', ...years],
        ...rowsOf(figures, table).map(({ category, sex, age, byYear }) => [
          categoryWord(category),
          sexWord(sex),
          ageWord(age),
          ...years.map((year) => cellOf(byYear.get(year))),
        ]),
      ],
    })),
    ...openTables.map((table): Sheet => ({
      name: table,
      rows: [
        [`${table}. ${tableWord(table)}`],
        ['Not kept in records of persons: to be answered by the office.'],
        ['', ...years],
      ],
    })),
    { name: 'SDG 16.2.2', rows: ratesSheet(content) },
  ];
}

function ratesSheet(content: OfficialContent): Sheet['rows'] {
  const { population, estimates } = content;
  return [
    ['Detected victims per 100,000 residents. Detection, not prevalence: a higher rate is not a worse one.'],
    ['Series', 'Year', 'Detected', 'Residents', 'Per 100,000', 'Population from'],
    ...ratesOf(content).map(({ series, year, count, people, rate }) => [
      series,
      year,
      count ?? 'withheld',
      people,
      rate === null ? 'withheld' : Number(rate.toFixed(4)),
      population.find((one) => one.year === year)?.source ?? '',
    ]),
    [],
    [
      'Estimated, detected and undetected together. Several methods; from the lowest to the highest of their 95% limits.',
    ],
    ['Estimate', 'From', 'To', 'Seen', 'Lowest', 'Highest', 'Table'],
    ...estimates.map(({ title, yearFrom, yearTo, observed, low, high, checksum }) => [
      title,
      yearFrom,
      yearTo,
      observed ?? 'withheld',
      low === null ? '' : Math.round(low),
      high === null ? '' : Math.round(high),
      checksum,
    ]),
  ];
}
