import { countryByAlpha3, parseCountry } from '../../words/countries.ts';
import type { Figure } from './draft.ts';

const blank = /^(|-|–|\.\.\.?|n\/?a|nan|null|not available|data not available)$/i;
const exact = /^[+-]?(\d+|\d{1,3}([,   ]\d{3})+)(\.\d+)?(e[+-]?\d+)?$/i;
const below = /^(<|less than )\s*(\d+)$/i;

/** True for a cell that says nothing. In a cell of figures `NA` is "not available", never Namibia. */
export const isEmptyFigure = (text: string): boolean => blank.test(text.trim());

/** Reads a count as publishers print it: thousands separators, `<5`. Undefined for what is no number. */
export function readNumber(text: string): Figure | undefined {
  const printed = text.trim();
  const bound = below.exec(printed);
  if (bound) return { value: null, censoredBelow: Number(bound[2]), code: null, dated: null, printed };
  if (!exact.test(printed)) return undefined;
  return { value: Number(printed.replace(/[,   ]/g, '')), censoredBelow: null, code: null, dated: null, printed };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A day as publishers write it: 2023-05-30, 30/05/2023 (day first), 28 Sep 2009. Undefined for what is no day. */
export function readDay(text: string): string | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(trimmed);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(trimmed);
  if (slashed) return day(Number(slashed[3]), Number(slashed[2]), Number(slashed[1]));
  const worded = /^(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4})$/.exec(trimmed);
  if (worded) return day(Number(worded[3]), months.indexOf((worded[2] ?? '').toLowerCase()) + 1, Number(worded[1]));
  return undefined;
}

/** The day of release that a publisher wrote above the table's header. */
export function releaseInPreamble(preamble: readonly (readonly string[])[]): string | null {
  return (
    preamble
      .flat()
      .map(readDay)
      .find((found) => found !== undefined) ?? null
  );
}

function day(year: number, month: number, dayOfMonth: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

/** A year between 1800 and 2200. */
export function readYear(text: string): number | undefined {
  const match = /^(\d{4})(\.0)?$/.exec(text.trim());
  const year = match ? Number(match[1]) : 0;
  return year >= 1800 && year <= 2200 ? year : undefined;
}

/** Codes in published files that are not ISO's own, and names that no list of countries has. */
const codesInUse: Readonly<Record<string, string>> = { KOS: 'XKX', KSV: 'XKX', XKV: 'XKX', ROM: 'ROU', ZAR: 'COD' };
const namesInUse: Readonly<Record<string, string>> = {
  'Macedonia, the former Yugoslav Republic of': 'MKD',
  'Moldova, Republic of': 'MDA',
  'Tanzania, United Republic of': 'TZA',
  'St. Vincent and the Grenadines': 'VCT',
};

export interface Area {
  /** Alpha-3 of a country; else the code or the name as the source has it. */
  readonly area: string;
  readonly name: string;
  readonly known: boolean;
}

/**
 * The country or other area of a row, from its code column, its name column or both. `NA` in a column of two-letter
 * codes is Namibia; in a column of alpha-3 codes it is an empty cell of a statistics program, and the name decides.
 */
export function readArea(
  code: string | undefined,
  name: string | undefined,
  codesAreAlpha3: boolean,
): Area | undefined {
  const given = (code ?? '').trim();
  const label = (name ?? '').trim();
  const useful = codesAreAlpha3 && given.toUpperCase() === 'NA' ? '' : given;
  const found = countryOfCode(useful, codesAreAlpha3) ?? namesInUse[label] ?? parseCountry(label);
  const area = useful !== '' && found === undefined ? useful : (found ?? label);
  if (area === '') return undefined;
  return { area, name: label === '' ? (codesAreAlpha3 ? '' : given) : label, known: found !== undefined };
}

function countryOfCode(code: string, alpha3Only: boolean): string | undefined {
  if (code === '') return undefined;
  const inUse = codesInUse[code.toUpperCase()];
  if (inUse) return inUse;
  if (alpha3Only) return countryByAlpha3(code.toUpperCase())?.alpha3;
  return namesInUse[code] ?? parseCountry(code);
}

/** A short stable word for a printed one: "by form of exploitation" is `by-form-of-exploitation`. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Words of the breakdown columns as they are kept: `total`, or what the column says. */
export const breakdown = (text: string): string =>
  /^\s*(total|all|both sexes)\s*$/i.test(text) ? 'total' : text.trim();

const ages: Readonly<Record<string, string>> = {
  '0-to-17-years': '0-17',
  '18-years-or-over': '18+',
  children: '0-17',
  adults: '18+',
};

/** `0-17`, `18+`, `unknown`, `total`; another age group as a short word. */
export const ageGroup = (text: string): string =>
  ages[slug(text)] ?? (breakdown(text) === 'total' ? 'total' : slug(text));
