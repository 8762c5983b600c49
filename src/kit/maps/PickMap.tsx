import { geoContains, geoDistance } from 'd3-geo';
import { useState } from 'react';
import { borderPlaces, placesOf, type Place } from '../../words/gazetteer.ts';
import { countries } from '../../words/countries.ts';
import { useT } from '../i18n.ts';
import { useGazetteer, usePlaceName } from '../places.ts';
import { arcOf } from './arcs.ts';
import { MapCanvas, showsAreas, type Drawing } from './MapCanvas.tsx';
import css from './maps.module.css';
import { loadAreaOutlines, useOutlines } from './outlines.ts';
import { positionOf } from './positions.ts';
import type { Position } from './view.ts';

type PickMapProps = {
  label: string;
  /** The places chosen so far, in their order: they are joined by an arc. */
  chosen: readonly (string | null)[];
  onPick: (code: string) => void;
  /** Places the map begins with: others of the same story. */
  near?: readonly string[];
};

const reach = 26;

/** Chooses a place on the map: a border point or an area near the finger, else the country under it. */
export function PickMap({ label, chosen, onPick, near = [] }: PickMapProps) {
  const t = useT();
  const name = usePlaceName();
  const ready = useGazetteer() !== null;
  const outlines = useOutlines();
  const [told, setTold] = useState('');
  const places = ready ? chosen.flatMap((code) => (code === null ? [] : [{ code, at: positionOf(code) }])) : [];
  const known = places.filter((place): place is { code: string; at: Position } => place.at !== null);

  async function pick(at: Position, drawing: Drawing): Promise<void> {
    const isIn = (shape: Parameters<typeof geoContains>[0]): boolean => geoContains(shape, [at[0], at[1]]);
    const areas = showsAreas(drawing.view, drawing.size) ? await loadAreaOutlines().catch(() => null) : null;
    const area = [...(areas?.shapes ?? [])].find(([, shapes]) => shapes.some(isIn))?.[0];
    const code = nearest(at, drawing) ?? area ?? outlines?.find(({ shape }) => isIn(shape))?.code ?? null;
    setTold(code === null ? t('map.noPlace') : name(code));
    if (code !== null) onPick(code);
  }

  return (
    <div>
      <MapCanvas
        label={label}
        fit={ready ? near.flatMap((code) => [positionOf(code)].filter((at) => at !== null)) : []}
        areas={known.map(({ code }) => code)}
        labels={known.map(({ code, at }) => ({ key: code, text: name(code), at }))}
        onChoose={(at, drawing) => void pick(at, drawing)}
      >
        {(drawing) => (
          <g aria-hidden="true">
            {ready && offered(drawing).map((place) => <Offer key={place.code} place={place} drawing={drawing} />)}
            <Way known={known} drawing={drawing} />
          </g>
        )}
      </MapCanvas>
      <p className={css.told} role="status">
        {told}
      </p>
    </div>
  );
}

function Way({ known, drawing }: { known: readonly { code: string; at: Position }[]; drawing: Drawing }) {
  const spots = known.flatMap(({ at }) => drawing.project(at) ?? []);
  const pairs = known.map(({ at }) => drawing.project(at)).filter((spot) => spot !== null);
  if (spots.length === 0) return null;
  return (
    <g className={css.leg} data-way="land" data-chosen="true">
      {pairs.slice(1).map((to, index) => {
        const from = pairs[index];
        const arc = from && arcOf(from, to, 0);
        return (
          arc && (
            <g key={`${to.join()}`}>
              <path className={css.way} d={arc.path} />
              <path className={css.tip} d={arc.tip} />
            </g>
          )
        );
      })}
      {pairs.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={5} />
      ))}
    </g>
  );
}

function Offer({ place, drawing }: { place: Place; drawing: Drawing }) {
  const name = usePlaceName();
  const spot = drawing.project([place.lon ?? 0, place.lat ?? 0]);
  return (
    spot && (
      <circle className={css.offer} data-kind={place.kind} cx={spot[0]} cy={spot[1]} r={place.kind === 'point' ? 4 : 3}>
        <title>{name(place.code)}</title>
      </circle>
    )
  );
}

/** The places within sight that are worth offering: points on routes always once near, areas when nearer still. */
function offered({ project, size, view }: Drawing): readonly Place[] {
  const inSight = ({ lon, lat }: Place): boolean => {
    if (lon === null || lat === null) return false;
    const spot = project([lon, lat]);
    return spot !== null && spot[0] > 0 && spot[0] < size.width && spot[1] > 0 && spot[1] < size.height;
  };
  const near = view.scale > size.width * 0.8;
  const nearer = view.scale > size.width * 1.6;
  const areas = nearer
    ? countries
        .flatMap(({ alpha3 }) => placesOf(alpha3))
        .filter((place) => place.kind === 'area' && inSight(place))
        .slice(0, 250)
    : [];
  return near ? [...areas, ...borderPlaces().filter(inSight)] : [];
}

/** The offered place under the finger. */
function nearest(at: Position, drawing: Drawing): string | null {
  const spot = drawing.project(at);
  if (!spot) return null;
  const within = offered(drawing).flatMap((place) => {
    const other = drawing.project([place.lon ?? 0, place.lat ?? 0]);
    const away = other ? Math.hypot(other[0] - spot[0], other[1] - spot[1]) : reach;
    return away < reach
      ? [{ code: place.code, away: geoDistance([at[0], at[1]], [place.lon ?? 0, place.lat ?? 0]) }]
      : [];
  });
  return within.toSorted((one, other) => one.away - other.away)[0]?.code ?? null;
}
