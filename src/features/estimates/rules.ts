import {
  readCaptureTable,
  type CaptureTable,
  type EstimateWarning,
  type TableProblem,
} from '../../engines/estimation/index.ts';
import type { CaptureRows } from './schema.ts';

/** The table as the engine counts it; problems name the line, the header being 1. */
export function tableFrom({
  lists,
  rows,
}: CaptureRows): { table: CaptureTable } | { problems: readonly TableProblem[] } {
  return readCaptureTable(
    [...lists, 'count'],
    rows.map(({ on, count }) => [...on.map((one) => (one ? '1' : '0')), String(count)]),
  );
}

/** Reads what a person pasted: CSV with a 0/1 column a list and a column count. */
export function rowsFrom(text: string): { rows: CaptureRows } | { problems: readonly TableProblem[] } {
  const [header = [], ...lines] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const read = readCaptureTable(header, lines);
  if ('problems' in read) return read;
  const { lists, counts } = read.table;
  const rows = counts.flatMap((count, history) =>
    count === 0 ? [] : [{ on: lists.map((_, list) => (history & (1 << list)) !== 0), count }],
  );
  return { rows: { lists: [...lists], rows } };
}

/** People come and go in a longer time: who left before another list began cannot be on both. */
const longestClosedMonths = 12;

export function windowWarnings(months: number | null): EstimateWarning[] {
  if (months === null) {
    const message =
      'The period the lists cover is not stated. Over more than twelve months people come and go, and the estimate grows too large.';
    return [{ code: 'window-unknown', message, details: {} }];
  }
  if (months <= longestClosedMonths) return [];
  const message = `The lists cover ${months} months. People come and go in that time, which makes the estimate too large; estimate by year.`;
  return [{ code: 'window-long', message, details: { months } }];
}
