import { anyLetter } from './letters.ts';
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
  readonly drop: (table: string) => string;
  /** Forgets a table that was loaded. */
  readonly dropLoaded: (table: string) => string;
  /** In how many bits two whole numbers differ. */
  readonly differingBits: (one: string, other: string) => string;
  /** In how many digits of four bits each they differ. */
  readonly differingDigits: (one: string, other: string) => string;
}

/** The lowest bit of each of eight digits. */
const lowest = 0x1111_1111;

/** Any of the four bits of a digit, brought to its lowest, and these counted. */
function digitsThatDiffer(x: string, shifted: (x: string, by: number) => string): string {
  return `bit_count((${x} | ${shifted(x, 1)} | ${shifted(x, 2)} | ${shifted(x, 3)}) & ${lowest})`;
}

const words: Readonly<Record<Dialect, Words>> = {
  duckdb: {
    text: 'varchar',
    eachWord: (column) => `unnest(string_split(${column}, ' '))`,
    createTable: (name, query) => `create or replace table ${name} as ${query}`,
    createView: (name, query) => `create or replace view ${name} as ${query}`,
    drop: (table) => `drop table if exists ${table}`,
    dropLoaded: (table) => `drop table if exists ${table}`,
    differingBits: (one, other) => `bit_count(xor(${one}, ${other}))`,
    differingDigits: (one, other) => digitsThatDiffer(`xor(${one}, ${other})`, (x, by) => `(${x} >> ${by})`),
  },
  spark: {
    text: 'string',
    eachWord: (column) => `explode(split(${column}, ' '))`,
    createTable: (name, query) => `drop table if exists ${name};\ncreate table ${name} using parquet as ${query}`,
    createView: (name, query) => `create or replace temporary view ${name} as ${query}`,
    drop: (table) => `drop table if exists ${table}`,
    dropLoaded: (table) => `drop view if exists ${table}`,
    differingBits: (one, other) => `bit_count(${one} ^ ${other})`,
    differingDigits: (one, other) => digitsThatDiffer(`(${one} ^ ${other})`, (x, by) => `shiftright(${x}, ${by})`),
  },
};

export const dialectOf = (dialect: Dialect): Words => words[dialect];

/** The number that stands for a value, the same for the same value; see `preparePeople`. */
export const codeOf = (column: string): string => `${column}_c`;
/** The letters of a value as bits, or the digits of a date; see `letterBits` and `digitBits`. */
const bitsOf = (column: string): string => `${column}_b`;

function condition(test: Test, dialect: Dialect): string {
  switch (test.test) {
    case 'same':
      return `a.${codeOf(test.left)} = b.${codeOf(test.right)}`;
    case 'near':
      return nearSql(test, dialect);
    case 'digits': {
      const apart = dialectOf(dialect).differingDigits(`a.${bitsOf(test.column)}`, `b.${bitsOf(test.column)}`);
      return `${apart} <= ${test.distance}`;
    }
    case 'initial':
      return `length(${test.side === 'left' ? 'a' : 'b'}.${test.column}) = 1`;
    case 'among': {
      const [own, other] = test.side === 'left' ? ['a', 'b'] : ['b', 'a'];
      const [word, words] = [`${own}.${test.word}`, `${other}.${test.words}`];
      // A word of which a letter is missing is not looked for.
      const letters = `(${bitsOf(word)} & ${anyLetter})`;
      return `((${letters} & ${bitsOf(words)}) = ${letters} and instr(' ' || ${words} || ' ', ' ' || ${word} || ' ') > 0)`;
    }
    case 'any':
    case 'all':
      return `(${test.of.map((one) => condition(one, dialect)).join(test.test === 'any' ? ' or ' : ' and ')})`;
  }
}

/** Cheap necessary conditions first: few pairs are left to be compared letter by letter. */
function nearSql({ column, distance, shortest }: Extract<Test, { readonly test: 'near' }>, dialect: Dialect): string {
  const [a, b] = [`a.${column}`, `b.${column}`];
  const differing = dialectOf(dialect).differingBits(bitsOf(a), bitsOf(b));
  return `(${differing} <= ${2 * distance} and length(${a}) >= ${shortest} and length(${b}) >= ${shortest} and abs(length(${a}) - length(${b})) <= ${distance} and levenshtein(${a}, ${b}) <= ${distance})`;
}

/** The level of a comparison of records `a` and `b`, 0 when a value is missing. */
export function levelSql({ needs, levels, unless }: Comparison, dialect: Dialect): string {
  const missing = [
    ...needs.flatMap((column) => [`a.${codeOf(column)} is null`, `b.${codeOf(column)} is null`]),
    ...(unless ? [condition(unless, dialect)] : []),
  ].join(' or ');
  const arms = levels.map(({ test }, at) =>
    test === null ? `else ${at + 1}` : `when ${condition(test, dialect)} then ${at + 1}`,
  );
  return `case when ${missing} then 0 ${arms.join(' ')} end`;
}

/** The agreement pattern of records `a` and `b` as one number (see `placesOf`). */
export function patternSql(comparisons: readonly Comparison[], dialect: Dialect): string {
  const places = placesOf(comparisons);
  return comparisons.map((one, at) => `cast(${levelSql(one, dialect)} as bigint) * ${places[at]}`).join(' + ');
}

/** What rarer or commoner values than the average add to the weight of records `a` and `b`, to be added in this order. */
export function tellingSql(comparisons: readonly Comparison[]): string {
  const terms = comparisons.flatMap(({ telling }) =>
    telling === null
      ? []
      : [`case when a.${codeOf(telling)} = b.${codeOf(telling)} then a.${telling}_t else cast(0 as double) end`],
  );
  return terms.length === 0 ? 'cast(0 as double)' : terms.join(' + ');
}
