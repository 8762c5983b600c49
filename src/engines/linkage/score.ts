import { wholeNumbers } from './seeded.ts';
import type { Batch } from './batch.ts';
import type { WeightedPairs } from './cluster.ts';
import { type Comparison, levelsOf } from './levels.ts';
import { type LinkModel, type PatternCount, patternWeight } from './model.ts';
import { dialectOf, patternSql, tellingSql } from './sql.ts';

/** Pairs drawn at random: a hundred a record, within bounds. */
const sampleSize = (records: number): number => Math.min(600_000, Math.max(50_000, records * 100));

/** Makes the table `scored` (`l`, `r`, `rule`, `pattern`, `telling`) from `candidates`. */
export async function comparePairs(batch: Batch, comparisons: readonly Comparison[]): Promise<void> {
  const { createTable } = dialectOf(batch.dialect);
  await batch.run(
    createTable(
      'scored',
      `select l, r, rule, ${patternSql(comparisons, batch.dialect)} as pattern, ${tellingSql(comparisons)} as telling from candidates c join people a on a.rid = c.l join people b on b.rid = c.r`,
    ),
  );
}

/** How often each pattern occurs among the candidates. */
export async function patternsOf(batch: Batch, comparisons: readonly Comparison[]): Promise<PatternCount[]> {
  return counted(
    batch,
    comparisons,
    'select pattern, cast(count(*) as bigint) as n from scored group by pattern order by pattern',
  );
}

/** How pairs are drawn. Same seed, same pairs. */
export interface Sample {
  readonly records: number;
  readonly lists: readonly number[] | null;
  readonly seed: number;
}

/** How often each pattern occurs among pairs drawn at random: what chance agreement looks like. */
export async function randomPatterns(
  batch: Batch,
  comparisons: readonly Comparison[],
  sample: Sample,
): Promise<PatternCount[]> {
  await drawPairs(batch, sample);
  return countedOf(batch, comparisons, 'chance');
}

/** The same among pairs that are no candidates. */
export async function otherPatterns(
  batch: Batch,
  comparisons: readonly Comparison[],
  sample: Sample,
): Promise<PatternCount[]> {
  await drawPairs(batch, sample);
  const others =
    '(select d.l as l, d.r as r from chance d anti join candidates on d.l = candidates.l and d.r = candidates.r)';
  return countedOf(batch, comparisons, others);
}

async function countedOf(batch: Batch, comparisons: readonly Comparison[], pairs: string): Promise<PatternCount[]> {
  const compared = `select ${patternSql(comparisons, batch.dialect)} as pattern from ${pairs} c join people a on a.rid = c.l join people b on b.rid = c.r`;
  return counted(
    batch,
    comparisons,
    `select pattern, cast(count(*) as bigint) as n from (${compared}) compared group by pattern order by pattern`,
  );
}

/** Makes the table `chance` (`l`, `r`), the lower record first. */
async function drawPairs(batch: Batch, { records, lists, seed }: Sample): Promise<void> {
  const next = wholeNumbers(seed);
  const [left, right]: [number[], number[]] = [[], []];
  for (let at = 0; at < sampleSize(records); at += 1) {
    const [l, r] = drawPair(next, records, lists);
    if (l === r) continue;
    left.push(Math.min(l, r));
    right.push(Math.max(l, r));
  }
  await batch.load('chance', [
    { name: 'l', type: 'integer', values: left },
    { name: 'r', type: 'integer', values: right },
  ]);
}

/** Two records drawn at random, of different lists where there are lists; the same record twice where chance has it so. */
function drawPair(
  next: (below: number) => number,
  records: number,
  lists: readonly number[] | null,
): readonly [number, number] {
  if (lists === null) return [next(records), next(records)];
  const [first = 0] = lists;
  if (lists.length === 2) return [next(first), first + next(records - first)];
  const [one, other] = [next(records), next(records)];
  return listOf(one, lists) === listOf(other, lists) ? [one, one] : [one, other];
}

/** Which list a record is of, by its number. */
export function listOf(record: number, lists: readonly number[]): number {
  let rest = record;
  const found = lists.findIndex((size) => {
    rest -= size;
    return rest < 0;
  });
  return found < 0 ? lists.length - 1 : found;
}

async function counted(batch: Batch, comparisons: readonly Comparison[], sql: string): Promise<PatternCount[]> {
  const { pattern = [], n = [] } = await batch.columns(sql);
  return pattern.map((one, at) => ({ levels: levelsOf(Number(one), comparisons), count: Number(n[at]) }));
}

/** Makes the view `weighted` (`l`, `r`, `rule`, `pattern`, `weight`) of `scored`: the weight of each pattern is worked out here, once. */
export async function weighPairs(
  batch: Batch,
  comparisons: readonly Comparison[],
  patterns: readonly PatternCount[],
  model: LinkModel,
): Promise<void> {
  const numbers = patterns.map(({ levels }) => numberOf(levels, comparisons));
  await batch.load('pattern_weights', [
    { name: 'p', type: 'bigint', values: numbers },
    { name: 'w', type: 'double', values: patterns.map(({ levels }) => patternWeight(model, levels)) },
  ]);
  await batch.run(
    dialectOf(batch.dialect).createView(
      'weighted',
      'select l, r, rule, pattern, w + telling as weight from scored join pattern_weights on p = pattern',
    ),
  );
}

function numberOf(levels: readonly number[], comparisons: readonly Comparison[]): number {
  let place = 1;
  let number = 0;
  for (const [at, level] of levels.entries()) {
    number += level * place;
    place *= (comparisons[at]?.levels.length ?? 0) + 1;
  }
  return number;
}

/** Pairs over a weight, in order of their records. */
export async function pairsOver(batch: Batch, weight: number): Promise<WeightedPairs> {
  return batch.pairs(`select l, r, weight from weighted where weight > ${weight} order by l, r`);
}
