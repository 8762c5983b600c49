import type { MultiPolygon, Polygon } from 'geojson';
import { useEffect, useState } from 'react';
import { feature } from 'topojson-client';
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
