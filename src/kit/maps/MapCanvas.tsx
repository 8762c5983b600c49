import { geoPath } from 'd3-geo';
import { useId, useMemo, type ReactNode } from 'react';
import { countries, countryName } from '../../words/countries.ts';
import { IconButton } from '../actions.tsx';
import { languages, useLanguage, useT } from '../i18n.ts';
import { Loading } from '../states.tsx';
import css from './maps.module.css';
import { useAreaOutlines, useOutlines, type CountryOutline } from './outlines.ts';
import { useMapView } from './useMapView.ts';
import { positionOf } from './positions.ts';
import {
  placeLabels,
  projectionOf,
  type Label,
  type MapSize,
  type MapView,
  type PlacedLabel,
  type Position,
  type Spot,
} from './view.ts';

/** How a country is coloured (any colour of the kit) and what is said of it when it is pointed at. */
export type CountryShade = { readonly fill: string; readonly title: string };
export type MapLabel = { readonly key: string; readonly text: string; readonly at: Position };

/** What is drawn over the countries: it is told where positions lie. */
export type Drawing = {
  readonly project: (at: Position) => Spot | null;
  readonly size: MapSize;
  readonly view: MapView;
};

type MapCanvasProps = {
  /** What the map shows, for those who hear it. */
  label: string;
  /** The positions the map begins with; none: the world. */
  fit?: readonly Position[];
  labels?: readonly MapLabel[];
  /** First-level areas to be marked by their shape, where it is known. */
  areas?: readonly string[];
  /** Colours countries by their three letters. */
  shade?: (code: string) => CountryShade | undefined;
  /** The reader chose a position: by a click, or by Enter, which takes the middle of the map. */
  onChoose?: (at: Position, drawing: Drawing) => void;
  children?: (drawing: Drawing) => ReactNode;
};

/** A map that needs no network: countries, names, and what is drawn over them. Dragged, or moved by the arrow keys. */
export function MapCanvas({ label, fit = [], labels = [], areas = [], shade, onChoose, children }: MapCanvasProps) {
  const t = useT();
  const hint = useId();
  const outlines = useOutlines();
  const { place, size, view, moves, pointer, isDragging } = useMapView(
    fit,
    onChoose && ((at, of) => onChoose([at.longitude, at.latitude], drawingOf(at, of))),
  );
  const drawing = drawingOf(view, size);
  const names = useNames(labels, drawing);
  const choose = (event: React.MouseEvent<SVGSVGElement>): void => {
    if (!onChoose || isDragging()) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = projectionOf(view, size).invert?.([event.clientX - box.left, event.clientY - box.top]);
    if (at) onChoose(at, drawing);
  };
  return (
    <div className={css.map}>
      <div
        ref={place}
        className={css.canvas}
        role="application"
        aria-label={label}
        aria-describedby={hint}
        tabIndex={0}
        data-chooses={onChoose ? true : undefined}
      >
        {outlines === null || size.width < 80 ? (
          <Loading />
        ) : (
          <svg
            width={size.width}
            height={size.height}
            viewBox={`0 0 ${size.width} ${size.height}`}
            aria-hidden={children || shade ? undefined : true}
            {...pointer}
            {...(onChoose && { onClick: choose })}
          >
            <Countries outlines={outlines} view={view} size={size} shade={shade} />
            {!shade && <Areas marked={areas} view={view} size={size} />}
            <Names names={names.filter(({ quiet }) => quiet)} />
            {children?.(drawing)}
            <Names names={names.filter(({ quiet }) => !quiet)} />
            {onChoose && <Crosshair size={size} />}
          </svg>
        )}
      </div>
      <span id={hint} hidden>
        {onChoose ? t('map.keysChoose') : t('map.keys')}
      </span>
      <div className={css.moves} data-kit-no-print>
        <IconButton icon="add" label={t('map.nearer')} onClick={moves.nearer} />
        <IconButton icon="minus" label={t('map.farther')} onClick={moves.farther} />
        {fit.length > 0 && <IconButton icon="fit" label={t('map.whole')} onClick={moves.whole} />}
        <IconButton icon="world" label={t('map.world')} onClick={moves.world} />
      </div>
      <p className={css.disclaimer}>{t('map.disclaimer')}</p>
    </div>
  );
}

