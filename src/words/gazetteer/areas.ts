/** A first-level area of a country (ISO 3166-2), with the area above it where a country has regions over provinces. */
export interface Area {
  readonly code: string;
  readonly country: string;
  readonly name: string;
  readonly native: string | null;
  readonly type: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly parent: string | null;
}

type AreaRow = [string, string, string, number | null, number | null, string | null, string | null];

let loading: Promise<readonly Area[]> | undefined;

/** The areas of the world, read on first use: some 360 kB that a page without places need not carry. */
export function loadAreas(): Promise<readonly Area[]> {
  loading ??= import('./areas.json', { with: { type: 'json' } }).then((file) =>
    Object.entries(file.default as unknown as Record<string, AreaRow[]>).flatMap(([country, rows]) =>
      rows.map(([code, name, type, lat, lon, native, parent]) => ({
        code,
        country,
        name,
        native,
        type,
        lat,
        lon,
        parent,
      })),
    ),
  );
  return loading;
}
