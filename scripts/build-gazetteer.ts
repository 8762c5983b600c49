/**
 * Writes src/words/gazetteer/areas.json and country-points.json out of the published geography files.
 * Usage: node scripts/build-gazetteer.ts SOURCE_FOLDER
 * The folder must hold states_admin1.csv, indonesia_wilayah_2025.csv.gz and ne_110m_admin_0_countries.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { countries } from '../src/words/countries.ts';
import { afghanNames, areaCorrections, misplaced } from './gazetteer-corrections.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly country_code: string;
  readonly iso2: string;
  readonly iso3166_2: string;
  readonly type: string;
  readonly parent_id: string;
  readonly native: string;
  readonly latitude: string;
  readonly longitude: string;
}

/** code, name, type, latitude, longitude, native name, parent code */
type AreaRow = [string, string, string, number | null, number | null, string | null, string | null];

const target = join(dirname(fileURLToPath(import.meta.url)), '../src/words/gazetteer');

const coordinate = (text: string): number | null => (text === '' ? null : Math.round(Number(text) * 1e4) / 1e4);

/** Island groups are no administrative areas; postal regions are no places; the rest repeat a country as its own area. */
const isArea = (row: Row): boolean =>
  row.type !== 'geographical unit' && row.iso3166_2 === `${row.country_code}-${row.iso2}`;

function areaRow(row: Row, codeOf: ReadonlyMap<string, string>): AreaRow {
  const fix = areaCorrections[row.iso3166_2];
  const placed = !misplaced.has(row.iso3166_2);
  const native = fix?.native ?? afghanNames[row.iso3166_2] ?? row.native;
  return [
    row.iso3166_2,
    fix?.name ?? row.name.trim(),
    row.type,
    fix?.lat ?? (placed ? coordinate(row.latitude) : null),
    fix?.lon ?? (placed ? coordinate(row.longitude) : null),
    native.trim() === row.name.trim() || native === '' ? null : native.trim(),
    codeOf.get(row.parent_id) ?? null,
  ];
}

function readAreas(source: string): Map<string, AreaRow[]> {
  const rows: Row[] = parse(readFileSync(join(source, 'states_admin1.csv')), { columns: true, bom: true });
  const codeOf = new Map(rows.map((row) => [row.id, row.iso3166_2]));
  const alpha3 = new Map(countries.map((country) => [country.alpha2, country.alpha3]));
  const byCountry = new Map<string, AreaRow[]>();
  for (const row of rows.filter(isArea)) {
    const country = alpha3.get(row.country_code);
    if (!country) throw new Error(`states_admin1.csv: row ${row.id}: country ${row.country_code} is not in ISO 3166-1`);
    byCountry.set(country, [...(byCountry.get(country) ?? []), areaRow(row, codeOf)]);
  }
  return byCountry;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/daerah khusus ibukota|dki|daerah istimewa|di /g, '')
    .trim();

/** The decree is the authority on which provinces exist; a difference stops the build. */
function checkIndonesia(source: string, areas: readonly AreaRow[]): void {
  const text = gunzipSync(readFileSync(join(source, 'indonesia_wilayah_2025.csv.gz'))).toString('utf8');
  const decreed = [...text.matchAll(/^"?(\d\d)"?,"?([^",\r\n]+)/gm)].map((match) => plain(match[2] ?? ''));
  const ours = new Set(areas.map((area) => plain(area[1])));
  const missing = decreed.filter((name) => !ours.has(name));
  if (missing.length > 0 || decreed.length !== areas.length) {
    throw new Error(
      `Indonesia: ${areas.length} areas against ${decreed.length} provinces; missing: ${missing.join(', ')}`,
    );
  }
}

function readCountryPoints(source: string): Record<string, [number, number]> {
  const known = new Set(countries.map((country) => country.alpha3));
  const atlas: { features: { properties: Record<string, unknown>; geometry: Geometry }[] } = JSON.parse(
    readFileSync(join(source, 'ne_110m_admin_0_countries.json'), 'utf8'),
  );
  const points: [string, [number, number]][] = atlas.features.flatMap(({ properties, geometry }) => {
    const code = [properties['ISO_A3_EH'], properties['ISO_A3'], properties['ADM0_A3']].find(
      (value): value is string => typeof value === 'string' && value !== '-99',
    );
    const alpha3 = code === 'KOS' ? 'XKX' : code;
    return alpha3 && known.has(alpha3) ? [[alpha3, middle(geometry)]] : [];
  });
  return Object.fromEntries(points.toSorted(([a], [b]) => a.localeCompare(b)));
}

interface Geometry {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly coordinates: number[][][] | number[][][][];
}

/** The middle of the largest outline, so that far islands and holdings do not pull a country into the sea. */
function middle(geometry: Geometry): [number, number] {
  const outlines = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as number[][][][];
  const rings = outlines.map((outline) => centre(outline[0] ?? []));
  const largest = rings.toSorted((a, b) => b.area - a.area)[0];
  if (!largest) throw new Error('ne_110m_admin_0_countries.json: a country has no outline');
  return [round(largest.lat), round(largest.lon)];
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Area-weighted centre of a ring (shoelace formula). */
function centre(ring: readonly number[][]): { area: number; lat: number; lon: number } {
  let twice = 0;
  let x = 0;
  let y = 0;
  ring.forEach(([lon = 0, lat = 0], index) => {
    const [nextLon = 0, nextLat = 0] = ring[(index + 1) % ring.length] ?? [];
    const cross = lon * nextLat - nextLon * lat;
    twice += cross;
    x += (lon + nextLon) * cross;
    y += (lat + nextLat) * cross;
  });
  return { area: Math.abs(twice / 2), lat: y / (3 * twice), lon: x / (3 * twice) };
}

/** One area a line, so that a change of the source reads as a change of lines. */
function areasText(byCountry: ReadonlyMap<string, readonly AreaRow[]>): string {
  const blocks = [...byCountry]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([country, areas]) => `"${country}": [\n${areas.map((area) => JSON.stringify(area)).join(',\n')}\n]`);
  return `{\n${blocks.join(',\n')}\n}\n`;
}

const source = process.argv[2];
if (!source) throw new Error('Say where the geography files are: node scripts/build-gazetteer.ts SOURCE_FOLDER');
const byCountry = readAreas(source);
checkIndonesia(source, byCountry.get('IDN') ?? []);
writeFileSync(join(target, 'areas.json'), areasText(byCountry));
const points = readCountryPoints(source);
const lines = Object.entries(points).map(([code, point]) => `"${code}": ${JSON.stringify(point)}`);
writeFileSync(join(target, 'country-points.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(
  `${[...byCountry.values()].flat().length} areas of ${byCountry.size} countries, ${lines.length} country points`,
);
