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

/** A cell that is none of the codes of its list; the remedy names the nearest, by label or by the words lists use for them. */
export function unknownCode(
  list: CodeListId,
  column: string,
  value: string,
  wordsFor: (code: string) => readonly string[] = () => [],
): RowProblem {
  const near = nearest(
    value,
    codesOf(list).map(({ code, label }) => ({ code, label, words: wordsFor(code) })),
  );
  return rowError(
    'unknown-value',
    column,
    value,
    'This value is not one of those the column holds.',
    `Say what it means in the mapping, or correct the cell.${near}`,
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
    `Write its name or ISO 3166 code, or leave the cell empty if it is not known.${near}`,
  );
}

interface Named {
  readonly code: string;
  readonly label: string;
  readonly words?: readonly string[];
}

/** So alike must a name be to be worth a look; of two names by chance a third is shared. */
const worthALook = 0.4;

/** The names most like a value, as a sentence; nothing where none is. */
function nearest(value: string, among: readonly Named[]): string {
  const sought = foldName(value);
  const near = among
    .map((entry) => ({
      entry,
      score: Math.max(
        ...[entry.label, entry.code, ...(entry.words ?? [])].map((word) => likeness(sought, foldName(word))),
      ),
    }))
    .filter(({ score }) => score >= worthALook)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ entry }) => `${entry.code} (${entry.label})`);
  return near.length === 0 ? '' : ` Nearest: ${near.join(', ')}.`;
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
