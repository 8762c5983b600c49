import { Link } from 'wouter';
import { Icon, type IconName } from './icons.tsx';
import css from './statusChip.module.css';

type StatusChipProps = {
  to: string;
  icon: IconName;
  tone: 'neutral' | 'info' | 'attention' | 'bad';
  /** In full, for who cannot see the picture or has a narrow screen. */
  label: string;
  /** What is shown beside the picture where there is room. */
  text: string;
  /** A number that is shown where there is no room for the words. */
  count?: string;
};

/** A state in the header that leads to its page. */
export function StatusChip({ to, icon, tone, label, text, count }: StatusChipProps) {
  return (
    <Link href={to} className={css.chip} data-tone={tone} aria-label={label} title={label}>
      <Icon name={icon} size={16} />
      <span className={css.text}>{text}</span>
      {count !== undefined && <span className={css.count}>{count}</span>}
    </Link>
  );
}
