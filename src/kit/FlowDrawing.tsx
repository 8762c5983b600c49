import { sankey, sankeyJustify, sankeyLinkHorizontal, type SankeyLink, type SankeyNode } from 'd3-sankey';
import { useEffect, useRef, useState } from 'react';
import { seriesColour } from './chartColours.ts';
import css from './charts.module.css';
import type { Flow } from './FlowChart.tsx';
import { languages, useFormats, useLanguage } from './i18n.ts';

type Place = { key: string; name: string; side: 'from' | 'to' };
type Way = { tone: number };

/** Flows from places to places, as wide as their counts. It reads from where the language begins. */
export function FlowDrawing({ title, flows }: { title: string; flows: readonly (Flow & { value: number })[] }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const { number } = useFormats();
  const rightToLeft = languages[useLanguage()].direction === 'rtl';
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  const { nodes, links, height } = width < 80 ? { nodes: [], links: [], height: 0 } : layout(flows, width);
  const path = sankeyLinkHorizontal<Place, Way>();
  const turn = rightToLeft ? `translate(${width} 0) scale(-1 1)` : undefined;
  const across = (x: number): number => (rightToLeft ? width - x : x);
  return (
    <div ref={place} className={css.drawing}>
      {width >= 80 && (
        <svg data-chart role="img" aria-label={title} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <g transform={turn} fill="none">
            {links.map((link) => (
              <path
                key={`${nameOf(link.source)} ${nameOf(link.target)}`}
                d={path(link) ?? ''}
                stroke={seriesColour(link.tone)}
                strokeOpacity={0.42}
                strokeWidth={Math.max(1, link.width ?? 1)}
              >
                <title>{`${nameOf(link.source)} → ${nameOf(link.target)}: ${number(link.value)}`}</title>
              </path>
            ))}
          </g>
          {nodes.map((node) => {
            const [x0, x1, y0, y1] = [node.x0 ?? 0, node.x1 ?? 0, node.y0 ?? 0, node.y1 ?? 0];
            const inner = node.side === 'from' ? x1 + 6 : x0 - 6;
            const starts = (node.side === 'from') !== rightToLeft;
            return (
              <g key={node.key}>
                <rect
                  x={Math.min(across(x0), across(x1))}
                  y={y0}
                  width={x1 - x0}
                  height={Math.max(1, y1 - y0)}
                  fill="currentColor"
                />
                <text
                  x={across(inner)}
                  y={(y0 + y1) / 2}
                  dy="0.35em"
                  textAnchor={starts ? 'start' : 'end'}
                  className={css.flowLabel}
                >
                  {`${node.name} ${number(node.value ?? 0)}`}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

const nameOf = (end: SankeyLink<Place, Way>['source']): string => (typeof end === 'object' ? end.name : String(end));

/** A country can be where people come from and where they are brought: it then stands on both sides. */
function layout(flows: readonly (Flow & { value: number })[], width: number) {
  const sides = (side: 'from' | 'to'): Place[] =>
    [...new Set(flows.map((flow) => flow[side]))].map((name) => ({ key: `${side} ${name}`, name, side }));
  const origins = sides('from');
  const places = [...origins, ...sides('to')];
  const tones = new Map(origins.map(({ name }, at) => [name, at]));
  const height = Math.max(220, Math.max(origins.length, places.length - origins.length) * 30);
  const graph = sankey<Place, Way>()
    .nodeId(({ key }) => key)
    .nodeAlign(sankeyJustify)
    .nodeWidth(10)
    .nodePadding(14)
    .extent([
      [1, 8],
      [width - 1, height - 8],
    ])({
    nodes: places.map((place) => ({ ...place })),
    links: flows.map(({ from, to, value }) => ({
      source: `from ${from}`,
      target: `to ${to}`,
      value,
      tone: tones.get(from) ?? 0,
    })),
  });
  return { nodes: graph.nodes as SankeyNode<Place, Way>[], links: graph.links as SankeyLink<Place, Way>[], height };
}
