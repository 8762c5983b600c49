import { type Comparison, placesOf, type Test } from './levels.ts';

/** The two ways of writing SQL; what differs between them is in this file alone. */
export type Dialect = 'duckdb' | 'spark';

interface Words {
  /** A column of words, spaced, one row each. */
  readonly eachWord: (column: string) => string;
  readonly createTable: (name: string, query: string) => string;
  /** The type of a text. */
  readonly text: string;
  readonly createView: (name: string, query: string) => string;
}

const words: Readonly<Record<Dialect, Words>> = {
  duckdb: {
    text: 'varchar',
    eachWord: (column) => `unnest(string_split(${column}, ' '))`,
    createTable: (name, query) => `create or replace table ${name} as ${query}`,
    createView: (name, query) => `create or replace view ${name} as ${query}`,
  },
  spark: {
    text: 'string',
    eachWord: (column) => `explode(split(${column}, ' '))`,
    createTable: (name, query) => `drop table if exists ${name};\ncreate table ${name} using parquet as ${query}`,
    createView: (name, query) => `create or replace temporary view ${name} as ${query}`,
  },
};

export const dialectOf = (dialect: Dialect): Words => words[dialect];

function condition(test: Test): string {
  switch (test.test) {
    case 'same':
      return `a.${test.left} = b.${test.right}`;
    case 'near': {
      const { column, distance, shortest } = test;
      const [a, b] = [`a.${column}`, `b.${column}`];
      return `(length(${a}) >= ${shortest} and length(${b}) >= ${shortest} and abs(length(${a}) - length(${b})) <= ${distance} and levenshtein(${a}, ${b}) <= ${distance})`;
    }
    case 'initial':
      return `length(${test.side === 'left' ? 'a' : 'b'}.${test.column}) = 1`;
    case 'among': {
      const [own, other] = test.side === 'left' ? ['a', 'b'] : ['b', 'a'];
      return `instr(' ' || ${other}.${test.words} || ' ', ' ' || ${own}.${test.word} || ' ') > 0`;
    }
    case 'any':
    case 'all':
      return `(${test.of.map(condition).join(test.test === 'any' ? ' or ' : ' and ')})`;
  }
}

/** The level of a comparison of records `a` and `b`, 0 when a value is missing. */
export function levelSql({ needs, levels }: Comparison): string {
  const missing = needs.flatMap((column) => [`a.${column} is null`, `b.${column} is null`]).join(' or ');
  const arms = levels.map(({ test }, at) =>
    test === null ? `else ${at + 1}` : `when ${condition(test)} then ${at + 1}`,
  );
  return `case when ${missing} then 0 ${arms.join(' ')} end`;
}

/** The agreement pattern of records `a` and `b` as one number (see `placesOf`). */
export function patternSql(comparisons: readonly Comparison[]): string {
  const places = placesOf(comparisons);
  return comparisons.map((one, at) => `cast(${levelSql(one)} as bigint) * ${places[at]}`).join(' + ');
}

/** What rarer or commoner values than the average add to the weight of records `a` and `b`, to be added in this order. */
export function tellingSql(comparisons: readonly Comparison[]): string {
  const terms = comparisons.flatMap(({ telling }) =>
    telling === null ? [] : [`case when a.${telling} = b.${telling} then a.${telling}_t else cast(0 as double) end`],
  );
  return terms.length === 0 ? 'cast(0 as double)' : terms.join(' + ');
}
