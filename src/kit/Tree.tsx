import type { ReactNode } from 'react';
import css from './tree.module.css';

export type Branch = { key: string; title: ReactNode; note?: ReactNode; actions?: ReactNode; below: readonly Branch[] };

/** Things that stand below each other, all of them in sight. */
export function Tree({ label, branches }: { label: string; branches: readonly Branch[] }) {
  return (
    <ul className={css.tree} aria-label={label}>
      {branches.map((branch) => (
        <BranchItem key={branch.key} branch={branch} />
      ))}
    </ul>
  );
}

function BranchItem({ branch: { title, note, actions, below } }: { branch: Branch }) {
  return (
    <li>
      <div className={css.branch}>
        <span className={css.title}>{title}</span>
        {note && <span className={css.note}>{note}</span>}
        {actions && (
          <span className={css.actions} data-kit-no-print>
            {actions}
          </span>
        )}
      </div>
      {below.length > 0 && (
        <ul>
          {below.map((child) => (
            <BranchItem key={child.key} branch={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
