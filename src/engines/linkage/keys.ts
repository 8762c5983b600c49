import type { Field } from './fields.ts';
import type { Dialect } from './sql.ts';
import { codeOf, dialectOf } from './sql.ts';

/** What two records must share to be looked at together. */
export interface Key {
  readonly name: string;
  /** Columns that must all agree. */
  readonly columns: readonly string[];
  /** Two columns that must agree in either order. */
  readonly eitherOrder?: readonly [string, string];
  /** A column of words of which one must be shared. */
  readonly anyWord?: string;
  /** Broad keys come after all others, cheapest first, as long as the budget lasts. */
  readonly broad: boolean;
}

/** What a key costs, found by counting its blocks. */
export interface KeyCost {
  readonly key: Key;
  /** Pairs it would give, with the largest blocks narrowed. */
  readonly pairs: number;
  readonly largestBlock: number;
  /** Blocks over the bound, narrowed to neighbours in name order. */
  readonly bigBlocks: number;
}

/** The keys that the fields found allow, likeliest to be worth their cost first. */
export function keysOf(fields: readonly Field[]): Key[] {
  const at = (...kinds: Field['kind'][]): Column[] =>
    fields.flatMap(({ kind, column }, index) => (kinds.includes(kind) ? [{ x: `x${index}`, name: column }] : []));
  const found: Columns = {
    given: at('given', 'fullName').length > 0,
    surname: at('surname', 'fullName').length > 0,
    words: at('fullName').length > 0,
    births: at('dateOfBirth').slice(0, 1),
    places: at('place').slice(0, 3),
    posts: at('postcode').slice(0, 1),
    texts: at('text', 'address').slice(0, 4),
    documents: at('document'),
    emails: at('email'),
    phones: at('phone'),
  };
  return [...tightKeys(found), ...narrowKeys(found), ...broadKeys(found)];
}

interface Column {
  readonly x: string;
  readonly name: string;
}

interface Columns {
  readonly given: boolean;
  readonly surname: boolean;
  /** Whether there are words of names beyond given and family name. */
  readonly words: boolean;
  readonly births: readonly Column[];
  readonly places: readonly Column[];
  readonly posts: readonly Column[];
  readonly texts: readonly Column[];
  readonly documents: readonly Column[];
  readonly emails: readonly Column[];
  readonly phones: readonly Column[];
}

const key = (name: string, ...columns: string[]): Key => ({ name, columns, broad: false });
const broad = (name: string, ...columns: string[]): Key => ({ name, columns, broad: true });
const bothNames = (name: string, ...columns: string[]): Key => ({
  name,
  columns,
  eitherOrder: ['gp', 'sp'],
  broad: false,
});
const dateParts = [
  ['ym', 'year and month'],
  ['md', 'month and day'],
  ['yd', 'year and day'],
] as const;

/** Keys of three parts: they stay cheap in a file of millions. */
function tightKeys({ given, surname, births, places, posts, documents, emails, phones }: Columns): Key[] {
  const keys = [...documents, ...emails, ...phones].map(({ x, name }) => key(name, `${x}_v`));
  const both = given && surname;
  for (const { x, name } of births) {
    if (both) keys.push(bothNames(`both names by sound, in either order + year of ${name}`, `${x}_y`));
    if (given) keys.push(key(`${name} + initial of given name`, `${x}_v`, 'gi'));
    if (surname) keys.push(key(`${name} + initial of family name`, `${x}_v`, 'si'));
    if (surname)
      for (const [part, what] of dateParts)
        keys.push(key(`family name by sound + ${what} of ${name}`, 'sp', `${x}_${part}`));
    if (both)
      for (const [part, what] of dateParts)
        keys.push(key(`given name by sound + initial of family name + ${what} of ${name}`, 'gp', 'si', `${x}_${part}`));
    for (const post of posts) keys.push(key(`${post.name} + year of ${name}`, `${post.x}_v`, `${x}_y`));
  }
  for (const { x, name } of places) {
    if (both) keys.push(bothNames(`both names by sound, in either order + ${name}`, `${x}_v`));
    for (const birth of births) keys.push(key(`${name} + ${birth.name}`, `${x}_v`, `${birth.x}_v`));
  }
  for (const { x, name } of posts) {
    if (both) keys.push(bothNames(`both names by sound, in either order + district of ${name}`, `${x}_o`));
    if (given) keys.push(key(`${name} + given name by sound`, `${x}_v`, 'gp'));
    if (surname) keys.push(key(`${name} + family name by sound`, `${x}_v`, 'sp'));
  }
  return keys;
}

/** Family names that share most of their letters in order, twice, as one of them may miss. */
const byLetters = (what: string, column: string): Key[] => [
  key(`family name by its letters + ${what}`, 'sm', column),
  key(`family name by its letters, once more + ${what}`, 'sn', column),
];

