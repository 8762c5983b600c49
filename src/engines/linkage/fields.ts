/** What a column says about a person, as far as comparing needs to know. */
export const fieldKinds = [
  'given',
  'surname',
  'fullName',
  'dateOfBirth',
  'place',
  'postcode',
  'address',
  'number',
  'document',
  'email',
  'phone',
  'sex',
  'category',
  'text',
] as const;

export type FieldKind = (typeof fieldKinds)[number];

/** A column that takes part: its place among the columns read (`c0`, `c1`, …) is its position in the list. */
export interface Field {
  /** The column's name in the file. */
  readonly column: string;
  readonly kind: FieldKind;
}

/**
 * The columns a value of each kind is taken apart into, before any SQL: `v` the whole, folded; `p` and `q` two phonetic readings; `h` the head
 * (three letters); `i` the initial; `f` the first word; `w` all words, spaced; `k` phonetic keys of all words, spaced; `m` and `n` what the longest word's
 * groups of three letters hash to (see `leastGram`). Others are said where
 * they are made.
 */
const partsOf: Readonly<Record<FieldKind, readonly string[]>> = {
  given: ['v', 'p', 'q', 'h', 'i', 'f'],
  surname: ['v', 'p', 'q', 'h', 'i', 'm', 'n'],
  fullName: ['g', 'gp', 'gq', 'gh', 'gi', 'gf', 's', 'sp', 'sq', 'sh', 'si', 'sm', 'sn', 'w', 'k'],
  dateOfBirth: ['v', 'y', 'm', 'd', 'ym', 'md', 'dm', 'yd'],
  place: ['v', 'h'],
  postcode: ['v', 'o', 'a'],
  address: ['v', 'h'],
  number: ['v'],
  document: ['v', 'b', 'e'],
  email: ['v', 'l'],
  phone: ['v', 'e'],
  sex: ['v'],
  category: ['v'],
  text: ['v', 'h', 'p'],
};

/** The part whose frequency says how telling it is that two records agree; nothing where that would say little. */
export const tellingPart: Readonly<Record<FieldKind, readonly string[]>> = {
  given: ['v'],
  surname: ['v'],
  fullName: ['g', 's'],
  dateOfBirth: ['v'],
  place: ['v'],
  postcode: ['v'],
  address: ['v'],
  number: ['v'],
  document: ['v'],
  email: ['v'],
  phone: ['v'],
  sex: [],
  category: ['v'],
  text: ['v'],
};

/** Parts of many words: they are searched, never compared as a whole, and have no code. */
const wordParts: ReadonlySet<string> = new Set(['w', 'k']);

/** The parts whose text SQL needs: what is compared letter by letter, searched for words, or put in order. */
export function textPartsOf(kind: FieldKind): readonly string[] {
  if (kind === 'fullName') return ['g', 's', 'w', 'k'];
  return kind === 'sex' ? [] : ['v'];
}

/** The parts that SQL only asks for equality: a number stands for each value. */
export const codedPartsOf = (kind: FieldKind): readonly string[] =>
  partsOf[kind].filter((part) => !wordParts.has(part));

/** The parts whose letters are kept as bits, so that few are compared letter by letter. */
export const letterPartsOf = (kind: FieldKind): readonly string[] =>
  textPartsOf(kind).filter((part) => part !== 'k' && kind !== 'number');
