import { useId } from 'react';
import { Icon } from './icons.tsx';
import css from './table.module.css';

export type MatrixGroup = { key: string; label: string; rows: readonly { key: string; label: string }[] };
export type MatrixColumn = { key: string; label: string };

type MatrixProps = {
  caption: string;
  /** What the rows are, over the first column. */
  rowsLabel: string;
  columns: readonly MatrixColumn[];
  groups: readonly MatrixGroup[];
  /** True is a yes, false a no; words say more than that. */
  cell: (row: string, column: string) => boolean | string;
  yes: string;
  no: string;
};

/** What holds for what: rows against columns, in groups. */
export function Matrix({ caption, rowsLabel, columns, groups, cell, yes, no }: MatrixProps) {
  const id = useId();
  return (
    <div className={css.frame}>
      <div className={css.scroller} role="group" aria-labelledby={id} tabIndex={0}>
        <table className={css.table} data-matrix>
          <caption id={id} data-hidden>
            {caption}
          </caption>
          <thead>
            <tr>
              <th scope="col">{rowsLabel}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.key}>
              <tr>
                <th scope="rowgroup" colSpan={columns.length + 1} className={css.group}>
                  <span>{group.label}</span>
                </th>
              </tr>
              {group.rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.label}</th>
                  {columns.map((column) => (
                    <td key={column.key}>
                      <Mark value={cell(row.key, column.key)} yes={yes} no={no} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}

function Mark({ value, yes, no }: { value: boolean | string; yes: string; no: string }) {
  if (typeof value === 'string') return value;
  return (
    <span className={css.mark} data-yes={value || undefined}>
      {value ? <Icon name="check" size={17} /> : <span aria-hidden="true">–</span>}
      <span className={css.unseen}>{value ? yes : no}</span>
    </span>
  );
}
