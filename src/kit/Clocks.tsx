import type { ReactNode } from 'react';
import css from './clocks.module.css';
import { useFormats, useT } from './i18n.ts';
import { Icon } from './icons.tsx';
import { useNow, useRelativeTime } from './relativeTime.ts';

export type ClockItem = {
  readonly key: string;
  readonly title: ReactNode;
  readonly startsAt: string;
  readonly endsAt: string;
  /** What the time is for, in a few words. */
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
};

/** Times that run: what for, how much is left, and how far the time has gone. The words say what the bar shows. */
export function Clocks({ label, items }: { label: string; items: readonly ClockItem[] }) {
  const t = useT();
  const { dateTime } = useFormats();
  const relative = useRelativeTime();
  const now = useNow();
  return (
    <ul className={css.clocks} aria-label={label}>
      {items.map(({ key, title, startsAt, endsAt, text, actions }) => {
        const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
        const gone = end <= start ? 1 : Math.max(0, Math.min(1, (now - start) / (end - start)));
        const tone = now >= end ? 'over' : gone > 0.75 ? 'near' : 'running';
        return (
          <li key={key} className={css.clock} data-tone={tone}>
            <div className={css.head}>
              <Icon name="clock" size={16} />
              <span className={css.title}>{title}</span>
              <span className={css.left}>
                {now >= end ? t('clock.over', { when: relative(endsAt) }) : relative(endsAt)}
              </span>
            </div>
            <span className={css.track} aria-hidden="true">
              <span style={{ inlineSize: `${gone * 100}%` }} />
            </span>
            <p className={css.text}>
              {text !== undefined && <>{text} · </>}
              {t('clock.until', { when: dateTime(endsAt) })}
            </p>
            {actions && (
              <div className={css.actions} data-kit-no-print>
                {actions}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
