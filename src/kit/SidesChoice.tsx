import { useId } from 'react';
import { useT } from './i18n.ts';
import { Foreign } from './layout.tsx';
import css from './choices.module.css';

export type SideRow = {
  key: string;
  label: string;
  /** What both began with, where it is known. */
  before?: string | null;
  mine: string;
  theirs: string;
  /** Null: not chosen yet. */
  isMine: boolean | null;
};

/** Two versions of several things below each other, and whose words hold in each. */
export function SidesChoice({
  rows,
  onChoose,
}: {
  rows: readonly SideRow[];
  onChoose: (key: string, isMine: boolean) => void;
}) {
  const t = useT();
  const id = useId();
  return (
    <div className={css.sides} role="group" aria-label={t('conflict.both')}>
      {rows.map((row) => (
        <fieldset key={row.key} className={css.side}>
          <legend>{row.label}</legend>
          {row.before !== null && row.before !== undefined && (
            <p className={css.before}>
              <small>{t('conflict.before')}</small>
              <Foreign>{row.before}</Foreign>
            </p>
          )}
          {[true, false].map((isMine) => (
            <label key={String(isMine)} className={css.either}>
              <input
                type="radio"
                name={`${id}${row.key}`}
                checked={row.isMine === isMine}
                onChange={() => onChoose(row.key, isMine)}
              />
              <span>
                <small>{t(isMine ? 'conflict.mine' : 'conflict.theirs')}</small>
                <Foreign>{isMine ? row.mine : row.theirs}</Foreign>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
