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
      if (column !== null) (add(`row ${row}`, counts[at] ?? 0), add(`column ${column}`, counts[at] ?? 0));
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

function expectUnknowable(cells: readonly TableCell[]): void {
  const result = protect(cells, THRESHOLD);
  const values = cells.map(() => new Set<number>());
  for (const counts of lookalikes(cells, result)) for (const [at, count] of counts.entries()) values[at]?.add(count);
  for (const [at, cell] of cells.entries()) {
    if (cell.count > 0 && cell.count < THRESHOLD) expect(result.withheld[at]).toBe(true);
    if (result.withheld[at]) expect(values[at]?.size).toBeGreaterThan(1);
  }
}

test('no withheld count of a list can be worked out from the others and the total', () => {
  const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }));
  fc.assert(
    fc.property(fc.array(count, { minLength: 1, maxLength: 7 }), (counts) =>
      expectUnknowable(counts.map((n, at) => ({ row: `r${at}`, column: null, count: n }))),
    ),
    { numRuns: 500 },
  );
});

test('no withheld count of a table can be worked out from the others, the sums of rows and columns, and the total', () => {
  const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }));
  const table = fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
    fc.array(count, { minLength: 9, maxLength: 9 }),
  );
  fc.assert(
    fc.property(table, ([rows, columns, counts]) => {
      const cells = counts
        .slice(0, rows * columns)
        .map((n, at) => ({ row: `r${at % rows}`, column: `c${Math.floor(at / rows)}`, count: n }));
      expectUnknowable(cells.filter((cell) => cell.count > 0 || cell.row === 'r0'));
    }),
    { numRuns: 150 },
  );
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
  const started = performance.now();
  expect(protect([...merged.values()], 11).withheld.some(Boolean)).toBe(true);
  expect(performance.now() - started).toBeLessThan(3000);
});
