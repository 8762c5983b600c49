import { useEffect, useId, useState, type ReactNode, type RefObject } from 'react';
import { Link } from 'wouter';
import { Button } from './actions.tsx';
import { useT } from './i18n.ts';
import { Icon } from './icons.tsx';
import { useRowKeys } from './rowKeys.ts';
import { EmptyState } from './states.tsx';
import css from './table.module.css';

export type Sort = { key: string; direction: 'ascending' | 'descending' };

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What is weighed or dated is sorted from the most at first. */
  sortable?: boolean | 'descending';
  /** Numbers stand at the end of the cell, with digits of equal width. */
  numeric?: boolean;
  /** Stays on one line, as numbers of cases do. */
  unbroken?: boolean;
};

/** Rows ticked for an act on all of them. */
export type Selection<Row> = {
  keys: ReadonlySet<string>;
  onChange: (keys: ReadonlySet<string>) => void;
  /** Names the row to a screen reader. */
  label: (row: Row) => string;
};

/** Roles that stay when a style sheet draws a table as cards: some browsers take them from the way a thing is drawn. */
const as = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
} as const;

type DataTableProps<Row> = {
  /** What the table is about; read out first by a screen reader. */
  caption: string;
  captionHidden?: boolean;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The page a row opens. The whole row can be clicked; the keyboard finds a link in its first cell. */
  rowLink?: (row: Row) => string;
  /** What a row does, where it opens no page. */
  onOpen?: (row: Row) => void;
  /** Whether a row is the one that is chosen now. */
  isMarked?: (row: Row) => boolean;
  selection?: Selection<Row>;
  /** The page scrolls and not the table; j and k go from row to row, x ticks one. */
  flows?: boolean;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  loading?: boolean;
  empty?: ReactNode;
};

/** Rows of records: sortable, with a fixed header, opened by mouse or keyboard. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden = false, columns, rows, loading = false, empty } = props;
  const stacks = stacksOnPhone(columns);
  const t = useT();
  const id = useId();
  const { selection, flows = false } = props;
  const isEmpty = !loading && rows.length === 0;
  const table = useRowKeys(flows, `.${css.opener}`);
  const keys = rows.map(props.rowKey);
  const isWhole = rows.length > 0 && keys.every((key) => selection?.keys.has(key));
  const isWide = useWiderThanFrame(table, flows);
  return (
    <div className={css.frame} data-flows={(flows && !isWide) || undefined}>
      <div
        className={css.scroller}
        data-flows={(flows && !isWide) || undefined}
        data-whole={flows || undefined}
        role="group"
        aria-labelledby={id}
        tabIndex={flows && !isWide ? -1 : 0}
      >
        <table ref={table} {...as.table} className={css.table} aria-busy={loading} data-stacks={stacks || undefined}>
          <caption id={id} data-hidden={captionHidden || undefined}>
            {caption}
          </caption>
          <thead {...as.rowgroup} data-idle={isIdleHead(props) || undefined}>
            <tr {...as.row}>
              {selection && (
                <td {...as.cell} className={css.tick}>
                  <input
                    type="checkbox"
                    aria-label={t('table.selectAll')}
                    checked={isWhole}
                    onChange={() => selection.onChange(isWhole ? new Set() : new Set([...selection.keys, ...keys]))}
                  />
                </td>
              )}
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} sort={props.sort ?? null} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody {...as.rowgroup}>
            {loading ? (
              <SkeletonRows columns={columns.length + (selection ? 1 : 0)} />
            ) : (
              rows.map((row) => <DataRow key={props.rowKey(row)} row={row} {...props} />)
            )}
          </tbody>
        </table>
      </div>
      {isEmpty && (empty ?? <EmptyState title={t('table.empty')} />)}
    </div>
  );
}

type HeaderCellProps<Row> = { column: Column<Row>; sort: Sort | null; onSort: ((sort: Sort) => void) | undefined };

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const direction = sort?.key === column.key ? sort.direction : null;
  const goesDown = direction === null ? column.sortable === 'descending' : direction === 'ascending';
  const next = { key: column.key, direction: goesDown ? 'descending' : 'ascending' } as const;
  return (
    <th
      scope="col"
      {...as.columnheader}
      data-numeric={column.numeric || undefined}
      data-idle={!(column.sortable && onSort) || undefined}
      aria-sort={direction ?? undefined}
    >
      {column.sortable && onSort ? (
        <button type="button" className={css.sort} onClick={() => onSort(next)}>
          {column.header}
          <Icon name={direction ?? 'sortable'} size={14} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

function DataRow<Row>({
  row,
  columns,
  rowKey,
  rowLink,
  onOpen,
  isMarked,
  selection,
}: DataTableProps<Row> & { row: Row }) {
  const [first, ...others] = columns;
  const opens = rowLink !== undefined || onOpen !== undefined;
  return (
    <tr
      {...as.row}
      data-opens={opens || undefined}
      aria-current={isMarked?.(row) || undefined}
      data-marked={isMarked?.(row) || undefined}
      data-ticked={selection?.keys.has(rowKey(row)) || undefined}
    >
      {selection && (
        <td {...as.cell} className={css.tick}>
          <input
            type="checkbox"
            aria-label={selection.label(row)}
            checked={selection.keys.has(rowKey(row))}
            onChange={() => selection.onChange(toggled(selection.keys, rowKey(row)))}
          />
        </td>
      )}
      {first && (
        <th
          scope="row"
          {...as.rowheader}
          data-numeric={first.numeric || undefined}
          data-unbroken={first.unbroken || undefined}
        >
          <RowOpener row={row} rowLink={rowLink} onOpen={onOpen}>
            {first.cell(row)}
          </RowOpener>
        </th>
      )}
      {others.map((column) => (
        <td
          key={column.key}
          {...as.cell}
          data-label={column.header}
          data-numeric={column.numeric || undefined}
          data-unbroken={column.unbroken || undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** On a phone each row of a table of records becomes a card; a table that is mostly numbers is read across and stays. */
