const DAY = 86_400_000;

/** A day some days after (or, below zero, before) another. Days are `YYYY-MM-DD`. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Whole years lived on a day. */
export const ageOn = (born: string, day: string): number =>
  yearOf(day) - yearOf(born) - (day.slice(5) < born.slice(5) ? 1 : 0);

/** The first and last day of what a date of this precision may mean. */
export function spanOf(day: string, precision: string): { from: string; to: string } {
  const month = day.slice(0, 7);
  if (precision === 'month') {
    const last = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10);
    return { from: `${month}-01`, to: last };
  }
  if (precision === 'year') return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
  if (precision === 'about') return { from: plusDays(day, -20), to: plusDays(day, 20) };
  return { from: day, to: day };
}
