import type { MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { useEffect, useState } from 'react';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The outline of a country, by its three letters; two areas on the file have no code of their own. */
export type CountryOutline = { readonly code: string | null; readonly shape: Polygon | MultiPolygon };

let loading: Promise<readonly CountryOutline[]> | undefined;

/** The outlines of the countries at 1:110 million, fetched at the first map: some 25 kB that other pages need not carry. */
export function loadOutlines(): Promise<readonly CountryOutline[]> {
  loading ??= import('../../words/gazetteer/country-outlines.json').then((file) => {
    const topology = file.default as unknown as Topology<{
      countries: GeometryCollection & { geometries: (Polygon | MultiPolygon)[] };
    }>;
    return feature(topology, topology.objects.countries).features.map(({ id, geometry }) => ({
      code: id === undefined ? null : String(id),
      shape: geometry as Polygon | MultiPolygon,
    }));
  });
  return loading;
}

/** The outlines once they are here; null until then. */
export function useOutlines(): readonly CountryOutline[] | null {
  const [outlines, setOutlines] = useState<readonly CountryOutline[] | null>(null);
  useEffect(() => {
    let here = true;
    void loadOutlines().then((loaded) => here && setOutlines(loaded));
    return () => {
      here = false;
    };
  }, []);
  return outlines;
}

/** First-level areas: their shapes by code, and the borders between those of one country. */
export type AreaOutlines = {
  readonly shapes: ReadonlyMap<string, readonly (Polygon | MultiPolygon)[]>;
  readonly borders: MultiLineString;
};

let loadingAreas: Promise<AreaOutlines> | undefined;

/** The shapes of areas, fetched when a map is near enough to show them: some 90 kB. Not every country has them. */
export function loadAreaOutlines(): Promise<AreaOutlines> {
  loadingAreas ??= import('../../words/gazetteer/area-outlines.json').then((file) => {
    const topology = file.default as unknown as Topology<{
      areas: GeometryCollection & { geometries: (Polygon | MultiPolygon)[] };
    }>;
    const features = feature(topology, topology.objects.areas).features;
    const country = ({ id }: { id?: string | number }): string => String(id).slice(0, 2);
    const shapes = Map.groupBy(
      features.filter(({ id }) => String(id).includes('-')),
      ({ id }) => String(id),
    );
    return {
      shapes: new Map(
        [...shapes].map(([code, own]) => [code, own.map(({ geometry }) => geometry as Polygon | MultiPolygon)]),
      ),
      borders: mesh(
        topology,
        topology.objects.areas as never,
        (one, other) => one !== other && country(one as { id?: string }) === country(other as { id?: string }),
      ),
    };
  });
  return loadingAreas;
}

/** The shapes of areas once they are wanted and here; null until then. */
export function useAreaOutlines(wanted: boolean): AreaOutlines | null {
  const [outlines, setOutlines] = useState<AreaOutlines | null>(null);
  useEffect(() => {
    let here = true;
    // A map without them is still a map: with no line they may be missing.
    if (wanted)
      void loadAreaOutlines().then(
        (loaded) => here && setOutlines(loaded),
        () => undefined,
      );
    return () => {
      here = false;
    };
  }, [wanted]);
  return outlines;
}
