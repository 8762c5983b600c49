import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from './icons.tsx';
import css from './statusChip.module.css';

type StatusProps = {
  to: string;
  icon: IconName;
  tone: 'neutral' | 'info' | 'attention' | 'bad';
};

type StatusChipProps = StatusProps & {
  /** In full, for who cannot see the picture or has a narrow screen. */
  label: string;
  /** What is shown beside the picture where there is room. */
  text: string;
  /** A narrow screen says it in a line of its own instead. */
  wideOnly?: boolean;
};

/** A state in the header that leads to its page. */
export function StatusChip({ to, icon, tone, label, text, wideOnly = false }: StatusChipProps) {
  return (
    <Link
      href={to}
      className={css.chip}
      data-tone={tone}
      data-wide={wideOnly || undefined}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} size={16} />
      <span className={css.text}>{text}</span>
    </Link>
  );
}

type StatusLineProps = StatusProps & {
  /** The state in a few words. */
  title: string;
  /** What follows from it. */
  children?: ReactNode;
};

/** The same state on a narrow screen, as a line under the header. */
export function StatusLine({ to, icon, tone, title, children }: StatusLineProps) {
  return (
    <Link href={to} className={css.line} data-tone={tone}>
      <Icon name={icon} size={16} />
      <span>
        <strong>{title}</strong>
        {children && <> · {children}</>}
      </span>
    </Link>
  );
}
