import { axisFy, barX, ruleX, text, type PlotOptions } from '@observablehq/plot';
import { seriesColour } from './chartColours.ts';
import type { AgeRow, GroupPoint, Point } from './charts.tsx';
import type { Formats } from './format.ts';

/** Where a chart stands: how wide it may be, which way its language reads, how it writes numbers. */
export type Surroundings = { width: number; rightToLeft: boolean; formats: Formats };

/** About as wide as a letter is, in pixels. */
export const letterWidth = 7;

/** Cut to so many letters; the dots stand at the end of the words in either direction. */
export const shortened = (words: string, letters: number): string =>
  words.length > letters ? `\u2068${words.slice(0, Math.max(1, letters - 1))}…\u2069` : words;

/** Of what is not finished, as a year that is not over. */
const lightness = ({ unfinished }: { unfinished?: boolean }): number => (unfinished === true ? 0.4 : 1);

/** Bars that begin at the side where reading begins. */
export function bars(points: readonly Point[], { width, rightToLeft, formats }: Surroundings): PlotOptions {
  const longest = Math.max(0, ...points.map((point) => point.label.length));
  const labels = Math.min(width * 0.4, 24 + longest * letterWidth);
  const most = Math.floor(labels / letterWidth);
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
      barX(known, {
        x: 'value',
        y: 'label',
        fill: 'var(--kit-series-1)',
        fillOpacity: lightness,
        insetTop: 2,
        insetBottom: 2,
      }),
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
  const labels = Math.min(width * 0.36, 24 + longest * letterWidth);
  const most = Math.floor(labels / letterWidth);
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
        fillOpacity: lightness,
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
  const labels = Math.min(width * 0.32, 20 + longest * letterWidth);
  const short = Math.floor(labels / letterWidth);
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
          x: 0,
          y: 'label',
          text: 'name',
          textAnchor: outward(side),
          dx: outward(side) === 'end' ? -8 : 8,
          dy: -28,
          fontWeight: 650,
        }),
      ]),
      ruleX([0]),
    ],
  };
}
