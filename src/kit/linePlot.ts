import { areaY, dot, gridX, gridY, line, rectY, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import { seriesColour } from './chartColours.ts';
import { letterWidth, shortened, type Surroundings } from './chartPlots.ts';
import type { LineExtras, Series } from './charts.tsx';

type YearSpanMark = { from: number; to: number };

/** Lines over years, with what is marked among them. */
export function lines(
  series: readonly Series[],
  { spans = [], interval = [], steps = [] }: LineExtras,
  { width, rightToLeft, formats }: Surroundings,
): PlotOptions {
  const all = series.flatMap((one, index) =>
    one.points.map((point) => ({
      ...point,
      value: point.value ?? Number.NaN,
      name: one.name,
      colour: seriesColour(index),
    })),
  );
  const highest = Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value ?? 0)));
  const unfinished = all.filter((point) => point.unfinished === true);
  const height = Math.min(340, Math.max(220, width * 0.55));
  // Where there is no room beside the lines, the legend below names them alone.
  const ends = series.length > 1 && width >= roomForNames ? endsOf(series, (highest * 16) / (height - 50)) : [];
  const names =
    ends.length > 0
      ? Math.min(width * 0.3, 16 + letterWidth * Math.max(0, ...ends.map(({ name }) => name.length)))
      : 24;
  const short = Math.floor(names / letterWidth);
  // An interval that leaves the figures far below would flatten them; it is cut, and the table has its ends.
  const cut = highest * 1.8;
  const band = interval.map((one) => ({ ...one, low: Math.min(one.low, cut), high: Math.min(one.high, cut) }));
  return {
    width,
    height,
    marginLeft: rightToLeft ? names : 56,
    marginRight: rightToLeft ? 56 : names,
    x: {
      reverse: rightToLeft,
      tickFormat: (year: number) => (unfinished.some(({ x }) => x === year) ? `${year}*` : String(year)),
      label: null,
      ticks: yearTicks([...all.map(({ x }) => x), ...interval.map(({ x }) => x)], width / 60),
      tickSize: 0,
    },
    y: {
      axis: rightToLeft ? 'right' : 'left',
      zero: true,
      nice: true,
      label: null,
      tickSize: 0,
      tickFormat: formats.number,
      ticks: 5,
    },
    marks: [
      rectY(spans, {
        x1: ({ from }: YearSpanMark) => from - 0.5,
        x2: ({ to }: YearSpanMark) => to + 0.5,
        y1: 0,
        y2: highest * 1.05,
        fill: 'var(--kit-raised)',
      }),
      gridY({ stroke: 'var(--kit-line)', strokeOpacity: 1, ticks: 5 }),
      gridX({ ticks: 0 }),
      areaY(band, { x: 'x', y1: 'low', y2: 'high', fill: 'var(--kit-series-2)', fillOpacity: 0.16 }),
      line(interval, { x: 'x', y: 'level', stroke: 'var(--kit-series-2)', strokeDasharray: '5,4', strokeWidth: 1.5 }),
      ruleY([0]),
      ruleX(steps, { x: ({ x }: { x: number }) => x - 0.5, stroke: 'var(--kit-attention)', strokeDasharray: '2,3' }),
      line(
        all.filter((point) => point.unfinished !== true),
        { x: 'x', y: 'value', z: 'name', stroke: 'colour', strokeWidth: 2 },
      ),
      line(all.filter(isAtUnfinished), {
        x: 'x',
        y: 'value',
        z: 'name',
        stroke: 'colour',
        strokeWidth: 2,
        strokeDasharray: '3,4',
      }),
      dot(all, {
        x: 'x',
        y: 'value',
        stroke: 'colour',
        fill: ({ colour, unfinished }: (typeof all)[number]) => (unfinished === true ? 'var(--kit-surface)' : colour),
        r: 3,
      }),
      text(spans, {
        x: ({ from, to }: YearSpanMark) => (from + to) / 2,
        y: highest * 1.05,
        text: 'label',
        dy: -8,
        fontWeight: 650,
      }),
      text(ends, {
        x: 'x',
        y: 'at',
        text: ({ name }: { name: string }) => shortened(name, short),
        fill: 'colour',
        textAnchor: rightToLeft ? 'end' : 'start',
        dx: rightToLeft ? -8 : 8,
      }),
    ],
  };
}

/** An unfinished year, or the year its line comes from. */
const isAtUnfinished = (
  { unfinished }: { unfinished?: boolean },
  at: number,
  all: readonly { name: string; unfinished?: boolean }[],
): boolean => unfinished === true || (all[at + 1]?.unfinished === true && all[at + 1]?.name === all[at]?.name);

const roomForNames = 520;

/** The last figure of each line with its name, moved apart where two would be written on each other. */
function endsOf(series: readonly Series[], gap: number) {
  const ends = series
    .flatMap(({ name, points }, index) => {
      const last = points.filter((point) => point.value !== null).at(-1);
      return last ? [{ x: last.x, at: last.value ?? 0, name, colour: seriesColour(index) }] : [];
    })
    .toSorted((one, other) => one.at - other.at);
  let floor = -Infinity;
  return ends.map((end) => {
    floor = Math.max(end.at, floor + gap);
    return { ...end, at: floor };
  });
}

/** Whole years in even steps, no more of them than there is room for. */
function yearTicks(years: readonly number[], room: number): number[] {
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, room)));
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}
