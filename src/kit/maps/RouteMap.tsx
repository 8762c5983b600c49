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

/** A leg of a route between two stops. `tone` 1 to 5 is the colour of the traveller, `number` its place in the order. */
export type RouteLeg = {
  readonly key: string;
  readonly from: Position;
  readonly to: Position;
  readonly number: string;
  /** The leg in words: from where to where, how and when. */
  readonly label: string;
  readonly tone: number;
};

type RouteMapProps = {
  label: string;
  stops: readonly RouteStop[];
  legs: readonly RouteLeg[];
  chosen?: string | null;
  onChoose?: (key: string | null) => void;
};

/** Journeys on a map: each leg an arc with its number and the way it goes. What it shows stands in a table beside. */
export function RouteMap({ label, stops, legs, chosen = null, onChoose }: RouteMapProps) {
  const fit = [...stops.map(({ at }) => at), ...legs.flatMap(({ from, to }) => [from, to])];
  return (
    <MapCanvas label={label} fit={fit} labels={stops.map(({ key, label: text, at }) => ({ key, text, at }))}>
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
  return ordered.map(({ key, label, number, tone, arc }) => (
    <g
      key={key}
      className={css.leg}
      data-tone={((tone - 1) % 5) + 1}
      data-chosen={key === chosen || undefined}
      aria-label={label}
      {...(onChoose
        ? {
            role: 'button',
            tabIndex: 0,
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
      <circle cx={arc.middle[0]} cy={arc.middle[1]} r={9} />
      <text x={arc.middle[0]} y={arc.middle[1] + 4} textAnchor="middle">
        {number}
      </text>
    </g>
  ));
}

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
