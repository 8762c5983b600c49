import { clusterSizes, type FieldKind, type FieldPlan, type LinkResult } from '../../engines/linkage/index.ts';

/** What is told when a run has ended. */
export type LinkSummary = Readonly<Record<string, unknown>>;

/** What is told of a run: how many persons, how they were found, and what the reader should know before trusting it. */
export function summaryOf(
  records: number,
  plan: FieldPlan,
  result: LinkResult,
  numbers: Int32Array,
  seconds: Readonly<Record<string, number>>,
): LinkSummary {
  const { candidates, model, threshold, probability, pairs, clusters, fields, labelled } = result;
  const sizes = clusterSizes(Array.from(numbers));
  return {
    records,
    persons: sizes.reduce((sum, one) => sum + one.clusters, 0),
    linkedRecords: sizes
      .filter(({ size }) => size > 1)
      .reduce((sum, { size, clusters: count }) => sum + size * count, 0),
    candidatePairs: candidates.pairs,
    pairsForALink: pairs.left.length,
    bridges: clusters.bridges.length,
    probability,
    matchWeight: threshold,
    ...(labelled ? { labelled } : {}),
    candidateShare: model.candidateShare,
    rounds: model.rounds,
    converged: model.converged,
    fields: plan.fields.map(({ column, kind, by }, at) => ({
      column,
      kind,
      by,
      filled: fields[at]?.filled ?? 0,
      distinct: fields[at]?.distinct ?? 0,
    })),
    leftOut: plan.leftOut,
    warnings: [...leftOutOf(plan), ...warningsOf(result)],
    keys: candidates.keys,
    keysLeftOut: candidates.leftOut,
    clusterSizes: sizes,
    seconds,
    processorSeconds: processorSeconds(),
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** A name, document or sex that is compared with nothing costs links; who reads the counts alone would not see it. */
function leftOutOf(plan: FieldPlan): string[] {
  const telling = plan.leftOut.filter(({ kind }) => kind !== undefined && weighty.has(kind));
  return telling.map(
    ({ column, list, kind }) =>
      `${column} of list ${list} looks like ${weighty.get(kind ?? 'text')} and was left out, for no other list has a column known as one. If one has, say with --map ${kind}=${column},ITS NAME THERE.`,
  );
}

const weighty: ReadonlyMap<FieldKind, string> = new Map<FieldKind, string>([
  ['fullName', 'a name'],
  ['given', 'a name'],
  ['surname', 'a name'],
  ['document', 'a document'],
  ['sex', 'the sex'],
]);

function warningsOf(result: LinkResult): string[] {
  const { fields, candidates } = result;
  return [
    ...fields.flatMap(({ column, tooLong }) =>
      tooLong === 0
        ? []
        : [
            `${tooLong} values of ${column} are longer than any name, number or address and were set aside: correct them in the list.`,
          ],
    ),
    ...fields.flatMap(({ column, filled }) =>
      filled > 0 ? [] : [`No value of ${column} could be read: leave it out, or say with --map what it is.`],
    ),
    ...bigBlocksOf(candidates.keys),
    ...littleLearned(result),
  ];
}

/** One warning for all keys: what fills a block of one fills those of the others too. */
function bigBlocksOf(keys: LinkResult['candidates']['keys']): string[] {
  const big = keys.filter(({ bigBlocks }) => bigBlocks > 0);
  const worst = big.reduce<(typeof big)[number] | null>(
    (most, one) => (most !== null && most.largestBlock >= one.largestBlock ? most : one),
    null,
  );
  if (worst === null) return [];
  return [
    `${big.length === 1 ? 'One key has' : `${big.length} keys have`} blocks too large to be paired whole; the largest, of the key "${worst.name}", has about ${worst.largestBlock} records. Their records were paired with their neighbours in name order only, so some links may be missing. Look for a value that stands for "unknown" and empty those cells, add a column that tells people apart (date of birth, document, telephone), or raise --budget.`,
  ];
}

/** Less than one pair in a hundred thousand looked at is of one person: as good as none. */
const HARDLY_ANY = 1e-5;
const MORE_COLUMNS =
  'do not tell people apart: add a date of birth, a document, a telephone number or another name, and have some of these clusters checked by hand before they are used.';

/** When the answer rests on little: no comparison of records can make up for columns that hardly differ. */
function littleLearned({ fields, candidates, model, clusters }: LinkResult): string[] {
  if (candidates.pairs === 0)
    return ['No two records share a key: nothing could be linked. Say with --map what the columns are.'];
  const records = clusters.of.length;
  const forms = fields.reduce((product, { distinct }) => product * Math.max(1, distinct), 1);
  if (forms < records / 2)
    return [`The columns given have ${forms} different forms at most for ${records} records; they ${MORE_COLUMNS}`];
  if (!model.converged) return [`Learning did not come to rest: perhaps the columns given ${MORE_COLUMNS}`];
  const alone = new Set(clusters.of).size === records;
  if (!alone || model.candidateShare > HARDLY_ANY) return [];
  return [
    `No records were found to be of one person. Either nobody is there twice, or the columns given ${MORE_COLUMNS}`,
  ];
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
