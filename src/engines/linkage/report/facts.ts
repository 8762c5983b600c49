import type { Batch } from '../batch.ts';
import { impliedBits } from '../dependence.ts';
import { levelsOf } from '../levels.ts';
import { patternWeight, probabilityOf } from '../model.ts';
import type { LinkResult } from '../run.ts';
import { patternSql } from '../sql.ts';

/** A pair shown with what each comparison added to its weight. */
export interface Example {
  readonly what: string;
  readonly weight: number;
  readonly steps: readonly { readonly label: string; readonly bits: number }[];
  /** Column, value of the one record, value of the other. */
  readonly values: readonly (readonly [string, string, string])[];
}

/** What a report shows beyond the result itself; read from the tables of the run before they are gone. */
export interface ReportFacts {
  readonly bins: readonly { readonly from: number; readonly count: number }[];
  readonly examples: readonly Example[];
  /** Records that say too little to reach the threshold even against themselves. */
  readonly unlinkable: number;
  /** Of linked pairs by how likely they were said to be: how many ended in one cluster. */
  readonly agreement: readonly { readonly said: number; readonly joined: number; readonly pairs: number }[];
}

/** Reads what the report needs. */
export async function readFacts(batch: Batch, result: LinkResult): Promise<ReportFacts> {
  const { w = [], n = [] } = await batch.columns(
    'select cast(floor(weight) as integer) as w, cast(count(*) as bigint) as n from weighted group by 1 order by 1',
  );
  return {
    bins: filled(w.map((from, at) => ({ from: Number(from), count: Number(n[at]) }))),
    examples: await readExamples(batch, result),
    unlinkable: await countUnlinkable(batch, result),
    agreement: agreementOf(result),
  };
}

/** Every whole weight between the first and the last, those under -30 together. */
function filled(bins: readonly { from: number; count: number }[]): { from: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const { from, count } of bins) counts.set(Math.max(-30, from), (counts.get(Math.max(-30, from)) ?? 0) + count);
  const all = [...counts.keys()];
  if (all.length === 0) return [];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: high - low + 1 }, (_, at) => ({ from: low + at, count: counts.get(low + at) ?? 0 }));
}

async function countUnlinkable(batch: Batch, { comparisons, model, threshold }: LinkResult): Promise<number> {
  const self = `select ${patternSql(comparisons, batch.dialect)} as pattern from people a join people b on a.rid = b.rid`;
  const { pattern = [], n = [] } = await batch.columns(
    `select pattern, cast(count(*) as bigint) as n from (${self}) self group by pattern order by pattern`,
  );
  return pattern.reduce<number>((sum, one, at) => {
    const weight = patternWeight(model, levelsOf(Number(one), comparisons));
    return weight < threshold ? sum + Number(n[at]) : sum;
  }, 0);
}

/** The strongest pair, pairs just over and just under the threshold, and one well in between. */
async function readExamples(batch: Batch, result: LinkResult): Promise<Example[]> {
  const { threshold } = result;
  const wishes: [string, string][] = [
    ['A strong link', 'order by weight desc, l, r'],
    ['A link of middling weight', `and weight <= ${threshold + 8} order by weight desc, l, r`],
    ['Just linked', `and weight >= ${threshold} order by weight, l, r`],
    ['Just not linked', `and weight < ${threshold} order by weight desc, l, r`],
  ];
  const examples: Example[] = [];
  for (const [what, rest] of wishes) {
    const found = await batch.columns(
      `select l, r, pattern, weight from weighted where weight > ${threshold - 12} ${rest} limit 1`,
    );
    const [l, r, pattern, weight] = ['l', 'r', 'pattern', 'weight'].map((name) => Number(found[name]?.[0]));
    if (l === undefined || r === undefined || Number.isNaN(l) || Number.isNaN(r)) continue;
    examples.push({ what, weight: weight ?? 0, ...(await explain(batch, result, l, r, pattern ?? 0)) });
  }
  return examples;
}

async function explain(
  batch: Batch,
  { fields, comparisons, model }: LinkResult,
  l: number,
  r: number,
  pattern: number,
): Promise<Pick<Example, 'steps' | 'values'>> {
  const levels = levelsOf(pattern, comparisons);
  const rarities = comparisons.flatMap(({ telling }, at) =>
    telling !== null && levels[at] === 1 ? [{ at, column: `${telling}_t` }] : [],
  );
  const columns = rarities.map(({ column }, index) => `a.${column} as t${index}`);
  const rare =
    columns.length === 0 ? {} : await batch.columns(`select ${columns.join(', ')} from people a where a.rid = ${l}`);
  const steps = comparisons.flatMap(({ name, levels: names }, at) => {
    const level = levels[at] ?? 0;
    return level === 0
      ? []
      : [{ label: `${name}: ${names[level - 1]?.label ?? ''}`, bits: model.weights[at]?.[level] ?? 0 }];
  });
  for (const [index, { at }] of rarities.entries())
    steps.push({
      label: `${comparisons[at]?.name ?? ''}: how rare the value is`,
      bits: Number(rare[`t${index}`]?.[0] ?? 0),
    });
  for (const one of model.implied) {
    const bits = impliedBits([one], levels, model.u);
    const by = one.by.map((at) => comparisons[at]?.name ?? '').join(', ');
    if (bits !== 0) steps.push({ label: `${comparisons[one.field]?.name ?? ''}: implied by ${by}`, bits: -bits });
  }
  const names = fields.map((_, at) => `c${at}`);
  const read = async (rid: number): Promise<string[]> => {
    const row = await batch.columns(`select ${names.join(', ')} from raw where rid = ${rid}`);
    return names.map((name) => String(row[name]?.[0] ?? '').slice(0, 80));
  };
  const [one, other] = [await read(l), await read(r)];
  const plain = (value: string): string => value.replace(/^(ymd|dmy|mdy):/, '');
  return {
    steps,
    values: fields.map(({ column }, at) => [column, plain(one[at] ?? ''), plain(other[at] ?? '')] as const),
  };
}

function agreementOf({ pairs, clusters, model }: LinkResult): ReportFacts['agreement'] {
  const steps = Array.from({ length: 10 }, () => ({ said: 0, joined: 0, pairs: 0 }));
  for (const [at, weight] of pairs.weight.entries()) {
    const said = probabilityOf(weight, model);
    const step = steps[Math.min(9, Math.floor(said * 10))];
    if (!step) continue;
    step.said += said;
    step.pairs += 1;
    if (clusters.of[pairs.left[at] ?? 0] === clusters.of[pairs.right[at] ?? 0]) step.joined += 1;
  }
  return steps.flatMap(({ said, joined, pairs: count }) =>
    count === 0 ? [] : [{ said: said / count, joined: joined / count, pairs: count }],
  );
}
