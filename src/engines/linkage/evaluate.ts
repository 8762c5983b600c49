import { distance } from 'fastest-levenshtein';
import type { Comparison, Test } from './levels.ts';
import { codeOf } from './sql.ts';

/** A standardised record: the columns of the table the comparisons name. */
export type StandardRecord = Readonly<Record<string, string | number | null | undefined>>;

/** The level of each comparison for two records, just as the SQL of any backend finds them: 0 missing, 1 the first. */
export function compareRecords(a: StandardRecord, b: StandardRecord, comparisons: readonly Comparison[]): number[] {
  return comparisons.map(({ needs, levels, unless }) => {
    if (needs.some((column) => text(a, codeOf(column)) === null || text(b, codeOf(column)) === null)) return 0;
    if (unless && passes(unless, a, b)) return 0;
    return levels.findIndex(({ test }) => test === null || passes(test, a, b)) + 1;
  });
}

function passes(test: Test, a: StandardRecord, b: StandardRecord): boolean {
  switch (test.test) {
    case 'same': {
      const left = text(a, codeOf(test.left));
      return left !== null && left === text(b, codeOf(test.right));
    }
    case 'near': {
      const [left, right] = [text(a, test.column), text(b, test.column)];
      if (left === null || right === null) return false;
      if (Math.min(left.length, right.length) < test.shortest) return false;
      return Math.abs(left.length - right.length) <= test.distance && distance(left, right) <= test.distance;
    }
    case 'digits': {
      const [left, right] = [text(a, test.column), text(b, test.column)];
      if (left === null || right === null) return false;
      return Array.from(left).filter((digit, at) => digit !== right[at]).length <= test.distance;
    }
    case 'initial':
      return text(test.side === 'left' ? a : b, test.column)?.length === 1;
    case 'among': {
      const [own, other] = test.side === 'left' ? [a, b] : [b, a];
      const [word, words] = [text(own, test.word), text(other, test.words)];
      return word !== null && words !== null && ` ${words} `.includes(` ${word} `);
    }
    case 'any':
      return test.of.some((one) => passes(one, a, b));
    case 'all':
      return test.of.every((one) => passes(one, a, b));
  }
}

const text = (record: StandardRecord, column: string): string | null => {
  const value = record[column];
  return value === null || value === undefined ? null : String(value);
};
