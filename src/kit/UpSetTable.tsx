import css from './bars.module.css';
import { useFormats, useT } from './i18n.ts';

type Interval = { low: number; high: number };
/** A combination of lists: which of them hold these things, and how many there are; null is withheld. */
export type Combination = { on: readonly boolean[]; count: number | null; interval: Interval | null };

type UpSetTableProps = {
  caption: string;
  /** Names of the lists, in the order of `on`. */
  lists: readonly string[];
  combinations: readonly Combination[];
  countHeader: string;
  /** Over the intervals, where there are any. */
  likelyHeader: string;
};

/** Whether the interval tells another number than the count. */
const isOpen = (interval: Interval | null, count: number | null): interval is Interval =>
  interval !== null && count !== null && (interval.high > interval.low || interval.low !== count);

/** What lists have in common: a row a combination, a dot for each list in it, a bar with its interval, largest first. */
export function UpSetTable({ caption, lists, combinations, countHeader, likelyHeader }: UpSetTableProps) {
  const t = useT();
  const { number, span } = useFormats();
  const most = Math.max(1, ...combinations.map(({ count, interval }) => Math.max(count ?? 0, interval?.high ?? 0)));
  const likely = combinations.some(({ interval, count }) => isOpen(interval, count));
  const rows = combinations.toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1));
  const share = (value: number): string => `${(value / most) * 100}%`;
  return (
    <div className={css.scroller} role="group" aria-label={caption} tabIndex={0}>
      <table className={css.sets}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {lists.map((name, at) => (
              <th key={name} scope="col" className={css.dots} title={name}>
                {number(at + 1)}
                <span className={css.hidden}>{name}</span>
              </th>
            ))}
            <th scope="col" colSpan={2} className={css.number}>
              {countHeader}
              {likely && <span className={css.likely}>{likelyHeader}</span>}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ on, count, interval }) => (
            <tr key={on.map(Number).join('')}>
              {on.map((held, at) => (
                <td key={lists[at]} className={css.dots}>
                  <span className={css.dot} data-on={held || undefined} aria-hidden="true" />
                  <span className={css.hidden}>{t(held ? 'upset.on' : 'upset.off')}</span>
                </td>
              ))}
              <td className={css.wide}>
                {count !== null && (
                  <div className={css.track} aria-hidden="true">
                    <span className={css.bar} style={{ insetInlineStart: 0, inlineSize: share(count) }} />
                    {isOpen(interval, count) && (
                      <span
                        className={css.whisker}
                        style={{
                          insetInlineStart: share(interval.low),
                          inlineSize: share(interval.high - interval.low),
                        }}
                      />
                    )}
                  </div>
                )}
              </td>
              <td className={css.number}>
                {count === null ? t('value.withheld') : number(count)}
                {isOpen(interval, count) && (
                  <span className={css.likely}>
                    {interval.high > interval.low
                      ? span(number(interval.low), number(interval.high))
                      : number(interval.low)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
