import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Runs the tests of linkage on Apache Spark as well as on DuckDB: with the `spark-sql` of SPARK_HOME, else of the path, and Java 17. Says so
 * when there is none, and ends well: the text of the SQL is tried with `npm test` in any case.
 */
async function testOnSpark(vitestArguments: readonly string[]): Promise<number> {
  const program = findSpark();
  if (program === null)
    return say('Spark was not found: set SPARK_HOME, or put spark-sql on the path. Nothing was tried on Spark.');
  if (spawnSync('java', ['-version']).status !== 0)
    return say('Java was not found: Spark needs Java 17. Nothing was tried on Spark.');
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--project=system', 'tests/linkage', ...vitestArguments], {
    stdio: 'inherit',
    env: { ...process.env, PALERMO_SPARK_SQL: program },
  });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function findSpark(): string | null {
  const { SPARK_HOME, PATH = '' } = process.env;
  const folders = SPARK_HOME === undefined ? PATH.split(delimiter) : [join(SPARK_HOME, 'bin')];
  return folders.map((folder) => join(folder, 'spark-sql')).find((path) => existsSync(path)) ?? null;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

process.exitCode = await testOnSpark(process.argv.slice(2));
