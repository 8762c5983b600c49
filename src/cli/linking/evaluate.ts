import { clusterQuality, clusterSizes } from '../../engines/linkage/index.ts';
import { DuckDBBatch } from '../../platform/batch/index.ts';
import { Failure } from '../failure.ts';
import { columnsToTell, importFile } from './lists.ts';

interface EvaluateOptions {
  readonly id: string;
  readonly truth: string;
  readonly pairs?: string;
}

/** Compares a file of clusters with the truth, which may stand in several files. */
export async function evaluateFiles(
  clusters: string,
  truth: readonly string[],
  options: EvaluateOptions,
): Promise<unknown> {
  const batch = await DuckDBBatch.open();
  try {
    const found = await readColumns(batch, clusters, 'found', [options.id, 'cluster']);
    const real = { ids: [] as string[], values: [] as string[] };
    for (const path of truth) {
      const [ids = [], values = []] = await readColumns(batch, path, 'truth', [options.id, options.truth]);
      for (const [at, id] of ids.entries()) {
        real.ids.push(id);
        real.values.push(values[at] ?? '');
      }
    }
    const [ids = [], numbers = []] = found;
    const truthOf = inOrder(ids, real, [clusters, ...truth]);
    const quality = clusterQuality(numbers, truthOf);
    const blocking =
      options.pairs === undefined ? null : await blockingRecall(batch, options.pairs, ids, truthOf, quality.truePairs);
    return {
      records: quality.records,
      truePairs: quality.truePairs,
      foundPairs: quality.foundPairs,
      rightPairs: quality.rightPairs,
      pairwise: quality.pairwise,
      bcubed: quality.bcubed,
      blockingRecall: blocking,
      clusters: new Set(numbers).size,
      persons: new Set(truthOf).size,
      clusterSizes: clusterSizes(numbers),
      truthSizes: clusterSizes(truthOf),
    };
  } finally {
    await batch.close();
  }
}

async function readColumns(
  batch: DuckDBBatch,
  path: string,
  table: string,
  names: readonly string[],
): Promise<string[][]> {
  const { columns } = await importFile(batch, path, table);
  const places = names.map((name) => {
    const at = columns.indexOf(name);
    if (at < 0) throw new Failure('no-column', `${path} has no column ${name}. ${columnsToTell(columns)}`);
    return at;
  });
  const read = await batch.columns(
    `select ${places.map((at, index) => `c${at} as v${index}`).join(', ')} from ${table} order by n`,
  );
  return names.map((_, index) => (read[`v${index}`] ?? []).map(String));
}

/** The true person of each found record. The n-th record of an id in the clusters is the n-th of that id in the truth files. */
function inOrder(
  ids: readonly string[],
  real: { ids: readonly string[]; values: readonly string[] },
  paths: readonly string[],
): string[] {
  const waiting = new Map<string, string[]>();
  for (const [at, id] of real.ids.entries()) {
    const list = waiting.get(id) ?? [];
    waiting.set(id, list);
    list.push(real.values[at] ?? '');
  }
  const truth = ids.map((id) => {
    const value = waiting.get(id)?.shift();
    if (value === undefined)
      throw new Failure(
        'unknown-id',
        `The id ${id} of ${paths[0] ?? ''} is not in ${paths.slice(1).join(', ')}, or not as often.`,
      );
    return value;
  });
  if (real.ids.length !== ids.length)
    throw new Failure(
      'missing-records',
      `The truth has ${real.ids.length} records, the clusters ${ids.length}. Give clusters of all records.`,
    );
  return truth;
}

async function blockingRecall(
  batch: DuckDBBatch,
  path: string,
  ids: readonly string[],
  truth: readonly string[],
  truePairs: number,
): Promise<number> {
  const [left = [], right = []] = await readColumns(batch, path, 'pairs', ['left', 'right']);
  const of = new Map(ids.map((id, at) => [id, truth[at]]));
  const seen = left.filter((id, at) => of.get(id) !== undefined && of.get(id) === of.get(right[at] ?? '')).length;
  return truePairs === 0 ? 1 : seen / truePairs;
}
