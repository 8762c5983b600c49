import type { ReactNode } from 'react';
import { useT } from './i18n.ts';
import { Icon, type IconName } from './icons.tsx';
import { Withheld } from './states.tsx';
import css from './facts.module.css';

export type BadgeTone = 'neutral' | 'info' | 'good' | 'attention' | 'bad';
const badgeIcons: Record<BadgeTone, IconName | null> = {
  neutral: null,
  info: 'info',
  good: 'check',
  attention: 'attention',
  bad: 'attention',
};

/** A state in words, with a sign and a colour beside them. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  const icon = badgeIcons[tone];
  return (
    <span className={css.badge} data-tone={tone}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}

/** Why there is no value: it was not asked, it is not known, or it may not be seen. Never the same as "no". */
export type Absence = 'not-asked' | 'unknown' | 'withheld';
const absences: readonly string[] = ['not-asked', 'unknown', 'withheld'] satisfies Absence[];

/** One thing that is known of a record. A `wide` one has a line of its own: sentences, addresses. */
export type Fact = { label: string; value: ReactNode | { absent: Absence }; wide?: boolean };

/** Labels and values of one record. */
export function KeyValues({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(({ label, value, wide = false }) => (
        <div key={label} data-wide={wide || undefined}>
          <dt>{label}</dt>
          <dd>{isAbsent(value) ? <AbsentValue absent={value.absent} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The words for a value that is not there. */
export function AbsentValue({ absent }: { absent: Absence }) {
  const t = useT();
  if (absent === 'withheld') return <Withheld />;
  return (
    <span className={css.absent} data-absent={absent}>
      {absent === 'unknown' ? t('value.unknown') : t('value.notAsked')}
    </span>
  );
}

function isAbsent(value: Fact['value']): value is { absent: Absence } {
  return typeof value === 'object' && value !== null && 'absent' in value && absences.includes(String(value.absent));
}

export type TimelineItem = { key: string; when: string; title: ReactNode; children?: ReactNode; tone?: BadgeTone };

/** What happened, in order. `when` is already written for the reader, as precisely as it is known. */
export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  return (
    <ol className={css.timeline} aria-label={label}>
      {items.map(({ key, when, title, children, tone = 'neutral' }) => (
        <li key={key} data-tone={tone}>
          <span className={css.when}>{when}</span>
          <div className={css.what}>
            <p>{title}</p>
            {children}
          </div>
        </li>
      ))}
    </ol>
  );
}
