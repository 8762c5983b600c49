import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import type { TableRow } from '../../platform/tables/index.ts';

/** `records` become cases of an agency; `series` are published figures. */
export type ImportKind = 'records' | 'series';

/** Something a person must know of one row before it goes in. An error keeps the row out; a warning does not. */
export interface RowProblem {
  readonly severity: 'error' | 'warning';
  /** Stable: translations hang on it. */
  readonly code: string;
  readonly column: string | null;
  /** The cell as it stands in the file, cut short. May be personal data: never in logs, errors or the audit trail. */
  readonly value: string | null;
  readonly message: string;
  readonly remedy: string;
}

export interface MappedRow<Draft> {
  readonly drafts: readonly Draft[];
  readonly problems: readonly RowProblem[];
}

/** What is known of the file and of the import, for every row alike. */
export interface LayoutContext {
  readonly columns: readonly string[];
  readonly fileName: string;
  /** SHA-256 of the unpacked content: the same table, zipped or not, is the same file. */
  readonly contentDigest: string;
  /** Day the publisher released the table, as the person said it: part of the key of series. */
  readonly releaseDate: string | null;
  /** What the person corrected: the mapping of an own list, or whatever else the layout takes. */
  readonly mapping: unknown;
}

/**
 * Reads the rows of one file in order, from the first: it may keep what it saw, so that it can report a conflicting
 * duplicate. A resumed apply reads from the first row again and skips what it has already written.
 */
export interface RowReader<Draft> {
  read(row: TableRow): MappedRow<Draft>;
  /** Problems that only the whole file shows, after the last row. */
  finish?(): readonly RowProblem[];
}

/** One shape of file. `Draft` is what its target takes: plain JSON. */
export interface Layout<Draft = unknown> {
  readonly id: string;
  readonly title: string;
  readonly kind: ImportKind;
  /** 0 not this layout, 1 certainly. The highest wins; below 0.5 the file is taken for an agency's own list. */
  detect(columns: readonly string[], sample: readonly (readonly string[])[]): number;
  /** Throws a `Problem('invalid-input')` when the context lacks what the layout needs, such as a release date. */
  open(context: LayoutContext): RowReader<Draft>;
}

/** Rows of a file on their way into the database, all within one transaction. */
export interface Batch<Draft> {
  readonly importId: string;
  readonly agencyId: string;
  /** Under whose rights the transaction runs. */
  readonly actor: Actor;
  readonly layout: string;
  readonly fileName: string;
  readonly contentDigest: string;
  readonly releaseDate: string | null;
  readonly now: Date;
  readonly rows: readonly { readonly row: number; readonly drafts: readonly Draft[] }[];
}

/** Counts by what was written, such as `{ cases: 1000 }`; `unchanged` counts drafts that were already there. */
export type Counts = Readonly<Record<string, number>>;

/** Why an import cannot be undone as it is: somebody went on working with what it brought. */
export interface Obstacle {
  readonly kind: string;
  readonly id: string;
  /** `changed`, `shared`, `joined`, `linked`, `added-to`. */
  readonly reason: string;
}

/** Where drafts of one kind go. Every call is one step in the caller's transaction, seen through the actor's rights. */
export interface Target<Draft = unknown> {
  readonly kind: ImportKind;
  /** Writes a batch. Drafts already there from an earlier import change nothing and count as `unchanged`. */
  applyBatch(store: Store, batch: Batch<Draft>): Promise<Counts>;
  /** What stands against undoing; at most `limit`. */
  obstacles(store: Store, importId: string, limit: number): Promise<readonly Obstacle[]>;
  /** Takes away at most `limit` of what the import wrote and says how many; 0 when nothing is left. */
  undoBatch(store: Store, importId: string, limit: number): Promise<number>;
}
