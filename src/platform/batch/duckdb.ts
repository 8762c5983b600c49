import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { type DelimitedHead, readHead, rowComplaint } from './delimited.ts';
import type { ColumnType, FileBatch, ImportedTable, Loaded, LoadedColumn } from './file-batch.ts';

/** Rows a chunk of the engine holds. */
const CHUNK = 2048;

const types: Readonly<Record<ColumnType, DuckDBType>> = {
  text: VARCHAR,
  integer: INTEGER,
  double: DOUBLE,
  bigint: BIGINT,
};

export interface DuckDBBatchOptions {
  /** Most memory the engine takes, in bytes; beyond it, it works from the folder of temporary files. */
  readonly memory?: number;
  readonly threads?: number;
  readonly temporaryFolder?: string;
}

/** DuckDB in this process, without a file of its own. */
export class DuckDBBatch implements FileBatch {
  readonly dialect = 'duckdb';
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open({ memory, threads, temporaryFolder }: DuckDBBatchOptions = {}): Promise<DuckDBBatch> {
    const instance = await DuckDBInstance.create(':memory:', {
      ...(memory === undefined ? {} : { memory_limit: `${Math.floor(memory / 1024 / 1024)}MiB` }),
      ...(threads === undefined ? {} : { threads: String(threads) }),
      ...(temporaryFolder === undefined ? {} : { temp_directory: temporaryFolder }),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    return new DuckDBBatch(instance, await instance.connect());
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  async columns(sql: string): Promise<Record<string, (string | number | null)[]>> {
    const reader = await this.#connection.runAndReadAll(sql);
    return Object.fromEntries(
      Object.entries(reader.getColumnsObject()).map(([name, values]) => [name, values.map(plain)]),
    );
  }

  async pairs(sql: string): Promise<{ left: Int32Array; right: Int32Array; weight: Float64Array }> {
    const chunks = await (await this.#connection.run(sql)).fetchAllChunks();
    const total = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
    const [left, right, weight] = [new Int32Array(total), new Int32Array(total), new Float64Array(total)];
    let start = 0;
    for (const chunk of chunks) {
      for (const [at, into] of [left, right, weight].entries()) {
        const vector = chunk.getColumnVector(at);
        for (let row = 0; row < chunk.rowCount; row += 1) into[start + row] = Number(vector.getItem(row));
      }
      start += chunk.rowCount;
    }
    return { left, right, weight };
  }

  async load(table: string, loaded: Loaded): Promise<void> {
    let created = false;
    for await (const columns of Symbol.asyncIterator in loaded ? loaded : [loaded]) {
      if (!created) await this.#create(table, columns);
      created = true;
      await this.#append(table, columns);
    }
  }

  async #create(table: string, columns: readonly LoadedColumn[]): Promise<void> {
    const declared = columns.map(({ name, type }) => `"${name}" ${types[type].toString()}`).join(', ');
    await this.#connection.run(`create or replace table ${table} (${declared})`);
  }

  async #append(table: string, columns: readonly LoadedColumn[]): Promise<void> {
    const appender = await this.#connection.createAppender(table);
    const rows = columns[0]?.values.length ?? 0;
    for (let start = 0; start < rows; start += CHUNK) {
      const chunk = DuckDBDataChunk.create(columns.map(({ type }) => types[type]));
      chunk.setColumns(columns.map(({ type, values }) => asValues(values.slice(start, start + CHUNK), type)));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  /**
   * Reads a CSV or TSV file (gzipped or not) or Parquet into a table: `n` the row from 0, `c<i>` the columns as text, empty cells as null.
   * @throws {FileProblem} when the file is not such a table
   */
  async importFile(path: string, table: string): Promise<ImportedTable> {
    try {
      const columns = path.toLowerCase().endsWith('.parquet')
        ? await this.#importParquet(path, table)
        : await this.#importDelimited(path, table);
      const counted = await this.columns(`select count(*) as rows from ${table}`);
      return { columns, records: Number(counted['rows']?.[0] ?? 0) };
    } catch (error) {
      throw new FileProblem(path, reasonOf(error));
    }
  }

  async #importParquet(path: string, table: string): Promise<readonly string[]> {
    const source = `read_parquet('${escaped(path)}')`;
    const described = await this.columns(`describe select * from ${source}`);
    const columns = (described['column_name'] ?? []).map(String);
    await this.#importFrom(source, columns.length, table);
    return columns;
  }

  async #importDelimited(path: string, table: string): Promise<readonly string[]> {
    const head = await readHead(path);
    const width = head.columns.length;
    try {
      await this.#importFrom(delimitedSource(path, head, width), width, table);
    } catch (error) {
      if (!String(error).includes('invalid state')) throw error;
      // Lines that end in different ways are read by the lenient reader alone. It drops cells a row has too many: these are looked for first.
      const padded = delimitedSource(
        path,
        head,
        width + 1,
        'strict_mode = false, null_padding = true, parallel = false',
      );
      const { rows = [] } = await this.columns(`select count(x${width}) as rows from ${padded}`);
      if (Number(rows[0]) > 0)
        throw new Error(
          `${rows[0]} rows have more cells than the ${width} of the header. Correct them: a cell that holds the separator stands in double quotes.`,
          { cause: error },
        );
      await this.#importFrom(delimitedSource(path, head, width, 'strict_mode = false'), width, table);
    }
    return head.columns;
  }

  /** Rows are numbered as they stand in the file. All else is put in order where that matters, and takes less memory without. */
  async #importFrom(source: string, width: number, table: string): Promise<void> {
    const places = Array.from({ length: width }, (_, at) => at);
    const list = places.map((at) => `nullif(trim(cast(x${at} as varchar)), '') as c${at}`).join(', ');
    const names = places.map((at) => `x${at}`).join(', ');
    await this.#connection.run('set preserve_insertion_order = true');
    await this.#connection.run(
      `create or replace table ${table} as select cast(row_number() over () - 1 as integer) as n, ${list} from ${source} file(${names})`,
    );
    await this.#connection.run('set preserve_insertion_order = false');
  }

