import type { Batch } from './batch.ts';
import { Codes, type Counts, type Dictionary, type FieldSummary, makeDictionary } from './dictionary.ts';
import { codedPartsOf, type Field, type FieldKind, letterPartsOf, tellingPart, textPartsOf } from './fields.ts';
import { anyLetter } from './letters.ts';
import { loadPlaceNames } from './places.ts';
import { rarityOf } from './rarity.ts';
import { dialectOf } from './sql.ts';

/** The names of a person come from one, two or three columns; the parts of each that serve as the one given and family name. */
const nameColumns = ['g', 'gp', 'gq', 'gh', 'gi', 'gf', 's', 'sp', 'sq', 'sh', 'si', 'sm', 'sn'] as const;
const fromGiven: Readonly<Record<string, string>> = { g: 'v', gp: 'p', gq: 'q', gh: 'h', gi: 'i', gf: 'f' };
const fromSurname: Readonly<Record<string, string>> = {
  s: 'v',
  sp: 'p',
  sq: 'q',
  sh: 'h',
  si: 'i',
  sm: 'm',
  sn: 'n',
};

const isName = (kind: FieldKind): boolean => kind === 'given' || kind === 'surname' || kind === 'fullName';

/**
 * Makes the table `people` from `raw` (`rid`, `src`, `c<n>`): `rid`, `src`, the name columns, and `x<n>_<part>` for each other field. Columns
 * that end in `_c` are numbers that stand for values, `_b` letters as bits, `_t` how telling the value is, in bits; the rest is text.
 */
export async function preparePeople(batch: Batch, fields: readonly Field[]): Promise<FieldSummary[]> {
  if (fields.some(({ kind }) => kind === 'place')) await loadPlaceNames();
  const names = new Codes();
  const read: Dictionary[] = [];
  for (const [at, field] of fields.entries())
    read.push(await makeDictionary(batch, field, at, isName(field.kind) ? names : new Codes()));
  const telling = countsOfTelling(fields, read);
  for (const [column, counts] of telling) await loadRarity(batch, column, counts);
  const joins = fields.map((_, at) => `left join d${at} on r.c${at} = d${at}.raw`).join(' ');
  const columns = [...nameSql(fields), ...otherSql(fields)];
  const standard = `select r.rid, r.src, ${columns.join(', ')} from raw r ${joins}`;
  const { createTable, dropLoaded } = dialectOf(batch.dialect);
  await batch.run(createTable('people', withRarities(standard, telling)));
  for (const at of fields.keys()) await batch.run(dropLoaded(`d${at}`));
  return read.map(({ summary }) => summary);
}

/** For each telling column (`g`, `s` or `x<n>_v`) the counts of its values, from the first field that gives them. */
function countsOfTelling(fields: readonly Field[], read: readonly Dictionary[]): Map<string, Counts> {
  const found = new Map<string, Counts>();
  const order = [...fields.keys()].toSorted(
    (a, b) => Number(fields[a]?.kind === 'fullName') - Number(fields[b]?.kind === 'fullName'),
  );
  for (const at of order) {
    const kind = fields[at]?.kind;
    for (const part of kind === undefined ? [] : tellingPart[kind]) {
      const column = tellingColumn(kind ?? 'text', at, part);
      const counts = read[at]?.counts.get(part);
      if (!counts) continue;
      const before = found.get(column);
      // What the first field lacks: another list may have it in another column.
      if (before) for (const [code, count] of counts) before.set(code, before.get(code) ?? count);
      else found.set(column, new Map(counts));
    }
  }
  return found;
}

function tellingColumn(kind: FieldKind, at: number, part: string): string {
  if (kind === 'given') return 'g';
  if (kind === 'surname') return 's';
  return kind === 'fullName' ? part : `x${at}_${part}`;
}

async function loadRarity(batch: Batch, column: string, counts: Counts): Promise<void> {
  const rarity = rarityOf(counts.values());
  await batch.load(`t_${column}`, [
    { name: 'code', type: 'integer', values: [...counts.keys()] },
    { name: 'bits', type: 'double', values: Array.from(counts.values(), rarity) },
  ]);
}

/** Values of another field than that counted are taken as seen once. */
function withRarities(standard: string, telling: ReadonlyMap<string, Counts>): string {
  const columns = [...telling].map(([column, counts]) => {
    const once = `cast(${rarityOf(counts.values())(1)} as double)`;
    return `, case when p.${column}_c is null then cast(null as double) else coalesce(t_${column}.bits, ${once}) end as ${column}_t`;
  });
  const joins = [...telling.keys()].map((column) => `left join t_${column} on t_${column}.code = p.${column}_c`);
  return `select p.*${columns.join('')} from (${standard}) p ${joins.join(' ')}`;
}

/** Given and family name from their own columns, else from a full name; `w` all words of the name, `k` the sounds of all of them. */
function nameSql(fields: readonly Field[]): string[] {
  const at = (kind: FieldKind): string[] =>
    fields.flatMap((field, index) => (field.kind === kind ? [`d${index}`] : []));
  const [given, surnames, full] = [at('given'), at('surname'), at('fullName')];
  if (given.length + surnames.length + full.length === 0) return [];
  const pick = (column: string, suffix: string): string => {
    const own =
      fromGiven[column] === undefined
        ? surnames.map((d) => `${d}.${fromSurname[column]}${suffix}`)
        : given.map((d) => `${d}.${fromGiven[column]}${suffix}`);
    const choices = [...own, ...full.map((d) => `${d}.${column}${suffix}`)];
    if (choices.length === 0) return 'null';
    return choices.length === 1 ? (choices[0] ?? 'null') : `coalesce(${choices.join(', ')})`;
  };
  const kept = nameColumns.filter((column) => pick(column, '_c') !== 'null');
  const whole = kept.filter((column) => column === 'g' || column === 's');
  const words = [...given.map((d) => `${d}.v`), ...surnames.map((d) => `${d}.v`), ...full.map((d) => `${d}.w`)];
  const sounds = full.map((d) => `${d}.k`);
  const spaced = (parts: readonly string[]): string =>
    `nullif(trim(${parts.map((part) => `coalesce(' ' || ${part}, '')`).join(' || ')}), '')`;
  const letters = words.map((word) => `coalesce(${word}_b, cast(0 as bigint))`).join(' | ');
  return [
    ...kept.map((column) => `${pick(column, '_c')} as ${column}_c`),
    ...whole.flatMap((column) => [`${pick(column, '')} as ${column}`, `${pick(column, '_b')} as ${column}_b`]),
    `${spaced(words)} as w`,
    `(${letters}) & ${anyLetter} as w_b`,
    ...(sounds.length > 0 ? [`${spaced(sounds)} as k`] : []),
  ];
}

function otherSql(fields: readonly Field[]): string[] {
  return fields.flatMap(({ kind }, at) => {
    if (isName(kind)) return [];
    const columns = [
      ...codedPartsOf(kind).map((part) => `${part}_c`),
      ...textPartsOf(kind),
      ...letterPartsOf(kind).map((part) => `${part}_b`),
    ];
    return columns.map((column) => `d${at}.${column} as x${at}_${column}`);
  });
}
