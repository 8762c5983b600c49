import type { Batch } from './batch.ts';
import type { Field } from './fields.ts';
import { type Key, keyColumns, type KeyCost, keyRowsSql } from './keys.ts';
import type { Dialect } from './sql.ts';

/** Records of a block that are more than this are not all paired with each other, only with their neighbours in name order. */
const LARGEST_BLOCK = 300;
/** How many neighbours a record of too large a block is paired with. */
const NEIGHBOURS = 10;

/** Which records are put into blocks. */
export interface Blocking {
  /** The table of standardised records. */
  readonly people: string;
  /** One record in so many of the list is in it: bounds of blocks are that much narrower. */
  readonly every: number;
  /** Only pairs of records of different sources. */
  readonly between: boolean;
  readonly fields: readonly Field[];
}

const largestOf = ({ every }: Blocking): number => Math.max(8, LARGEST_BLOCK / every);
const neighboursOf = ({ every }: Blocking): number => Math.max(1, Math.round(NEIGHBOURS / every));

/** What a key costs in these records. */
export async function costOf(batch: Batch, key: Key, blocking: Blocking): Promise<KeyCost> {
  const found = await batch.columns(costSql(key, batch.dialect, blocking));
  const read = (name: string): number => Number(found[name]?.[0] ?? 0);
  return { key, pairs: read('pairs'), largestBlock: read('largest'), bigBlocks: read('big') };
}

function costSql(key: Key, dialect: Dialect, blocking: Blocking): string {
  const { between } = blocking;
  const small = between ? '(n * n - own) / 2' : 'n * (n - 1) / 2';
  const most = largestOf(blocking);
  const rows = keyRowsSql(key, dialect, blocking.people);
  const k = keyColumns(key).join(', ');
  const sizes = between
    ? `select cast(sum(c) as bigint) as n, cast(sum(c * c) as bigint) as own from (select ${k}, src, count(*) as c from (${rows}) rows group by ${k}, src) sources group by ${k}`
    : `select cast(count(*) as bigint) as n from (${rows}) rows group by ${k}`;
  return `select cast(sum(case when n > ${most} then n * ${neighboursOf(blocking)} else ${small} end) as bigint) as pairs, cast(max(n) as bigint) as largest, cast(sum(case when n > ${most} then 1 else 0 end) as bigint) as big from (${sizes}) sizes`;
}

/** The pairs of one key (`l`, `r`, `rule`): blocks whole, and the neighbours within blocks that are too large. */
export function pairsSql(
  { key, bigBlocks }: Pick<KeyCost, 'key' | 'bigBlocks'>,
  rule: number,
  dialect: Dialect,
  blocking: Blocking,
): string {
  const { people, between } = blocking;
  const rows = keyRowsSql(key, dialect, people);
  const columns = keyColumns(key);
  const k = columns.join(', ');
  const agree = (one: string, other: string): string =>
    columns.map((column) => `${one}.${column} = ${other}.${column}`).join(' and ');
  const big = `select ${k} from (${rows}) rows group by ${k} having count(*) > ${largestOf(blocking)}`;
  const keep = between ? 'a.src < b.src' : 'a.rid < b.rid';
  const pair = `a.rid as l, b.rid as r, ${rule} as rule`;
  const small =
    bigBlocks === 0 ? rows : `select rows.* from (${rows}) rows anti join (${big}) big on ${agree('rows', 'big')}`;
  const whole = `select ${pair} from (${small}) a join (${small}) b on ${agree('a', 'b')} and ${keep}`;
  if (bigBlocks === 0) return whole;
  const [place, neighbours] = [placeOf(blocking.fields, key), neighboursOf(blocking)];
  const own = columns.map((column) => `rows.${column} as ${column}`).join(', ');
  const order = `select rid, src, ${k}, row_number() over (partition by ${k} order by place, rid) as at from (select rows.rid as rid, rows.src as src, ${own}, place from (${rows}) rows join (${big}) big on ${agree('rows', 'big')} join (select rid, ${place} as place from ${people}) places on places.rid = rows.rid) ranked`;
  const [low, high] = between ? ['a.rid', 'b.rid'] : ['least(a.rid, b.rid)', 'greatest(a.rid, b.rid)'];
  const near = `select ${low} as l, ${high} as r, ${rule} as rule from (${order}) a join (${order}) b on ${agree('a', 'b')} and ${between ? `abs(b.at - a.at) <= ${neighbours} and a.src < b.src` : `b.at > a.at and b.at <= a.at + ${neighbours}`}`;
  return `${whole} union all ${near}`;
}

/** What the records of too large a block are ordered by: a name the key does not hold, else the first value there is. */
function placeOf(fields: readonly Field[], { columns }: Key): string {
  const has = (kind: Field['kind']): boolean =>
    fields.some((field) => field.kind === kind || field.kind === 'fullName');
  const names = [...(has('surname') ? ['s'] : []), ...(has('given') ? ['g'] : [])];
  const free = names.find((name) => !columns.some((column) => column.startsWith(name))) ?? names[0];
  return (
    free ??
    `x${Math.max(
      0,
      fields.findIndex(({ kind }) => kind !== 'sex'),
    )}_v`
  );
}