function stacksOnPhone<Row>(columns: readonly Column<Row>[]): boolean {
  const numbers = columns.filter(({ numeric }) => numeric).length;
  return columns.length > 3 && numbers * 2 < columns.length;
}

/** Whether there is nothing to press in the head of the table, so that cards need none. */
const isIdleHead = <Row,>({ columns, selection, onSort }: DataTableProps<Row>): boolean =>
  !selection && !(onSort && columns.some(({ sortable }) => sortable));

/** Whether a table that flows with the page has more columns than find room; then it scrolls within its frame. */
function useWiderThanFrame(table: RefObject<HTMLTableElement | null>, wanted: boolean): boolean {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const frame = table.current?.parentElement?.parentElement;
    if (!wanted || !table.current || !frame) return;
    const watch = new ResizeObserver(() => setWide((table.current?.offsetWidth ?? 0) > frame.clientWidth + 1));
    watch.observe(table.current);
    watch.observe(frame);
    return () => watch.disconnect();
  }, [table, wanted]);
  return isWide;
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

type RowOpenerProps<Row> = {
  row: Row;
  rowLink: ((row: Row) => string) | undefined;
  onOpen: ((row: Row) => void) | undefined;
  children: ReactNode;
};

function RowOpener<Row>({ row, rowLink, onOpen, children }: RowOpenerProps<Row>) {
  if (rowLink) {
    return (
      <Link href={rowLink(row)} className={css.opener}>
        {children}
      </Link>
    );
  }
  if (onOpen) {
    return (
      <button type="button" className={css.opener} onClick={() => onOpen(row)}>
        {children}
      </button>
    );
  }
  return children;
}

function SkeletonRows({ columns }: { columns: number }) {
  return [0, 1, 2, 3, 4].map((row) => (
    <tr key={row} aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <span className={css.skeleton} />
        </td>
      ))}
    </tr>
  ));
}

type PagerProps = {
  /** How many rows are shown, and of how many if that is known and may be told. */
  shown: number;
  total?: number | null;
  onPrevious?: (() => void) | null;
  onNext?: (() => void) | null;
};

/** Goes through a long list page by page. */
export function Pager({ shown, total = null, onPrevious = null, onNext = null }: PagerProps) {
  const t = useT();
  return (
    <nav className={css.pager} aria-label={t('table.pages')} data-kit-no-print>
      <span aria-live="polite">
        {total === null ? t('table.rows', { count: shown }) : t('table.rowsOf', { count: shown, total })}
      </span>
      <span className={css.pagerButtons}>
        <Button small icon="previous" disabled={onPrevious === null} onClick={() => onPrevious?.()}>
          {t('table.previous')}
        </Button>
        <Button small icon="next" iconAtEnd disabled={onNext === null} onClick={() => onNext?.()}>
          {t('table.next')}
        </Button>
      </span>
    </nav>
  );
}
