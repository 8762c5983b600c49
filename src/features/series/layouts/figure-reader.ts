import type { LayoutContext, RowProblem, RowReader } from '../contract.ts';
import { Problem } from '../../../platform/action/index.ts';
import type { TableRow } from '../../../platform/tables/index.ts';
import { figureKey, figureText, type Figure, type FigureDraft, type SeriesDraft } from '../draft.ts';
import { readArea, readYear, type Area } from '../reading.ts';

/** The cells of one row by column name, with a place to put what is wrong with them. */
export interface Cells {
  /** The cell, or the empty text where the table has no such column. */
  readonly text: (column: string | undefined) => string;
  readonly error: (code: string, column: string | undefined, message: string, remedy: string) => void;
  readonly warning: (code: string, column: string | undefined, message: string, remedy: string) => void;
}

/** A figure before it is compared with the others of its file. */
export type FoundFigure = Omit<FigureDraft, 'kind' | 'times'>;

/** A reader of rows that yield any number of drafts each. */
export function rowReader(context: LayoutContext, expand: (cells: Cells) => readonly SeriesDraft[]): RowReader {
  const positions = new Map(context.columns.map((name, position) => [name, position]));
  return {
    read: (row) => {
      const problems: RowProblem[] = [];
      const drafts = expand(cellsOf(row, positions, problems));
      return problems.some((problem) => problem.severity === 'error') ? { drafts: [], problems } : { drafts, problems };
    },
  };
}

/** A reader of figures: repeated rows count once and say how often they came, contradicting ones are kept and told. */
export function figureReader(context: LayoutContext, expand: (cells: Cells) => readonly FoundFigure[]): RowReader {
  const seen = new Map<string, Map<string, number>>();
  return rowReader(context, (cells) =>
    expand(cells).map((found) => compare(seen, cells, { ...found, kind: 'figure', times: 1 })),
  );
}

function compare(seen: Map<string, Map<string, number>>, cells: Cells, draft: FigureDraft): FigureDraft {
  const key = figureKey(draft);
  const text = figureText(draft);
  const figures = seen.get(key);
  if (!figures) {
    seen.set(key, new Map([[text, 1]]));
    return draft;
  }
  const times = (figures.get(text) ?? 0) + 1;
  figures.set(text, times);
  if (times > 1) {
    cells.warning('repeated-row', undefined, 'The file has this row already.', 'Nothing to do: it is counted once.');
  } else {
    const others = [...figures.keys()].filter((other) => other !== text).join(', ');
    cells.warning(
      'conflicting-row',
      undefined,
      `The file gives ${text} here and ${others} elsewhere for the same thing.`,
      'Both are kept and shown as conflicting. Ask the publisher which one holds.',
    );
  }
  return { ...draft, times };
}

function cellsOf(row: TableRow, positions: ReadonlyMap<string, number>, problems: RowProblem[]): Cells {
  const text = (column: string | undefined): string => row.values[positions.get(column ?? '') ?? -1] ?? '';
  const note =
    (severity: RowProblem['severity']): Cells['error'] =>
    (code, column, message, remedy) => {
      const value = column === undefined ? null : text(column).slice(0, 100);
      problems.push({ severity, code, column: column ?? null, value, message, remedy });
    };
  return { text, error: note('error'), warning: note('warning') };
}

/** The area of a row; an unknown one is kept as it is written, with a warning; none at all is an error. */
export function areaOf(
  cells: Cells,
  codeColumn: string | undefined,
  nameColumn: string | undefined,
  alpha3: boolean,
): Area | undefined {
  const found = readArea(cells.text(codeColumn), cells.text(nameColumn), alpha3);
  const column = codeColumn ?? nameColumn;
  if (!found) {
    cells.error('no-country', column, 'The row names no country.', 'Write the ISO alpha-3 code or the name.');
  } else if (!found.known) {
    const message = 'This is not a country of ISO 3166; it is kept as the source names it.';
    cells.warning('unknown-area', column, message, 'If it is a country, write its ISO alpha-3 code.');
  }
  return found;
}

export function yearOf(cells: Cells, column: string): number | undefined {
  const year = readYear(cells.text(column));
  if (year === undefined) cells.error('no-year', column, 'This is not a year.', 'Write the year with four digits.');
  return year;
}

/** Says that a cell holds no figure. */
export function notAFigure(cells: Cells, column: string): undefined {
  cells.error(
    'not-a-figure',
    column,
    'This is not a number.',
    'Write digits, with or without thousands separators, or <5.',
  );
  return undefined;
}

/** The day of release, which the person or the file's own preamble said; without it, the import stops. */
export function releaseOf({ releaseDate }: LayoutContext): string {
  if (releaseDate !== null) return releaseDate;
  const message =
    'The file does not say when it was released. Give the day, such as 2023-05-30: it is part of every figure.';
  throw new Problem('invalid-input', { fields: [{ field: 'releaseDate', message }] });
}

/** A figure that is a word of a list, not a number. */
export const codeFigure = (code: string, printed: string, dated: string | null = null): Figure => ({
  value: null,
  censoredBelow: null,
  code,
  dated,
  printed: printed.trim(),
});

/** Where nothing is broken down. */
export const totals = { dimension: 'total', category: 'total', sex: 'total', ageGroup: 'total' } as const;

/** How surely a table is of this layout: all of its columns, in any order, or not. */
export const hasAll = (columns: readonly string[], needed: readonly string[]): number =>
  needed.every((name) => columns.includes(name)) ? 1 : 0;
