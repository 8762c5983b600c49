import type { ColumnMapping } from '../schema.ts';

export type DateOrder = NonNullable<ColumnMapping['dateOrder']>;

/** A day, month or year as somebody wrote it. */
export interface ReadDate {
  readonly from: string;
  readonly to: string;
  readonly precision: 'day' | 'month' | 'year';
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
  readonly shortYear: boolean;
}

const months = [
  'jan januari january',
  'feb februari february peb pebruari',
  'mar maret march mrt',
  'apr april',
  'may mei',
  'jun juni june',
  'jul juli july',
  'aug agustus august agu ags agt',
  'sep september sept',
  'oct oktober october okt',
  'nov november nop nopember',
  'dec desember december des',
].map((names) => names.split(' '));

/** The month's number of its name in English or Indonesian, short or long. */
const monthOf = (name: string): number => months.findIndex((names) => names.includes(name.toLowerCase())) + 1;

/** Reads a date; undefined when it is none. `order` says what `03/04/2019` means; a person or the column decides it. */
export function readDate(text: string, order: DateOrder, today: string): ReadDate | undefined {
  const plain = text
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}.*$/, '')
    .replace(
      /^(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday),?\s+/i,
      '',
    );
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]), false, false);
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain);
  if (numeric) return numericDay(Number(numeric[1]), Number(numeric[2]), numeric[3] ?? '', order, today);
  const named =
    /^(\d{1,2})[-/. ]+(\p{L}+)\.?[-/., ]+(\d{4}|\d{2})$/u.exec(plain) ??
    swapped(/^(\p{L}+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/u.exec(plain));
  if (named) {
    const [year, short] = fullYear(named[3] ?? '', today);
    return day(year, monthOf(named[2] ?? ''), Number(named[1]), false, short);
  }
  return wholeMonth(plain) ?? wholeYear(plain);
}

const swapped = (match: RegExpExecArray | null): (string | undefined)[] | null =>
  match && [match[0], match[2], match[1], match[3]];

function numericDay(
  first: number,
  second: number,
  yearText: string,
  order: DateOrder,
  today: string,
): ReadDate | undefined {
  const [year, short] = fullYear(yearText, today);
  const ambiguous = first <= 12 && second <= 12 && first !== second;
  return order === 'month-first'
    ? day(year, first, second, ambiguous, short)
    : day(year, second, first, ambiguous, short);
}

function wholeMonth(plain: string): ReadDate | undefined {
  const named = /^(\p{L}+)\.?[- /]+(\d{4})$/u.exec(plain);
  const numeric = /^(\d{1,2})[-/](\d{4})$/.exec(plain) ?? swappedPair(/^(\d{4})-(\d{1,2})$/.exec(plain));
  const month = named ? monthOf(named[1] ?? '') : Number(numeric?.[1] ?? 0);
  const year = Number(named?.[2] ?? numeric?.[2] ?? 0);
  const first = day(year, month, 1, false, false);
  if (!first) return undefined;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { ...first, to: isoDay(year, month, last), precision: 'month' };
}

const swappedPair = (match: RegExpExecArray | null): (string | undefined)[] | null =>
  match && [match[0], match[2], match[1]];

function wholeYear(plain: string): ReadDate | undefined {
  const year = Number(/^\d{4}$/.exec(plain)?.[0] ?? 0);
  return year >= 1850 && year <= 2200
    ? { from: `${year}-01-01`, to: `${year}-12-31`, precision: 'year', ambiguous: false, shortYear: false }
    : undefined;
}

/** Two digits are taken for the last year that fits. */
function fullYear(text: string, today: string): [number, boolean] {
  if (text.length === 4) return [Number(text), false];
  const present = Number(today.slice(0, 4));
  const year = Math.floor(present / 100) * 100 + Number(text);
  return [year > present ? year - 100 : year, true];
}

function day(year: number, month: number, date: number, ambiguous: boolean, shortYear: boolean): ReadDate | undefined {
  const found = new Date(Date.UTC(year, month - 1, date));
  if (year < 1850 || year > 2200 || found.getUTCMonth() !== month - 1 || found.getUTCDate() !== date) return undefined;
  const text = isoDay(year, month, date);
  return { from: text, to: text, precision: 'day', ambiguous, shortYear };
}

const isoDay = (year: number, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** What the dates of a column show of their order; undefined when they show nothing, or both. */
export function orderOf(samples: readonly string[]): DateOrder | undefined {
  let [dayFirst, monthFirst, yearFirst] = [false, false, false];
  for (const sample of samples) {
    if (/^\s*\d{4}[-/.]/.test(sample)) yearFirst = true;
    const match = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}/.exec(sample);
    if (match && Number(match[1]) > 12) dayFirst = true;
    if (match && Number(match[2]) > 12) monthFirst = true;
  }
  if (dayFirst !== monthFirst) return dayFirst ? 'day-first' : 'month-first';
  return yearFirst && !dayFirst ? 'year-first' : undefined;
}