/** Keys of two parts, and both names. */
function narrowKeys({ given, surname, words, births, places, posts, texts }: Columns): Key[] {
  const keys = given && surname ? [bothNames('both names by sound, in either order')] : [];
  for (const { x, name } of births) {
    for (const [part, what] of dateParts) {
      if (given) keys.push(key(`head of given name + ${what} of ${name}`, 'gh', `${x}_${part}`));
      if (surname) keys.push(key(`head of family name + ${what} of ${name}`, 'sh', `${x}_${part}`));
    }
    if (surname) keys.push(key(`family name by sound + year of ${name}`, 'sp', `${x}_y`));
    if (surname) keys.push(...byLetters(`year of ${name}`, `${x}_y`));
  }
  for (const { x, name } of posts) {
    if (given) keys.push(key(`${name} + initial of given name`, `${x}_v`, 'gi'));
    if (surname) keys.push(key(`${name} + initial of family name`, `${x}_v`, 'si'));
    if (given) keys.push(key(`head of given name + district of ${name}`, 'gh', `${x}_o`));
    if (surname) keys.push(key(`head of family name + district of ${name}`, 'sh', `${x}_o`));
  }
  for (const { x, name } of places) {
    if (surname) keys.push(key(`family name by sound + ${name}`, 'sp', `${x}_v`));
    if (given) keys.push(key(`given name by sound + ${name}`, 'gp', `${x}_v`));
    if (surname) keys.push(...byLetters(name, `${x}_v`));
  }
  for (const { x, name } of texts) {
    if (surname) keys.push(key(`${name} + initial of family name`, `${x}_v`, 'si'));
    if (given) keys.push(key(`${name} + initial of given name`, `${x}_v`, 'gi'));
    for (const birth of births) keys.push(key(`${name} + year of ${birth.name}`, `${x}_v`, `${birth.x}_y`));
  }
  if (words)
    for (const { x, name } of births)
      keys.push({ ...key(`any name by sound + year of ${name}`, `${x}_y`), anyWord: 'k' });
  if (words)
    for (const { x, name } of places.slice(0, 1))
      keys.push({ ...key(`any name by sound + ${name}`, `${x}_v`), anyWord: 'k' });
  for (const [index, one] of texts.entries())
    for (const other of texts.slice(index + 1))
      keys.push(key(`${one.name} + ${other.name}`, `${one.x}_v`, `${other.x}_v`));
  return keys;
}

/** Keys of one part, which find what nothing else agrees on. */
function broadKeys({ given, surname, words, births, places, posts, texts, documents, emails, phones }: Columns): Key[] {
  const keys = [...births, ...posts, ...texts].map(({ x, name }) => broad(name, `${x}_v`));
  if (surname) keys.push(broad('family name by sound', 'sp'));
  if (surname && given) keys.push(broad('family name by sound + initial of given name', 'sp', 'gi'));
  for (const { x, name } of emails) keys.push(broad(`${name} before the @`, `${x}_l`));
  for (const { x, name } of documents)
    keys.push(broad(`first half of ${name}`, `${x}_b`), broad(`second half of ${name}`, `${x}_e`));
  for (const { x, name } of phones) keys.push(broad(`end of ${name}`, `${x}_e`));
  for (const place of places)
    for (const { x, name } of births)
      keys.push(
        broad(`${place.name} + year of ${name}`, `${place.x}_v`, `${x}_y`),
        broad(`${place.name} + month and day of ${name}`, `${place.x}_v`, `${x}_md`),
      );
  if (words) keys.push({ ...broad('any word of the name'), anyWord: 'w' });
  if (given) keys.push(broad('given name by sound', 'gp'));
  return keys;
}

/** Rows `rid`, `src` and the key `k0`, `k1`, … (see `keyColumns`); records without the key are left out. */
export function keyRowsSql(key: Key, dialect: Dialect, from: string): string {
  const { columns, eitherOrder, anyWord } = key;
  const parts = columns.map(codeOf);
  const needed = [...parts];
  if (eitherOrder) {
    const [a, b] = [codeOf(eitherOrder[0]), codeOf(eitherOrder[1])];
    parts.push(`least(${a}, ${b})`, `greatest(${a}, ${b})`);
    needed.push(a, b);
  }
  if (anyWord !== undefined) needed.push(anyWord);
  const present = needed.map((column) => `${column} is not null`).join(' and ');
  const named = parts.map((part, at) => `, ${part} as k${at}`).join('');
  if (anyWord === undefined) return `select rid, src${named} from ${from} where ${present}`;
  const word = `k${parts.length}`;
  const exploded = `select rid, src${named}, ${dialectOf(dialect).eachWord(anyWord)} as ${word} from ${from} where ${present}`;
  return `select distinct * from (${exploded}) words where length(${word}) >= 3`;
}

/** The columns a key has in `keyRowsSql`. */
export function keyColumns({ columns, eitherOrder, anyWord }: Key): string[] {
  const length = columns.length + (eitherOrder ? 2 : 0) + (anyWord === undefined ? 0 : 1);
  return Array.from({ length }, (_, at) => `k${at}`);
}

/**
 * Takes keys within a budget of pairs: the narrow ones in order, leaving out any that would take more than a tenth of it; then the broad
 * ones, cheapest first. What is not taken is told, with its cost.
 */
export function chooseKeys(
  costs: readonly KeyCost[],
  budget: number,
): { readonly taken: readonly KeyCost[]; readonly left: readonly KeyCost[] } {
  const taken: KeyCost[] = [];
  let rest = budget;
  const narrow = costs.filter(({ key }) => !key.broad);
  const broad = costs.filter(({ key }) => key.broad).toSorted((one, other) => one.pairs - other.pairs);
  for (const cost of [...narrow, ...broad]) {
    if (cost.pairs === 0 || cost.pairs > (cost.key.broad ? rest : Math.min(rest, budget * NARROW_SHARE))) continue;
    taken.push(cost);
    rest -= cost.pairs;
  }
  return { taken, left: costs.filter((cost) => !taken.includes(cost) && cost.pairs > 0) };
}

/** No narrow key takes more of the budget than this. */
const NARROW_SHARE = 0.1;

/** Pairs to be looked at for so many records: some hundred and twenty a record in small files, twelve in large ones. */
export function pairBudget(records: number): number {
  return Math.round(records * Math.max(12, 120 * Math.min(1, Math.sqrt(30_000 / Math.max(1, records)))));
}
