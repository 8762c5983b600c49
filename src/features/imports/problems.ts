import { codesOf, type CodeListId } from '../../words/codes.ts';
import { countries } from '../../words/countries.ts';
import { foldName } from '../../words/fold.ts';
import type { TableRow } from '../../platform/tables/index.ts';
import type { RowProblem } from './target.ts';

const VALUE_LENGTH = 200;

const cut = (text: string): string => (text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)}…` : text);

/** A problem that keeps its row out. */
export const rowError = (
  code: string,
  column: string | null,
  value: string | null,
  message: string,
  remedy: string,
): RowProblem => ({
  severity: 'error',
  code,
  column,
  value: value === null ? null : cut(value),
  message,
  remedy,
});

/** Something a person should know of a row that goes in nevertheless. */
export const rowWarning = (
  code: string,
  column: string | null,
  value: string | null,
  message: string,
  remedy: string,
): RowProblem => ({
  ...rowError(code, column, value, message, remedy),
  severity: 'warning',
});

/** What the table reader found wrong with the row: formula cells, missing cells, unreadable dates. */
export function tableProblems(row: TableRow): RowProblem[] {
  return row.problems.map(({ level, code, message, remedy, column, value }) => ({
    severity: level,
    code,
    column: column ?? null,
    value: value === undefined ? null : cut(value),
    message,
    remedy,
  }));
}

/** A cell that is none of the codes of its list; the remedy names the nearest. */
export function unknownCode(list: CodeListId, column: string, value: string): RowProblem {
  const near = nearest(
    value,
    codesOf(list).map(({ code, label }) => ({ code, label })),
  );
  return rowError(
    'unknown-value',
    column,
    value,
    `This value is not one of the list “${list}”.`,
    `Say what it means in the mapping, or correct the cell. Nearest: ${near}.`,
  );
}

export function unknownCountry(column: string, value: string): RowProblem {
  const near = nearest(
    value,
    countries.map(({ alpha3, label }) => ({ code: alpha3, label })),
  );
  return rowError(
    'unknown-country',
    column,
    value,
    'This is no country we know.',
    `Write its name or ISO 3166 code, or leave the cell empty if it is not known. Nearest: ${near}.`,
  );
}

interface Named {
  readonly code: string;
  readonly label: string;
}

function nearest(value: string, among: readonly Named[]): string {
  const sought = foldName(value);
  return among
    .map((entry) => ({
      entry,
      score: Math.max(likeness(sought, foldName(entry.label)), likeness(sought, foldName(entry.code))),
    }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ entry }) => `${entry.code} (${entry.label})`)
    .join(', ');
}

/** How alike two words are, by the pairs of letters they share (Dice): 0 nothing, 1 the same. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [first, second] = [pairs(a), pairs(b)];
  if (first.length === 0 || second.length === 0) return 0;
  const left = [...second];
  let shared = 0;
  for (const pair of first) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (first.length + second.length);
}

const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
