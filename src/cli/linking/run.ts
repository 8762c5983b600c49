import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  candidatePrior,
  clusterSizes,
  gatherRaw,
  linkRecords,
  type LinkResult,
  planFields,
  type FieldPlan,
  profileColumns,
  readFacts,
  reportPage,
  type Source,
  type Stage,
} from '../../engines/linkage/index.ts';
import { DuckDBBatch } from '../../platform/batch/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { stageProgress } from './progress.ts';
import { readList } from './lists.ts';
import { type LinkVerbOptions, readMap, readMemory } from './options.ts';

/** What is told when a run has ended. */
export type LinkSummary = Readonly<Record<string, unknown>>;

/** Reads the lists, finds who is whom, writes what was asked for. One list is searched for repetitions, two are matched. */
export async function linkFiles(paths: readonly string[], options: LinkVerbOptions): Promise<LinkSummary> {
  const folder = await mkdtemp(join(tmpdir(), 'palermo-link-'));
  const memory = options.memory === undefined ? undefined : readMemory(options.memory);
  const batch = await DuckDBBatch.open({
    temporaryFolder: folder,
    ...(memory === undefined ? {} : { memory: memory * ENGINE_SHARE }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  try {
    return await linkOn(batch, paths, options);
  } finally {
    batch.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rest of the memory is for this process itself: values being standardised, pairs being clustered. */
const ENGINE_SHARE = 0.55;

async function linkOn(batch: DuckDBBatch, paths: readonly string[], options: LinkVerbOptions): Promise<LinkSummary> {
  if (!options.auto && options.map.length === 0)
    throw new UsageFailure('Say which columns to compare with --map FIELD=COLUMN, or let them be found with --auto.');
  const progress = stageProgress();
  progress.stage('read', 0, 1);
  const sources: Source[] = [];
  for (const [at, path] of paths.entries()) sources.push(await readList(batch, path, `input_${at}`, options.id));
  const profiles = [];
  for (const source of sources) profiles.push(await profileColumns(batch, source));
  const plan = planFields(sources, profiles, { map: readMap(options.map), auto: options.auto ?? false });
  refuseNothing(plan, paths, options);
  await gatherRaw(batch, sources, plan.fields);
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  const result = await linkRecords(batch, plan.fields, {
    records,
    firstSource: sources.length > 1 ? (sources[0]?.records ?? 0) : null,
    seed: options.seed,
    probability: options.threshold ?? null,
    ...(options.budget === undefined ? {} : { budget: options.budget }),
    ...(options.once ? { once: new Set([0, 1]) } : {}),
    onStage: (stage: Stage, done, total) => progress.stage(stage, done, total),
  });
  progress.stage('write', 0, 1);
  await writeExtras(batch, sources, result, paths, options);
  const clusters = await writeClusters(batch, sources, result, options.clusters);
  const seconds = progress.end();
  return summaryOf(records, plan, result, clusters, seconds);
}

function refuseNothing(plan: FieldPlan, paths: readonly string[], options: LinkVerbOptions): void {
  const telling = plan.fields.filter(({ kind }) => kind !== 'sex' && kind !== 'category' && kind !== 'number');
  if (telling.length > 0) return;
  const reasons = Object.fromEntries(plan.leftOut.map(({ column, why }) => [column, why]));
  throw new Failure(
    'no-usable-column',
    `No column of ${paths.join(' and ')} tells persons apart: names, dates of birth, documents, places, telephone numbers. Name them with --map FIELD=COLUMN${options.auto ? '' : ' or --auto'}.`,
    reasons,
  );
}

async function writeExtras(
  batch: DuckDBBatch,
  sources: readonly Source[],
  result: LinkResult,
  paths: readonly string[],
  options: LinkVerbOptions,
): Promise<void> {
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  if (options.pairs !== undefined) {
    await batch.run(`create or replace table ids as ${idRows(sources).join(' union all ')}`);
    const odds = `weight + (${candidatePrior(result.model)})`;
    await batch.exportCsv(
      `select a.id as "left", b.id as "right", weight, 1 / (1 + pow(2.0, -(${odds}))) as probability, rule + 1 as "key" from weighted join ids a on a.rid = l join ids b on b.rid = r order by l, r`,
      options.pairs,
    );
  }
  if (options.report !== undefined) {
    const title = `Linkage of ${paths.map((path) => basename(path)).join(' and ')}`;
    await writeFile(options.report, reportPage(title, records, result, await readFacts(batch, result)));
  }
}

/** The id of each record by its number, list after list. */
function idRows(sources: readonly Source[]): string[] {
  let start = 0;
  return sources.map(({ table, id, records }, source) => {
    const query = `select n + ${start} as rid, c${id} as id, ${source + 1} as source from ${table}`;
    start += records;
    return query;
  });
}

async function writeClusters(
  batch: DuckDBBatch,
  sources: readonly Source[],
  { clusters }: LinkResult,
  path: string,
): Promise<Int32Array> {
  const numbers = numbered(clusters.of);
  await batch.load('found_clusters', [
    { name: 'rid', type: 'integer', values: Array.from(numbers, (_, rid) => rid) },
    { name: 'cluster', type: 'integer', values: Array.from(numbers) },
  ]);
  const name = (sources[0]?.columns[sources[0].id] ?? 'id').replaceAll('"', '""');
  const own = sources.length > 1 ? ', source' : '';
  await batch.exportCsv(
    `select id as "${name}"${own}, cluster from (${idRows(sources).join(' union all ')}) ids join found_clusters using (rid) order by rid`,
    path,
  );
  return numbers;
}

/** Clusters numbered from 1 in the order of their first records. */
function numbered(of: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return of.map((cluster) => {
    const number = numbers.get(cluster) ?? numbers.size + 1;
    numbers.set(cluster, number);
    return number;
  });
}

function summaryOf(
  records: number,
  plan: FieldPlan,
  { candidates, model, threshold, probability, pairs, clusters, fields }: LinkResult,
  numbers: Int32Array,
  seconds: Readonly<Record<string, number>>,
): LinkSummary {
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
    keys: candidates.keys,
    keysLeftOut: candidates.leftOut,
    clusterSizes: sizes,
    seconds,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}