function drawingOf(view: MapView, size: MapSize): Drawing {
  const projection = projectionOf(view, size);
  return { project: ([lon, lat]) => projection([lon, lat]), size, view };
}

function Names({ names }: { names: readonly PlacedLabel[] }) {
  return (
    <g aria-hidden="true">
      {names.map((name) => (
        <text key={name.key} x={name.x} y={name.y} textAnchor={name.anchor} data-quiet={name.quiet}>
          {name.text}
        </text>
      ))}
    </g>
  );
}

/** The middle of the map, which Enter takes; shown while the map has the focus. */
function Crosshair({ size }: { size: MapSize }) {
  const [x, y] = [size.width / 2, size.height / 2];
  return (
    <path
      className={css.crosshair}
      d={`M${x - 14},${y} H${x - 4} M${x + 4},${y} H${x + 14} M${x},${y - 14} V${y - 4} M${x},${y + 4} V${y + 14}`}
    />
  );
}

type CountriesProps = {
  outlines: readonly CountryOutline[];
  view: MapView;
  size: MapSize;
  shade: MapCanvasProps['shade'];
};

function Countries({ outlines, view, size, shade }: CountriesProps) {
  const { longitude, latitude, scale } = view;
  const { width, height } = size;
  const paths = useMemo(() => {
    const draw = geoPath(
      projectionOf({ longitude, latitude, scale }, { width, height }).clipExtent([
        [-4, -4],
        [width + 4, height + 4],
      ]),
    ).digits(1);
    return outlines.flatMap(({ code, shape }, index) => {
      const path = draw(shape);
      return path ? [{ key: code ?? `${index}`, code, path }] : [];
    });
  }, [outlines, longitude, latitude, scale, width, height]);
  return (
    <g className={css.countries} aria-hidden={shade ? undefined : true}>
      {paths.map(({ key, code, path }) => {
        const shaded = code === null ? undefined : shade?.(code);
        return (
          <path key={key} d={path} style={shaded && { fill: shaded.fill }}>
            {shaded && <title>{shaded.title}</title>}
          </path>
        );
      })}
    </g>
  );
}

/** Whether the map is near enough for the borders of first-level areas to be told apart. */
export const showsAreas = (view: MapView, size: MapSize): boolean => view.scale > size.width * 0.8;

/** First-level areas: those of the route by their shape, and near by the borders between all of them. */
function Areas({ marked, view, size }: { marked: readonly string[]; view: MapView; size: MapSize }) {
  const near = showsAreas(view, size);
  const outlines = useAreaOutlines(near || marked.length > 0);
  const { longitude, latitude, scale } = view;
  const { width, height } = size;
  const draw = useMemo(
    () =>
      geoPath(
        projectionOf({ longitude, latitude, scale }, { width, height }).clipExtent([
          [-4, -4],
          [width + 4, height + 4],
        ]),
      ).digits(1),
    [longitude, latitude, scale, width, height],
  );
  const borders = useMemo(() => (outlines && near ? draw(outlines.borders) : null), [outlines, near, draw]);
  if (outlines === null) return null;
  return (
    <g className={css.areas} aria-hidden="true">
      {[...new Set(marked)].flatMap((code) =>
        (outlines.shapes.get(code) ?? []).map((shape, index) => (
          <path key={`${code} ${index}`} data-area={code} d={draw(shape) ?? ''} />
        )),
      )}
      {borders !== null && <path data-borders d={borders} />}
    </g>
  );
}

/** The names on the map: those asked for, then countries where there is room and the map is near enough to need them. */
function useNames(labels: readonly MapLabel[], { project, size, view }: Drawing) {
  const { locale } = languages[useLanguage()];
  const near = view.scale > size.width * 0.35;
  const asked = labels.map(({ at, ...label }) => ({ ...label, at: project(at) }));
  const known = new Set(labels.map(({ text }) => text));
  const ofCountries = near
    ? countries.flatMap(({ alpha3 }) => {
        const position = positionOf(alpha3);
        const text = countryName(alpha3, locale);
        if (!position || known.has(text)) return [];
        return [{ key: `country ${alpha3}`, text, at: project(position), quiet: true }];
      })
    : [];
  const within = ({ at }: { at: Spot | null }): boolean =>
    at !== null && at[0] > 0 && at[0] < size.width && at[1] > 0 && at[1] < size.height;
  return placeLabels([...asked, ...ofCountries].filter(within) as Label[], size);
}
