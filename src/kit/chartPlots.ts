import {
  areaY,
  axisFy,
  barX,
  dot,
  gridX,
  gridY,
  line,
  rectY,
  ruleX,
  ruleY,
  text,
  type PlotOptions,
} from '@observablehq/plot';
import { seriesColour } from './chartColours.ts';
import type { AgeRow, GroupPoint, LineExtras, Point, Series } from './charts.tsx';
import type { Formats } from './format.ts';

/** Where a chart stands: how wide it may be, which way its language reads, how it writes numbers. */
export type Surroundings = { width: number; rightToLeft: boolean; formats: Formats };

const letter = 7;
type YearSpanMark = { from: number; to: number };

/** Cut to so many letters; the dots stand at the end of the words in either direction. */
const shortened = (words: string, letters: number): string =>
  words.length > letters ? `\u2068${words.slice(0, Math.max(1, letters - 1))}…\u2069` : words;

/** Bars that begin at the side where reading begins. */
export function bars(points: readonly Point[], { width, rightToLeft, formats }: Surroundings): PlotOptions {
  const longest = Math.max(0, ...points.map((point) => point.label.length));
  const labels = Math.min(width * 0.4, 24 + longest * letter);
  const most = Math.floor(labels / letter);
  const known = points.filter((point) => point.value !== null);
  const hidden = points.filter((point) => point.value === null);
  const beside = { textAnchor: rightToLeft ? 'end' : 'start', dx: rightToLeft ? -6 : 6 } as const;
  return {
    width,
    height: 40 + points.length * 30,
    marginLeft: rightToLeft ? 64 : labels,
    marginRight: rightToLeft ? labels : 64,
    x: { reverse: rightToLeft, axis: null, label: null },
    y: {
      domain: points.map((point) => point.label),
      axis: rightToLeft ? 'right' : 'left',
      label: null,
      tickSize: 0,
      tickFormat: (label: string) => shortened(label, most),
    },
    marks: [
      barX(known, { x: 'value', y: 'label', fill: 'var(--kit-series-1)', insetTop: 2, insetBottom: 2 }),
      text(known, { x: 'value', y: 'label', text: (point: Point) => formats.number(point.value ?? 0), ...beside }),
      text(hidden, { x: 0, y: 'label', text: 'note', ...beside }),
      ruleX([0]),
    ],
  };
}

/** Bars of several parts below each group's name. */
export function groupedBars(points: readonly GroupPoint[], { width, rightToLeft, formats }: Surroundings): PlotOptions {
  const groups = [...new Set(points.map(({ group }) => group))];
  const parts = [...new Set(points.map(({ part }) => part))];
  const longest = Math.max(0, ...groups.map((group) => group.length));
  const labels = Math.min(width * 0.36, 24 + longest * letter);
  const most = Math.floor(labels / letter);
  const known = points.filter(({ value }) => value !== null);
  const hidden = points.filter(({ value }) => value === null);
  const beside = { textAnchor: rightToLeft ? 'end' : 'start', dx: rightToLeft ? -6 : 6 } as const;
  return {
    width,
    height: 40 + groups.length * (parts.length * 20 + 10),
    marginLeft: rightToLeft ? 64 : labels,
    marginRight: rightToLeft ? labels : 64,
    x: { reverse: rightToLeft, axis: null, label: null },
    y: { domain: parts, axis: null },
    fy: { domain: groups, padding: 0.12 },
    marks: [
      axisFy({
        anchor: rightToLeft ? 'right' : 'left',
        label: null,
        tickFormat: (label: string) => shortened(label, most),
      }),
      barX(known, {
        x: 'value',
        y: 'part',
        fy: 'group',
        fill: ({ part }: GroupPoint) => seriesColour(parts.indexOf(part)),
        insetTop: 1,
        insetBottom: 1,
      }),
      text(known, {
        x: 'value',
        y: 'part',
        fy: 'group',
        text: ({ value }: GroupPoint) => formats.number(value ?? 0),
        ...beside,
      }),
      text(hidden, { x: 0, y: 'part', fy: 'group', text: 'note', ...beside }),
      ruleX([0]),
    ],
  };
}

const roomForFigure = 46;

/** Ages upwards, one side for each sex; the first side stands where reading begins. */
export function pyramid(
  rows: readonly AgeRow[],
  [first, second]: readonly [string, string],
  { width, rightToLeft, formats }: Surroundings,
): PlotOptions {
  const sides = rows.flatMap(({ label, values, notes }) =>
    ([0, 1] as const).map((side) => ({
      label,
      side,
      count: values[side],
      signed: (values[side] ?? 0) * (side === 0 ? -1 : 1),
      note: values[side] === null ? notes[side] : formats.number(values[side] ?? 0),
    })),
  );
  const most = Math.max(1, ...sides.map(({ count }) => count ?? 0));
  const outward = (side: 0 | 1): 'start' | 'end' => ((side === 0) === !rightToLeft ? 'end' : 'start');
  const top = rows[0]?.label;
  const longest = Math.max(0, ...rows.map(({ label }) => label.length));
  const labels = Math.min(width * 0.32, 20 + longest * letter);
  const short = Math.floor(labels / letter);
  // Room for the figure beyond the longest bar, whatever the width.
  const half = Math.max(90, (width - labels - 8) / 2);
  const reach = (most * half) / (half - roomForFigure);
  return {
    width,
    height: 56 + rows.length * 30,
    marginLeft: rightToLeft ? 8 : labels,
    marginRight: rightToLeft ? labels : 8,
    marginTop: 32,
    x: { domain: [-reach, reach], reverse: rightToLeft, axis: null, label: null },
    y: {
      domain: rows.map(({ label }) => label),
      axis: rightToLeft ? 'right' : 'left',
      label: null,
      tickSize: 0,
      tickFormat: (label: string) => shortened(label, short),
    },
    marks: [
      barX(sides, {
        x1: 0,
        x2: 'signed',
        y: 'label',
        fill: ({ side }: { side: number }) => seriesColour(side),
        insetTop: 2,
        insetBottom: 2,
      }),
      ...([0, 1] as const).flatMap((side) => [
        text(
          sides.filter((one) => one.side === side),
          { x: 'signed', y: 'label', text: 'note', textAnchor: outward(side), dx: outward(side) === 'end' ? -6 : 6 },
        ),
        text(top === undefined ? [] : [{ label: top, name: side === 0 ? first : second }], {
          x: ((side === 0 ? -1 : 1) * most) / 2,
          y: 'label',
          text: 'name',
          dy: -28,
          fontWeight: 650,
        }),
      ]),
      ruleX([0]),
    ],
  };
}

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
  const height = Math.min(340, Math.max(220, width * 0.55));
  // Where there is no room beside the lines, the legend below names them alone.
  const ends = series.length > 1 && width >= roomForNames ? endsOf(series, (highest * 16) / (height - 50)) : [];
  const names =
    ends.length > 0 ? Math.min(width * 0.3, 16 + letter * Math.max(0, ...ends.map(({ name }) => name.length))) : 24;
  const short = Math.floor(names / letter);
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
      tickFormat: (year: number) => String(year),
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
      line(all, { x: 'x', y: 'value', z: 'name', stroke: 'colour', strokeWidth: 2 }),
      dot(all, { x: 'x', y: 'value', fill: 'colour', r: 3 }),
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
