import type { Aggregates } from './aggregates.ts';
import { keyOf, type Marginal, type Shape } from './combinations.ts';
import { unknown, type RecordSet } from './dataset.ts';

/** Uniform numbers from 0 to below 1; what is drawn here is made from released counts only and need not be secret. */
export type Uniform = () => number;

/** Records that share their first columns, and how many of them there are. */
interface Branch {
  readonly codes: Int32Array;
  readonly count: number;
}

/** One way to go on from a branch. */
interface Option {
  readonly branch: number;
  readonly code: number;
  readonly weight: number;
}

const rounds = 12;
/** A correction in one round is no larger than this, so that a nearly empty count cannot throw the rest out. */
const mostCorrection = 4;

/**
 * Makes records from released counts alone. Columns are filled one after another; at each, every branch of records takes
 * only codes with which all its combinations of up to `length` attributes are released, in the shares that bring all
 * released counts with this column as near as can be (iterative proportional fitting), and shares are rounded so that
 * no record is gained or lost. Nothing but the aggregates is read, so whatever they promise holds for the records.
 */
export function synthesise(
  source: Pick<RecordSet, 'columns' | 'values'>,
  aggregates: Aggregates,
  uniform: Uniform,
): RecordSet {
  const order = columnOrder(source);
  let branches: Branch[] = [{ codes: new Int32Array(order.length).fill(unknown), count: aggregates.records }];
  for (const [position, column] of order.entries()) {
    const before = new Set(order.slice(0, position));
    const joined = aggregates.marginals.filter(
      ({ shape }) => shape.columns.includes(column) && shape.columns.every((at) => at === column || before.has(at)),
    );
    branches = extend(branches, column, source.values[column]?.length ?? 1, joined, uniform);
  }
  branches = fitWhole(branches, aggregates, uniform);
  return {
    columns: source.columns,
    values: source.values,
    distinct: branches.map(({ codes }) => codes),
    times: branches.map(({ count }) => count),
    records: branches.reduce((sum, { count }) => sum + count, 0),
  };
}

/**
 * Weighs the records made anew by all released counts at once: what was chosen for the first columns did not know yet
 * what the last ones would allow.
 */
function fitWhole(branches: readonly Branch[], { marginals, records }: Aggregates, uniform: Uniform): Branch[] {
  const weights = Float64Array.from(branches, ({ count }) => count);
  const groups = longestFirst(marginals).map(({ shape, counts }) =>
    groupOf(branches, ({ codes }) => keyOf(shape, codes), counts),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const group of groups) scaleToCounts(weights, group);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (let at = 0; at < weights.length; at += 1) weights[at] = ((weights[at] as number) * records) / sum;
  }
  const start = uniform();
  let sum = 0;
  return branches.flatMap(({ codes }, at) => {
    const from = Math.floor(sum + start);
    sum += weights[at] as number;
    const count = Math.floor(sum + start) - from;
    return count > 0 ? [{ codes, count }] : [];
  });
}

/** Each round ends with the shortest, whose counts are surest: of long combinations the rare ones are missing. */
const longestFirst = (marginals: readonly Marginal[]): Marginal[] =>
  marginals.toSorted((a, b) => b.shape.columns.length - a.shape.columns.length);

/** Columns of many values first: they leave the least room to those that follow, and so lose the least. */
function columnOrder({ values }: Pick<RecordSet, 'values'>): number[] {
  return values
    .map((list, column) => ({ column, size: list.length }))
    .toSorted((a, b) => b.size - a.size || a.column - b.column)
    .map(({ column }) => column);
}

function extend(
  branches: readonly Branch[],
  column: number,
  codes: number,
  joined: readonly Marginal[],
  uniform: Uniform,
): Branch[] {
  const options = branches.flatMap(({ codes: chosen }, branch) => optionsOf(chosen, branch, column, codes, joined));
  const weights = Float64Array.from(options, ({ weight }) => weight);
  const groups = longestFirst(joined).map(({ shape, counts }) =>
    groupOf(options, keyWith(shape, branches, column), counts),
  );
  scaleToBranches(weights, options, branches);
  for (let round = 0; round < rounds; round += 1) {
    for (const group of groups) scaleToCounts(weights, group);
    scaleToBranches(weights, options, branches);
  }
  return roundToWhole(weights, options, branches, column, uniform);
}

