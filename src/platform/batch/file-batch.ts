export type ColumnType = 'text' | 'integer' | 'double' | 'bigint';

export interface LoadedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: readonly (string | number | null)[];
}

/** Columns of values, whole or part after part. */
export type Loaded = readonly LoadedColumn[] | AsyncIterable<readonly LoadedColumn[]>;

export interface ImportedTable {
  readonly columns: readonly string[];
  readonly records: number;
}

/** Where steps of SQL are carried out, and how files come in and go out. */
export interface FileBatch {
  readonly dialect: 'duckdb' | 'spark';
  run(sql: string): Promise<void>;
  columns(sql: string): Promise<Record<string, (string | number | null)[]>>;
  pairs(sql: string): Promise<{ left: Int32Array; right: Int32Array; weight: Float64Array }>;
  /** Makes a table of these values. They may come in parts, each with the same columns; there is at least one. */
  load(table: string, columns: Loaded): Promise<void>;
  /** Reads a CSV or TSV file (gzipped or not) or Parquet into a table: `n` the row from 0, `c<i>` the columns as text, empty cells as null. */
  importFile(path: string, table: string): Promise<ImportedTable>;
  /** Makes what a query answers a table that `exportCsv` can read. */
  bring(table: string, query: string): Promise<void>;
  /** Writes the answer of a query as CSV with a header. The query is DuckDB's, on imported, loaded and brought tables. */
  exportCsv(query: string, path: string): Promise<void>;
  close(): Promise<void>;
}
