import { geoCentroid, geoMercator, type GeoProjection } from 'd3-geo';

/** Where something is: longitude, latitude, in degrees. */
export type Position = readonly [longitude: number, latitude: number];
/** A point of the drawing, in pixels from its upper left corner. */
export type Spot = readonly [x: number, y: number];

/** What a map shows: its middle, and how many pixels a radian of the equator takes. */
export type MapView = { readonly longitude: number; readonly latitude: number; readonly scale: number };

/** The size of the drawing in pixels. */
export type MapSize = { readonly width: number; readonly height: number };

const highest = 72;

/** The whole world across the width. */
export const worldView = ({ width }: MapSize): MapView => ({
  longitude: 20,
  latitude: 22,
  scale: width / (2 * Math.PI),
});

/** Mercator around the middle of the view: the directions of a route look as people know them from other maps. */
export function projectionOf(view: MapView, { width, height }: MapSize): GeoProjection {
  return geoMercator()
    .rotate([-view.longitude, 0])
    .center([0, view.latitude])
    .scale(view.scale)
    .translate([width / 2, height / 2]);
}

/** The view that holds all these positions with a margin; never nearer than some twenty degrees across. */
export function viewOf(positions: readonly Position[], size: MapSize): MapView {
  if (positions.length === 0) return worldView(size);
  const [middle] = geoCentroid({ type: 'MultiPoint', coordinates: positions.map(([lon, lat]) => [lon, lat]) });
  const unit = geoMercator().rotate([-middle, 0]).scale(1).translate([0, 0]);
  const spots = positions.flatMap(([lon, lat]) => {
    const spot = unit([lon, lat]);
    return spot ? [spot] : [];
  });
  const [left, right] = [Math.min(...spots.map(([x]) => x)), Math.max(...spots.map(([x]) => x))];
  const [top, bottom] = [Math.min(...spots.map(([, y]) => y)), Math.max(...spots.map(([, y]) => y))];
  const centre = unit.invert?.([(left + right) / 2, (top + bottom) / 2]) ?? [middle, 0];
  const margin = Math.min(72, size.width * 0.14, size.height * 0.2);
  const scale = Math.min(
    (size.width - 2 * margin) / (right - left),
    (size.height - 2 * margin) / (bottom - top),
    size.width * 2.8,
  );
  return clamped({ longitude: centre[0], latitude: centre[1], scale }, size);
}

/** Keeps a view on the earth, neither smaller than the world nor nearer than the outlines bear. */
export function clamped({ longitude, latitude, scale }: MapView, { width }: MapSize): MapView {
  return {
    longitude: ((((longitude + 180) % 360) + 360) % 360) - 180,
    latitude: Math.max(-highest, Math.min(highest, latitude)),
    scale: Math.max(width / (2 * Math.PI), Math.min(width * 24, scale)),
  };
}

/** The view after the drawing was pushed by so many pixels. */
export function pushed(view: MapView, size: MapSize, [x, y]: Spot): MapView {
  const to = projectionOf(view, size).invert?.([size.width / 2 - x, size.height / 2 - y]);
  return to ? clamped({ ...view, longitude: to[0], latitude: to[1] }, size) : view;
}

/** The view so many times nearer. */
export const nearer = (view: MapView, size: MapSize, times: number): MapView =>
  clamped({ ...view, scale: view.scale * times }, size);

/** A name to write at a spot; `quiet` is the name of a country, written across it where there is room. */
export type Label = { readonly key: string; readonly text: string; readonly at: Spot; readonly quiet?: boolean };
export type PlacedLabel = Label & {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
};

const letter = 7.2;
const line = 15;

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Names beside their points, the first ones first: to the right, else to the left, below or above. One that would lie
 * on another or stand out of the drawing is left out; the table beside the map has them all.
 */
export function placeLabels(labels: readonly Label[], { width, height }: MapSize): readonly PlacedLabel[] {
  const taken: Box[] = [
    // The buttons of the map.
    { left: width - 48, top: 0, right: width, bottom: 150 },
    ...labels
      .filter(({ quiet }) => !quiet)
      .map(({ at: [x, y] }) => ({ left: x - 5, top: y - 5, right: x + 5, bottom: y + 5 })),
  ];
  return labels.flatMap((label): PlacedLabel[] => {
    const [x, y] = label.at;
    const wide = label.text.length * letter;
    const across = { x, y: y + 4, anchor: 'middle' as const, left: x - wide / 2 };
    const beside = [
      { x: x + 9, y: y + 4, anchor: 'start' as const, left: x + 8 },
      { x: x - 9, y: y + 4, anchor: 'end' as const, left: x - 8 - wide },
      { x, y: y + 20, anchor: 'middle' as const, left: x - wide / 2 },
      { x, y: y - 11, anchor: 'middle' as const, left: x - wide / 2 },
    ];
    for (const one of label.quiet ? [across] : beside) {
      const box = { left: one.left, top: one.y - line + 3, right: one.left + wide, bottom: one.y + 4 };
      if (box.left < 2 || box.right > width - 2 || box.top < 2 || box.bottom > height - 2) continue;
      if (taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      return [{ ...label, x: one.x, y: one.y, anchor: one.anchor }];
    }
    return [];
  });
}
