import type { Batch } from './batch.ts';
import { type Blocking, costOf, pairsSql } from './blocks.ts';
import { budgetOf, type CandidateOptions, type KeyChoice } from './candidates.ts';
import type { Field } from './fields.ts';
import { type KeyCost, keysOf } from './keys.ts';
import { type Comparison, levelsOf } from './levels.ts';
import { learnModel } from './learn.ts';
import { type PatternCount, patternWeight, probabilityOf, thresholdAt } from './model.ts';
import { wholeNumbers } from './seeded.ts';
import { dialectOf, patternSql } from './sql.ts';

/** Lists from this size on choose their keys by trying them on a part of the records. */
export const PILOTED_FROM = 200_000;
const PILOT = 100_000;
/** No key is taken that is expected to find fewer than one new match in so many new pairs; smaller lists can afford more. */
const pairsAMatch = (records: number): number => Math.max(1000, 1e9 / records);
/** As many keys as there are bits in a whole number. */
const MOST_KEYS = 52;

export interface PilotOptions extends CandidateOptions {
  readonly possiblePairs: number;
  /** How likely a link must be. */
  readonly probability: number;
  readonly seed: number;
}

/**
 * Chooses keys by what they find among some of the records, drawn at random: a model is learned there without labels, and keys are taken in
 * the order of matches expected for each new pair, within the budget, as long as it is worth it.
 */
export async function keysByTrial(
  batch: Batch,
  fields: readonly Field[],
  comparisons: readonly Comparison[],
  random: readonly PatternCount[],
  options: PilotOptions,
): Promise<KeyChoice> {
  const every = Math.max(2, Math.round(options.records / PILOT));
  await drawPeople(batch, options, every);
  const blocking: Blocking = { people: 'pilot_people', every, between: options.between, fields };
  const keys = keysOf(fields).slice(0, MOST_KEYS);
  const costs: KeyCost[] = [];
  for (const [at, key] of keys.entries()) {
    options.onKey?.(at, keys.length + 2);
    costs.push(await costOf(batch, key, blocking));
  }
  const budget = budgetOf(options);
  const scale = every ** 2;
  const tried = costs.filter(({ pairs }) => pairs > 0 && pairs * scale <= budget);
  const found = await tryKeys(batch, comparisons, tried, blocking);
  options.onKey?.(keys.length + 1, keys.length + 2);
  const model = learnModel(comparisons, found, random, options.possiblePairs / scale);
  const threshold = thresholdAt(options.probability, model);
  const rows = found.map(({ levels, keysOf: mask, count }) => {
    const weight = patternWeight(model, levels);
    return { mask, pairs: count, matches: weight < threshold ? 0 : probabilityOf(weight, model) * count };
  });
  const chosen = worthwhile(rows, tried.length, budget / scale, 1 / pairsAMatch(options.records));
  const whole = (cost: KeyCost): KeyCost => ({
    ...cost,
    pairs: cost.pairs * scale,
    largestBlock: cost.largestBlock * every,
  });
  const taken = chosen.flatMap((at) => tried[at] ?? []);
  return { taken: taken.map(whole), left: costs.filter((one) => one.pairs > 0 && !taken.includes(one)).map(whole) };
}

async function drawPeople(batch: Batch, { records, seed }: PilotOptions, every: number): Promise<void> {
  const next = wholeNumbers(seed + 1);
  const drawn = Array.from({ length: records }, (_, rid) => rid).filter(() => next(every) === 0);
  const { createTable } = dialectOf(batch.dialect);
  await batch.load('pilot', [{ name: 'drawn', type: 'integer', values: drawn }]);
  await batch.run(createTable('pilot_people', 'select people.* from people join pilot on rid = drawn'));
}

/** A pattern of the pilot with the keys that give it, as bits. */
interface TriedPattern extends PatternCount {
  readonly keysOf: number;
}

async function tryKeys(
  batch: Batch,
  comparisons: readonly Comparison[],
  tried: readonly KeyCost[],
  blocking: Blocking,
): Promise<TriedPattern[]> {
  if (tried.length === 0) return [];
  const { createTable, drop } = dialectOf(batch.dialect);
  const pairs = tried.map((cost, rule) => pairsSql(cost, rule, batch.dialect, blocking));
  const bits = `case rule ${tried.map((_, rule) => `when ${rule} then cast(${2 ** rule} as bigint)`).join(' ')} end`;
  await batch.run(
    createTable(
      'pilot_pairs',
      `select l, r, bit_or(${bits}) as mask from (${pairs.join(' union all ')}) found group by l, r`,
    ),
  );
  const compared = `select ${patternSql(comparisons, batch.dialect)} as pattern, mask from pilot_pairs c join pilot_people a on a.rid = c.l join pilot_people b on b.rid = c.r`;
  const {
    pattern = [],
    mask = [],
    n = [],
  } = await batch.columns(
    `select pattern, mask, cast(count(*) as bigint) as n from (${compared}) compared group by pattern, mask order by pattern, mask`,
  );
  for (const table of ['pilot_pairs', 'pilot_people']) await batch.run(drop(table));
  return pattern.map((one, at) => ({
    levels: levelsOf(Number(one), comparisons),
    keysOf: Number(mask[at]),
    count: Number(n[at]),
  }));
}

interface Tried {
  readonly mask: number;
  readonly pairs: number;
  readonly matches: number;
}

/** Positions of keys, each the one that gives most matches for the pairs not yet given, and no fewer than `least`; equal keys in order. */
export function worthwhile(rows: readonly Tried[], keys: number, budget: number, least: number): number[] {
  const taken: number[] = [];
  let rest = budget;
  let open = rows;
  for (;;) {
    const [matches, pairs] = [new Float64Array(keys), new Float64Array(keys)];
    for (const row of open)
      for (let key = 0; key < keys; key += 1) {
        if (!hasBit(row.mask, key)) continue;
        matches[key] = (matches[key] ?? 0) + row.matches;
        pairs[key] = (pairs[key] ?? 0) + row.pairs;
      }
    const yields = Array.from(pairs, (count, key) => (count === 0 || count > rest ? 0 : (matches[key] ?? 0) / count));
    const best = yields.reduce((most, one, key) => (one > (yields[most] ?? 0) ? key : most), 0);
    if ((yields[best] ?? 0) < least) return taken;
    taken.push(best);
    rest -= pairs[best] ?? 0;
    open = open.filter(({ mask }) => !hasBit(mask, best));
  }
}

const hasBit = (mask: number, bit: number): boolean => Math.floor(mask / 2 ** bit) % 2 === 1;
