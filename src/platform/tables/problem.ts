/** What is wrong with a table, where, and what a person can do about it. `code` is stable: translations hang on it. */
export interface TableProblem {
  readonly code: string;
  /** An error makes the row unusable; a warning tells what was taken and how. */
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
  /** Data row, counted from 1 below the header. */
  readonly row?: number;
  /** Line of the text file, or row of the sheet. */
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

type Place = Pick<TableProblem, 'row' | 'line' | 'column' | 'value'>;

/** The whole file cannot be read (further). */
export class TableError extends Error {
  readonly problem: TableProblem;

  constructor(problem: TableProblem) {
    super(`${problem.message} ${problem.remedy}`);
    this.name = 'TableError';
    this.problem = problem;
  }
}

/** A file-level error, ready to be thrown. */
export function tableError(code: string, message: string, remedy: string, place: Place = {}): TableError {
  return new TableError({ code, level: 'error', message, remedy, ...place });
}

/** A problem of one row that makes it unusable. */
export function rowError(code: string, message: string, remedy: string, place: Place = {}): TableProblem {
  return { code, level: 'error', message, remedy, ...place };
}

/** Something a person should know of a row that was nevertheless read. */
export function rowWarning(code: string, message: string, remedy: string, place: Place = {}): TableProblem {
  return { code, level: 'warning', message, remedy, ...place };
}
