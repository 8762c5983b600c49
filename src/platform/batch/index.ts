export { DuckDBBatch, FileProblem, type ImportedTable } from './duckdb.ts';
