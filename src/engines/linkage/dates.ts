/** In which order a column writes the parts of a date; `named` months are told by themselves. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const months: Readonly<Record<string, string>> = {
  jan: '01',
  feb: '02',
  mar: '03',
  apr: '04',
  may: '05',
  mei: '05',
  jun: '06',
  jul: '07',
  aug: '08',
  agu: '08',
  sep: '09',
  oct: '10',
  okt: '10',
  nov: '11',
  dec: '12',
  des: '12',
};

/** A date as far as it was given: year of four digits, month and day of two, each or none. May be no day of any calendar. */
export interface WrittenDate {
  readonly year: string | null;
  readonly month: string | null;
  readonly day: string | null;
}

/** Of equally good orders the first is taken. */
const orders = ['dmy', 'ymd', 'mdy'] as const;

/** What part of the values look like dates, and the order of parts that makes most of them days of the calendar. */
export function dateOrderOf(values: readonly string[]): { readonly share: number; readonly order: DateOrder } {
  const counts = { ymd: 0, dmy: 0, mdy: 0 };
  let dates = 0;
  for (const value of values) {
    if (!looksLikeDate(value)) continue;
    dates += 1;
    for (const order of orders) if (isDay(readDate(value, order))) counts[order] += 1;
  }
  const order = orders.reduce((best, one) => (counts[one] > counts[best] ? one : best));
  return { share: values.length === 0 ? 0 : Math.min(dates, counts[order] * 1.25) / values.length, order };
}

function looksLikeDate(value: string): boolean {
  const text = value.trim();
  return (
    /^\d{4}[-/. ]\d{1,2}([-/. ]\d{1,2})?([T ]\d{2}:\d{2}.*)?$/.test(text) ||
    /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}$/.test(text) ||
    /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$/.test(text) ||
    /^(1[5-9]|20)\d{6}$/.test(text) ||
    /^\d{8}$/.test(text) ||
    /^\d{1,2}[-/. ]*[a-z]{3,10}[-/., ]*\d{2,4}$/i.test(text) ||
    /^[a-z]{3,10}[. ]+\d{1,2},? +\d{4}$/i.test(text)
  );
}

const two = (text: string | undefined): string | null => (text === undefined ? null : text.padStart(2, '0').slice(-2));

/** Takes a date apart. Digits are kept as written even where they are no day (a typing error still agrees with much of the truth). */
export function readDate(value: string, order: DateOrder): WrittenDate {
  const text = value
    .trim()
    .replace(/[T ]\d{2}:\d{2}.*$/, '')
    .toLowerCase();
  const named = /[a-z]{3}/.exec(text);
  if (named) return namedDate(text, months[named[0]] ?? null);
  const parts = text.split(/\D+/).filter(Boolean);
  if (parts.length === 1 && parts[0]?.length === 8) return compactDate(parts[0], order);
  if (parts[0]?.length === 4) return { year: parts[0], month: two(parts[1]), day: two(parts[2]) };
  if (parts.length === 1) return { year: null, month: null, day: null };
  const year = parts.length === 3 ? fullYear(parts[2] ?? '') : fullYear(parts[1] ?? '');
  if (parts.length === 2) return { year, month: two(parts[0]), day: null };
  return order === 'mdy'
    ? { year, month: two(parts[0]), day: two(parts[1]) }
    : { year, month: two(parts[1]), day: two(parts[0]) };
}

function compactDate(text: string, order: DateOrder): WrittenDate {
  if (order === 'ymd') return { year: text.slice(0, 4), month: text.slice(4, 6), day: text.slice(6) };
  const [a, b] = [text.slice(0, 2), text.slice(2, 4)];
  return order === 'dmy' ? { year: text.slice(4), month: b, day: a } : { year: text.slice(4), month: a, day: b };
}

function namedDate(text: string, month: string | null): WrittenDate {
  const numbers = text.match(/\d+/g) ?? [];
  const year = numbers.find((one) => one.length === 4) ?? (numbers.length > 1 ? fullYear(numbers.at(-1) ?? '') : null);
  const day = numbers.find((one) => one.length <= 2);
  return { year, month, day: two(day) };
}

/** A year of two digits is taken to lie in the hundred years before 2030. */
function fullYear(text: string): string | null {
  if (text.length === 4) return text;
  if (text.length !== 2) return null;
  return Number(text) < 30 ? `20${text}` : `19${text}`;
}

function isDay({ year, month, day }: WrittenDate): boolean {
  if (year === null || month === null) return false;
  const [y, m, d] = [Number(year), Number(month), Number(day ?? '1')];
  return y >= 1000 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31;
}
