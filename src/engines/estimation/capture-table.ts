/** How many people each combination of lists holds. */
export interface CaptureTable {
  readonly lists: readonly string[];
  /**
   * People by history: bit i of the index is set when list i holds them. Length 2^lists; index 0 is what is estimated
   * and always 0 here.
   */
  readonly counts: readonly number[];
}

export interface TableProblem {
  /** Line in the file, the header being 1. */
  readonly line: number;
  readonly column: string;
  readonly problem: string;
  readonly remedy: string;
}

export type ReadTable =
  /** `repeated`: how many lines named a history that an earlier line had named. */
  { readonly table: CaptureTable; readonly repeated: number } | { readonly problems: readonly TableProblem[] };

/** Fewer than two lists say nothing of the unseen; above ten the table has more cells than anybody fills. */
export const fewestLists = 2;
export const mostLists = 10;

/**
 * Reads a capture table: one 0/1 column a list and a column `count` with the people of exactly that history. A history
 * on two lines is added up; one not named counts none. Either a table, or every problem with its line.
 */
export function readCaptureTable(header: readonly string[], rows: readonly (readonly string[])[]): ReadTable {
  const problems = headerProblems(header);
  if (problems.length > 0) return { problems };
  const countAt = header.findIndex(isCount);
  const lists = header.filter((name) => !isCount(name)).map((name) => name.trim());
  const counts = Array.from({ length: 2 ** lists.length }, () => 0);
  const named = new Set<number>();
  for (const [index, row] of rows.entries()) {
    const read = readRow({ header, row, countAt, line: index + 2 });
    if ('problems' in read) problems.push(...read.problems);
    else {
      counts[read.history] = (counts[read.history] ?? 0) + read.count;
      named.add(read.history);
    }
  }
  // Lines that cannot be read would make lists look empty.
  if (problems.length === 0) problems.push(...emptyLists(lists, counts));
  return problems.length > 0 ? { problems } : { table: { lists, counts }, repeated: rows.length - named.size };
}

const isCount = (name: string): boolean => name.trim().toLowerCase() === 'count';

function headerProblems(header: readonly string[]): TableProblem[] {
  const lists = header.filter((name) => !isCount(name));
  const say = (column: string, problem: string, remedy: string): TableProblem => ({ line: 1, column, problem, remedy });
  const problems: TableProblem[] = [];
  if (header.length - lists.length !== 1) {
    problems.push(say('count', 'there must be one column named count', 'name the column of people per history count'));
  }
  if (lists.length < fewestLists || lists.length > mostLists) {
    const remedy = `give ${fewestLists} to ${mostLists} columns of 0 and 1; merge lists of like agencies if there are more`;
    problems.push(say('', `there are ${lists.length} lists`, remedy));
  }
  const names = lists.map((name) => name.trim());
  for (const name of new Set(names.filter((one, index) => one === '' || names.indexOf(one) !== index))) {
    problems.push(say(name, name === '' ? 'a list has no name' : 'two lists have this name', 'name each list once'));
  }
  for (const name of names.filter((one) => one.includes(':'))) {
    problems.push(say(name, 'a list name holds a colon', 'colons join lists in a term; take it out of the name'));
  }
  return problems;
}

interface Row {
  readonly header: readonly string[];
  readonly row: readonly string[];
  readonly countAt: number;
  readonly line: number;
}

