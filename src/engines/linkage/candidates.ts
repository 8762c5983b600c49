import type { Batch } from './batch.ts';
import type { Field } from './fields.ts';
import { chooseKeys, type Key, type KeyCost, keyRowsSql, keysOf, pairBudget } from './keys.ts';
import { type Dialect, dialectOf } from './sql.ts';

/** Records of a block that are more than this are not all paired with each other, only with their neighbours in name order. */
const LARGEST_BLOCK = 300;
/** How many neighbours a record of too large a block is paired with. */
const NEIGHBOURS = 10;

export interface KeyReport {
  readonly name: string;
  /** Pairs this key gives. */
  readonly pairs: number;
  /** Pairs no key before it gave. */
  readonly added: number;
  readonly largestBlock: number;
  /** Blocks too large to be paired whole. */
  readonly bigBlocks: number;
}

export interface Candidates {
  readonly pairs: number;
  readonly keys: readonly KeyReport[];
  /** Keys that would have given more pairs than the budget allows. */
  readonly leftOut: readonly { readonly name: string; readonly pairs: number }[];
  readonly budget: number;
}

export interface CandidateOptions {
  readonly records: number;
  /** Only pairs of a record of source 0 with one of source 1. */
  readonly between: boolean;
  readonly budget?: number;
  readonly onKey?: (done: number, total: number) => void;
}

/** Makes the table `candidates` (`l`, `r`, `rule`): every pair that shares at least one of the keys taken. */
export async function findCandidates(
  batch: Batch,
  fields: readonly Field[],
  options: CandidateOptions,
): Promise<Candidates> {
  const keys = keysOf(fields);
  const costs: KeyCost[] = [];
  for (const [at, key] of keys.entries()) {
    options.onKey?.(at, keys.length);
    costs.push(await costOf(batch, key, options));
  }
  const budget = options.budget ?? pairBudget(options.records);
  const { taken, left } = chooseKeys(costs, budget);
  const queries = taken.map((cost, rule) =>
    pairsSql(cost, rule, batch.dialect, options.between, placeOf(fields, cost.key)),
  );
  const union =
    queries.length > 0
      ? queries.join(' union all ')
      : 'select cast(0 as integer) as l, cast(0 as integer) as r, 0 as rule where 1 = 0';
  const { createTable } = dialectOf(batch.dialect);
  await batch.run(createTable('candidates', `select l, r, min(rule) as rule from (${union}) found group by l, r`));
  const { rule = [], n = [] } = await batch.columns(
    'select rule, cast(count(*) as bigint) as n from candidates group by rule order by rule',
  );
  const added = new Map(rule.map((one, at) => [Number(one), Number(n[at])]));
  return {
    pairs: n.reduce<number>((sum, count) => sum + Number(count), 0),
    keys: taken.map(({ key, pairs, largestBlock, bigBlocks }, at) => ({
      name: key.name,
      pairs,
      added: added.get(at) ?? 0,
      largestBlock,
      bigBlocks,
    })),
    leftOut: left.map(({ key, pairs }) => ({ name: key.name, pairs })),
    budget,
  };
}

/** In large files the cost of a key is worked out from every sixteenth record. */
const SAMPLED_FROM = 200_000;
const SAMPLED = 16;

async function costOf(batch: Batch, key: Key, { between, records }: CandidateOptions): Promise<KeyCost> {
  const every = records >= SAMPLED_FROM ? SAMPLED : 1;
  const found = await batch.columns(costSql(key, batch.dialect, between, every));
  const read = (name: string): number => Number(found[name]?.[0] ?? 0);
  return { key, pairs: read('pairs') * every ** 2, largestBlock: read('largest') * every, bigBlocks: read('big') };
}

function costSql(key: Key, dialect: Dialect, between: boolean, every: number): string {
  const small = between ? 'a * b' : 'n * (n - 1) / 2';
  const most = LARGEST_BLOCK / every;
  const rows = keyRowsSql(
    key,
    dialect,
    every === 1 ? 'people' : `(select * from people where rid % ${every} = 0) people`,
  );
  const sizes = `select k, cast(count(*) as bigint) as n, cast(sum(case when src = 0 then 1 else 0 end) as bigint) as a, cast(sum(case when src = 0 then 0 else 1 end) as bigint) as b from (${rows}) rows group by k`;
  return `select cast(sum(case when n > ${most} then n * ${NEIGHBOURS / every} else ${small} end) as bigint) as pairs, cast(max(n) as bigint) as largest, cast(sum(case when n > ${most} then 1 else 0 end) as bigint) as big from (${sizes}) sizes`;
}

/** The pairs of one key: blocks whole, and the neighbours within blocks that are too large. */
function pairsSql(
  { key, bigBlocks }: Pick<KeyCost, 'key' | 'bigBlocks'>,
  rule: number,
  dialect: Dialect,
  between: boolean,
  place: string,
): string {
  const rows = keyRowsSql(key, dialect);
  const big = `select k as bk from (${rows}) rows group by k having count(*) > ${LARGEST_BLOCK}`;
  const keep = between ? 'a.src = 0 and b.src = 1' : 'a.rid < b.rid';
  const pair = `a.rid as l, b.rid as r, ${rule} as rule`;
  const small =
    bigBlocks === 0 ? rows : `select rid, src, k from (${rows}) rows left join (${big}) big on k = bk where bk is null`;
  const whole = `select ${pair} from (${small}) a join (${small}) b on a.k = b.k and ${keep}`;
  if (bigBlocks === 0) return whole;
  const order = `select rid, src, k, row_number() over (partition by k order by place, rid) as at from (select rows.rid as rid, rows.src as src, k, place from (${rows}) rows join (${big}) big on k = bk join (select rid, ${place} as place from people) places on places.rid = rows.rid) ranked`;
  const [low, high] = between ? ['a.rid', 'b.rid'] : ['least(a.rid, b.rid)', 'greatest(a.rid, b.rid)'];
  const near = `select ${low} as l, ${high} as r, ${rule} as rule from (${order}) a join (${order}) b on a.k = b.k and ${between ? `abs(b.at - a.at) <= ${NEIGHBOURS} and a.src = 0 and b.src = 1` : `b.at > a.at and b.at <= a.at + ${NEIGHBOURS}`}`;
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
