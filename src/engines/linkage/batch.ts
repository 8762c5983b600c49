import type { WeightedPairs } from './cluster.ts';
import type { Dialect } from './sql.ts';

export type ColumnType = 'text' | 'integer' | 'double' | 'bigint';

export interface LoadedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: readonly (string | number | null)[];
}

/** Columns of values, whole or part after part. */
export type Loaded = readonly LoadedColumn[] | AsyncIterable<readonly LoadedColumn[]>;

/** Where the steps of a run are carried out: DuckDB in this process, or Spark. Given to the engine, which knows neither. */
export interface Batch {
  readonly dialect: Dialect;
  run(sql: string): Promise<void>;
  /** The answer's columns; whole numbers as numbers. */
  columns(sql: string): Promise<Readonly<Record<string, readonly (string | number | null)[]>>>;
  /** The answer's columns `l`, `r` and `weight`, in the order asked for. */
  pairs(sql: string): Promise<WeightedPairs>;
  /** Makes a table of these values. They may come in parts, each with the same columns; there is at least one. */
  load(table: string, columns: Loaded): Promise<void>;
}
