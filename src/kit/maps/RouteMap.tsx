import type { KeyboardEvent } from 'react';
import { arcOf } from './arcs.ts';
import { MapCanvas, type Drawing } from './MapCanvas.tsx';
import css from './maps.module.css';
import type { Position } from './view.ts';

/** A place a route touches. `mark` tells countries, areas, border points and ports apart by their shape. */
export type RouteStop = {
  readonly key: string;
  readonly label: string;
  readonly at: Position;
  readonly mark: 'country' | 'area' | 'point' | 'port';
};

/** A leg of a route between two stops. `number` is its place in the order, `way` how its line is drawn. */
export type RouteLeg = {
  readonly key: string;
  readonly from: Position;
  readonly to: Position;
  readonly number: string;
  /** The leg in words: from where to where, how and when. */
  readonly label: string;
  readonly way: 'land' | 'sea' | 'air' | 'unknown';
};

type RouteMapProps = {
  label: string;
  stops: readonly RouteStop[];
  legs: readonly RouteLeg[];
  chosen?: string | null;
  onChoose?: (key: string | null) => void;
};

/** What the lines of a route mean. */
export function RouteLegend({
  label,
  items,
}: {
  label: string;
  items: readonly { way: RouteLeg['way']; words: string }[];
}) {
  return (
    <ul className={css.legend} aria-label={label}>
      {items.map(({ way, words }) => (
        <li key={way}>
          <svg width={34} height={10} aria-hidden="true" className={css.leg} data-way={way}>
            <path className={css.way} d="M1,5 H33" />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** Journeys on a map: each leg an arc with its number and the way it goes. What it shows stands in a table beside. */
export function RouteMap({ label, stops, legs, chosen = null, onChoose }: RouteMapProps) {
  const fit = [...stops.map(({ at }) => at), ...legs.flatMap(({ from, to }) => [from, to])];
  return (
    <MapCanvas
      label={label}
      fit={fit}
      labels={stops.map(({ key, label: text, at }) => ({ key, text, at }))}
      areas={stops.filter(({ mark }) => mark === 'area').map(({ key }) => key)}
    >
      {(drawing) => (
        <>
          <Legs legs={legs} drawing={drawing} chosen={chosen} onChoose={onChoose} />
          <g aria-hidden="true">
            {stops.map(({ key, at, mark }) => (
              <Mark key={key} at={drawing.project(at)} mark={mark} />
            ))}
          </g>
        </>
      )}
    </MapCanvas>
  );
}

type LegsProps = Pick<RouteMapProps, 'legs' | 'chosen'> & {
  drawing: Drawing;
  onChoose: RouteMapProps['onChoose'];
};

function Legs({ legs, drawing, chosen, onChoose }: LegsProps) {
  const drawn = new Map<string, number>();
  const arcs = legs.flatMap((leg) => {
    const [from, to] = [drawing.project(leg.from), drawing.project(leg.to)];
    if (!from || !to) return [];
    const way = `${leg.from.join()} ${leg.to.join()}`;
    const nth = drawn.get(way) ?? 0;
    drawn.set(way, nth + 1);
    return [{ ...leg, arc: arcOf(from, to, nth) }];
  });
  // The chosen one lies on top of the others.
  const ordered = arcs.toSorted((one, other) => Number(one.key === chosen) - Number(other.key === chosen));
  const press = (event: KeyboardEvent, key: string): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose?.(key === chosen ? null : key);
  };
  return ordered.map(({ key, label, number, way, arc }) => (
    <g
      key={key}
      className={css.leg}
      data-way={way}
      data-chosen={key === chosen || undefined}
      aria-label={label}
      {...(onChoose
        ? {
            role: 'button',
            // As SVG spells it: the attribute is not folded to small letters there, as it is in HTML.
            tabindex: 0,
            'aria-pressed': key === chosen,
            onClick: () => onChoose(key === chosen ? null : key),
            onKeyDown: (event: KeyboardEvent) => press(event, key),
          }
        : { role: 'img' })}
    >
      <title>{label}</title>
      <path className={css.reach} d={arc.path} />
      <path className={css.way} d={arc.path} />
      <path className={css.tip} d={arc.tip} />
      <rect
        className={css.number}
        x={arc.middle[0] - badgeWidth(number) / 2}
        y={arc.middle[1] - 9}
        width={badgeWidth(number)}
        height={18}
        rx={9}
      />
      <text x={arc.middle[0]} y={arc.middle[1] + 4} textAnchor="middle">
        {number}
      </text>
    </g>
  ));
}

const badgeWidth = (number: string): number => Math.max(18, 10 + number.length * 6.5);

function Mark({ at, mark }: { at: readonly [number, number] | null; mark: RouteStop['mark'] }) {
  if (!at) return null;
  const [x, y] = at;
  const shapes = {
    country: <circle cx={x} cy={y} r={5} />,
    area: <rect x={x - 4} y={y - 4} width={8} height={8} />,
    point: <path d={`M${x},${y - 6} L${x + 6},${y} L${x},${y + 6} L${x - 6},${y} Z`} />,
    port: <path d={`M${x},${y - 6} L${x + 6},${y + 5} L${x - 6},${y + 5} Z`} />,
  };
  return <g className={css.mark}>{shapes[mark]}</g>;
}
