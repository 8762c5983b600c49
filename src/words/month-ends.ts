const lastDayBefore = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The last day of the month before that of a day. */
export const lastMonthEnd = (day: string): string =>
  lastDayBefore(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1);

/** Whether a day is the last one of its month: the days up to which people without a right to records may count. */
export const isMonthEnd = (day: string): boolean =>
  lastDayBefore(Number(day.slice(0, 4)), Number(day.slice(5, 7))) === day;
