import { precisionOf, readPartialDate } from './partialDate.ts';

/** The first and last day a date can have been that is known only in part, and how exactly it is known. */
export type DateSpan = { from: string | null; to: string | null; precision: string | null };

const twoDigits = (part: number): string => String(part).padStart(2, '0');

/** The days of `2015`, `2015-03` or `2015-03-09`. */
export function spanOf(partial: string): DateSpan {
  const precision = precisionOf(partial);
  if (precision === 'none') return { from: null, to: null, precision: null };
  const { year, month } = readPartialDate(partial);
  if (precision === 'day') return { from: partial, to: partial, precision };
  if (precision === 'year' || month === null) return { from: `${partial}-01-01`, to: `${partial}-12-31`, precision };
  const last = new Date(Date.UTC(2000 + ((year ?? 0) % 400), month, 0)).getUTCDate();
  return { from: `${partial}-01`, to: `${partial}-${twoDigits(last)}`, precision };
}

/** The date again, as short as it is exact. What is known only "about" keeps its year and month. */
export function partialOf(day: string | null, precision: string | null): string {
  if (day === null) return '';
  if (precision === 'year') return day.slice(0, 4);
  return precision === 'month' || precision === 'about' ? day.slice(0, 7) : day;
}
