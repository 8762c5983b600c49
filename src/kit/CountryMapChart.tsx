import { lazy } from 'react';
import { classBounds, classColour, classOf, withheldColour } from './chartColours.ts';
import { ChartFrame, ChartTable } from './ChartFrame.tsx';
import type { ChartProps } from './charts.tsx';
import type { Formats } from './format.ts';
import { useFormats, useT } from './i18n.ts';

// Outlines and their projection come only to a page that shows a map.
const Canvas = lazy(async () => ({ default: (await import('./maps/MapCanvas.tsx')).MapCanvas }));

/** A figure of a country by its three letters; null is withheld or printed as below a bound, as the note says. */
export type CountryPoint = { code: string; label: string; value: number | null; note?: string };

/** Countries shaded by their figures in at most five classes, with the same figures as a table. */
export function CountryMapChart({ labelHeader, points, ...chart }: ChartProps & { points: readonly CountryPoint[] }) {
  const t = useT();
  const formats = useFormats();
  const { title, valueHeader } = chart;
  const bounds = classBounds(points.flatMap(({ value }) => value ?? []));
  const byCode = new Map(points.map((point) => [point.code, point]));
  const noteOf = ({ note }: CountryPoint): string => note ?? t('value.withheld');
  const written = (point: CountryPoint): string => (point.value === null ? noteOf(point) : formats.number(point.value));
  const open = points.some(({ value }) => value === null);
  return (
    <ChartFrame
      {...chart}
      legend={[
        ...bounds.map((bound, at) => ({
          label: rangeWords(bound, bounds[at + 1], formats),
          fill: classColour(at),
        })),
        ...(open ? [{ label: t('chart.notShown'), fill: withheldColour }] : []),
        { label: t('chart.noFigure'), fill: 'var(--kit-surface)' },
      ]}
      chart={
        <Canvas
          label={title}
          shade={(code) => {
            const point = byCode.get(code);
            if (!point) return undefined;
            const fill = point.value === null ? withheldColour : classColour(Math.max(0, classOf(point.value, bounds)));
            return { fill, title: `${point.label}: ${written(point)}` };
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
          { key: 'value', header: valueHeader, numeric: true, cell: written },
        ]}
      />
    </ChartFrame>
  );
}

const rangeWords = (from: number, next: number | undefined, { number, span }: Formats): string =>
  next === undefined ? `\u2066${number(from)}+\u2069` : span(number(from), number(next - 1));
