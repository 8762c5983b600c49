import type { Batch } from './batch.ts';
import { type Blocking, costOf, pairsSql } from './blocks.ts';
import type { Field } from './fields.ts';
import { chooseKeys, type KeyCost, keysOf, pairBudget } from './keys.ts';
import { dialectOf } from './sql.ts';

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
  /** Keys that would have given more pairs than the budget allows, or hardly a match for them. */
  readonly leftOut: readonly { readonly name: string; readonly pairs: number }[];
  readonly budget: number;
}

export interface KeyChoice {
  readonly taken: readonly KeyCost[];
  readonly left: readonly KeyCost[];
}

export interface CandidateOptions {
  readonly records: number;
  /** Only pairs of records of different sources. */
  readonly between: boolean;
  readonly budget?: number;
  readonly onKey?: (done: number, total: number) => void;
}

/** The most pairs to look at: what was asked for, else what suits so many records. */
export const budgetOf = ({ budget, records }: CandidateOptions): number => budget ?? pairBudget(records);

/** Keys within the budget, from counting the blocks of each. */
export async function keysWithinBudget(
  batch: Batch,
  fields: readonly Field[],
  options: CandidateOptions,
): Promise<KeyChoice> {
  const keys = keysOf(fields);
  const costs: KeyCost[] = [];
  for (const [at, key] of keys.entries()) {
    options.onKey?.(at, keys.length);
    costs.push(await costOf(batch, key, wholeList(fields, options)));
  }
  return chooseKeys(costs, budgetOf(options));
}

const wholeList = (fields: readonly Field[], { between }: CandidateOptions): Blocking => ({
  people: 'people',
  every: 1,
  between,
  fields,
});

/** Makes the table `candidates` (`l`, `r`, `rule`): every pair that shares at least one of the keys taken. */
export async function findCandidates(
  batch: Batch,
  fields: readonly Field[],
  { taken, left }: KeyChoice,
  options: CandidateOptions,
): Promise<Candidates> {
  const queries = taken.map((cost, rule) => pairsSql(cost, rule, batch.dialect, wholeList(fields, options)));
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
    budget: budgetOf(options),
  };
}
