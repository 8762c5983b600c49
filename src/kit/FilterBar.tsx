import type { ReactNode } from 'react';
import { Button } from './actions.tsx';
import css from './filter.module.css';
import { useT } from './i18n.ts';

type FilterBarProps = {
  label: string;
  children: ReactNode;
  /** Empties every filter; null while there is none. */
  onClear: (() => void) | null;
};

/** The fields that narrow a list, above it. */
export function FilterBar({ label, children, onClear }: FilterBarProps) {
  const t = useT();
  return (
    <search className={css.filter} aria-label={label} data-kit-no-print>
      {children}
      <Button tone="quiet" onClick={() => onClear?.()}>
        {t('filter.clear')}
      </Button>
    </search>
  );
}
