import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protect, type Protected, type TableCell } from './index.ts';

const THRESHOLD = 4;

/** Every table within one of the true one that an outsider cannot tell from it: same published cells, sums and total. */
function* lookalikes(cells: readonly TableCell[], result: Protected): Generator<readonly number[]> {
  const hidden = cells.flatMap((_, at) => (result.withheld[at] ? [at] : []));
  const sums = (counts: readonly number[]): Map<string, number> => {
    const found = new Map<string, number>();
    const add = (name: string, count: number): void => void found.set(name, (found.get(name) ?? 0) + count);
    for (const [at, { row, column }] of cells.entries()) {
      add('total', counts[at] ?? 0);
      if (column === null) continue;
      add(`row ${row}`, counts[at] ?? 0);
      add(`column ${column}`, counts[at] ?? 0);
    }
    return found;
  };
  const secret = new Set([
    ...(result.totalWithheld ? ['total'] : []),
    ...result.withheldRows.map((row) => `row ${row}`),
    ...result.withheldColumns.map((column) => `column ${column}`),
  ]);
  const truth = sums(cells.map((cell) => cell.count));
  for (let code = 0; code < 3 ** hidden.length; code += 1) {
    const counts = cells.map((cell) => cell.count);
    for (const [digit, at] of hidden.entries())
      counts[at] = (counts[at] ?? 0) + (Math.floor(code / 3 ** digit) % 3) - 1;
    if (hidden.some((at) => (counts[at] ?? 0) < 1)) continue;
    if ([...sums(counts)].every(([name, sum]) => (secret.has(name) ? sum >= 1 : sum === truth.get(name)))) yield counts;
  }
}

/** The cells that an outsider could read or work out although they are small or withheld. */
function leaks(cells: readonly TableCell[]): readonly TableCell[] {
  const result = protect(cells, THRESHOLD);
  const values = cells.map(() => new Set<number>());
  for (const counts of lookalikes(cells, result)) for (const [at, count] of counts.entries()) values[at]?.add(count);
  return cells.filter(({ count }, at) => {
    const small = count > 0 && count < THRESHOLD;
    return result.withheld[at] ? (values[at]?.size ?? 0) < 2 : small;
  });
}

const counts = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }));

test('no withheld count of a list can be worked out from the others and the total', () => {
  const lists = fc.property(fc.array(counts, { minLength: 1, maxLength: 7 }), (list) => {
    return leaks(list.map((count, at) => ({ row: `r${at}`, column: null, count }))).length === 0;
  });
  expect(fc.check(lists, { numRuns: 500 }).counterexample).toBeNull();
});

test('no withheld count of a table can be worked out from the others, the sums of rows and columns, and the total', () => {
  const size = fc.integer({ min: 1, max: 3 });
  const tables = fc.property(size, size, fc.array(counts, { minLength: 9, maxLength: 9 }), (rows, columns, list) => {
    const cells = list
      .slice(0, rows * columns)
      .map((count, at) => ({ row: `r${at % rows}`, column: `c${Math.floor(at / rows)}`, count }));
    return leaks(cells.filter((cell) => cell.count > 0 || cell.row === 'r0')).length === 0;
  });
  expect(fc.check(tables, { numRuns: 150 }).counterexample).toBeNull();
});

test('one small count costs one more: the smallest other, and the total stays', () => {
  const cells = [3, 500, 40, 900].map((count, at) => ({ row: String(at), column: null, count }));
  expect(protect(cells, 11)).toMatchObject({ withheld: [true, false, true, false], totalWithheld: false });
});

test('two ones whose sum is told would be known: a third count is withheld with them', () => {
  const cells = [1, 1, 50].map((count, at) => ({ row: String(at), column: null, count }));
  expect(protect(cells, 11).withheld).toEqual([true, true, true]);
});

test('a table without small counts is left as it is; a lone small count takes its total along', () => {
  expect(protect([{ row: 'a', column: null, count: 11 }], 11)).toMatchObject({
    withheld: [false],
    totalWithheld: false,
  });
  expect(protect([{ row: 'a', column: null, count: 10 }], 11)).toMatchObject({ withheld: [true], totalWithheld: true });
});

test('a table of two hundred by two hundred is decided within the time of a click', () => {
  const cells = Array.from({ length: 6000 }, (_, at) => ({
    row: `r${(at * 7) % 199}`,
    column: `c${(at * 13) % 200}`,
    count: 1 + ((at * at) % 97),
  }));
  const merged = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const started = process.cpuUsage();
  expect(protect([...merged.values()], 11).withheld.some(Boolean)).toBe(true);
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(60);
});
