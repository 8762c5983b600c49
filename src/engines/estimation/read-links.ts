import { fewestLists, mostLists, type TableProblem } from './capture-table.ts';
import type { UncertainLinks } from './linkage-uncertainty.ts';

/** A table as it was read from a file: line 1 is the header. */
export interface ReadRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface LinkFiles {
  /** One row a record, with the columns named. */
  readonly records: ReadRows;
  readonly idColumn: string;
  readonly listColumn: string;
  /** One row a pair of records: the columns left, right and probability, as `palermo link --pairs` writes them. */
  readonly pairs: ReadRows;
}

export type ReadLinks =
  | { readonly links: UncertainLinks; readonly records: number }
  | { readonly of: 'records' | 'pairs'; readonly problems: readonly TableProblem[] };

const mostProblems = 20;

/** Reads records with their list, and pairs of them with the probability that they are one person. */
export function readLinks({ records, idColumn, listColumn, pairs }: LinkFiles): ReadLinks {
  const people = readRecords(records, idColumn, listColumn);
  if ('problems' in people) return { of: 'records', problems: people.problems };
  const read = readPairs(pairs, people.numberOf);
  if ('problems' in read) return { of: 'pairs', problems: read.problems };
  const inLink = new Set(read.found.flatMap(({ a, b }) => [a, b]));
  const place = new Map([...inLink].map((record, at) => [record, at]));
  const certain = Array.from({ length: 2 ** people.lists.length }, () => 0);
  for (const [record, list] of people.listOf.entries()) {
    if (!inLink.has(record)) certain[1 << list] = (certain[1 << list] ?? 0) + 1;
  }
  return {
    records: people.listOf.length,
    links: {
      lists: people.lists,
      certain,
      held: [...inLink].map((record) => 1 << (people.listOf[record] ?? 0)),
      links: read.found.map(({ a, b, probability }) => ({ a: place.get(a) ?? 0, b: place.get(b) ?? 0, probability })),
    },
  };
}

const columnOf = ({ columns }: ReadRows, name: string): number =>
  columns.findIndex((column) => column.trim().toLowerCase() === name.trim().toLowerCase());

function absent(table: ReadRows, names: readonly string[]): TableProblem[] {
  return names
    .filter((name) => columnOf(table, name) < 0)
    .map((name) => ({
      line: 1,
      column: name,
      problem: `there is no such column among ${table.columns.join(', ')}`,
      remedy: 'name the column so, or say which it is',
    }));
}

interface People {
  readonly lists: readonly string[];
  readonly listOf: readonly number[];
  readonly numberOf: ReadonlyMap<string, number>;
}

function readRecords(
  table: ReadRows,
  idColumn: string,
  listColumn: string,
): People | { problems: readonly TableProblem[] } {
  const problems = absent(table, [idColumn, listColumn]);
  if (problems.length > 0) return { problems };
  const [idAt, listAt] = [columnOf(table, idColumn), columnOf(table, listColumn)];
  const numberOf = new Map<string, number>();
  const lists: string[] = [];
  const listOf: number[] = [];
  for (const [index, row] of table.rows.entries()) {
    const say = (column: string, problem: string, remedy: string) =>
      problems.push({ line: index + 2, column, problem, remedy });
    const [id = '', list = ''] = [row[idAt]?.trim(), row[listAt]?.trim()];
    if (id === '') say(idColumn, 'the record has no id', 'give each record an id of its own');
    else if (numberOf.has(id)) say(idColumn, 'two records have this id', 'give each record an id of its own');
    if (list === '' || list.includes(':'))
      say(listColumn, 'the list has no name, or one with a colon', 'name the list');
    if (!lists.includes(list)) lists.push(list);
    numberOf.set(id, index);
    listOf.push(lists.indexOf(list));
    if (problems.length >= mostProblems) break;
  }
  if (problems.length === 0 && (lists.length < fewestLists || lists.length > mostLists))
    problems.push({
      line: 1,
      column: listColumn,
      problem: `there are ${lists.length} lists`,
      remedy: `give records of ${fewestLists} to ${mostLists} lists`,
    });
  return problems.length > 0 ? { problems } : { lists, listOf, numberOf };
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
}

function readPairs(
  table: ReadRows,
  numberOf: ReadonlyMap<string, number>,
): { found: readonly Pair[] } | { problems: readonly TableProblem[] } {
  const names = ['left', 'right', 'probability'] as const;
  const problems = absent(table, names);
  if (problems.length > 0) return { problems };
  const [leftAt = 0, rightAt = 0, probabilityAt = 0] = names.map((name) => columnOf(table, name));
  const found = new Map<string, Pair>();
  for (const [index, row] of table.rows.entries()) {
    const say = (column: string, problem: string, remedy: string) =>
      problems.push({ line: index + 2, column, problem, remedy });
    const [a, b] = [numberOf.get(row[leftAt]?.trim() ?? ''), numberOf.get(row[rightAt]?.trim() ?? '')];
    const probability = Number(row[probabilityAt]?.trim() || 'none');
    if (a === undefined) say('left', 'no record has this id', 'pair records of the file of records');
    if (b === undefined) say('right', 'no record has this id', 'pair records of the file of records');
    if (a !== undefined && a === b) say('right', 'the record is paired with itself', 'take the line out');
    if (!(probability >= 0 && probability <= 1))
      say('probability', 'is no chance', 'write a number from 0 to 1, such as 0.93');
    if (a !== undefined && b !== undefined && problems.length === 0) {
      const name = `${Math.min(a, b)} ${Math.max(a, b)}`;
      // A pair told twice is as likely as the likelier telling.
      if ((found.get(name)?.probability ?? -1) < probability) found.set(name, { a, b, probability });
    }
    if (problems.length >= mostProblems) break;
  }
  return problems.length > 0 ? { problems } : { found: [...found.values()] };
}
