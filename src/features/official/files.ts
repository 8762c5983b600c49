import { Readable } from 'node:stream';
import type { FileReply } from '../../platform/action/define.ts';
import { csvStream, workbookStream } from '../../platform/tables/index.ts';
import { countryName } from '../../words/countries.ts';
import { ageWord, categoryWord, coverageWord, sexWord, tableWord, workbookOf } from './layout.ts';
import { ratesOf, sdgSeries, unitOf } from './rules.ts';
import { TOTAL, type Figure, type FileFormat, type OfficialContent, type OfficialTable } from './schema.ts';

/** A release to be written, and how it is told apart from others. */
export interface Written {
  readonly content: OfficialContent;
  readonly facts: readonly (readonly [string, string])[];
  /** Part of the file name. */
  readonly name: string;
  readonly signed: boolean;
}

const SHEETS = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The file of a release in a format: the questionnaire's workbook, plain CSV, SDMX-style CSV, or the columns of UNODC's data file. */
export function fileOf(written: Written, format: FileFormat): FileReply {
  if (format === 'workbook') {
    const stream = workbookStream(workbookOf(written.content, written.facts));
    return { stream, mediaType: SHEETS, fileName: `${written.name}.xlsx` };
  }
  const { columns, rows } = { csv: plain, sdmx, portal }[format](written);
  return {
    stream: Readable.from(csvStream(columns, rows, { byteOrderMark: true })),
    mediaType: 'text/csv; charset=utf-8',
    fileName: `${written.name}-${format}.csv`,
  };
}

interface Flat {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

function plain({ content, facts }: Written): Flat {
  const { country, cutOff, figures } = content;
  const release = [...facts, ['Coverage', coverageWord(content)] as const]
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
  return {
    columns: [
      'country',
      'table',
      'title',
      'unit',
      'year',
      'sex',
      'age',
      'category',
      'value',
      'withheld',
      'previous',
      'cut_off',
      'release',
    ],
    rows: figures.map((one) => [
      country,
      one.table,
      tableWord(one.table),
      unitOf(one.table),
      String(one.year),
      sexWord(one.sex),
      ageWord(one.age),
      categoryWord(one.category),
      text(one.value),
      one.withheld ? 'yes' : 'no',
      text(one.was),
      cutOff,
      release,
    ]),
  };
}

/** Codes of the cross-domain lists of SDMX for sex and age; indicators are ours where the SDG has no series. */
const sdmxSex: Readonly<Record<string, string>> = { OTHER: '_O', UNKNOWN: '_U' };
const sdmxAge: Readonly<Record<string, string>> = { CHILD: 'Y0T17', ADULT: 'Y_GE18', UNKNOWN: '_U' };

function sdmx({ content, signed }: Written): Flat {
  const { country, figures, cutOff } = content;
  const observed = (one: Figure): readonly string[] => [
    'PALERMO:OFFICIAL(1.0)',
    'A',
    country,
    one.table,
    sdmxSex[one.sex] ?? one.sex,
    sdmxAge[one.age] ?? one.age,
    one.category === 'UNKNOWN' ? '_U' : one.category,
    String(one.year),
    text(one.value),
    unitOf(one.table) === 'case' ? 'CASES' : 'PS',
    // Lists CL_OBS_STATUS (A normal, P provisional, Q suppressed) and CL_CONF_STATUS (F free, C confidential).
    one.withheld ? 'Q' : signed ? 'A' : 'P',
    one.withheld ? 'C' : 'F',
    cutOff,
  ];
  const rates = ratesOf(content).flatMap(({ series, year, count, rate }) => {
    const number = sdgSeries.find((known) => known.rate === series)?.number ?? series;
    const row = (code: string, value: string, unit: string): readonly string[] => [
      'PALERMO:OFFICIAL(1.0)',
      'A',
      country,
      code,
      TOTAL,
      TOTAL,
      TOTAL,
      String(year),
      value,
      unit,
      value === '' ? 'Q' : signed ? 'A' : 'P',
      value === '' ? 'C' : 'F',
      cutOff,
    ];
    return [row(number, text(count), 'PS'), row(series, rate === null ? '' : rate.toFixed(4), 'PER_100000_POP')];
  });
  return {
    columns: [
      'DATAFLOW',
      'FREQ',
      'REF_AREA',
      'INDICATOR',
      'SEX',
      'AGE',
      'CATEGORY',
      'TIME_PERIOD',
      'OBS_VALUE',
      'UNIT_MEASURE',
      'OBS_STATUS',
      'CONF_STATUS',
      'CUT_OFF',
    ],
    rows: [...figures.map(observed), ...rates],
  };
}

/** How UNODC's data file names what a table counts, and by what. */
const portalNames: Readonly<Partial<Record<OfficialTable, readonly [indicator: string, dimension: string]>>> = {
  G2: ['Persons brought into formal contact', 'Total'],
  G3: ['Persons prosecuted', 'Total'],
  G4: ['Persons convicted', 'Total'],
  G5: ['Persons convicted', 'by citizenship'],
  G7: ['Detected trafficking victims', 'Total'],
  G8: ['Detected trafficking victims', 'by form of exploitation'],
  G9: ['Detected trafficking victims', 'by citizenship'],
  G10: ['Detected trafficking victims', 'by country of repatriation'],
};

function portal({ content }: Written): Flat {
  const { country, figures } = content;
  const name = countryName(country, 'en');
  return {
    columns: [
      'Iso3_code',
      'Country',
      'Indicator',
      'Dimension',
      'Category',
      'Sex',
      'Age',
      'Year',
      'Unit of measurement',
      'txtVALUE',
      'Source',
    ],
    rows: figures.flatMap((one) => {
      const names = portalNames[one.table];
      // The whole stands once in that file, under the total; a table by something repeats no total.
      if (!names || (names[1] !== 'Total' && one.category === TOTAL)) return [];
      const [indicator, dimension] = names;
      const parts = [categoryWord(one.category), sexWord(one.sex), ageWord(one.age), String(one.year)];
      return [
        [
          country,
          name,
          indicator,
          dimension,
          ...parts,
          'Counts',
          one.value === null ? 'withheld' : String(one.value),
          'Palermo',
        ],
      ];
    }),
  };
}
