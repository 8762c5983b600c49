import { plot } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import { bars, groupedBars, pyramid, type Surroundings } from './chartPlots.ts';
import { intervals, type IntervalPoint } from './intervalPlot.ts';
import { lines } from './linePlot.ts';
import type { AgeRow, GroupPoint, LineExtras, Point, Series } from './charts.tsx';
import css from './charts.module.css';
import { languages, useFormats, useLanguage } from './i18n.ts';

type Drawn =
  | { kind: 'bar'; points: readonly Point[] }
  | { kind: 'group'; points: readonly GroupPoint[] }
  | { kind: 'pyramid'; rows: readonly AgeRow[]; sides: readonly [string, string] }
  | { kind: 'interval'; points: readonly IntervalPoint[]; floor: number; floorLabel: string }
  | { kind: 'line'; series: readonly Series[]; extras?: LineExtras };

type ChartDrawingProps = { title: string; valueHeader: string } & Drawn;

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
    const drawn = plot(optionsOf(props, { width, rightToLeft, formats }));
    // Plot writes a <style> element; the policy refuses it, so its few rules stand in our own sheet.
    drawn.querySelectorAll('style').forEach((style) => style.remove());
    drawn.setAttribute('role', 'img');
    drawn.setAttribute('data-chart', '');
    drawn.setAttribute('aria-label', `${props.title}. ${props.valueHeader}`);
    drawn.querySelectorAll('[aria-label]').forEach((part) => part.removeAttribute('aria-label'));
    place.current?.replaceChildren(drawn);
  }, [props, width, rightToLeft, formats]);

  return <div ref={place} className={css.drawing} />;
}

function optionsOf(drawn: Drawn, around: Surroundings) {
  switch (drawn.kind) {
    case 'bar':
      return bars(drawn.points, around);
    case 'group':
      return groupedBars(drawn.points, around);
    case 'pyramid':
      return pyramid(drawn.rows, drawn.sides, around);
    case 'interval':
      return intervals(drawn.points, drawn, around);
    case 'line':
      return lines(drawn.series, drawn.extras ?? {}, around);
  }
}
