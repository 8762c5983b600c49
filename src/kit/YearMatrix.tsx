import { useId, useState } from 'react';
import { Link } from 'wouter';
import { Button } from './actions.tsx';
import { useFormats, useT } from './i18n.ts';
import css from './yearMatrix.module.css';

/** What one thing has for one year: `tone` tells kinds of it apart, and its `text` says it. */
export type YearCell = {
  text: string;
  tone: 'plain' | 'quiet' | 'attention' | 'bare';
  /** A page the cell opens, and how that is read out. */
  link?: { to: string; label: string };
  /** Small words below, such as what the figure was before. */
  note?: string;
};
export type YearRow = {
  key: string;
  label: string;
  /** How far below the whole the row stands: it is indented so. */
  level?: 0 | 1 | 2;
  cells: ReadonlyMap<number, YearCell>;
};

type YearMatrixProps = {
  caption: string;
  rowsLabel: string;
  years: readonly number[];
  rows: readonly YearRow[];
  /** Read out where a year has nothing. */
  nothing: string;
};

const firstRows = 60;

/** What there is for which year: one row a country, one column a year. */
export function YearMatrix({ caption, rowsLabel, years, rows, nothing }: YearMatrixProps) {
  const t = useT();
  const { number } = useFormats();
  const id = useId();
  const [all, setAll] = useState(false);
  return (
    <div>
      <div className={css.scroller} role="group" aria-labelledby={id} tabIndex={0}>
        <table className={css.matrix}>
          <caption id={id}>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{rowsLabel}</th>
              {years.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(all ? rows : rows.slice(0, firstRows)).map((row) => (
              <tr key={row.key}>
                <th scope="row" data-level={row.level}>
                  {row.label}
                </th>
                {years.map((year) => {
                  const cell = row.cells.get(year);
                  return (
                    <td key={year} data-tone={cell?.tone ?? 'none'}>
                      {cell ? <CellText cell={cell} /> : <span aria-label={nothing}>–</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && rows.length > firstRows && (
        <p className={css.more}>
          <Button small onClick={() => setAll(true)}>
            {t('chart.allRows', { total: number(rows.length) })}
          </Button>
        </p>
      )}
    </div>
  );
}

function CellText({ cell: { text, link, note } }: { cell: YearCell }) {
  return (
    <>
      {link ? (
        <Link href={link.to} className={css.open} aria-label={link.label}>
          {text}
        </Link>
      ) : (
        text
      )}
      {note !== undefined && <small className={css.note}>{note}</small>}
    </>
  );
}