  /** Writes the answer of a query as CSV with a header. */
  async exportCsv(query: string, path: string): Promise<void> {
    await this.#connection.run(`copy (${query}) to '${escaped(path)}' (format csv, header)`);
  }

  async bring(table: string, query: string): Promise<void> {
    await this.#connection.run(`create or replace view ${table} as ${query}`);
  }

  close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
    return Promise.resolve();
  }
}

/** A file that cannot be read as a table. */
export class FileProblem extends Error {
  readonly path: string;
  constructor(path: string, reason: string) {
    super(`${path} cannot be read as a table: ${reason}`);
    this.path = path;
  }
}

/** The longest row a file may have: cells of ten megabytes and more are read, and set aside later. */
const LONGEST_ROW = 16 * 1024 * 1024;

const escaped = (text: string): string => text.replaceAll("'", "''");

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'ENOENT' ? 'there is no such file.' : rowComplaint(error.message);
}

function delimitedSource(path: string, head: DelimitedHead, width: number, more = ''): string {
  const { delimiter, quote, escape, encoding, skip, gzipped } = head;
  const columns = Array.from({ length: width }, (_, at) => `'x${at}': 'VARCHAR'`).join(', ');
  const quoting = `quote = '${escaped(quote)}', escape = '${escaped(escape)}', encoding = '${encoding}'`;
  const form = `delim = '${delimiter}', ${quoting}, skip = ${skip}, compression = '${gzipped ? 'gzip' : 'none'}'`;
  const limits = `max_line_size = ${LONGEST_ROW}, buffer_size = ${2 * LONGEST_ROW}`;
  return `read_csv('${escaped(path)}', auto_detect = false, header = true, columns = {${columns}}, ${form}, ${limits}${more && `, ${more}`})`;
}

function asValues(values: readonly (string | number | null)[], type: ColumnType): DuckDBValue[] {
  if (type !== 'bigint') return [...values];
  return values.map((value) => (value === null ? null : BigInt(value)));
}

function plain(value: DuckDBValue): string | number | null {
  if (value === null || typeof value === 'number') return value;
  return typeof value === 'bigint' ? Number(value) : String(value);
}
