/** Reads a yearly series from the cells of a table, leniently as to names and writing, strictly as to what is meant. */
import type { YearFigure } from './figures.ts';

export interface SeriesTable {
  readonly columns: readonly string[];
  /** Cells aligned with the columns; `row` is what a person calls the row. */
  readonly rows: readonly { readonly row: number; readonly values: readonly string[] }[];
}

export interface ReadSeries {
  readonly name: string;
  readonly figures: readonly YearFigure[];
}

/** What is wrong, where, and what to do. */
export interface SeriesFault {
  readonly field: string;
  readonly row: number | null;
  readonly message: string;
}

export type SeriesReading =
  | { readonly ok: true; readonly series: readonly ReadSeries[]; readonly apart: readonly string[] }
  | { readonly ok: false; readonly faults: readonly SeriesFault[] };

const yearNames = /^(year|years|tahun|jahr|annee|ano|time_?period|سال)$/i;
const valueNames =
  /^(value|values|count|counts|number|n|total|figure|victims?|cases?|jumlah|kasus|korban|txt_?value|obs_?value|تعداد)$/i;
const MOST_FAULTS = 20;

/** The figure a cell prints; null for one that prints none, undefined for what is not a count. */
export function readFigure(cell: string): Pick<YearFigure, 'value' | 'censoredBelow'> | undefined {
  const text = cell
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digit)
    .replace(/[٬،]/g, ',')
    .trim();
  if (/^(|-|–|—|\.{1,3}|…|n\/?a|nan|null|missing|unknown|no data|not known|\*|x|c|s|z)$/i.test(text))
    return { value: null, censoredBelow: null };
  const censored = /^(<|≤|<=|less than)\s*(\d+)$/i.exec(text);
  if (censored) {
    const bound = Number(censored[2]);
    return { value: null, censoredBelow: /^(≤|<=)$/.test(censored[1] ?? '') ? bound + 1 : bound };
  }
  const plain = /^\d+(\.0+)?$/.test(text)
    ? text
    : /^\d{1,3}([,.' ’])\d{3}(\1\d{3})*$/.test(text)
      ? text.replace(/[,.' ’]/g, '')
      : null;
  return plain === null ? undefined : { value: Number(plain), censoredBelow: null };
}

/** Digits of any script: their blocks of ten begin with the digit zero. */
function digit(character: string): string {
  let zero = character.codePointAt(0) ?? 0;
  const code = zero;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  // Blocks of some scripts follow each other without a gap, each of ten.
  return String(/[0-9]/.test(character) ? Number(character) : (code - zero) % 10);
}

/**
 * Finds the columns of year and value, and splits the rows into one series for each combination of the other columns.
 * `where` keeps rows whose column has that text. Columns that differ within no year do not split.
 */
export function readSeries(table: SeriesTable, where: Readonly<Record<string, string>> = {}): SeriesReading {
  const at = (name: string): number => table.columns.findIndex((column) => same(column, name));
  const unknown = Object.keys(where).filter((name) => at(name) < 0);
  if (unknown.length > 0)
    return refused(
      unknown.map((name) => fault('where', `The table has no column ${name}. It has ${list(table.columns)}.`)),
    );
  const year = table.columns.findIndex((column) => yearNames.test(column.trim()));
  if (year < 0)
    return refused([fault('year', `No column is called year; the table has ${list(table.columns)}. Name it "year".`)]);
  const value = valueColumn(table.columns, year);
  if (value < 0)
    return refused([
      fault(
        'value',
        `It is not clear which column holds the counts; the table has ${list(table.columns)}. Name it "value".`,
      ),
    ]);
  const rows = table.rows.filter(({ values }) =>
    Object.entries(where).every(([name, wanted]) => same(values[at(name)] ?? '', wanted)),
  );
  if (rows.length === 0)
    return refused([fault('rows', Object.keys(where).length > 0 ? 'No row fits --where.' : 'The table has no rows.')]);
  return split({ ...table, rows }, year, value);
}

function valueColumn(columns: readonly string[], year: number): number {
  const named = columns.findIndex((column, at) => at !== year && valueNames.test(column.trim().replaceAll(' ', '_')));
  return named >= 0 ? named : columns.length === 2 ? 1 - year : -1;
}

interface Read extends YearFigure {
  readonly row: number;
  readonly values: readonly string[];
}

function split(table: SeriesTable, year: number, value: number): SeriesReading {
  const faults: SeriesFault[] = [];
  const read = table.rows.flatMap(({ row, values }): Read[] => {
    const printedYear = (values[year] ?? '')
      .normalize('NFKC')
      .replace(/\p{Nd}/gu, digit)
      .trim();
    const figure = readFigure(values[value] ?? '');
    if (!/^(1[89]|2[01])\d\d(\.0+)?$/.test(printedYear))
      faults.push({ ...fault(table.columns[year] ?? 'year', 'is no year of four digits, such as 2015'), row });
    else if (figure === undefined)
      faults.push({
        ...fault(
          table.columns[value] ?? 'value',
          'is no count: write a whole number such as 1599 or 1,599, or <5, or nothing where it is not known. Rates and averages cannot be evaluated as counts',
        ),
        row,
      });
    else return [{ year: Number(printedYear), ...figure, row, values }];
    return [];
  });
  if (faults.length > 0) return refused(faults.slice(0, MOST_FAULTS));
  const others = table.columns.flatMap((name, at) => (at === year || at === value ? [] : [{ name, at }]));
  const apart = columnsApart(read, others);
  const groups = Map.groupBy(read, ({ values }) => apart.map(({ at }) => values[at] ?? '').join(' · '));
  const series = [...groups].map(([name, rows]) => ({ name, ...onePerYear(rows) }));
  const clashes = series.flatMap(({ clash }) => clash);
  if (clashes.length > 0)
    return refused(series.length > 1 ? [several(series.length, apart)] : clashes.slice(0, MOST_FAULTS));
  return {
    ok: true,
    series: series.map(({ name, figures }) => ({ name, figures })),
    apart: apart.map(({ name }) => name),
  };
}

/** Of the columns that vary, those that tell rows of the same year apart; a note that differs by year tells nothing. */
function columnsApart(rows: readonly Read[], columns: readonly { name: string; at: number }[]) {
  const years = [...Map.groupBy(rows, (row) => row.year).values()].filter((group) => group.length > 1);
  return columns.filter(({ at }) => years.some((group) => new Set(group.map(({ values }) => values[at])).size > 1));
}

function onePerYear(rows: readonly Read[]): { figures: readonly YearFigure[]; clash: readonly SeriesFault[] } {
  const clash: SeriesFault[] = [];
  const figures = [...Map.groupBy(rows, (row) => row.year)].flatMap(([year, group]) => {
    const [first, ...rest] = group;
    const other = rest.find((row) => row.value !== first?.value || row.censoredBelow !== first.censoredBelow);
    if (other)
      clash.push({
        ...fault('value', `gives another figure for ${year} than row ${first?.row}: keep the one that holds`),
        row: other.row,
      });
    return first ? [{ year, value: first.value, censoredBelow: first.censoredBelow }] : [];
  });
  return { figures: figures.toSorted((one, other) => one.year - other.year), clash };
}

const several = (count: number, apart: readonly { name: string }[]): SeriesFault =>
  fault('rows', `hold ${count} series, told apart by ${list(apart.map(({ name }) => name))}: choose one`);

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
const list = (columns: readonly string[]): string => columns.join(', ');
const fault = (field: string, message: string): SeriesFault => ({ field, row: null, message });
const refused = (faults: readonly SeriesFault[]): SeriesReading => ({ ok: false, faults });
