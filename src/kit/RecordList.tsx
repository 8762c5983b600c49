import type { ReactNode } from 'react';
import css from './recordList.module.css';

export type RecordItem = {
  key: string;
  title: ReactNode;
  badges?: ReactNode;
  /** A quiet line below the title. */
  text?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
};

/** Records below each other, each with its title, what it says and what can be done with it. */
export function RecordList({ label, items }: { label: string; items: readonly RecordItem[] }) {
  return (
    <ul className={css.list} aria-label={label}>
      {items.map(({ key, title, badges, text, children, actions }) => (
        <li key={key} className={css.item}>
          <div className={css.head}>
            <p className={css.title}>{title}</p>
            {badges && <span className={css.badges}>{badges}</span>}
          </div>
          {text && <p className={css.text}>{text}</p>}
          {children}
          {actions && (
            <div className={css.actions} data-kit-no-print>
              {actions}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
