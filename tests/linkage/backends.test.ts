import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonsOf } from '../../src/engines/linkage/levels.ts';
import { compareRecords } from '../../src/engines/linkage/evaluate.ts';
import {
  gatherRaw,
  linkRecords,
  type LinkResult,
  planFields,
  profileColumns,
} from '../../src/engines/linkage/index.ts';
import { patternSql } from '../../src/engines/linkage/sql.ts';
import { levelsOf } from '../../src/engines/linkage/levels.ts';
import { DuckDBBatch, type FileBatch, SparkBatch } from '../../src/platform/batch/index.ts';

// The same bodies on DuckDB always, and on Spark when `npm run test:spark` says where it is.

const program = process.env['PALERMO_SPARK_SQL'];
let folder = '';
let list = '';
let reference: LinkResult;

async function linked(batch: FileBatch): Promise<LinkResult> {
  const imported = await batch.importFile(list, 'input_0');
  const source = { table: 'input_0', columns: imported.columns, id: 0, records: imported.records };
  const plan = planFields([source], [await profileColumns(batch, source)], { map: [], auto: true });
  await gatherRaw(batch, [source], plan.fields);
  return linkRecords(batch, plan.fields, { records: imported.records, firstSource: null, seed: 3, probability: null });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-backends-'));
  list = join(folder, 'list.csv');
  const lines = (await readFile(join(import.meta.dirname, '../../data/linkage/fake_1000.csv'), 'utf8')).split('\n');
  await writeFile(list, `${lines.slice(0, 301).join('\n')}\n`);
  const batch = await DuckDBBatch.open({ threads: 1 });
  reference = await linked(batch);
  await batch.close();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(program === undefined ? ['duckdb'] : ['duckdb', 'spark'])('on %s', (engine) => {
  it('the same pairs, weights and clusters come out, and each pattern is what the engine itself finds', async () => {
    const batch =
      engine === 'spark'
        ? await SparkBatch.open({ program: program ?? '', folder, master: 'local[2]' })
        : await DuckDBBatch.open({ threads: 2 });
    try {
      const found = await linked(batch);
      expect([...found.pairs.left]).toEqual([...reference.pairs.left]);
      expect([...found.pairs.right]).toEqual([...reference.pairs.right]);
      for (const [at, weight] of found.pairs.weight.entries())
        expect(Math.abs(weight - (reference.pairs.weight[at] ?? 0))).toBeLessThan(1e-9);
      expect([...found.clusters.of]).toEqual([...reference.clusters.of]);
      await sameAsHere(batch, found);
    } finally {
      await batch.close();
    }
  }, 1_200_000);
});

/** Compares pairs in SQL and in the engine. */
async function sameAsHere(batch: FileBatch, { comparisons, fields }: LinkResult): Promise<void> {
  expect(comparisons).toEqual(comparisonsOf(fields));
  const people = await batch.columns('select * from people order by rid');
  const record = (rid: number) =>
    Object.fromEntries(Object.entries(people).map(([name, values]) => [name, values[rid]]));
  const compared = await batch.columns(
    `select a.rid as l, b.rid as r, ${patternSql(comparisons, batch.dialect)} as pattern from people a join people b on a.rid < b.rid where (a.rid * 31 + b.rid) % 97 = 0 or b.rid = a.rid + 1 order by l, r`,
  );
  for (const [at, pattern] of (compared['pattern'] ?? []).entries()) {
    const [l, r] = [Number(compared['l']?.[at]), Number(compared['r']?.[at])];
    expect(levelsOf(Number(pattern), comparisons)).toEqual(compareRecords(record(l), record(r), comparisons));
  }
}
