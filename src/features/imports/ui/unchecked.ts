import { useEffect, useSyncExternalStore } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import type { CellCorrection, ColumnMapping, ListMapping } from '../schema.ts';

export type Proposal = ActionTypes['imports.mapping']['output'];

/** What a person changed in how a list is read, and the file was not checked with yet. */
type Unchecked = {
  /** Null: the columns are read as they were. */
  readonly columns: readonly ColumnMapping[] | null;
  /** Cells put right, by row and column. */
  readonly cells: ReadonlyMap<string, CellCorrection>;
};

const nothing: Unchecked = { columns: null, cells: new Map() };
/** By import, in memory alone: it outlives the page, so that a look elsewhere costs none of it. */
const unchecked = new Map<string, Unchecked>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const cellKey = ({ row, column }: { row: number | null; column: string | null }): string => `${row} ${column}`;

/** A column as it is read, without what was proposed beside it. */
const asMapping = ({ column, field, values, dateOrder }: Proposal['columns'][number]): ColumnMapping => ({
  column,
  field,
  ...(values !== undefined && { values }),
  ...(dateOrder !== undefined && { dateOrder }),
});

/** How the columns of a proposal are read, without what was proposed beside it. */
export const columnsOf = ({ columns }: Proposal): readonly ColumnMapping[] => columns.map(asMapping);

/**
 * What is changed and not checked of one import: meanings and cells in one, whichever button checks the file with them.
 * The browser asks before a page with such changes is left.
 */
export function useUnchecked(importId: string) {
  const latest = (): Unchecked => unchecked.get(importId) ?? nothing;
  const now = useSyncExternalStore(subscribe, latest);
  const isChanged = now.columns !== null || now.cells.size > 0;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    if (isChanged) window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);
  const set = (next: Unchecked): void => {
    unchecked.set(importId, next);
    for (const listener of listeners) listener();
  };
  return {
    ...now,
    change: (part: Partial<Unchecked>) => set({ ...latest(), ...part }),
    forget: () => set(nothing),
    /** How the file is read with it all. */
    mappingOf: (proposal: Proposal): ListMapping => {
      const { columns, cells } = latest();
      const corrections = new Map([...proposal.corrections.map((one) => [cellKey(one), one] as const), ...cells]);
      return { columns: [...(columns ?? columnsOf(proposal))], corrections: [...corrections.values()] };
    },
  };
}
