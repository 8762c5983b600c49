import { countries } from '../../words/countries.ts';
import { countryVariants } from '../../words/country-variants.ts';
import { loadPlaces, placesOf } from '../../words/gazetteer.ts';
import { foldText } from './fold-text.ts';

const spellings = new Map<string, string | null>();
let loaded: Promise<void> | undefined;

/** Makes the names of the gazetteer known to `placeName`. */
export function loadPlaceNames(): Promise<void> {
  loaded ??= loadPlaces().then(() => {
    for (const { alpha3, label } of countries) {
      const name = foldText(label);
      for (const spelling of [label, alpha3, ...(countryVariants[alpha3] ?? [])]) add(spelling, name);
      for (const { name: area, native } of placesOf(alpha3))
        for (const spelling of native === null ? [area] : [area, native]) add(spelling, foldText(area));
    }
  });
  return loaded;
}

/** A spelling of two places with different names stands for neither. */
function add(spelling: string, name: string): void {
  const folded = foldText(spelling);
  if (folded === '' || name === '') return;
  const before = spellings.get(folded);
  spellings.set(folded, before === undefined || before === name ? name : folded === name ? name : null);
}

/** The one name of a place that the gazetteer knows under this spelling (folded); any other stays as it is. */
export const placeName = (folded: string): string => spellings.get(folded) ?? folded;
