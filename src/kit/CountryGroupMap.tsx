import { lazy } from 'react';
import { classColour } from './chartColours.ts';
import { ChartFrame, ChartTable } from './ChartFrame.tsx';
import type { ChartProps } from './charts.tsx';
import { useT } from './i18n.ts';

// Outlines and their projection come only to a page that shows a map.
const Canvas = lazy(async () => ({ default: (await import('./maps/MapCanvas.tsx')).MapCanvas }));

/** A country by its three letters, the group it stands in, and what its source says of it. */
type CountryInGroup = { code: string; label: string; group: string; text: string };

/** Countries shaded by the group they stand in, at most five in their order, with the same as a table. */
export function CountryGroupMap({
  labelHeader,
  points,
  groups,
  ...chart
}: ChartProps & { points: readonly CountryInGroup[]; groups: readonly string[] }) {
  const t = useT();
  const { title, valueHeader } = chart;
  const byCode = new Map(points.map((point) => [point.code, point]));
  return (
    <ChartFrame
      {...chart}
      legend={[
        ...groups.map((label, at) => ({ label, fill: classColour(at) })),
        { label: t('chart.noFigure'), fill: 'var(--kit-surface)' },
      ]}
      chart={
        <Canvas
          label={title}
          shade={(code) => {
            const point = byCode.get(code);
            return point && { fill: classColour(groups.indexOf(point.group)), title: `${point.label}: ${point.text}` };
          }}
        />
      }
    >
      <ChartTable
        title={title}
        rows={points}
        rowKey={({ code }) => code}
        columns={[
          { key: 'label', header: labelHeader, cell: ({ label }) => label },
          { key: 'value', header: valueHeader, cell: ({ text }) => text },
        ]}
      />
    </ChartFrame>
  );
}
