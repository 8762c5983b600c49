import type { Series } from '../../../kit/charts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { change } from '../rules.ts';
import type { StatisticField, Statistics } from '../schema.ts';
import { useRowNames, type CountRow } from './fieldWords.ts';

/** A year that is not over is marked wherever it stands, and never compared with a whole one. */
export function useYears({ asOf, rows }: Pick<Statistics, 'asOf' | 'rows'>) {
  const t = useT();
  const now = asOf.slice(0, 4);
  const isRunning = ({ key }: CountRow): boolean => key['registrationYear'] === now;
  return {
    /** The year of the count, where it is among the rows. */
    running: rows.some(isRunning) ? now : null,
    isRunning,
    /** The name of a year that is not over; null for everything else. */
    name: (row: CountRow, field: StatisticField): string | null =>
      field === 'registrationYear' && isRunning(row) ? t('chart.unfinished', { year: now }) : null,
    /** The last day counted of the row's year, as a file tells it; nothing where it has no year. */
    until: (row: CountRow): string => {
      const year = row.key['registrationYear'] ?? '';
      if (!/^\d{4}$/.test(year)) return '';
      return isRunning(row) ? asOf.slice(0, 10) : `${year}-12-31`;
    },
  };
}

/** Counts that may be off by some are no base for per cents unless they are so many times larger. */
const leastBase = 10;

/** A line for each code of the other field; none where a row has no year. */
export function useYearLines(statistics: Statistics): readonly Series[] {
  const { by, rows, unit, noise } = statistics;
  const t = useT();
  const { number, change: written } = useFormats();
  const names = useRowNames();
  const { isRunning } = useYears(statistics);
  const [other] = by.filter((field) => field !== 'registrationYear');
  if (!by.includes('registrationYear') || rows.length < 2) return [];
  const yearly = rows.filter(({ key }) => /^\d{4}$/.test(key['registrationYear'] ?? ''));
  const lines = Map.groupBy(yearly, (row) =>
    other === undefined ? t(`code.statUnit.${unit}`) : names.one(row, other),
  );
  const changeFrom = (base: number | null, count: number | null): string => {
    if (base !== null && base < leastBase * (noise ?? 0)) return t('statistics.baseTooSmall');
    const percent = base === null || count === null ? null : change(base, count).percent;
    return percent === null || base === null
      ? '–'
      : t('statistics.changeFrom', { percent: written(percent), base: number(base) });
  };
  return [...lines].map(([name, members]) => ({
    name,
    points: members.map((row, at) => {
      const { key, count } = row;
      const before = members[at - 1];
      const base =
        before && Number(before.key['registrationYear']) === Number(key['registrationYear']) - 1 ? before.count : null;
      const unfinished = isRunning(row);
      return {
        x: Number(key['registrationYear']),
        value: count,
        note: t('value.withheld'),
        aside: unfinished ? t('statistics.notCompared') : changeFrom(base, count),
        unfinished,
      };
    }),
  }));
}
