import type { Field } from './fields.ts';

/** A test on two records: `left` and `right` are columns of the standardised table. A missing value never passes. */
export type Test =
  | { readonly test: 'same'; readonly left: string; readonly right: string }
  /** Both of at least `shortest` letters and no more than `distance` insertions, deletions or replacements apart. */
  | { readonly test: 'near'; readonly column: string; readonly distance: number; readonly shortest: number }
  /** Values of eight digits of which no more than `distance` are not the same. */
  | { readonly test: 'digits'; readonly column: string; readonly distance: number }
  /** The value is no more than an initial. */
  | { readonly test: 'initial'; readonly column: string; readonly side: 'left' | 'right' }
  /** The whole of one value is among the spaced words of another. */
  | { readonly test: 'among'; readonly word: string; readonly words: string; readonly side: 'left' | 'right' }
  | { readonly test: 'any' | 'all'; readonly of: readonly Test[] };

export interface Level {
  /** How alike, in a word; the last level of a comparison has no test. */
  readonly label: string;
  readonly test: Test | null;
}

/** What is compared of two records: the first level whose test passes holds. Level 0 stands for a missing value, level 1 is the first. */
export interface Comparison {
  readonly name: string;
  /** Columns that must be there on both sides for the comparison to say anything. */
  readonly needs: readonly string[];
  /** It says nothing where this passes: another comparison has said it. */
  readonly unless?: Test;
  readonly levels: readonly Level[];
  /**
   * No larger share of all different persons is taken to have the same value, before it is known which records are of one person: where a few
   * persons make most of a short list, what they repeat would pass for habit.
   */
  readonly shared: number;
  /** The column whose rarer values count for more when they agree (first level). Its adjustment is in the column of this name with `_t`. */
  readonly telling: string | null;
}

const same = (left: string, right = left): Test => ({ test: 'same', left, right });
const crossed = (one: string, other: string): Test => any(same(one, other), same(other, one));
const exchanged = (one: string, other: string): Test => all(same(one, other), same(other, one));
const near = (column: string, distance: number, shortest: number): Test => ({
  test: 'near',
  column,
  distance,
  shortest,
});
const digits = (column: string, distance: number): Test => ({ test: 'digits', column, distance });
const any = (...of: Test[]): Test => ({ test: 'any', of });
const all = (...of: Test[]): Test => ({ test: 'all', of });
const initials = (column: string, initial: string): Test =>
  all(any({ test: 'initial', column, side: 'left' }, { test: 'initial', column, side: 'right' }), same(initial));
const amongEither = (word: string, words: string): Test =>
  any({ test: 'among', word, words, side: 'left' }, { test: 'among', word, words, side: 'right' });
const sounds = (p: string, q: string): Test => any(same(p), crossed(p, q));
const level = (label: string, test: Test | null): Level => ({ label, test });
const different = level('different', null);

/** The comparisons of the fields found: one for each, but names, whose columns are compared as the names of one person. */
export function comparisonsOf(fields: readonly Field[]): Comparison[] {
  const has = (kind: Field['kind']): boolean => fields.some((field) => field.kind === kind);
  const names: Comparison[] = [];
  if (has('given') || has('fullName')) names.push(given(has('surname') || has('fullName')));
  if (has('surname') || has('fullName')) names.push(surname(has('given') || has('fullName')));
  const others = fields.flatMap((field, at) => {
    const comparison = one(field, `x${at}`);
    return comparison === null ? [] : [comparison];
  });
  return [...names, ...others];
}

function given(bothNames: boolean): Comparison {
  const swapped = bothNames ? [level('given and family name swapped', exchanged('g', 's'))] : [];
  return {
    name: 'given name',
    needs: ['g'],
    shared: 0.25,
    telling: 'g',
    levels: [
      level('same', same('g')),
      level('same initial, one only an initial', initials('g', 'gi')),
      level('one letter apart', near('g', 1, 3)),
      ...swapped,
      level('two letters apart or sounding alike', any(near('g', 2, 5), sounds('gp', 'gq'), same('gf'))),
      level('same first letter or among the other names', any(same('gi'), amongEither('g', 'w'))),
      different,
    ],
  };
}

function surname(bothNames: boolean): Comparison {
  return {
    name: 'family name',
    needs: ['s'],
    ...(bothNames ? { unless: exchanged('g', 's') } : {}),
    shared: 0.5,
    telling: 's',
    levels: [
      level('same', same('s')),
      level('one letter apart', near('s', 1, 3)),
      level('two letters apart or sounding alike', any(near('s', 2, 5), sounds('sp', 'sq'))),
      level('among the other names', amongEither('s', 'w')),
      different,
    ],
  };
}

const sharedOf: Readonly<Partial<Record<Field['kind'], number>>> = { document: 0.02, email: 0.1, phone: 0.1 };

function one({ column, kind }: Field, x: string): Comparison | null {
  const v = `${x}_v`;
  const plain = (...levels: Level[]): Comparison => ({
    name: column,
    needs: [v],
    shared: sharedOf[kind] ?? 1,
    telling: v,
    levels: [level('same', same(v)), ...levels, different],
  });
  switch (kind) {
    case 'given':
    case 'surname':
    case 'fullName':
      return null;
    case 'dateOfBirth':
      return birth(column, x);
    case 'postcode':
      return plain(
        level('one character apart', near(v, 1, 4)),
        level('same district', same(`${x}_o`)),
        level('same area', same(`${x}_a`)),
      );
    case 'document':
      return plain(level('one character apart', near(v, 1, 5)), level('two characters apart', near(v, 2, 6)));
    case 'email':
      return plain(
        level('up to two characters apart', near(v, 2, 6)),
        level('same before the @, or up to four characters apart', any(same(`${x}_l`), near(v, 4, 12))),
      );
    case 'phone':
      return plain(level('same last seven digits or one digit apart', any(same(`${x}_e`), near(v, 1, 7))));
    case 'sex':
      return { ...plain(), telling: null };
    case 'number':
      return plain();
    case 'category':
    case 'place':
    case 'address':
      return plain(level('up to two letters apart', near(v, 2, 4)));
    case 'text':
      return plain(
        level('one letter apart', near(v, 1, 3)),
        level('two letters apart or sounding alike', any(near(v, 2, 5), same(`${x}_p`))),
      );
  }
}

function birth(name: string, x: string): Comparison {
  const [v, y, m, d] = [`${x}_v`, `${x}_y`, `${x}_m`, `${x}_d`];
  return {
    name,
    needs: [y],
    shared: 0.05,
    telling: v,
    levels: [
      level('same', same(v)),
      level(
        'one digit apart, or day and month swapped',
        any(digits(v, 1), all(same(y), crossed(`${x}_md`, `${x}_dm`))),
      ),
      level(
        'two of day, month and year the same',
        any(all(same(y), same(m)), all(same(y), same(d)), all(same(m), same(d))),
      ),
      level('two digits apart', digits(v, 2)),
      level('same year', same(y)),
      different,
    ],
  };
}

/** The number the levels of all comparisons make together, each taking its place in a mixed base; and its multipliers. */
export function placesOf(comparisons: readonly Comparison[]): number[] {
  let place = 1;
  return comparisons.map(({ levels }) => {
    const own = place;
    place *= levels.length + 1;
    return own;
  });
}

/** The levels a pattern number stands for, 0 for missing. */
export function levelsOf(pattern: number, comparisons: readonly Comparison[]): number[] {
  let rest = pattern;
  return comparisons.map(({ levels }) => {
    const base = levels.length + 1;
    const found = rest % base;
    rest = (rest - found) / base;
    return found;
  });
}
