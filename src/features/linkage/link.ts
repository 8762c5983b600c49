import {
  clusterSizes,
  levelsOf,
  linkRecords,
  matchPrior,
  priorsByList,
  readFacts,
  thresholdAt,
  type FieldKind,
  type LinkResult,
} from '../../engines/linkage/index.ts';
import type { FileBatch } from '../../platform/batch/index.ts';
import { worthOf } from './rules.ts';
import { factNames, type FactName, type RunReport } from './schema.ts';

/** A record as a run reads it: what it says, and whether it is among those that are compared with all others. */
export type Facts = Readonly<Record<FactName, string | null>> & {
  readonly recordId: string;
  readonly agencyId: string;
  readonly importId: string | null;
};

export interface Proposal {
  readonly left: string;
  readonly right: string;
  readonly weight: number;
  readonly probability: number;
  readonly levels: readonly number[];
  /** What each comparison adds; last, what fields imply of one another. */
  readonly bits: readonly number[];
  readonly linked: boolean;
  /** Whether it may be joined without a person, where an agency lets that be. */
  readonly sure: boolean;
  readonly worth: number;
  readonly cluster: number;
  readonly clusterWorth: number;
}

/** How the engine reads each column. Codes of places and countries are alike or not: a letter apart is another place. */
const kinds: Readonly<Record<FactName, FieldKind>> = {
  name: 'fullName',
  birth: 'dateOfBirth',
  birthPlace: 'number',
  sex: 'sex',
  citizenship: 'number',
  document: 'document',
  card: 'document',
  phone: 'phone',
  email: 'email',
};

/** Pairs less likely than this are not proposed. */
const leastLikely = 0.02;
/** By no more bits than this some agencies share more people than all on the whole. */
const mostShift = 6;

/** No two records that say anything telling. */
export class NothingToCompare extends Error {}

