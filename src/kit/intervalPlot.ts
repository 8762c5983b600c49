import { dot, gridX, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { Surroundings } from './chartPlots.ts';

/** An estimate with its interval; nulls where there is none. An interval may stand without an estimate. */
export type IntervalPoint = {
  label: string;
  value: number | null;
  low: number | null;
  high: number | null;
  note: string;
};

const letter = 7;
const rowHeight = 34;

/** Estimates as dots on the line of their interval, one below another, on one scale that begins at what is known. */
export function intervals(
  points: readonly IntervalPoint[],
  { floor, floorLabel }: { floor: number; floorLabel: string },
  { width, rightToLeft, formats }: Surroundings,
): PlotOptions {
  const longest = Math.max(0, ...points.map(({ label }) => label.length));
  const labels = Math.min(width * 0.4, 24 + longest * letter);
  const most = Math.floor(labels / letter);
  const known = points.filter(({ value }) => value !== null);
  const bounded = points.filter(({ low, high }) => low !== null && high !== null);
  const widest = Math.max(floor, ...points.map(({ high, value }) => high ?? value ?? 0));
  return {
    width,
    height: 56 + points.length * rowHeight,
    marginTop: 28,
    marginLeft: rightToLeft ? 24 : labels,
    marginRight: rightToLeft ? labels : 24,
    x: {
      reverse: rightToLeft,
      domain: [Math.min(floor, widest) * 0.9, widest * 1.05],
      ticks: Math.max(2, Math.floor((width - labels) / 90)),
      tickFormat: (value: number) => formats.number(value),
      label: null,
    },
    y: {
      domain: points.map(({ label }) => label),
      axis: rightToLeft ? 'right' : 'left',
      label: null,
      tickSize: 0,
      tickFormat: (label: string) => (label.length > most ? `${label.slice(0, most - 1)}…` : label),
    },
    marks: [
      gridX({ strokeOpacity: 0.15 }),
      ruleX([floor], { strokeDasharray: '4 3' }),
      text([floor], {
        x: (value: number) => value,
        text: () => floorLabel,
        frameAnchor: 'top',
        dy: -18,
        textAnchor: 'middle',
      }),
      ruleY(bounded, {
        x1: 'low',
        x2: 'high',
        y: 'label',
        stroke: 'var(--kit-series-1)',
        strokeWidth: 3,
        strokeOpacity: 0.5,
      }),
      dot(known, { x: 'value', y: 'label', r: 5, fill: 'var(--kit-series-1)' }),
      text(
        points.filter(({ value, low }) => value === null && low === null),
        { x: floor, y: 'label', text: 'note', textAnchor: rightToLeft ? 'end' : 'start' },
      ),
    ],
  };
}
