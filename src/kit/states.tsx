import { useEffect, useId, useState, type ReactNode } from 'react';
import { useFormats, useT } from './i18n.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './states.module.css';

type EmptyStateProps = {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName;
  wholePage?: boolean;
};

/** Says that there is nothing here, why, and what to do next. As the `wholePage` its title is the page's heading. */
export function EmptyState({ title, children, action, icon = 'empty', wholePage = false }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      <span className={css.emptyIcon}>
        <Icon name={icon} size={28} />
      </span>
      {wholePage ? <h1 className={css.emptyTitle}>{title}</h1> : <p className={css.emptyTitle}>{title}</p>}
      {children && <div className={css.emptyText}>{children}</div>}
      {action}
    </div>
  );
}

type MessageTone = 'info' | 'good' | 'attention' | 'bad';
const toneIcons = { info: 'info', good: 'done', attention: 'attention', bad: 'attention' } as const;

/** A message inside a page. `live` announces it when it appears. */
export function Message({
  tone,
  title,
  children,
  live = false,
}: {
  tone: MessageTone;
  title: string;
  children?: ReactNode;
  live?: boolean;
}) {
  return (
    <div className={css.message} data-tone={tone} {...(live && { role: tone === 'bad' ? 'alert' : 'status' })}>
      <Icon name={toneIcons[tone]} />
      <div>
        <p className={css.messageTitle}>{title}</p>
        {children && <div className={css.messageText}>{children}</div>}
      </div>
    </div>
  );
}

type ErrorStateProps = { title: string; remedy: string; details?: ReactNode; action?: ReactNode };

/** What went wrong and what the reader can do about it. */
export function ErrorState({ title, remedy, details, action }: ErrorStateProps) {
  return (
    <Message tone="bad" title={title} live>
      <p>{remedy}</p>
      {details && <p className={css.details}>{details}</p>}
      {action && <div className={css.messageAction}>{action}</div>}
    </Message>
  );
}

const patience = 300;

/** Shows that something is being fetched, but only once it takes long enough to be noticed. */
export function Loading({ label }: { label?: string }) {
  const t = useT();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.loading} role="status">
      {late && (
        <>
          <span className={css.spinner} aria-hidden="true" />
          {label ?? t('state.loading')}
        </>
      )}
    </div>
  );
}

type ProgressBarProps = { label: string; done: number; total: number; secondsLeft?: number | null };

/** How far a long task is: counts, share and the time left. */
export function ProgressBar({ label, done, total, secondsLeft = null }: ProgressBarProps) {
  const t = useT();
  const formats = useFormats();
  const id = useId();
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const counts = t('progress.counts', { done: formats.number(done), total: formats.number(total) });
  return (
    <div className={css.progress}>
      <div className={css.progressText}>
        <span id={id}>{label}</span>
        <span>{formats.percent(share)}</span>
      </div>
      <progress aria-labelledby={id} aria-valuetext={counts} max={1} value={share} />
      <div className={css.progressText} data-quiet>
        <span>{counts}</span>
        <span>{secondsLeft !== null && timeLeft(secondsLeft, t)}</span>
      </div>
    </div>
  );
}

function timeLeft(seconds: number, t: ReturnType<typeof useT>): string {
  if (seconds < 60) return t('progress.secondsLeft', { count: Math.max(1, Math.ceil(seconds)) });
  return t('progress.minutesLeft', { count: Math.ceil(seconds / 60) });
}

/** Stands where a value is that the reader may not see; it tells nothing about the value. */
export function Withheld({ reason }: { reason?: string }) {
  const t = useT();
  return (
    <span className={css.withheld} title={reason}>
      <Icon name="withheld" size={14} />
      {t('value.withheld')}
    </span>
  );
}
