import type { ReactNode } from 'react';
import { HelpButton } from './FieldHelp.tsx';
import css from './fieldHelp.module.css';

type WithHelpProps = { label: string; parts: readonly string[]; children: ReactNode };

/** A field that is none of a record, with its own question mark at its corner; none where there is nothing to say. */
export function WithHelp({ label, parts, children }: WithHelpProps) {
  return (
    <div className={css.around}>
      {children}
      {parts.length > 0 && <HelpButton label={label} parts={parts} />}
    </div>
  );
}
