import { turns, withoutTurns } from '../../words/direction.ts';
import { isBlank } from './header.ts';
import type { Header } from './header.ts';
import { rowError, tableError } from './problem.ts';
import type { TableProblem } from './problem.ts';
import type { Batches, FoundProblem, FoundRow, TableLimits, TableRow } from './table.ts';
import { NO_PROBLEMS } from './table.ts';

export interface RowRules {
  readonly header: Header;
  readonly limits: TableLimits;
  /** Text tables say every cell; a sheet leaves empty ones out. */
  readonly everyCellWritten: boolean;
  readonly keepBlank: boolean;
}

/** The data rows under the header, numbered, from `fromRow` on. */
export async function* dataRows(batches: Batches, rules: RowRules, fromRow: number): AsyncGenerator<TableRow> {
  let skip = rules.header.index + 1;
  let row = 0;
  for await (const batch of batches()) {
    for (const found of batch) {
      if (skip > 0) {
        skip--;
        continue;
      }
      if (!rules.keepBlank && isBlank(found)) continue;
      row++;
      if (row > rules.limits.maxRows) throw tooManyRows(rules.limits);
      if (row >= fromRow) yield dataRow(found, row, rules);
    }
  }
}

function dataRow(found: FoundRow, row: number, rules: RowRules): TableRow {
  const { header, limits } = rules;
  const { line } = found;
  const cells = found.cells.some(turns) ? found.cells.map(withoutTurns) : found.cells;
  const unreadable = found.problems.length > 0 && cells.length === 0;
  const ragged = unreadable ? undefined : raggedRow(cells, row, line, rules);
  const tooLong = cells.findIndex((cell) => cell.length > limits.maxFieldLength);
  if (
    !ragged &&
    tooLong < 0 &&
    found.problems.length === 0 &&
    cells.length === header.columns.length &&
    header.offset === 0
  ) {
    return { row, line, values: cells, problems: NO_PROBLEMS };
  }
  const problems: TableProblem[] = found.problems.map((problem) => placed(problem, row, line, header));
  if (ragged) problems.push(ragged);
  if (tooLong >= 0) problems.push(longField(header.columns[tooLong - header.offset], row, line, limits));
  return { row, line, values: ragged || unreadable ? cells : aligned(cells, header), problems };
}

function aligned(cells: readonly string[], { columns, offset }: Header): string[] {
  return columns.map((_, at) => cells[at + offset] ?? '');
}

function raggedRow(cells: readonly string[], row: number, line: number, rules: RowRules): TableProblem | undefined {
  const { columns, width, offset } = rules.header;
  if (rules.everyCellWritten && cells.length !== width) {
    return rowError(
      'ragged-row',
      `Row ${row} (line ${line}) has ${cells.length} cells; the header has ${width}.`,
      'Check this row for a missing or extra delimiter, and put cells that contain the delimiter in quotation marks.',
      { row, line },
    );
  }
  const outside = cells.findIndex((cell, at) => (at < offset || at >= offset + columns.length) && cell.trim() !== '');
  if (outside < 0) return undefined;
  return rowError(
    'ragged-row',
    `Row ${row} (line ${line}) has a value in position ${outside + 1}, where the header names no column.`,
    'Name that column in the header, or delete the value.',
    { row, line },
  );
}

function placed({ cell, ...problem }: FoundProblem, row: number, line: number, header: Header): TableProblem {
  const column = cell === undefined ? undefined : header.columns[cell - header.offset];
  return { ...problem, row, line, ...(column === undefined ? {} : { column }) };
}

function longField(column: string | undefined, row: number, line: number, limits: TableLimits): TableProblem {
  return rowError(
    'field-too-long',
    `A cell of row ${row} (line ${line}) is longer than ${limits.maxFieldLength} characters.`,
    'Shorten the text, or attach it as a document.',
    { row, line, ...(column === undefined ? {} : { column }) },
  );
}

function tooManyRows(limits: TableLimits) {
  return tableError(
    'too-many-rows',
    `The table has more than ${limits.maxRows} rows.`,
    'Split it into several files and bring them in one after the other.',
    { row: limits.maxRows + 1 },
  );
}
