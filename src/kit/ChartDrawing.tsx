import { barX, dot, gridX, gridY, line, plot, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import type { Point, Series } from './charts.tsx';
import css from './charts.module.css';
import { languages, useFormats, useLanguage } from './i18n.ts';
import type { Formats } from './format.ts';

type ChartDrawingProps = { title: string; valueHeader: string } & (
  { kind: 'bar'; points: readonly Point[] } | { kind: 'line'; series: readonly Series[] }
);

type Surroundings = { width: number; rightToLeft: boolean; formats: Formats };

/** The picture of a chart, as wide as its place. Its numbers stand in the table beside it. */
export function ChartDrawing(props: ChartDrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const formats = useFormats();
  const rightToLeft = languages[useLanguage()].direction === 'rtl';

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (width < 80) return;
    const around = { width, rightToLeft, formats };
    const drawn = plot(props.kind === 'bar' ? bars(props.points, around) : lines(props.series, around));
    // Plot writes a <style> element; the policy refuses it, so its few rules stand in our own sheet.
    drawn.querySelectorAll('style').forEach((style) => style.remove());
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('aria-label', `${props.title}. ${props.valueHeader}`);
    drawn.querySelectorAll('[aria-label]').forEach((part) => part.removeAttribute('aria-label'));
    place.current?.replaceChildren(drawn);
  }, [props, width, rightToLeft, formats]);

  return <div ref={place} className={css.drawing} />;
}

function bars(points: readonly Point[], { width, rightToLeft, formats }: Surroundings): PlotOptions {
  const longest = Math.max(0, ...points.map((point) => point.label.length));
  const labels = Math.min(width * 0.4, 24 + longest * 7);
  const known = points.filter((point) => point.value !== null);
  const hidden = points.filter((point) => point.value === null);
  return {
    width,
    height: 40 + points.length * 30,
    marginLeft: rightToLeft ? 56 : labels,
    marginRight: rightToLeft ? labels : 56,
    x: { reverse: rightToLeft, axis: null, label: null },
    y: { domain: points.map((point) => point.label), axis: rightToLeft ? 'right' : 'left', label: null, tickSize: 0 },
    marks: [
      barX(known, { x: 'value', y: 'label', fill: 'var(--kit-series-1)', insetTop: 2, insetBottom: 2 }),
      text(known, {
        x: 'value',
        y: 'label',
        text: (point: Point) => formats.number(point.value ?? 0),
        textAnchor: rightToLeft ? 'end' : 'start',
        dx: rightToLeft ? -6 : 6,
      }),
      text(hidden, {
        x: 0,
        y: 'label',
        text: 'note',
        textAnchor: rightToLeft ? 'end' : 'start',
        dx: rightToLeft ? -6 : 6,
      }),
      ruleX([0]),
    ],
  };
}

function lines(series: readonly Series[], { width, rightToLeft, formats }: Surroundings): PlotOptions {
  const all = series.flatMap((one, index) =>
    one.points.map((point) => ({
      ...point,
      value: point.value ?? Number.NaN,
      name: one.name,
      colour: seriesColour(index),
    })),
  );
  const ends = series.flatMap((one, index) => {
    const last = one.points.filter((point) => point.value !== null).at(-1);
    return last ? [{ ...last, name: one.name, colour: seriesColour(index) }] : [];
  });
  const names = Math.min(width * 0.35, 16 + 7 * Math.max(0, ...series.map((one) => one.name.length)));
  return {
    width,
    height: Math.min(320, Math.max(220, width * 0.55)),
    marginLeft: rightToLeft ? names : 56,
    marginRight: rightToLeft ? 56 : names,
    x: {
      reverse: rightToLeft,
      tickFormat: (year: number) => String(year),
      label: null,
      ticks: yearTicks(
        all.map((point) => point.x),
        width / 60,
      ),
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
      gridY({ stroke: 'var(--kit-line)', strokeOpacity: 1, ticks: 5 }),
      gridX({ ticks: 0 }),
      ruleY([0]),
      line(all, { x: 'x', y: 'value', z: 'name', stroke: 'colour', strokeWidth: 2 }),
      dot(all, { x: 'x', y: 'value', fill: 'colour', r: 3 }),
      text(ends, {
        x: 'x',
        y: 'value',
        text: 'name',
        fill: 'colour',
        textAnchor: rightToLeft ? 'end' : 'start',
        dx: rightToLeft ? -8 : 8,
      }),
    ],
  };
}

/** Whole years, no more of them than there is room for. */
function yearTicks(years: readonly number[], room: number): number[] {
  const distinct = [...new Set(years)].sort((a, b) => a - b);
  const step = Math.max(1, Math.ceil(distinct.length / Math.max(2, room)));
  return distinct.filter((_, index) => index % step === 0);
}

/** Five colours that differ in lightness too; each line also carries its name. */
function seriesColour(index: number): string {
  return `var(--kit-series-${(index % 5) + 1})`;
}
