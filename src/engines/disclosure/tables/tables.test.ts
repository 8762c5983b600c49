import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { linearSolver } from '../../../platform/optimise/index.ts';
import { attacker } from './attack.ts';
import { fullTable, isInner, keyOf, type FullTable } from './cells.ts';
import { protectLattice } from './lattice.ts';
import type { Solve } from './programme.ts';
import { suppress } from './suppress.ts';

let solve: Solve;
beforeAll(async () => {
  solve = await linearSolver();
});

const table = (fields: readonly string[], counts: Readonly<Record<string, number>>): FullTable =>
  fullTable(
    fields,
    Object.entries(counts).map(([key, count]) => ({ values: key.split(' '), count })),
  );

const byText = (a: string, b: string): number => a.localeCompare(b);

test('a lone small count takes the cheapest cells with it, and an outsider is left with a wide interval', () => {
  const counts = { 'IDN f': 3, 'IDN m': 400, 'PAK f': 40, 'PAK m': 300, 'MMR f': 900, 'MMR m': 800 };
  const release = suppress(table(['country', 'sex'], counts), { threshold: 11 }, solve);
  const names = [...release.withheld].map((at) => release.table.cells[at]?.values.join(' ') ?? '').toSorted(byText);
  expect(names).toEqual(['IDN f', 'IDN m', 'PAK f', 'PAK m']);
  expect(release.exposed).toEqual([]);
  const small = release.inferred.find(({ cell }) => release.primary.has(cell));
  expect((small?.high ?? 0) - (small?.low ?? 0)).toBeGreaterThanOrEqual(11);
});

test('the attacker sees through blanks that a subtraction undoes, so such a release cannot leave', () => {
  const open = table(['country'], { IDN: 3, PAK: 40 });
  const small = open.cells.findIndex(({ count }) => count === 3);
  expect(attacker(open, new Set([small]), solve).infer(small)).toMatchObject({ low: 3, high: 3 });
});

test('whatever the table, no small count can be read or narrowed below the threshold', () => {
  const values = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'), fc.constantFrom('1', '2'));
  const rows = fc.array(fc.record({ values, count: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 3, max: 15 }), (given, threshold) => {
      const whole = fullTable(['p', 'q', 'r'], given);
      const release = suppress(whole, { threshold }, solve);
      for (const [at, { count }] of whole.cells.entries())
        expect(count >= threshold || release.withheld.has(at)).toBe(true);
      for (const { cell, low, high } of release.inferred) {
        const count = whole.cells[cell]?.count ?? 0;
        expect(low).toBeLessThanOrEqual(count + 1e-6);
        expect(high).toBeGreaterThanOrEqual(count - 1e-6);
      }
      // A whole table below the rule has nothing to hide behind; it is refused, not released.
      const mostHidden = whole.cells.filter(isInner).reduce((sum, { count }) => sum + count, 0);
      expect(release.exposed.length === 0 || mostHidden < 10 * threshold).toBe(true);
    }),
    { numRuns: 25 },
  );
});

const codes = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'z'));
const things = fc.array(
  fc.record({ combinations: fc.array(codes, { minLength: 1, maxLength: 2 }), count: fc.integer({ min: 1, max: 60 }) }),
  { minLength: 2, maxLength: 10 },
);

test('what is told of two fields is told of each alone too, in whatever order, and together gives no small count away', () => {
  fc.assert(
    fc.property(things, (alike) => {
      const { table, withheld } = protectLattice(['p', 'q'], alike, { threshold: 5 }, solve);
      const turned = alike.map(({ combinations, count }) => ({ combinations: combinations.map(([p]) => [p]), count }));
      const alone = protectLattice(['p'], turned, { threshold: 5 }, solve);
      for (const [at, { values }] of alone.table.cells.entries()) {
        const same = table.cells.findIndex((cell) => keyOf(cell.values) === keyOf([...values, null]));
        expect(withheld.has(same)).toBe(alone.withheld.has(at));
      }
      const inner = table.cells.flatMap((cell, at) => (isInner(cell) ? [at] : []));
      const [outsider, blind] = [withheld, new Set([...withheld, ...inner])].map((hidden) =>
        attacker(table, hidden, solve),
      );
      for (const at of inner) {
        const { count = 0, parts = [] } = table.cells[at] ?? {};
        if (count >= 5) continue;
        const [told, untold] = [outsider, blind].map((one) => one?.range(parts) ?? { low: 0, high: 0 });
        const room = (untold?.high ?? 0) - (untold?.low ?? 0);
        expect(withheld.has(at)).toBe(true);
        expect((told?.high ?? 0) - (told?.low ?? 0)).toBeGreaterThanOrEqual(Math.min(5, room) - 1e-3);
      }
    }),
    { numRuns: 25 },
  );
});
