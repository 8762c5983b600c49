import { lazy, Suspense, useId } from 'react';
import { DataTable } from './DataTable.tsx';
import { useFormats, useT } from './i18n.ts';
import { Loading } from './states.tsx';
import css from './charts.module.css';

// The drawing library is large, so it comes only to a page that shows a chart.
const Drawing = lazy(async () => ({ default: (await import('./ChartDrawing.tsx')).ChartDrawing }));

/** A value of a chart. Null is a number that is withheld or unknown: a gap, never a zero. */
export type Point = { label: string; value: number | null; note?: string };
export type Series = { name: string; points: readonly { x: number; value: number | null; note?: string }[] };

type ChartProps = { title: string; labelHeader: string; valueHeader: string };

/** Bars to compare groups, with the same figures as a table. */
export function BarChart({
  title,
  labelHeader,
  valueHeader,
  points,
  drawn = points.length,
}: ChartProps & {
  points: readonly Point[];
  /** How many of the first points are drawn; the table has them all. */
  drawn?: number;
}) {
  const t = useT();
  const formats = useFormats();
  const noted = points.map((point) => ({ ...point, note: point.note ?? t('value.withheld') }));
  return (
    <Figure
      title={title}
      chart={<Drawing kind="bar" title={title} valueHeader={valueHeader} points={noted.slice(0, drawn)} />}
    >
      <DataTable
        caption={title}
        captionHidden
        rows={noted}
        rowKey={(point) => point.label}
        columns={[
          { key: 'label', header: labelHeader, cell: (point) => point.label },
          {
            key: 'value',
            header: valueHeader,
            numeric: true,
            cell: (point) => (point.value === null ? point.note : formats.number(point.value)),
          },
        ]}
      />
    </Figure>
  );
}

/** Lines over years, with the same figures as a table. */
export function LineChart({ title, labelHeader, valueHeader, series }: ChartProps & { series: readonly Series[] }) {
  const formats = useFormats();
  const years = [...new Set(series.flatMap((line) => line.points.map((point) => point.x)))].sort((a, b) => a - b);
  return (
    <Figure title={title} chart={<Drawing kind="line" title={title} valueHeader={valueHeader} series={series} />}>
      <DataTable
        caption={title}
        captionHidden
        rows={years}
        rowKey={String}
        columns={[
          { key: 'x', header: labelHeader, cell: String },
          ...series.map((line) => ({
            key: line.name,
            header: line.name,
            numeric: true,
            cell: (year: number) => {
              const point = line.points.find(({ x }) => x === year);
              return point === undefined || point.value === null ? (point?.note ?? '–') : formats.number(point.value);
            },
          })),
        ]}
      />
    </Figure>
  );
}

function Figure({ title, chart, children }: { title: string; chart: React.ReactNode; children: React.ReactNode }) {
  const id = useId();
  return (
    <figure className={css.figure} aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <div className={css.pair}>
        <Suspense fallback={<Loading />}>{chart}</Suspense>
        {children}
      </div>
    </figure>
  );
}
