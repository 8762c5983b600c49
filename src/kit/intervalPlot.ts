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
/** With the name of a row above its line. */
const tallRowHeight = 46;

/** A name keeps the order of its own words, whatever the direction of the drawing. */
const inItsDirection = (label: string): string => `\u2068${label}\u2069`;

/** Estimates as dots on the line of their interval, one below another, on one scale that begins at what is known. */
export function intervals(
  points: readonly IntervalPoint[],
  { floor, floorLabel }: { floor: number; floorLabel: string },
  { width, rightToLeft, formats }: Surroundings,
): PlotOptions {
  const longest = Math.max(0, ...points.map(({ label }) => label.length));
  // Names that differ only at their end are never cut: where there is no room beside the lines they stand above them.
  const isBeside = 24 + longest * letter <= width * 0.4;
  const labels = isBeside ? 24 + longest * letter : 24;
  const known = points.filter(({ value }) => value !== null);
  const bounded = points.filter(({ low, high }) => low !== null && high !== null);
  const widest = Math.max(floor, ...points.map(({ high, value }) => high ?? value ?? 0));
  return {
    width,
    height: 56 + points.length * (isBeside ? rowHeight : tallRowHeight),
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
      axis: !isBeside ? null : rightToLeft ? 'right' : 'left',
      label: null,
      tickSize: 0,
      tickFormat: inItsDirection,
    },
    marks: [
      text(isBeside ? [] : points, {
        y: 'label',
        text: ({ label }: IntervalPoint) => inItsDirection(label),
        frameAnchor: rightToLeft ? 'right' : 'left',
        textAnchor: rightToLeft ? 'end' : 'start',
        dx: rightToLeft ? 18 : -18,
        dy: -15,
      }),
      gridX({ strokeOpacity: 0.15 }),
      ruleX([floor], { strokeDasharray: '4 3' }),
      text([floor], {
        x: (value: number) => value,
        text: () => floorLabel,
        frameAnchor: 'top',
        dy: -18,
        textAnchor: isBeside ? 'middle' : rightToLeft ? 'end' : 'start',
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
