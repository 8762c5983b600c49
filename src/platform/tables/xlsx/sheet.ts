import { rowError, rowWarning } from '../problem.ts';
import type { FoundProblem, FoundRow, TableLimits } from '../table.ts';
import { NO_PROBLEMS } from '../table.ts';
import { malformedWorkbook } from './archive.ts';
import { isoOfSerial } from './dates.ts';
import type { Workbook } from './workbook.ts';
import { unescaped, xmlSteps } from './xml.ts';

const MOST_COLUMNS = 16_384;

interface Cell {
  column: number;
  type: string;
  style: number;
  text: string;
  hasValue: boolean;
  formula: boolean;
}

/**
 * The rows of a sheet as they are written in it, a batch for each chunk. The declared dimension, row order and
 * cell references are not relied on; only what is there counts.
 */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  workbook: Workbook,
  limits: TableLimits,
): AsyncGenerator<readonly FoundRow[]> {
  let batch: FoundRow[] = [];
  const reader = rowReader(workbook, (row) => batch.push(row));
  for await (const _ of xmlSteps(bytes, reader, limits)) {
    if (batch.length > 0) yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function rowReader(workbook: Workbook, found: (row: FoundRow) => void) {
  let line = 0;
  let highest = 0;
  let column = -1;
  let cells: string[] = [];
  let taken: boolean[] = [];
  let problems: FoundProblem[] = [];
  let cell: Cell | undefined;
  let reading = false;
  let phonetic = false;

  const startRow = (reference: string | undefined) => {
    line = reference === undefined ? line + 1 : Number(reference);
    if (!Number.isSafeInteger(line) || line < 1) throw malformedWorkbook('a row has no proper number');
    column = -1;
    cells = [];
    taken = [];
    problems = line <= highest ? [outOfOrder(line)] : [];
    highest = Math.max(highest, line);
  };
  const startCell = (attributes: Readonly<Record<string, string>>) => {
    column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
    if (column < 0 || column >= MOST_COLUMNS) throw malformedWorkbook('a cell lies in no column');
    const style = Number(attributes['s'] ?? 0);
    cell = { column, type: attributes['t'] ?? 'n', style, text: '', hasValue: false, formula: false };
  };
  const endCell = (ended: Cell) => {
    const { value, problem } = cellValue(ended, workbook);
    if (ended.formula) problems.push({ ...formulaProblem(ended), cell: ended.column });
    if (problem) problems.push({ ...problem, cell: ended.column });
    if (taken[ended.column]) problems.push({ ...writtenTwice(), cell: ended.column });
    while (cells.length < ended.column) cells.push('');
    cells[ended.column] = value;
    taken[ended.column] = true;
  };
  return {
    open(tag: string, attributes: Readonly<Record<string, string>>) {
      if (tag === 'row') startRow(attributes['r']);
      else if (tag === 'c') startCell(attributes);
      else if (!cell) return;
      else if (tag === 'f') cell.formula = true;
      else if (tag === 'rPh') phonetic = true;
      else if (tag === 'v' || tag === 't') {
        reading = !phonetic;
        cell.hasValue = true;
      }
    },
    text(text: string) {
      if (reading && cell) cell.text += text;
    },
    close(tag: string) {
      if (tag === 'v' || tag === 't') reading = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'c' && cell) {
        endCell(cell);
        cell = undefined;
      } else if (tag === 'row') found({ line, cells, problems: problems.length > 0 ? problems : NO_PROBLEMS });
    },
  };
}

function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length && at < 4; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

function cellValue(cell: Cell, workbook: Workbook): { value: string; problem?: FoundProblem } {
  const { type, text, hasValue } = cell;
  if (!hasValue || (text === '' && type !== 's')) return { value: '' };
  if (type === 's') return sharedText(text, workbook);
  if (type === 'b') return { value: text === '1' || text === 'true' ? 'true' : 'false' };
  if (type === 'e') return { value: '', problem: errorCell(text) };
  if (type === 'n') return numberText(text, workbook.dateStyles[cell.style] === true, workbook.date1904);
  return { value: unescaped(text) };
}

function sharedText(text: string, { sharedStrings }: Workbook): { value: string } {
  const value = sharedStrings[Number(text)];
  if (text === '' || value === undefined) throw malformedWorkbook('a cell refers to a text that is not there');
  return { value };
}

function numberText(text: string, isDate: boolean, date1904: boolean): { value: string; problem?: FoundProblem } {
  const number = Number(text);
  if (!Number.isFinite(number)) return { value: text };
  if (!isDate) return { value: String(number) };
  const value = isoOfSerial(number, date1904);
  if (value !== undefined) return { value };
  const message = `The number ${text.slice(0, 30)} is formatted as a date but is no date.`;
  return { value: '', problem: rowError('invalid-date', message, 'Correct the cell, or format it as a number.') };
}

function formulaProblem({ hasValue }: Cell): FoundProblem {
  const remedy = 'Copy the cells and paste them as values to be sure of what is brought in.';
  if (hasValue)
    return rowWarning('formula-cell', 'This cell is a formula; its last calculated value was taken.', remedy);
  return rowError('formula-without-value', 'This cell is a formula that holds no calculated value.', remedy);
}

function errorCell(text: string): FoundProblem {
  const message = `This cell shows the error ${text.slice(0, 20)}.`;
  return rowError('error-cell', message, 'Correct or clear the cell.', { value: text.slice(0, 20) });
}

function writtenTwice(): FoundProblem {
  return rowError('duplicate-cell', 'This cell is written twice in the workbook.', 'Save the workbook again.');
}

function outOfOrder(line: number): FoundProblem {
  const message = `Row ${line} of the sheet is written out of order; it was read where it stands in the file.`;
  return rowWarning('row-out-of-order', message, 'Save the workbook again in a spreadsheet program.');
}
