import { countries, countryByAlpha2, countryByAlpha3, countryName } from './countries.ts';
import { foldName } from './fold.ts';
import { loadAreas, type Area } from './gazetteer/areas.ts';
import borderPoints from './gazetteer/border-points.json' with { type: 'json' };
import countryPoints from './gazetteer/country-points.json' with { type: 'json' };

/** A place a record may name: a country, one of its first-level areas, or a point on a route. */
export interface Place {
  readonly code: string;
  readonly kind: 'country' | 'area' | 'point';
  readonly name: string;
  readonly native: string | null;
  /** Country, alpha-3. */
  readonly country: string;
  /** The area above: of a point its first-level area, of an area the region it belongs to. */
  readonly parent: string | null;
  /** Of a point a code of the list `border-types`; of an area its kind in words ("province"). */
  readonly type: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** Of a point: the points on the other side, by road or by the usual boats. Always said on both sides. */
  readonly counterparts: readonly string[];
  /** Of a point: `secondary` when its position was read in a data set (named in `source`), `memory` when recalled. */
  readonly evidence: string | null;
  readonly source: string | null;
  readonly note: string | null;
}

interface BorderPoint {
  readonly code: string;
  readonly name: string;
  readonly native?: string;
  readonly country: string;
  readonly area?: string;
  readonly type: string;
  readonly lat: number;
  readonly lon: number;
  readonly counterparts?: readonly string[];
  readonly evidence: string;
  readonly source?: string;
  readonly note?: string;
}

const nothingMore = { counterparts: [], evidence: null, source: null, note: null } as const;

const positions: Readonly<Record<string, readonly number[] | undefined>> = countryPoints;

const countryPlaces: readonly Place[] = countries.map(({ alpha3, label }) => ({
  ...nothingMore,
  code: alpha3,
  kind: 'country',
  name: label,
  native: null,
  country: alpha3,
  parent: null,
  type: null,
  lat: positions[alpha3]?.[0] ?? null,
  lon: positions[alpha3]?.[1] ?? null,
}));

const pointPlaces: readonly Place[] = (borderPoints as readonly BorderPoint[]).map(({ area, ...point }) => ({
  ...nothingMore,
  native: null,
  ...point,
  kind: 'point',
  parent: area ?? null,
}));

const toPlace = (area: Area): Place => ({ ...nothingMore, ...area, kind: 'area' });

const isAreaCode = (code: string): boolean => /^[A-Z]{2}-/.test(code);

interface Searchable {
  readonly place: Place;
  readonly folded: readonly string[];
}

const searchable = (place: Place): Searchable => ({
  place,
  folded: [place.name, ...(place.native === null ? [] : [place.native])].map(foldName),
});

const byCode = new Map<string, Place>([...countryPlaces, ...pointPlaces].map((place) => [place.code, place]));
const searched: Searchable[] = [...countryPlaces, ...pointPlaces].map(searchable);

let loaded: Promise<void> | undefined;
let areasKnown = false;

/** Adds the areas of the world. A server awaits this at its start; a page awaits it before it shows or picks places. */
export function loadPlaces(): Promise<void> {
  loaded ??= loadAreas().then((areas) => {
    for (const place of areas.map(toPlace)) {
      byCode.set(place.code, place);
      searched.push(searchable(place));
    }
    areasKnown = true;
  });
  return loaded;
}

function needAreas(): void {
  if (!areasKnown) throw new Error('The areas of the world are not loaded yet: await loadPlaces() first.');
}

/** The place of a code: a country's alpha-3, an area's ISO 3166-2 code, or a border point's code. */
export function placeByCode(code: string): Place | undefined {
  if (isAreaCode(code)) needAreas();
  return byCode.get(code);
}

/** Whether a record may name this code as a place. */
export const isPlace = (code: string): boolean => placeByCode(code) !== undefined;

/** All areas and points of a country, the country itself not among them. */
export function placesOf(countryAlpha3: string): readonly Place[] {
  needAreas();
  return [...byCode.values()].filter((place) => place.country === countryAlpha3 && place.kind !== 'country');
}

/** The points on routes, with or without areas loaded. */
export const borderPlaces = (): readonly Place[] => pointPlaces;

/** The country of a place, alpha-3. Needs no loading: an area's code begins with its country. */
export function countryOfPlace(code: string): string | undefined {
  if (isAreaCode(code)) return countryByAlpha2(code.slice(0, 2))?.alpha3;
  return byCode.get(code)?.country;
}

/** 0 the whole name, 1 its beginning, 2 the beginning of a word in it, 3 anywhere, undefined not at all. */
function closeness(names: readonly string[], sought: string): number | undefined {
  if (names.includes(sought)) return 0;
  if (names.some((name) => name.startsWith(sought))) return 1;
  if (names.some((name) => name.includes(` ${sought}`))) return 2;
  return names.some((name) => name.includes(sought)) ? 3 : undefined;
}

const kindOrder = { country: 0, area: 1, point: 2 } as const;

/** Places whose name or native name holds the text, the nearest first; accents and letter variants do not matter. */
export function searchPlaces(text: string, { limit = 20 }: { readonly limit?: number } = {}): readonly Place[] {
  const sought = foldName(text);
  if (sought === '') return [];
  const direct = byCode.get(text.trim().toUpperCase());
  const found = searched.flatMap(({ place, folded }) => {
    const distance = place === direct ? -1 : closeness(folded, sought);
    return distance === undefined ? [] : [{ place, distance }];
  });
  return found
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        kindOrder[a.place.kind] - kindOrder[b.place.kind] ||
        a.place.name.localeCompare(b.place.name, 'en'),
    )
    .slice(0, limit)
    .map(({ place }) => place);
}

const arabic = /\p{Script=Arabic}/u;

const scripts: ReadonlyMap<string, RegExp> = new Map([
  ['ar', arabic],
  ['fa', arabic],
  ['ps', arabic],
  ['ur', arabic],
  ['th', /\p{Script=Thai}/u],
  ['km', /\p{Script=Khmer}/u],
  ['my', /\p{Script=Myanmar}/u],
]);

/**
 * What a reader calls the place. Countries in the reader's language; other places by their native name when the
 * reader's language shares its script, else in Latin letters. A code that is not known (or not loaded) stays a code.
 */
export function placeLabel(code: string, locale: string): string {
  if (countryByAlpha3(code)) return countryName(code, locale);
  const place = byCode.get(code);
  if (!place) return code;
  const letters = scripts.get(locale.split('-')[0] ?? '');
  return place.native !== null && letters?.test(place.native) ? place.native : place.name;
}
