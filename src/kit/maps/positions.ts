import { placeByCode } from '../../words/gazetteer.ts';
import type { Position } from './view.ts';

/**
 * Where a place lies; of one without a position of its own, where its country does. Await `loadPlaces()` before an area
 * is asked for.
 */
export function positionOf(code: string): Position | null {
  const place = placeByCode(code);
  if (place && place.lon !== null && place.lat !== null) return [place.lon, place.lat];
  const country = place && place.code !== place.country ? placeByCode(place.country) : undefined;
  return country && country.lon !== null && country.lat !== null ? [country.lon, country.lat] : null;
}
