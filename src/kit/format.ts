import { readPartialDate } from './partialDate.ts';

/** Writes values as a locale writes them. */
export type Formats = ReturnType<typeof formatsFor>;

/**
 * The formats of one locale. Dates are Gregorian everywhere, as the records are, and digits are 0 to 9 everywhere, as on
 * identity cards and passports: see docs/decisions/0014-digits-and-calendar.md.
 */
export function formatsFor(locale: string) {
  const gregorian = `${locale}-u-ca-gregory-nu-latn`;
  const digits = `${locale}-u-nu-latn`;
  const plain = new Intl.NumberFormat(digits);
  const share = new Intl.NumberFormat(digits, { style: 'percent', maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(digits, { signDisplay: 'exceptZero' });
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const change = new Intl.NumberFormat(digits, { style: 'percent', signDisplay: 'exceptZero', ...oneDecimal });
  const rate = new Intl.NumberFormat(digits, { maximumSignificantDigits: 3 });
  const ratio = new Intl.NumberFormat(digits, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(gregorian, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const inFull = new Intl.DateTimeFormat(gregorian, { dateStyle: 'full', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(gregorian, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const monthName = new Intl.DateTimeFormat(gregorian, { month: 'long', timeZone: 'UTC' });
  // Hours of the day from 0 to 23 everywhere: "PM" would stand in Latin script amid Urdu, and turns its line around.
  const instant = new Intl.DateTimeFormat(gregorian, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const list = new Intl.ListFormat(locale);

  return {
    number: (value: number): string => plain.format(value),
    /** A share of 1 as a percentage. */
    percent: (value: number): string => share.format(value),
    /** A difference with its sign. */
    signed: (value: number): string => signed.format(value),
    /** A change in per cent of its base, with its sign and one decimal: +108.3%. */
    change: (percent: number): string => change.format(percent / 100),
    /** From a first to a last number or year, kept from left to right within a text of the other direction. */
    span: (from: string, to: string): string => `\u2066${from}–${to}\u2069`,
    /** A rate in three figures that count: 0.0123, 4.56. */
    rate: (value: number): string => rate.format(value),
    /** A ratio with two decimals. */
    ratio: (value: number): string => ratio.format(value),
    /** An ISO date of any precision: 2015, 2015-03 or 2015-03-09. What cannot be read is shown as it stands. */
    date: (iso: string): string => {
      const parts = readPartialDate(iso);
      if (parts.year === null) return iso;
      if (parts.month === null) return String(parts.year).padStart(4, '0');
      return (parts.day === null ? month : day).format(dayOf(parts.year, parts.month, parts.day));
    },
    /** A whole ISO date with its day of the week, to be compared with what was meant; null of all else. */
    dateInFull: (iso: string): string | null => {
      const { year, month: ofYear, day: ofMonth } = readPartialDate(iso);
      return year === null || ofYear === null || ofMonth === null ? null : inFull.format(dayOf(year, ofYear, ofMonth));
    },
    /** An instant, in the reader's own time zone. */
    dateTime: (iso: string): string => instant.format(new Date(iso)),
    /** The name of a month, 1 to 12. */
    monthName: (month: number): string => monthName.format(new Date(Date.UTC(2000, month - 1, 1))),
    list: (items: readonly string[]): string => list.format(items),
    compare: new Intl.Collator(locale, { numeric: true }).compare,
  };
}

/** A day, also of the years before 100, which the constructor would take for 1900 and after. */
function dayOf(year: number, month: number, day: number | null): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day ?? 1);
  return date;
}
