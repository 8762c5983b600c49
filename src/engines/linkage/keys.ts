import type { Field } from './fields.ts';
import type { Dialect } from './sql.ts';
import { dialectOf } from './sql.ts';

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
  const at = (...kinds: Field['kind'][]): { x: string; name: string }[] =>
    fields.flatMap(({ kind, column }, index) => (kinds.includes(kind) ? [{ x: `x${index}`, name: column }] : []));
  const hasGiven = at('given', 'fullName').length > 0;
  const hasSurname = at('surname', 'fullName').length > 0;
  const births = at('dateOfBirth').slice(0, 1);
  const places = at('place').slice(0, 3);
  const posts = at('postcode').slice(0, 1);
  const numbers = at('document', 'email', 'phone');
  const texts = at('text', 'address').slice(0, 4);
  const keys: Key[] = [];
  const add = (name: string, ...columns: string[]): void => void keys.push({ name, columns, broad: false });
  const broad = (name: string, ...columns: string[]): void => void keys.push({ name, columns, broad: true });
  for (const { x, name } of numbers) add(name, `${x}_v`);
  if (hasGiven && hasSurname)
    keys.push({ name: 'both names by sound, in either order', columns: [], eitherOrder: ['gp', 'sp'], broad: false });
  for (const { x, name } of births) {
    if (hasGiven) add(`${name} + initial of given name`, `${x}_v`, 'gi');
    if (hasSurname) add(`${name} + initial of family name`, `${x}_v`, 'si');
    for (const [part, what] of [
      ['ym', 'year and month'],
      ['md', 'month and day'],
      ['yd', 'year and day'],
    ] as const) {
      if (hasGiven) add(`head of given name + ${what} of ${name}`, 'gh', `${x}_${part}`);
      if (hasSurname) add(`head of family name + ${what} of ${name}`, 'sh', `${x}_${part}`);
    }
    if (hasSurname) add(`family name by sound + year of ${name}`, 'sp', `${x}_y`);
  }
  for (const { x, name } of posts) {
    if (hasGiven) add(`${name} + initial of given name`, `${x}_v`, 'gi');
    if (hasSurname) add(`${name} + initial of family name`, `${x}_v`, 'si');
    if (hasGiven) add(`head of given name + district of ${name}`, 'gh', `${x}_o`);
    if (hasSurname) add(`head of family name + district of ${name}`, 'sh', `${x}_o`);
  }
  for (const { x, name } of places) {
    if (hasSurname) add(`family name by sound + ${name}`, 'sp', `${x}_v`);
    if (hasGiven) add(`given name by sound + ${name}`, 'gp', `${x}_v`);
    for (const birth of births) add(`${name} + ${birth.name}`, `${x}_v`, `${birth.x}_v`);
  }
  for (const { x, name } of texts) {
    if (hasSurname) add(`${name} + initial of family name`, `${x}_v`, 'si');
    if (hasGiven) add(`${name} + initial of given name`, `${x}_v`, 'gi');
  }
  if (at('fullName').length > 0) {
    const [birth] = births;
    if (birth)
      keys.push({
        name: `any name by sound + year of ${birth.name}`,
        columns: [`${birth.x}_y`],
        anyWord: 'k',
        broad: false,
      });
    const [place] = places;
    if (place)
      keys.push({ name: `any name by sound + ${place.name}`, columns: [`${place.x}_v`], anyWord: 'k', broad: false });
  }
  for (const [index, one] of texts.entries())
    for (const other of texts.slice(index + 1)) add(`${one.name} + ${other.name}`, `${one.x}_v`, `${other.x}_v`);
  for (const { x, name } of births) broad(name, `${x}_v`);
  for (const { x, name } of posts) broad(name, `${x}_v`);
  if (hasSurname) broad('family name by sound', 'sp');
  if (hasSurname && hasGiven) broad('family name by sound + initial of given name', 'sp', 'gi');
  for (const { x, name } of at('email')) broad(`${name} before the @`, `${x}_l`);
  for (const { x, name } of at('document')) {
    broad(`first half of ${name}`, `${x}_b`);
    broad(`second half of ${name}`, `${x}_e`);
  }
  for (const { x, name } of at('phone')) broad(`end of ${name}`, `${x}_e`);
  for (const place of places) {
    for (const birth of births) broad(`${place.name} + year of ${birth.name}`, `${place.x}_v`, `${birth.x}_y`);
    for (const birth of births)
      broad(`${place.name} + month and day of ${birth.name}`, `${place.x}_v`, `${birth.x}_md`);
  }
  for (const { x, name } of texts) broad(name, `${x}_v`);
  if (at('fullName').length > 0) keys.push({ name: 'any word of the name', columns: [], anyWord: 'w', broad: true });
  if (hasGiven) broad('given name by sound', 'gp');
  return keys;
}

/** Rows `rid`, `src` and the key `k`; records without the key are left out. */
export function keyRowsSql(key: Key, dialect: Dialect, from = 'people'): string {
  const { columns, eitherOrder, anyWord } = key;
  const parts = [...columns];
  if (eitherOrder) {
    const [a, b] = eitherOrder;
    parts.push(`least(${a}, ${b})`, `greatest(${a}, ${b})`);
  }
  const needed = [...columns, ...(eitherOrder ?? []), ...(anyWord === undefined ? [] : [anyWord])];
  const present = needed.map((column) => `${column} is not null`).join(' and ');
  if (anyWord === undefined) return `select rid, src, ${parts.join(" || '|' || ")} as k from ${from} where ${present}`;
  const prefix = parts.map((part) => `${part} || '|' || `).join('');
  const exploded = `select rid, src, ${parts.length > 0 ? `${parts.join(', ')}, ` : ''}${dialectOf(dialect).eachWord(anyWord)} as word from ${from} where ${present}`;
  return `select distinct rid, src, ${prefix}word as k from (${exploded}) words where length(word) >= 3`;
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
