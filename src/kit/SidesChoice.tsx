import { useId, type ReactNode } from 'react';
import { useT } from './i18n.ts';
import { Foreign } from './layout.tsx';
import css from './choices.module.css';

/** Whose words hold: this reader's, those that are saved, or one version made of both. */
export type Side = 'mine' | 'theirs' | 'both';

export type SideRow = {
  key: string;
  label: string;
  /** What both began with, where it is known. */
  before?: string | null;
  mine: string;
  theirs: string;
  /** What stands under the choice of both, where one version can hold both. */
  both?: ReactNode;
  /** What that version says, where nothing is left to change in it. */
  bothText?: string | null;
  /** Null: not chosen yet. */
  chosen: Side | null;
};

/** Two versions of several things below each other, and whose words hold in each. */
export function SidesChoice({
  rows,
  onChoose,
}: {
  rows: readonly SideRow[];
  onChoose: (key: string, side: Side) => void;
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
          {sidesOf(row).map((side) => (
            <label key={side} className={css.either} data-side={side}>
              <input
                type="radio"
                name={`${id}${row.key}`}
                checked={row.chosen === side}
                onChange={() => onChoose(row.key, side)}
              />
              <span>
                <small>{t(sideWords[side])}</small>
                {side === 'both' && !row.bothText ? (
                  t('conflict.togetherText')
                ) : (
                  <Foreign>{side === 'both' ? row.bothText : row[side]}</Foreign>
                )}
              </span>
            </label>
          ))}
          {row.chosen === 'both' && row.both && <div className={css.together}>{row.both}</div>}
        </fieldset>
      ))}
    </div>
  );
}

const sideWords = { mine: 'conflict.mine', theirs: 'conflict.theirs', both: 'conflict.together' } as const;

const sidesOf = ({ both, bothText }: SideRow): readonly Side[] =>
  both || bothText ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'];
