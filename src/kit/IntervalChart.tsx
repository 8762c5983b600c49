import { lazy } from 'react';
import { ChartFrame, ChartTable } from './ChartFrame.tsx';
import type { ChartProps } from './charts.tsx';
import { useFormats, useT } from './i18n.ts';
import type { IntervalPoint } from './intervalPlot.ts';

const Drawing = lazy(async () => ({ default: (await import('./ChartDrawing.tsx')).ChartDrawing }));

/** Estimates with their intervals on one scale, and the same figures as a table. */
export function IntervalChart({
  points,
  floor,
  floorLabel,
  labelHeader,
  ...chart
}: ChartProps & { points: readonly IntervalPoint[]; floor: number; floorLabel: string }) {
  const t = useT();
  const { number, span } = useFormats();
  const whole = (value: number | null): string => (value === null ? '–' : number(Math.round(value)));
  return (
    <ChartFrame
      {...chart}
      chart={
        <Drawing
          kind="interval"
          title={chart.title}
          valueHeader={chart.valueHeader}
          points={points}
          floor={floor}
          floorLabel={floorLabel}
        />
      }
    >
      <ChartTable
        title={chart.title}
        rows={points}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', header: labelHeader, cell: ({ label }) => label },
          {
            key: 'value',
            header: chart.valueHeader,
            numeric: true,
            cell: ({ value, note }) => (value === null ? note : whole(value)),
          },
          {
            key: 'interval',
            header: t('chart.interval'),
            numeric: true,
            cell: ({ low, high }) => (low === null || high === null ? '–' : span(whole(low), whole(high))),
          },
        ]}
      />
    </ChartFrame>
  );
}
