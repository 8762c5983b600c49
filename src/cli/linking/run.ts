import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  gatherRaw,
  linkRecords,
  type LinkResult,
  planFields,
  profileColumns,
  readFacts,
  reportPage,
  type Source,
  stableIds,
  type Stage,
} from '../../engines/linkage/index.ts';
import { DuckDBBatch, type FileBatch, SparkBatch } from '../../platform/batch/index.ts';
import { Failure } from '../failure.ts';
import { stageProgress } from './progress.ts';
import { readKnown, readLabels, readList } from './lists.ts';
import { type LinkVerbOptions, readMap, readMemory } from './options.ts';
import { refuseNoFields, refuseNothing, refuseOverwriting, refuseUnknownColumns } from './refuse.ts';
import { type LinkSummary, summaryOf } from './summary.ts';

/** Reads the lists, finds who is whom, writes what was asked for. One list is searched for repetitions, several are matched. */
export async function linkFiles(paths: readonly string[], options: LinkVerbOptions): Promise<LinkSummary> {
  refuseNoFields(options);
  await refuseOverwriting(paths, options);
  const folder = await mkdtemp(join(tmpdir(), 'palermo-link-'));
  const memory = options.memory === undefined ? undefined : readMemory(options.memory);
  const own = {
    temporaryFolder: folder,
    ...(memory === undefined ? {} : { memory: engineMemory(memory) }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  };
  try {
    const batch = options.engine === 'spark' ? await openSpark(folder, own) : await DuckDBBatch.open(own);
    try {
      return await linkOn(batch, paths, options);
    } finally {
      await batch.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Spark where `SPARK_HOME` or the path has it; `SPARK_MASTER` says where it runs, `PALERMO_SPARK_FOLDER` what folder its machines share. */
async function openSpark(
  folder: string,
  own: { readonly temporaryFolder: string; readonly memory?: number; readonly threads?: number },
): Promise<FileBatch> {
  const { SPARK_HOME, SPARK_MASTER, PALERMO_SPARK_FOLDER } = process.env;
  const shared =
    PALERMO_SPARK_FOLDER === undefined ? folder : await mkdtemp(join(PALERMO_SPARK_FOLDER, 'palermo-link-'));
  try {
    return await SparkBatch.open({
      ...own,
      folder: shared,
      program: SPARK_HOME === undefined ? 'spark-sql' : join(SPARK_HOME, 'bin', 'spark-sql'),
      ...(SPARK_MASTER === undefined ? {} : { master: SPARK_MASTER }),
    });
  } catch (error) {
    throw new Failure(
      'no-spark',
      `Spark does not start: ${error instanceof Error ? error.message : String(error)} Install Spark 3.4 or later and Java 17, and set SPARK_HOME, or leave --engine out.`,
    );
  }
}

/**
 * What DuckDB may count on of all the memory this process may take. It goes beyond by up to a third of it while it sorts and joins; the rest is
 * for values being standardised and pairs being clustered.
 */
const engineMemory = (whole: number): number => 0.45 * whole - 60e6;

async function linkOn(batch: FileBatch, paths: readonly string[], options: LinkVerbOptions): Promise<LinkSummary> {
  const progress = stageProgress();
  progress.stage('read', 0, 1);
  const sources: Source[] = [];
  for (const [at, path] of paths.entries()) sources.push(await readList(batch, path, `input_${at}`, options.id));
  const map = readMap(options.map);
  refuseUnknownColumns(map, sources, paths);
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  if (records < 2)
    throw new Failure('one-record', `${paths.join(' and ')} has one record: there is nothing to compare it with.`);
  const profiles = [];
  for (const source of sources) profiles.push(await profileColumns(batch, source));
  const plan = planFields(sources, profiles, { map, auto: options.auto ?? false });
  refuseNothing(plan, paths, options);
  await gatherRaw(batch, sources, plan.fields);
  const known = options.known === undefined ? null : await readKnown(batch, sources, records, options.known);
  const labels =
    options.labels === undefined ? null : await readLabels(batch, sources, records, options.labels, options.truth);
  const result = await linkRecords(batch, plan.fields, {
    records,
    ...(known ? { known } : {}),
    ...(labels ? { labels } : {}),
    firstSource: null,
    ...(sources.length > 1 && !options.dedupe ? { lists: sources.map((source) => source.records) } : {}),
    seed: options.seed,
    probability: options.threshold ?? null,
    ...(options.budget === undefined ? {} : { budget: options.budget }),
    ...(options.once ? { once: new Set(sources.keys()) } : {}),
    onStage: (stage: Stage, done, total) => progress.stage(stage, done, total),
  });
  progress.stage('write', 0, 1);
  await writeExtras(batch, sources, result, paths, options);
  const kept = known ? stableIds(result.clusters.of, known) : null;
  const clusters = await writeClusters(batch, sources, kept?.ids ?? numbered(result.clusters.of), options.clusters);
  const seconds = progress.end();
  const changes = kept?.history.map(({ what }) => what) ?? [];
  const count = (what: string): number => changes.filter((one) => one === what).length;
  return {
    ...summaryOf(records, plan, result, clusters, seconds),
    ...(kept ? { newPersons: count('created'), grownPersons: count('grown') } : {}),
  };
}

async function writeExtras(
  batch: FileBatch,
  sources: readonly Source[],
  result: LinkResult,
  paths: readonly string[],
  options: LinkVerbOptions,
): Promise<void> {
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  if (options.pairs !== undefined) {
    await batch.bring('linked_pairs', 'select l, r, rule, weight from weighted');
    const ids = `(${idRows(sources).join(' union all ')})`;
    const { slope, offset } = result.model.calibration;
    const odds = `(${slope}) * weight + (${offset})`;
    await batch.exportCsv(
      `select a.id as "left", b.id as "right", weight, 1 / (1 + pow(2.0, -(${odds}))) as probability, rule + 1 as "key" from linked_pairs join ${ids} a on a.rid = l join ${ids} b on b.rid = r order by l, r`,
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
  batch: FileBatch,
  sources: readonly Source[],
  numbers: Int32Array,
  path: string,
): Promise<Int32Array> {
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
