import type { Batch, LoadedColumn } from './batch.ts';
import { type Field, type FieldKind, partsOf, tellingPart } from './fields.ts';
import { rarityOf } from './rarity.ts';
import { dialectOf } from './sql.ts';
import { longestValue, type Parts, standardise } from './standardise.ts';

/** How full a field is and how much its values tell apart. */
export interface FieldSummary {
  readonly column: string;
  readonly kind: FieldKind;
  readonly filled: number;
  readonly distinct: number;
  /** Rows whose value was too long to be one. */
  readonly tooLong: number;
}

/** The names of a person come from one, two or three columns; the parts of each that serve as the one given and family name. */
const nameColumns = ['g', 'gp', 'gq', 'gh', 'gi', 'gf', 's', 'sp', 'sq', 'sh', 'si'] as const;
const fromGiven: Readonly<Record<string, string>> = { g: 'v', gp: 'p', gq: 'q', gh: 'h', gi: 'i', gf: 'f' };
const fromSurname: Readonly<Record<string, string>> = { s: 'v', sp: 'p', sq: 'q', sh: 'h', si: 'i' };

/**
 * Makes the table `people` (`rid`, `src`, the name columns, and `x<n>_<part>` for each other field) from `raw` (`rid`, `src`, `c<n>`). Each
 * different value is taken apart once, here; the backend only joins. `_t` columns hold how telling a value is, in bits.
 */
export async function preparePeople(batch: Batch, fields: readonly Field[]): Promise<FieldSummary[]> {
  const read: ReadValues[] = [];
  for (const [at, field] of fields.entries()) read.push(await readValues(batch, field, at));
  const rarities = raritiesOf(fields, read);
  for (const [at, field] of fields.entries()) await loadDictionary(batch, field, at, read[at], rarities);
  const joins = fields.map((_, at) => `left join d${at} on r.c${at} = d${at}.raw`).join(' ');
  const columns = [...nameSql(fields), ...otherSql(fields)];
  await batch.run(
    dialectOf(batch.dialect).createTable(
      'people',
      `select r.rid, r.src, ${columns.join(', ')} from raw r ${joins} order by r.rid`,
    ),
  );
  return read.map(({ summary }) => summary);
}

interface ReadValues {
  readonly raw: readonly string[];
  readonly counts: readonly number[];
  readonly parts: readonly Parts[];
  readonly summary: FieldSummary;
}

async function readValues(batch: Batch, field: Field, at: number): Promise<ReadValues> {
  const { v = [], n = [] } = await batch.columns(
    `select c${at} as v, cast(count(*) as bigint) as n from raw where c${at} is not null group by c${at} order by c${at}`,
  );
  const raw = v.map(String);
  const counts = n.map(Number);
  const parts = raw.map((value) => standardise(value, field.kind));
  let filled = 0;
  let distinct = 0;
  let tooLong = 0;
  for (const [index, one] of parts.entries()) {
    const says = Object.values(one).some((part) => part !== null);
    if (says) filled += counts[index] ?? 0;
    if (says) distinct += 1;
    if ((raw[index]?.length ?? 0) > longestValue) tooLong += counts[index] ?? 0;
  }
  return { raw, counts, parts, summary: { column: field.column, kind: field.kind, filled, distinct, tooLong } };
}

/** For each telling column (`g`, `s` or `x<n>_v`): how rare a value is, counted in the first field that gives it. */
function raritiesOf(fields: readonly Field[], read: readonly ReadValues[]): Map<string, (value: string) => number> {
  const found = new Map<string, (value: string) => number>();
  const order = fields
    .map((_, at) => at)
    .toSorted((a, b) => Number(fields[a]?.kind === 'fullName') - Number(fields[b]?.kind === 'fullName'));
  for (const at of order) {
    const field = fields[at];
    const values = read[at];
    if (!field || !values) continue;
    for (const part of tellingPart[field.kind]) {
      const column = tellingColumn(field.kind, at, part);
      if (found.has(column)) continue;
      const counts = new Map<string, number>();
      for (const [index, parts] of values.parts.entries()) {
        const value = parts[part];
        if (value) counts.set(value, (counts.get(value) ?? 0) + (values.counts[index] ?? 0));
      }
      found.set(column, rarityOf(counts));
    }
  }
  return found;
}

function tellingColumn(kind: FieldKind, at: number, part: string): string {
  if (kind === 'given') return 'g';
  if (kind === 'surname') return 's';
  return kind === 'fullName' ? part : `x${at}_${part}`;
}

async function loadDictionary(
  batch: Batch,
  { kind }: Field,
  at: number,
  values: ReadValues | undefined,
  rarities: ReadonlyMap<string, (value: string) => number>,
): Promise<void> {
  if (!values) return;
  const texts = partsOf[kind].map((part): LoadedColumn => ({
    name: part,
    type: 'text',
    values: values.parts.map((parts) => parts[part] ?? null),
  }));
  const telling = tellingPart[kind].map((part): LoadedColumn => {
    const rarity = rarities.get(tellingColumn(kind, at, part));
    return {
      name: `${part}_t`,
      type: 'double',
      values: values.parts.map((parts) => (parts[part] ? (rarity?.(parts[part]) ?? 0) : null)),
    };
  });
  await batch.load(`d${at}`, [{ name: 'raw', type: 'text', values: values.raw }, ...texts, ...telling]);
}

/** Given and family name from their own columns, else from a full name; `w` all words of the name, `k` the sounds of all of them. */
function nameSql(fields: readonly Field[]): string[] {
  const at = (kind: FieldKind): string[] =>
    fields.flatMap((field, index) => (field.kind === kind ? [`d${index}`] : []));
  const [given, surnames, full] = [at('given'), at('surname'), at('fullName')];
  if (given.length + surnames.length + full.length === 0) return [];
  const pick = (column: string, suffix = ''): string => {
    const own =
      fromGiven[column] === undefined
        ? surnames.map((d) => `${d}.${fromSurname[column]}${suffix}`)
        : given.map((d) => `${d}.${fromGiven[column]}${suffix}`);
    const choices = [...own, ...full.map((d) => `${d}.${column}${suffix}`)];
    return choices.length === 0
      ? 'null'
      : choices.length === 1
        ? (choices[0] ?? 'null')
        : `coalesce(${choices.join(', ')})`;
  };
  const kept = nameColumns.filter((column) => pick(column) !== 'null');
  const words = [...given.map((d) => `${d}.v`), ...surnames.map((d) => `${d}.v`), ...full.map((d) => `${d}.w`)];
  const sounds = full.map((d) => `${d}.k`);
  const spaced = (parts: readonly string[]): string =>
    `nullif(trim(${parts.map((part) => `coalesce(' ' || ${part}, '')`).join(' || ')}), '')`;
  return [
    ...kept.map((column) => `${pick(column)} as ${column}`),
    ...kept
      .filter((column) => column === 'g' || column === 's')
      .map((column) => `${pick(column, '_t')} as ${column}_t`),
    `${spaced(words)} as w`,
    ...(sounds.length > 0 ? [`${spaced(sounds)} as k`] : []),
  ];
}

function otherSql(fields: readonly Field[]): string[] {
  return fields.flatMap(({ kind }, at) => {
    if (kind === 'given' || kind === 'surname' || kind === 'fullName') return [];
    const telling = tellingPart[kind].map((part) => `${part}_t`);
    return [...partsOf[kind], ...telling].map((part) => `d${at}.${part} as x${at}_${part}`);
  });
}
