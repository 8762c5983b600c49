import type { TextEncoding } from '../../words/text-encodings.ts';
import type { TableProblem } from './problem.ts';

export type TableFormat = 'csv' | 'tsv' | 'xlsx' | 'json' | 'jsonl';

export interface TableLimits {
  /** Bytes of the file as it lies on disk. */
  readonly maxBytes: number;
  /** Bytes after decompression, of a gzip or of all parts of a workbook. */
  readonly maxExpandedBytes: number;
  /** Times a compressed file may grow once it is past a few megabytes. */
  readonly maxExpansionRatio: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Characters of one cell. */
  readonly maxFieldLength: number;
  /** Bytes of one row as written in the file. */
  readonly maxRecordLength: number;
}

export const DEFAULT_LIMITS: TableLimits = {
  maxBytes: 512 * 1024 * 1024,
  maxExpandedBytes: 2 * 1024 * 1024 * 1024,
  maxExpansionRatio: 400,
  maxRows: 5_000_000,
  maxColumns: 2_000,
  maxFieldLength: 100_000,
  maxRecordLength: 2_000_000,
};

export interface OpenTableOptions extends Partial<TableLimits> {
  /** The name the person knows the file by; it only breaks ties, the content decides. */
  readonly fileName?: string;
  readonly encoding?: TextEncoding;
  readonly delimiter?: string;
  /** Row of the sheet or record of the text file (from 1, blank ones not counted in text) that holds the names. */
  readonly headerRow?: number;
  /** Sheet by name, or by position from 1. */
  readonly sheet?: string | number;
}

export interface TableRow {
  /** Data row from 1, below the header, blank rows not counted. */
  readonly row: number;
  /** Line of the text file on which the row ends, row of the sheet, or element of the JSON list. */
  readonly line: number;
  /** Aligned with `columns`, but for a row with a `ragged-row` problem: then the cells as they were found. */
  readonly values: readonly string[];
  readonly problems: readonly TableProblem[];
}

export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

export interface Table {
  readonly format: TableFormat;
  readonly encoding: string;
  readonly compressed: boolean;
  readonly delimiter?: string;
  readonly columns: readonly string[];
  /** Rows that stood above the header. */
  readonly preamble: readonly (readonly string[])[];
  readonly sheet?: string;
  readonly sheets?: readonly SheetName[];
  /** Every call reads the file anew, from data row `fromRow` (default 1) on. */
  rows(fromRow?: number): AsyncIterableIterator<TableRow>;
  /** Removes what was unpacked for reading. */
  close(): Promise<void>;
}

/** A row as found, before the header gives it meaning. */
export interface FoundRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: readonly FoundProblem[];
}

/** A problem whose row number is not known yet; `cell` is the position of the cell, from 0. */
export interface FoundProblem extends TableProblem {
  readonly cell?: number;
}

export type Batches = () => AsyncGenerator<readonly FoundRow[]>;

export const NO_PROBLEMS: readonly never[] = Object.freeze([]);
