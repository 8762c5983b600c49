import { lazy } from 'react';
import { seriesColour } from './chartColours.ts';
import { ChartFrame, ChartTable, type ChartFiles } from './ChartFrame.tsx';
import { useFormats, useT } from './i18n.ts';

// The drawing library is large, so it comes only to a page that shows a chart.
const Drawing = lazy(async () => ({ default: (await import('./ChartDrawing.tsx')).ChartDrawing }));

/** A value of a chart. Null is a number that is withheld or unknown: a gap, never a zero. */
export type Point = { label: string; value: number | null; note?: string; unfinished?: boolean };
/** A value of a group of bars; what is unfinished, as a year not over, is drawn lighter. */
export type GroupPoint = { group: string; part: string; value: number | null; note?: string; unfinished?: boolean };
/** An age with the counts of two sexes. */
export type AgeRow = {
  label: string;
  values: readonly [number | null, number | null];
  notes: readonly [string, string];
};
/** A line over years; `aside` stands beside a value in the table. The way to an unfinished year is dashed. */
export type Series = {
  name: string;
  points: readonly { x: number; value: number | null; note?: string; aside?: string; unfinished?: boolean }[];
};
/** What is drawn among lines: spans of years, a level with its interval, years from which the level differs. */
export type LineExtras = {
  spans?: readonly { from: number; to: number; label: string }[];
  interval?: readonly { x: number; level: number; low: number; high: number }[];
  steps?: readonly { x: number }[];
};

export type ChartProps = {
  title: string;
  labelHeader: string;
  valueHeader: string;
  /** Sources and what must be known to read it. */
  notes?: readonly string[];
  files?: ChartFiles | undefined;
};

/** Bars to compare groups, with the same figures as a table. */
export function BarChart({
  labelHeader,
  points,
  drawn = points.length,
  ...chart
}: ChartProps & {
  points: readonly Point[];
  /** How many of the first points are drawn; the table has them all. */
  drawn?: number;
}) {
  const t = useT();
  const formats = useFormats();
  const { title, valueHeader } = chart;
  const noted = points.map((point) => ({ ...point, note: point.note ?? t('value.withheld') }));
  return (
    <ChartFrame
      {...chart}
      chart={<Drawing kind="bar" title={title} valueHeader={valueHeader} points={noted.slice(0, drawn)} />}
    >
      <ChartTable
        title={title}
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
    </ChartFrame>
  );
}

/** Bars in groups, with a table of groups against parts. */
export function GroupedBarChart({
  labelHeader,
  points,
  drawnGroups,
  drawnParts,
  ...chart
}: ChartProps & { points: readonly GroupPoint[]; drawnGroups: number; drawnParts: number }) {
  const t = useT();
  const formats = useFormats();
  const { title, valueHeader } = chart;
  const noted = points.map((point) => ({ ...point, note: point.note ?? t('value.withheld') }));
  const parts = [...new Set(noted.map(({ part }) => part))];
  const rows = [...Map.groupBy(noted, ({ group }) => group)].map(([group, members]) => ({
    group,
    cells: new Map(members.map((member) => [member.part, member])),
  }));
  const shownParts = parts.slice(0, drawnParts);
  const shownGroups = new Set(rows.slice(0, drawnGroups).map(({ group }) => group));
  const shown = noted.filter(({ group, part }) => shownGroups.has(group) && shownParts.includes(part));
  return (
    <ChartFrame
      {...chart}
      legend={shownParts.map((label, at) => ({ label, fill: seriesColour(at) }))}
      chart={<Drawing kind="group" title={title} valueHeader={valueHeader} points={shown} />}
    >
      <ChartTable
        title={title}
        rows={rows}
        rowKey={({ group }) => group}
        columns={[
          { key: 'group', header: labelHeader, cell: ({ group }) => group },
          ...parts.map((part) => ({
            key: part,
            header: part,
            numeric: true,
            cell: ({ cells }: (typeof rows)[number]) => {
              const found = cells.get(part);
              return found === undefined
                ? formats.number(0)
                : found.value === null
                  ? found.note
                  : formats.number(found.value);
            },
          })),
        ]}
      />
    </ChartFrame>
  );
}

/** Ages by sex, with the same figures as a table. Rows from the oldest to the youngest. */
export function PyramidChart({
  labelHeader,
  rows,
  sides,
  ...chart
}: ChartProps & { rows: readonly AgeRow[]; sides: readonly [string, string] }) {
  const formats = useFormats();
  const { title, valueHeader } = chart;
  return (
    <ChartFrame
      {...chart}
      chart={<Drawing kind="pyramid" title={title} valueHeader={valueHeader} rows={rows} sides={sides} />}
    >
      <ChartTable
        title={title}
        rows={rows}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', header: labelHeader, cell: ({ label }) => label },
          ...([0, 1] as const).map((side) => ({
            key: String(side),
            header: sides[side],
            numeric: true,
            cell: ({ values, notes }: AgeRow) => {
              const value = values[side];
              return value === null ? notes[side] : formats.number(value);
            },
          })),
        ]}
      />
    </ChartFrame>
  );
}

/** Lines over years, with the same figures as a table. */
export function LineChart({
  labelHeader,
  series,
  extras,
  asideHeader,
  ...chart
}: ChartProps & {
  series: readonly Series[];
  extras?: LineExtras;
  /** The head of what stands beside the values of the one line. */
  asideHeader?: string;
}) {
  const t = useT();
  const formats = useFormats();
  const { title, valueHeader } = chart;
  const years = [...new Set(series.flatMap((line) => line.points.map((point) => point.x)))].sort((a, b) => a - b);
  const [only] = series;
  const nameOfYear = (year: number): string =>
    series.some(({ points }) => points.some(({ x, unfinished }) => x === year && unfinished === true))
      ? t('chart.unfinished', { year })
      : String(year);
  return (
    <ChartFrame
      {...chart}
      legend={series.length > 1 ? series.map(({ name }, at) => ({ label: name, fill: seriesColour(at) })) : []}
      chart={
        <Drawing kind="line" title={title} valueHeader={valueHeader} series={series} {...(extras && { extras })} />
      }
    >
      <ChartTable
        title={title}
        rows={years}
        rowKey={String}
        columns={[
          { key: 'x', header: labelHeader, cell: nameOfYear },
          ...series.map((line) => ({
            key: line.name,
            header: line.name,
            numeric: true,
            cell: (year: number) => {
              const point = line.points.find(({ x }) => x === year);
              return point === undefined || point.value === null ? (point?.note ?? '–') : formats.number(point.value);
            },
          })),
          ...(asideHeader !== undefined && only !== undefined && series.length === 1
            ? [
                {
                  key: 'aside',
                  header: asideHeader,
                  numeric: true,
                  cell: (year: number) => only.points.find(({ x }) => x === year)?.aside ?? '–',
                },
              ]
            : []),
        ]}
      />
    </ChartFrame>
  );
}
