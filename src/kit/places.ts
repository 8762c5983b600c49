import { useMemo, useSyncExternalStore } from 'react';
import { MASKED, UNKNOWN } from '../words/codes.ts';
import { countryByAlpha3, countryName } from '../words/countries.ts';
import type * as gazetteer from '../words/gazetteer.ts';
import { languages, useLanguage, useT } from './i18n.ts';

export type Gazetteer = typeof gazetteer;

let here: Gazetteer | null = null;
let loading: Promise<void> | undefined;
const waiting = new Set<() => void>();

/** Fetches the places of the world, once. */
function loadGazetteer(): void {
  loading ??= import('../words/gazetteer.ts').then(async (places) => {
    await places.loadPlaces();
    here = places;
    waiting.forEach((tell) => tell());
  });
  // Without a line places stay codes; the next time a place is shown it is tried again.
  loading.catch(() => (loading = undefined));
}

const subscribe = (tell: () => void): (() => void) => {
  waiting.add(tell);
  return () => waiting.delete(tell);
};

/** The places of the world, for what picks or draws them: fetched at the first need, null until they are here. */
export function useGazetteer(): Gazetteer | null {
  const places = useSyncExternalStore(subscribe, () => here);
  if (places === null) loadGazetteer();
  return places;
}

/**
 * Names places as the reader calls them, with the country behind what lies inside one. The first place that is no
 * country has the places of the world fetched; it is named by its code until they are here.
 */
export function usePlaceName(): (code: string) => string {
  const { locale } = languages[useLanguage()];
  const t = useT();
  const places = useSyncExternalStore(subscribe, () => here);
  return useMemo(
    () => (code) => {
      if (code === UNKNOWN) return t('value.unknown');
      if (code === MASKED) return t('value.masked');
      if (countryByAlpha3(code)) return countryName(code, locale);
      if (places === null) loadGazetteer();
      const country = places?.countryOfPlace(code);
      const name = places?.placeLabel(code, locale) ?? code;
      return country === undefined ? name : t('place.within', { place: name, country: countryName(country, locale) });
    },
    [locale, places, t],
  );
}