/** The key of the combination that an option would make. */
function keyWith(shape: Shape, branches: readonly Branch[], column: number): (option: Option) => number {
  const record = new Int32Array(branches[0]?.codes.length ?? 0);
  return ({ branch, code }) => {
    record.set((branches[branch] as Branch).codes);
    record[column] = code;
    return keyOf(shape, record);
  };
}

/** The codes a branch may take: unknown always, others when every combination they would make is released. */
function optionsOf(
  chosen: Int32Array,
  branch: number,
  column: number,
  codes: number,
  joined: readonly Marginal[],
): Option[] {
  const record = Int32Array.from(chosen);
  const options: Option[] = [];
  for (let code = 0; code < codes; code += 1) {
    record[column] = code;
    const weight = weightOf(record, column, joined);
    if (weight > 0) options.push({ branch, code, weight });
  }
  return options.length > 0 ? options : [{ branch, code: unknown, weight: 1 }];
}

/** The geometric mean of the counts of the longest combinations; 0 when one of attributes only is not released. */
function weightOf(record: Int32Array, column: number, joined: readonly Marginal[]): number {
  let longest = 0;
  let logs = 0;
  let terms = 0;
  for (const { shape, counts } of joined) {
    const count = counts.get(keyOf(shape, record)) ?? 0;
    const isOfAttributes = record[column] !== unknown && shape.columns.every((at) => record[at] !== unknown);
    if (isOfAttributes && count <= 0) return 0;
    if (shape.columns.length < longest) continue;
    if (shape.columns.length > longest) [longest, logs, terms] = [shape.columns.length, 0, 0];
    logs += Math.log(Math.max(count, leastCount));
    terms += 1;
  }
  return terms === 0 ? 0 : Math.exp(logs / terms);
}

/** What a combination with something unknown counts that was too rare to be released. */
const leastCount = 0.1;

/** Options by the released count they add to. */
interface Group {
  /** By option, which count of `targets` it adds to; -1 for none. */
  readonly member: Int32Array;
  readonly targets: Float64Array;
}

function groupOf<Item>(
  items: readonly Item[],
  keyOfItem: (item: Item) => number,
  counts: ReadonlyMap<number, number>,
): Group {
  const places = new Map<number, number>();
  const targets: number[] = [];
  const member = Int32Array.from(items, (item) => {
    const key = keyOfItem(item);
    const target = counts.get(key);
    if (target === undefined || target <= 0) return -1;
    const place = places.get(key) ?? targets.push(target) - 1;
    places.set(key, place);
    return place;
  });
  return { member, targets: Float64Array.from(targets) };
}

function scaleToCounts(weights: Float64Array, { member, targets }: Group): void {
  const sums = new Float64Array(targets.length);
  for (let at = 0; at < weights.length; at += 1) {
    const place = member[at] as number;
    if (place >= 0) sums[place] = (sums[place] as number) + (weights[at] as number);
  }
  const factors = sums.map((sum, place) =>
    sum === 0 ? 1 : Math.min(mostCorrection, Math.max(1 / mostCorrection, (targets[place] as number) / sum)),
  );
  for (let at = 0; at < weights.length; at += 1) {
    const place = member[at] as number;
    if (place >= 0) weights[at] = (weights[at] as number) * (factors[place] as number);
  }
}

function scaleToBranches(weights: Float64Array, options: readonly Option[], branches: readonly Branch[]): void {
  const sums = new Float64Array(branches.length);
  for (const [at, { branch }] of options.entries()) sums[branch] = (sums[branch] as number) + (weights[at] as number);
  for (const [at, { branch }] of options.entries()) {
    weights[at] = ((weights[at] as number) * (branches[branch] as Branch).count) / (sums[branch] as number);
  }
}

/** Systematic rounding: each share becomes a whole number next to it, and each branch keeps its records. */
function roundToWhole(
  weights: Float64Array,
  options: readonly Option[],
  branches: readonly Branch[],
  column: number,
  uniform: Uniform,
): Branch[] {
  const grown: Branch[] = [];
  let branch = -1;
  let sum = 0;
  let start = 0;
  for (const [at, option] of options.entries()) {
    if (option.branch !== branch) [branch, sum, start] = [option.branch, 0, uniform()];
    const from = Math.floor(sum + start + 1e-9);
    sum += weights[at] as number;
    const count = Math.floor(sum + start + 1e-9) - from;
    if (count <= 0) continue;
    const codes = Int32Array.from((branches[branch] as Branch).codes);
    codes[column] = option.code;
    grown.push({ codes, count });
  }
  return grown;
}
