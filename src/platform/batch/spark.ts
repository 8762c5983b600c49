import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { DuckDBBatch, type DuckDBBatchOptions } from './duckdb.ts';
import type { FileBatch, ImportedTable, Loaded } from './file-batch.ts';

export interface SparkBatchOptions extends DuckDBBatchOptions {
  /** The program `spark-sql` of an installation of Spark 3.4 or later. */
  readonly program: string;
  /** A folder that this process and every machine of the cluster can read and write. */
  readonly folder: string;
  /** Where Spark runs, such as `local[2]`, `yarn` or `spark://host:7077`. */
  readonly master?: string;
}

/** Memory of a Spark that runs in one process, in bytes, where none is asked for; and the least it starts with. */
const [LOCAL_MEMORY, LEAST_MEMORY] = [3e9, 1e9];

/** Spark said no to a statement. */
class SparkProblem extends Error {}

/**
 * Apache Spark through its own `spark-sql` program, kept open. Tables come and go as Parquet files; a DuckDB in this process writes and
 * reads these.
 */
export class SparkBatch implements FileBatch {
  readonly dialect = 'spark';
  readonly #local: DuckDBBatch;
  readonly #folder: string;
  readonly #child: ChildProcessWithoutNullStreams;
  #said = '';
  #complaints = '';
  #waiting: (() => void) | null = null;
  #statements = 0;
  /** Why Spark is no longer there; nothing while it is. */
  #ended: string | null = null;

  private constructor(local: DuckDBBatch, folder: string, child: ChildProcessWithoutNullStreams) {
    this.#local = local;
    this.#folder = folder;
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-100_000);
    });
    child.on('error', (error) => this.#end(`${error.message}.`));
    child.on('close', () => this.#end('spark-sql ended before it answered.'));
    child.stdin.on('error', () => this.#end('spark-sql does not listen.'));
  }

  static async open({ program, folder, master = 'local[*]', ...local }: SparkBatchOptions): Promise<SparkBatch> {
    const settings = {
      'spark.sql.catalogImplementation': 'in-memory',
      'spark.sql.warehouse.dir': join(folder, 'warehouse'),
      'spark.sql.ansi.enabled': 'false',
      'spark.sql.cli.print.header': 'false',
      'spark.ui.enabled': 'false',
      ...(master.startsWith('local') ? { 'spark.sql.shuffle.partitions': '4' } : {}),
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`]);
    // On this machine the driver does all the work: the keys of candidates are joined in one statement.
    const memory = Math.max(LEAST_MEMORY, local.memory ?? LOCAL_MEMORY);
    if (master.startsWith('local')) options.push('--driver-memory', `${Math.round(memory / 2 ** 20)}m`);
    const own = await DuckDBBatch.open(local);
    // Who listens is in place before anything else is awaited: a program that is not there says so at once.
    const batch = new SparkBatch(
      own,
      folder,
      spawn(program, ['--master', master, ...options], { cwd: folder, stdio: 'pipe' }),
    );
    try {
      await batch.run('select 1');
    } catch (error) {
      await batch.close();
      throw error;
    }
    return batch;
  }

  async run(sql: string): Promise<void> {
    this.#statements += 1;
    const mark = `palermo-statement-${this.#statements}-is-done`;
    this.#said = '';
    this.#complaints = '';
    const done = new Promise<void>((resolve) => {
      this.#waiting = () => {
        if (this.#ended !== null || this.#said.includes(mark)) resolve();
      };
    });
    // The mark is put together by Spark, so that an echo of the statement is not taken for it.
    const [head, tail] = [mark.slice(0, 10), mark.slice(10)];
    if (this.#ended === null) this.#child.stdin.write(`${sql};\nselect concat('${head}', '${tail}');\n`);
    this.#waiting?.();
    await done;
    const complaint = complaintIn(`${this.#complaints}\n${this.#said}`);
    if (this.#ended !== null || complaint !== null) throw new SparkProblem(complaint ?? this.#ended ?? '');
  }

  async columns(sql: string): Promise<Record<string, (string | number | null)[]>> {
    return this.#local.columns(`select * from ${await this.#written(sql)}`);
  }

  async pairs(sql: string): Promise<{ left: Int32Array; right: Int32Array; weight: Float64Array }> {
    return this.#local.pairs(`select l, r, weight from ${await this.#written(sql)} order by l, r`);
  }

  async load(table: string, columns: Loaded): Promise<void> {
    await this.#local.load(table, columns);
    await this.#hand(table);
  }

  async importFile(path: string, table: string): Promise<ImportedTable> {
    const imported = await this.#local.importFile(path, table);
    await this.#hand(table);
    return imported;
  }

  async bring(table: string, query: string): Promise<void> {
    await this.#local.bring(table, `select * from ${await this.#written(query)}`);
  }

  async exportCsv(query: string, path: string): Promise<void> {
    await this.#local.exportCsv(query, path);
  }

  async close(): Promise<void> {
    const closed =
      this.#ended !== null
        ? Promise.resolve()
        : new Promise<void>((resolve) => this.#child.once('close', () => resolve()));
    this.#child.stdin.end();
    await closed;
    await this.#local.close();
  }

  #hear(text: string): void {
    this.#said = (this.#said + text).slice(-100_000);
    this.#waiting?.();
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    this.#waiting?.();
  }

  /** Gives a table of this process to Spark. */
  async #hand(table: string): Promise<void> {
    const file = join(this.#folder, `${table}-${this.#statements}.parquet`);
    await this.#local.run(`copy ${table} to '${file.replaceAll("'", "''")}' (format parquet)`);
    await this.run(`create or replace temporary view ${table} using parquet options (path '${file}')`);
  }

  /** Has Spark write what a query answers, in its order, and answers where DuckDB can read it. */
  async #written(sql: string): Promise<string> {
    const folder = join(this.#folder, `answer-${this.#statements}`);
    await this.run(
      `insert overwrite local directory '${folder}' using parquet select /*+ coalesce(1) */ * from (${sql}) answer`,
    );
    return `read_parquet('${folder.replaceAll("'", "''")}/*.parquet')`;
  }
}

/** The first line in which spark-sql says that a statement failed. */
function complaintIn(text: string): string | null {
  const line = text
    .split('\n')
    .find((one) =>
      /^(Error in query|Error:|\[[A-Z_.]{6,}\]|Exception in thread|Caused by:|.*ERROR SparkSQLDriver)/.test(one),
    );
  return line?.trim() ?? null;
}
