import { useRef, type ReactNode } from 'react';
import css from './skipOver.module.css';

/** A long run of fields, with a way past all of it that shows itself to whoever comes by the keyboard. */
export function SkipOver({ label, end, children }: { label: string; end: string; children: ReactNode }) {
  const last = useRef<HTMLSpanElement>(null);
  return (
    <div className={css.run}>
      <button type="button" className={css.skip} data-kit-no-print onClick={() => last.current?.focus()}>
        {label}
      </button>
      {children}
      <span ref={last} tabIndex={-1} className={css.end}>
        {end}
      </span>
    </div>
  );
}
