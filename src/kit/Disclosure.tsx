import type { ReactNode } from 'react';
import css from './disclosure.module.css';

/** More of something, shown by a press on its label. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className={css.disclosure}>
      <summary>{label}</summary>
      <div className={css.content}>{children}</div>
    </details>
  );
}
