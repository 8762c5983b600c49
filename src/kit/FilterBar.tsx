import { Children, useState, type ReactNode } from 'react';
import { Button } from './actions.tsx';
import css from './filter.module.css';
import { useT } from './i18n.ts';

type FilterBarProps = {
  label: string;
  children: ReactNode;
  /** Empties every filter; null while there is none. */
  onClear: (() => void) | null;
};

/** So many fields are shown on a phone without being asked for; more would push the list out of sight. */
const mostOnPhone = 3;

/** The fields that narrow a list, above it; on a phone the first, and the others when they are asked for. */
export function FilterBar({ label, children, onClear }: FilterBarProps) {
  const t = useT();
  const folds = Children.count(children) > mostOnPhone;
  const [open, setOpen] = useState(onClear !== null);
  return (
    <search
      className={css.filter}
      aria-label={label}
      data-kit-no-print
      data-folds={folds || undefined}
      data-open={open || undefined}
    >
      {children}
      {folds && (
        <span className={css.fold}>
          <Button tone="quiet" icon={open ? 'minus' : 'add'} onClick={() => setOpen(!open)}>
            {t(open ? 'filter.fewer' : 'filter.more')}
          </Button>
        </span>
      )}
      {onClear !== null && (
        <span className={css.clear}>
          <Button tone="quiet" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        </span>
      )}
    </search>
  );
}
