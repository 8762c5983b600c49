import { tableError } from './problem.ts';
import type { FoundRow, TableLimits } from './table.ts';

export interface Header {
  /** Position of the header among the found rows. */
  readonly index: number;
  readonly columns: readonly string[];
  /** Cells to leave out at the left of every row: a sheet may begin in column B. */
  readonly offset: number;
  /** Cells the header row itself has. */
  readonly width: number;
}

const filled = (row: FoundRow): number => row.cells.reduce((sum, cell) => sum + (cell.trim() === '' ? 0 : 1), 0);

/** True for a row in which nothing is written. */
export function isBlank(row: FoundRow): boolean {
  return row.problems.length === 0 && row.cells.every((cell) => cell === '' || cell.trim() === '');
}

/**
 * The row with the names: the first one, unless it is a title line (at most a third as wide as the table)
 * above a row of distinct texts.
 */
export function findHeader(sample: readonly FoundRow[], from: number): number {
  const widths = sample.slice(from).map(filled);
  const usual = mostCommon(widths.filter((width) => width > 0));
  const first = from + widths.findIndex((width) => width > 0);
  const wide = from + widths.findIndex((width) => width > usual / 3 && width > 1);
  if (first < from || wide < from || wide === first) return first;
  const names = (sample[wide]?.cells ?? []).map((cell) => cell.trim()).filter((cell) => cell !== '');
  const named = new Set(names).size === names.length && names.every((name) => !/^[<>]?[\d.,\s-]+$/.test(name));
  return named ? wide : first;
}

function mostCommon(numbers: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const number of numbers) tally.set(number, (tally.get(number) ?? 0) + 1);
  return [...tally].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

/** The columns a header row names; refuses empty and repeated names. */
export function readHeader(row: FoundRow, index: number, limits: TableLimits, mayBeginLater: boolean): Header {
  const names = row.cells.map((cell) => cell.trim());
  const begin = mayBeginLater
    ? Math.max(
        0,
        names.findIndex((name) => name !== ''),
      )
    : 0;
  const end = names.findLastIndex((name) => name !== '') + 1;
  const columns = names.slice(begin, end);
  const place = { line: row.line };
  if (columns.length === 0 || row.problems.some((problem) => problem.level === 'error')) {
    const message = `The header (line ${row.line}) cannot be read: it has no column names, or quotation marks out of place.`;
    throw tableError('no-header', message, 'Put one row of column names above the data.', place);
  }
  if (columns.length > limits.maxColumns) {
    const message = `The table has ${columns.length} columns; at most ${limits.maxColumns} are taken.`;
    throw tableError(
      'too-many-columns',
      message,
      'Leave out columns that are not needed, or check the delimiter.',
      place,
    );
  }
  checkNames(columns, begin, place);
  return { index, columns, offset: begin, width: names.length };
}

function checkNames(columns: readonly string[], begin: number, place: { line: number }): void {
  const empty = columns.flatMap((name, at) => (name === '' ? [at + begin + 1] : []));
  if (empty.length > 0) {
    const message = `The header has no name for column ${empty.slice(0, 10).join(', ')}.`;
    throw tableError('empty-column-name', message, 'Give every column a name, or delete the column.', place);
  }
  const seen = new Set<string>();
  const repeated = new Set(columns.filter((name) => (seen.has(name) ? true : (seen.add(name), false))));
  if (repeated.size > 0) {
    const list = [...repeated].slice(0, 10).map((name) => JSON.stringify(name.slice(0, 100)));
    const message = `Several columns have the same name: ${list.join(', ')}.`;
    throw tableError('duplicate-column-name', message, 'Give every column a name of its own.', place);
  }
}
