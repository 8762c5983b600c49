export { DuckDBBatch, FileProblem } from './duckdb.ts';
export type { FileBatch } from './file-batch.ts';
export { SparkBatch } from './spark.ts';
