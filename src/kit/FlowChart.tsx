import { lazy } from 'react';
import { ChartFrame, ChartTable } from './ChartFrame.tsx';
import type { ChartProps } from './charts.tsx';
import { useFormats, useT } from './i18n.ts';

// The layout of flows comes only to a page that shows some.
const Drawing = lazy(async () => ({ default: (await import('./FlowDrawing.tsx')).FlowDrawing }));

/** How many went from where to where; null is withheld. */
export type Flow = { from: string; to: string; value: number | null };

type FlowChartProps = Omit<ChartProps, 'labelHeader'> & {
  fromHeader: string;
  toHeader: string;
  flows: readonly Flow[];
  /** How many of the largest are drawn; the table has them all. */
  drawn: number;
};

/** Flows between places, with the same figures as a table. Withheld ones are in the table alone. */
export function FlowChart({ fromHeader, toHeader, flows, drawn, ...chart }: FlowChartProps) {
  const t = useT();
  const formats = useFormats();
  const { title, valueHeader } = chart;
  const known = flows.flatMap((flow) =>
    flow.value !== null && flow.value > 0 ? [{ ...flow, value: flow.value }] : [],
  );
  const largest = known.toSorted((one, other) => other.value - one.value).slice(0, drawn);
  return (
    <ChartFrame
      {...chart}
      chart={largest.length === 0 ? <p>{t('chart.nothingDrawn')}</p> : <Drawing title={title} flows={largest} />}
    >
      <ChartTable
        title={title}
        rows={flows}
        rowKey={({ from, to }) => `${from} ${to}`}
        columns={[
          { key: 'from', header: fromHeader, cell: ({ from }) => from },
          { key: 'to', header: toHeader, cell: ({ to }) => to },
          {
            key: 'value',
            header: valueHeader,
            numeric: true,
            cell: ({ value }) => (value === null ? t('value.withheld') : formats.number(value)),
          },
        ]}
      />
    </ChartFrame>
  );
}