function readRow({
  header,
  row,
  countAt,
  line,
}: Row): { history: number; count: number } | { problems: TableProblem[] } {
  const problems: TableProblem[] = [];
  const say = (column: string, problem: string, remedy: string) => problems.push({ line, column, problem, remedy });
  if (row.length !== header.length) {
    say('', `the line has ${row.length} cells, the header ${header.length}`, 'give one cell for each column');
    return { problems };
  }
  let history = 0;
  let bit = 1;
  for (const [index, name] of header.entries()) {
    if (index === countAt) continue;
    const cell = row[index]?.trim() ?? '';
    if (cell !== '0' && cell !== '1')
      say(name, `“${cell}” is neither 0 nor 1`, 'write 1 where the list holds them, else 0');
    if (cell === '1') history |= bit;
    bit <<= 1;
  }
  const count = Number(row[countAt]?.trim() || 'none');
  if (!Number.isSafeInteger(count) || count < 0) {
    say('count', `“${row[countAt] ?? ''}” is no count of people`, 'write a whole number of zero or more');
  }
  if (history === 0 && count !== 0) {
    say('', 'people on no list cannot have been counted', 'take the line out: their number is what is estimated');
  }
  return problems.length > 0 ? { problems } : { history, count };
}

function emptyLists(lists: readonly string[], counts: readonly number[]): TableProblem[] {
  return lists.flatMap((column, list) =>
    totalWith(counts, 1 << list) > 0
      ? []
      : [{ line: 1, column, problem: 'the list holds nobody', remedy: 'leave the list out: it says nothing' }],
  );
}

/** People on every list of the set (bits), whatever else holds them. */
export function totalWith(counts: readonly number[], set: number): number {
  let sum = 0;
  for (let history = 1; history < counts.length; history += 1) {
    if ((history & set) === set) sum += counts[history] ?? 0;
  }
  return sum;
}

/** People seen by anybody. */
export const observedOf = ({ counts }: CaptureTable): number => counts.reduce((sum, count) => sum + count, 0);

/** People on both lists, by pair of lists; on the diagonal, the size of each list. */
export function overlapMatrix({ lists, counts }: CaptureTable): number[][] {
  return lists.map((_, a) => lists.map((__, b) => totalWith(counts, (1 << a) | (1 << b))));
}

/** The table without some lists. People only those held fall out of it. */
export function omitLists(table: CaptureTable, names: readonly string[]): CaptureTable {
  return mergeLists(
    table,
    table.lists.filter((name) => !names.includes(name)).map((name) => ({ name, of: [name] })),
  );
}

/** The table with lists put together: a person is on a new list when any of its old ones holds them. */
export function mergeLists(
  table: CaptureTable,
  groups: readonly { readonly name: string; readonly of: readonly string[] }[],
): CaptureTable {
  const sets = groups.map(({ of }) => of.reduce((set, name) => set | (1 << table.lists.indexOf(name)), 0));
  const counts = Array.from({ length: 2 ** groups.length }, () => 0);
  for (const [history, count] of table.counts.entries()) {
    const merged = sets.reduce((to, set, index) => ((history & set) === 0 ? to : to | (1 << index)), 0);
    if (merged !== 0) counts[merged] = (counts[merged] ?? 0) + count;
  }
  return { lists: groups.map(({ name }) => name), counts };
}

/** The table from persons and the lists that hold each; persons on no list are left out. */
export function tableOfPersons(lists: readonly string[], persons: Iterable<readonly string[]>): CaptureTable {
  const at = new Map(lists.map((name, index) => [name, 1 << index]));
  const counts = Array.from({ length: 2 ** lists.length }, () => 0);
  for (const held of persons) {
    const history = held.reduce((set, name) => set | (at.get(name) ?? 0), 0);
    if (history !== 0) counts[history] = (counts[history] ?? 0) + 1;
  }
  return { lists, counts };
}

/** The same bytes for the same table however its file was ordered, to take a checksum of. */
export function canonicalText({ lists, counts }: CaptureTable): string {
  const order = lists.map((name, index) => ({ name, bit: 1 << index })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const lines = counts.flatMap((count, history) =>
    count === 0 ? [] : [`${order.map(({ bit }) => (history & bit ? 1 : 0)).join(',')},${count}`],
  );
  return `${order.map(({ name }) => name).join(',')},count\n${lines.toSorted().join('\n')}\n`;
}

/** A set of lists as people write a term: `A:B`. */
export function termName(lists: readonly string[], set: number): string {
  return lists.filter((_, index) => set & (1 << index)).join(':');
}
