/** The parts of a date of which only the year, or year and month, may be known. */
export type DateParts = { year: number | null; month: number | null; day: number | null };
export type DatePrecision = 'none' | 'year' | 'month' | 'day';

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const nothing: DateParts = { year: null, month: null, day: null };

/** Reads `2015`, `2015-03` or `2015-03-09`; anything else, and days that no calendar has, give no parts. */
export function readPartialDate(iso: string): DateParts {
  const match = pattern.exec(iso);
  if (match === null) return nothing;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? null : Number(part)));
  const parts = { year: year ?? null, month: month ?? null, day: day ?? null };
  return isPossible(parts) ? parts : nothing;
}

/** Writes the parts as the longest ISO date they allow; null when there is no year or the day does not exist. */
export function writePartialDate({ year, month, day }: DateParts): string | null {
  if (year === null || !isPossible({ year, month, day })) return null;
  const start = String(year).padStart(4, '0');
  if (month === null) return day === null ? start : null;
  const upToMonth = `${start}-${String(month).padStart(2, '0')}`;
  return day === null ? upToMonth : `${upToMonth}-${String(day).padStart(2, '0')}`;
}

/** How precisely an ISO date is known. */
export function precisionOf(iso: string): DatePrecision {
  const parts = readPartialDate(iso);
  if (parts.year === null) return 'none';
  if (parts.month === null) return 'year';
  return parts.day === null ? 'month' : 'day';
}

function isPossible({ year, month, day }: DateParts): boolean {
  if (year !== null && (!Number.isInteger(year) || year < 0 || year > 9999)) return false;
  if (month !== null && (!Number.isInteger(month) || month < 1 || month > 12)) return false;
  if (day === null) return true;
  if (!Number.isInteger(day) || day < 1) return false;
  const lastDay = month === null || year === null ? 31 : new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return day <= lastDay;
}
