import { unknown, type RecordSet } from './dataset.ts';

/** The columns of a combination and how its codes become one whole number. */
export interface Shape {
  /** Positions of the columns, ascending. */
  readonly columns: readonly number[];
  readonly factors: readonly number[];
}

/** Counts of every combination in one set of columns, unknown ones too, by key. */
export interface Marginal {
  readonly shape: Shape;
  readonly counts: Map<number, number>;
}

/** Every set of up to `length` columns, the shorter first. Throws when a key would not fit a whole number. */
export function shapesOf(records: RecordSet, length: number): Shape[] {
  const sizes = records.values.map((values) => values.length);
  return Array.from({ length: Math.min(length, sizes.length) }, (_, index) => subsets(sizes.length, index + 1))
    .flat()
    .map((columns) => ({ columns, factors: factorsOf(columns.map((at) => sizes[at] ?? 1)) }));
}

function subsets(of: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: Math.max(0, of - from) }, (_, index) => from + index).flatMap((first) =>
    subsets(of, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

export const tooMany = new RangeError(
  'the columns have too many values to be combined; group values, leave a column out, or combine fewer attributes',
);

function factorsOf(sizes: readonly number[]): number[] {
  let factor = 1;
  const factors = sizes.map((size) => {
    const mine = factor;
    factor *= size;
    return mine;
  });
  if (factor > Number.MAX_SAFE_INTEGER) throw tooMany;
  return factors;
}

/** The key of the combination a record has in these columns. */
export function keyOf({ columns, factors }: Shape, record: ArrayLike<number>): number {
  let key = 0;
  for (let index = 0; index < columns.length; index += 1) {
    key += (record[columns[index] as number] as number) * (factors[index] as number);
  }
  return key;
}

/** Whether a combination is of attributes only: nothing in it is unknown. */
export const isWhole = (shape: Shape, key: number): boolean => codesOf(shape, key).every((code) => code !== unknown);

/** The codes of a key, by the columns of its shape. */
export function codesOf(shape: Shape, key: number): number[] {
  let rest = key;
  const codes = Array.from({ length: shape.columns.length }, () => 0);
  for (let index = shape.columns.length - 1; index >= 0; index -= 1) {
    const factor = shape.factors[index] ?? 1;
    codes[index] = Math.floor(rest / factor);
    rest %= factor;
  }
  return codes;
}

/** Stands for a value whose combinations nobody asks for. */
const left = -1;

/**
 * The records with only those values by which anything can be told; records alike in them are one, so that a column in which
 * everybody has a value of their own costs nothing more.
 */
export function withValues(records: RecordSet, isKept: (column: number, code: number) => boolean): RecordSet {
  const found = new Map<string, { record: Int32Array; times: number }>();
  for (const [index, record] of records.distinct.entries()) {
    const kept = record.map((code, column) => (isKept(column, code) ? code : left));
    const key = kept.join(',');
    const known = found.get(key);
    if (known) known.times += records.times[index] ?? 0;
    else found.set(key, { record: kept, times: records.times[index] ?? 0 });
  }
  const merged = [...found.values()];
  return { ...records, distinct: merged.map(({ record }) => record), times: merged.map(({ times }) => times) };
}

/** Counts every combination in one set of columns. */
export function countShape(records: RecordSet, shape: Shape): Marginal {
  const counts = new Map<number, number>();
  for (const [index, record] of records.distinct.entries()) {
    if (shape.columns.some((column) => record[column] === left)) continue;
    const key = keyOf(shape, record);
    counts.set(key, (counts.get(key) ?? 0) + (records.times[index] ?? 0));
  }
  return { shape, counts };
}