export interface Linked {
  readonly proposals: readonly Proposal[];
  readonly report: RunReport;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Finds which records may be of one person. Of records in order of their ids, so that the same records and seed give the
 * same answer. With `importId` only pairs with a record of that import are answered; all records teach the model.
 */
export async function linkFacts(
  batch: FileBatch,
  facts: readonly Facts[],
  { seed, importId, onStage }: { seed: number; importId: string | null; onStage: (stage: string) => void },
): Promise<Linked> {
  const columns = factNames.filter((name) => facts.some((record) => record[name] !== null));
  if (facts.length < 2 || !columns.some((name) => name !== 'sex' && name !== 'citizenship' && name !== 'birthPlace'))
    throw new NothingToCompare();
  await batch.load('raw', [
    { name: 'rid', type: 'integer', values: facts.map((_, at) => at) },
    { name: 'src', type: 'integer', values: facts.map(() => 0) },
    ...columns.map((name, at) => ({
      name: `c${at}`,
      type: 'text' as const,
      values: facts.map((record) => record[name]),
    })),
  ]);
  const result = await linkRecords(
    batch,
    columns.map((name) => ({ column: name, kind: kinds[name] })),
    {
      records: facts.length,
      firstSource: null,
      seed,
      probability: null,
      onStage,
    },
  );
  const proposals = await proposalsOf(batch, facts, result, importId);
  return {
    proposals,
    report: { ...(await reportOf(batch, result)), examples: examplesOf(proposals, result) },
    counts: {
      records: facts.length,
      candidates: result.candidates.pairs,
      proposals: proposals.length,
      persons: new Set(result.clusters.of).size,
      bridges: result.clusters.bridges.length,
    },
  };
}

async function proposalsOf(
  batch: FileBatch,
  facts: readonly Facts[],
  { comparisons, model, clusters, pairs }: LinkResult,
  importId: string | null,
): Promise<Proposal[]> {
  const agencies = [...new Set(facts.map(({ agencyId }) => agencyId))];
  const listOf = Int32Array.from(facts, ({ agencyId }) => agencies.indexOf(agencyId));
  const priorOf = priorsByList(pairs, listOf, model.pairShare);
  // Between agencies that share many people pairs of less weight are as likely; what is too unlikely after all is left out below.
  const least = thresholdAt(leastLikely, model) - mostShift;
  const rarities = comparisons.map(({ telling: column }, at) =>
    column === null
      ? `cast(0 as double) as t${at}`
      : `case when a.${column} = b.${column} then a.${column}_t else cast(0 as double) end as t${at}`,
  );
  const found = await batch.columns(
    `select l, r, pattern, weight, ${rarities.join(', ')} from weighted join people a on a.rid = l join people b on b.rid = r
      where weight > ${least} order by l, r`,
  );
  const read = (name: string, row: number): number => Number(found[name]?.[row]);
  const rows = (found['l'] ?? []).flatMap((_, row) => {
    const [l, r] = [facts[read('l', row)], facts[read('r', row)]];
    if (!l || !r || (importId !== null && l.importId !== importId && r.importId !== importId)) return [];
    const levels = levelsOf(read('pattern', row), comparisons);
    const own = levels.map((level, at) => (model.weights[at]?.[level] ?? 0) + (level === 1 ? read(`t${at}`, row) : 0));
    const weight = read('weight', row);
    const probability = 1 / (1 + 2 ** -(weight + priorOf(read('l', row), read('r', row))));
    if (probability < leastLikely) return [];
    const cluster = clusters.of[read('l', row)] ?? 0;
    return [
      {
        left: l.recordId,
        right: r.recordId,
        weight,
        probability,
        levels,
        bits: [...own, weight - own.reduce((sum, bits) => sum + bits, 0)],
        linked: cluster === clusters.of[read('r', row)],
        sure: isSure(comparisons.map(({ name }, at) => ({ name, level: levels[at] ?? 0, bits: own[at] ?? 0 }))),
        worth: worthOf(probability),
        cluster,
      },
    ];
  });
  const worths = new Map<number, number>();
  for (const { cluster, worth } of rows) worths.set(cluster, Math.max(worths.get(cluster) ?? 0, worth));
  return rows.map((row) => ({ ...row, clusterWorth: worths.get(row.cluster) ?? row.worth }));
}

const telling: ReadonlySet<string> = new Set<FactName>(['birth', 'document', 'card', 'phone', 'email']);
const speaksAgainst = -1;

/**
 * No probability alone joins records: something that few people share must be the same to the letter, the names must agree,
 * and nothing may speak against it. A model that learned from few repetitions errs just where it is most certain.
 */
function isSure(steps: readonly { readonly name: string; readonly level: number; readonly bits: number }[]): boolean {
  return (
    steps.some(({ name, level }) => telling.has(name) && level === 1) &&
    steps.every(({ name, bits }) => !name.endsWith('name') || bits > 0) &&
    steps.every(({ bits }) => bits > speaksAgainst)
  );
}

/** What made up the weight of the strongest pair, of the weakest that is linked and of the strongest that is not. */
function examplesOf(proposals: readonly Proposal[], { comparisons }: LinkResult): NonNullable<RunReport['examples']> {
  const sorted = proposals.toSorted((one, other) => other.weight - one.weight);
  const chosen = [
    ['strong', sorted.find(({ linked }) => linked)],
    ['linked', sorted.findLast(({ linked }) => linked)],
    ['not-linked', sorted.find(({ linked }) => !linked)],
  ] as const;
  return chosen.flatMap(([what, pair]) =>
    pair === undefined
      ? []
      : [
          {
            what,
            weight: pair.weight,
            probability: pair.probability,
            steps: pair.bits.map((bits, at) => ({
              name: comparisons[at]?.name ?? 'implied',
              label:
                at < comparisons.length
                  ? (comparisons[at]?.levels[(pair.levels[at] ?? 0) - 1]?.label ?? null)
                  : 'implied',
              bits,
            })),
          },
        ],
  );
}

async function reportOf(batch: FileBatch, result: LinkResult): Promise<Omit<RunReport, 'examples'>> {
  const { comparisons, model, patterns, fields, candidates, clusters, threshold, probability } = result;
  const { bins, unlinkable } = await readFacts(batch, result);
  const pairsAt = (comparison: number, level: number): number =>
    patterns.reduce((sum, { levels, count }) => (levels[comparison] === level ? sum + count : sum), 0);
  return {
    comparisons: comparisons.map(({ name, levels }, at) => ({
      name,
      levels: levels.map(({ label }, index) => ({
        label,
        m: model.m[at]?.[index + 1] ?? 0,
        u: model.u[at]?.[index + 1] ?? 0,
        bits: model.weights[at]?.[index + 1] ?? 0,
        pairs: pairsAt(at, index + 1),
      })),
    })),
    prior: matchPrior(model),
    threshold,
    probability,
    completeness: fields.map(({ column, filled, distinct }) => ({ name: column, filled, distinct })),
    keys: candidates.keys.map(({ name, pairs, added, largestBlock }) => ({ name, pairs, added, largestBlock })),
    leftOut: [...candidates.leftOut],
    bins: [...bins],
    sizes: clusterSizes([...clusters.of]),
    unlinkable,
  };
}
