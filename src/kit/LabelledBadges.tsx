import type { ReactNode } from 'react';
import css from './facts.module.css';

/** A few states in one line, each with what it is a state of. */
export function LabelledBadges({
  label,
  items,
}: {
  label: string;
  items: readonly { label: string; value: ReactNode }[];
}) {
  return (
    <dl className={css.badges} aria-label={label}>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
