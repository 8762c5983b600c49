import type { Store } from '../../platform/store/index.ts';
import type { TableRow } from '../../platform/tables/index.ts';
import type { SeriesDraft } from './draft.ts';

/**
 * What this feature needs of whoever brings tables in, and gives to them: the part of the imports feature's own words
 * that published figures use. Imports knows this feature, so this feature does not know imports.
 */
export interface RowProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
  readonly remedy: string;
}

export interface LayoutContext {
  readonly columns: readonly string[];
  readonly fileName: string;
  readonly releaseDate: string | null;
  readonly mapping: unknown;
}

export interface RowReader {
  read(row: TableRow): { readonly drafts: readonly SeriesDraft[]; readonly problems: readonly RowProblem[] };
}

export interface Layout {
  readonly id: string;
  readonly title: string;
  readonly kind: 'series';
  detect(columns: readonly string[], sample: readonly (readonly string[])[]): number;
  open(context: LayoutContext): RowReader;
}

export interface Batch {
  readonly importId: string;
  readonly rows: readonly { readonly row: number; readonly drafts: readonly SeriesDraft[] }[];
}

export interface Target {
  readonly kind: 'series';
  applyBatch(store: Store, batch: Batch): Promise<Readonly<Record<string, number>>>;
  obstacles(): Promise<readonly never[]>;
  undoBatch(store: Store, importId: string, limit: number): Promise<number>;
}
